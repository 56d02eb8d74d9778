"""A full passage as HTML: sentences numbered and addressable, lemmata linked to their notes; the template escapes all of the reader's text.

`book/_static/js/own-copy.js` makes the same elements in the browser.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from edition import templates
from edition.commentary.model import Note, finding_class
from edition.essay.shape import BaseText
from edition.own_copy.lemma_spans import mark
from edition.own_copy.store import StoredCopy

MARK_OF_COPY = "The essay’s text here comes from a reader’s own copy. It is for personal use and is no part of the edition."
#: A file at the root of a site that holds a reader's copy.
MARKER_FILE = "PERSONAL-COPY.txt"


def passage_html(base: BaseText, copy: StoredCopy, passage: str, notes: Sequence[Note]) -> str:
    """Return the HTML of one passage; a sentence that the copy lacks is marked as missing."""
    name = "The caption" if passage.startswith("fig") else "The essay’s text"
    template = templates.environment(Path(__file__).parent / "templates").get_template("own-text.html")
    return template.render(
        label=f"{name}, from your own copy", passage=passage,
        sentences=[_sentence(copy, passage, sentence.number, notes) for sentence in base[passage].sentences],
        findings={note.id: f" {found}" for note in notes if (found := finding_class(note))},
    )  # fmt: skip


def anchor_of(copy: StoredCopy, note: Note, sentence: int) -> str:
    """Return the id that a note links back to: its lemma in its first sentence, else the sentence."""
    text = copy.sentences.get((note.passage, note.sentences[0]), "")
    if sentence == note.sentences[0] and any(stretch.begins for stretch in mark(text, [(note.id, note.lemma)])):
        return f"l-{note.id}"
    return f"s-{note.passage}.{sentence}"


def _sentence(copy: StoredCopy, passage: str, number: int, notes: Sequence[Note]) -> dict[str, Any]:
    """Return what the template shows of a sentence; `stretches` is None where the copy lacks it."""
    place = (passage, number)
    text, is_altered = copy.sentences.get(place), place in copy.altered
    lemmata = [(note.id, note.lemma) for note in notes if note.sentences and note.sentences[0] == number]
    return {
        "id": f"{passage}.{number}", "number": number, "is_altered": is_altered and text is not None,
        "state": " own-missing" if text is None else " own-altered" if is_altered else "",
        "stretches": None if text is None else list(mark(text, lemmata)),
    }  # fmt: skip
