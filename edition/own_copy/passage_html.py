"""A full passage as HTML: sentences numbered and addressable, lemmata linked to their notes. All of the reader's text is escaped.

`book/_static/js/own-copy.js` makes the same elements in the browser.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import chain

from edition.commentary.model import Note, finding_class
from edition.essay.shape import BaseText
from edition.own_copy.lemma_spans import Stretch, mark
from edition.own_copy.store import StoredCopy

MARK_OF_COPY = "The essay’s text here comes from a reader’s own copy. It is for personal use and is no part of the edition."
#: A file at the root of a site that holds a reader's copy.
MARKER_FILE = "PERSONAL-COPY.txt"


def passage_html(base: BaseText, copy: StoredCopy, passage: str, notes: Sequence[Note]) -> str:
    """Return the HTML of one passage; a sentence that the copy lacks is marked as missing."""
    sentences = base[passage].sentences
    inner = " ".join(_sentence(copy, passage, sentence.number, notes) for sentence in sentences)
    name = "The caption" if passage.startswith("fig") else "The essay’s text"
    label = f"{name}, from your own copy"
    return (
        f'<div class="own-text" role="group" aria-label="{label}: {passage}">\n'
        f'<p class="own-label">{label}</p>\n<p class="own-sentences">{inner}</p>\n</div>\n'
    )


def anchor_of(copy: StoredCopy, note: Note, sentence: int) -> str:
    """Return the id that a note links back to: its lemma in its first sentence, else the sentence."""
    text = copy.sentences.get((note.passage, note.sentences[0]), "")
    if sentence == note.sentences[0] and any(stretch.begins for stretch in mark(text, [(note.id, note.lemma)])):
        return f"l-{note.id}"
    return f"s-{note.passage}.{sentence}"


def _sentence(copy: StoredCopy, passage: str, number: int, notes: Sequence[Note]) -> str:
    place, identifier = (passage, number), f"{passage}.{number}"
    text = copy.sentences.get(place)
    classes = "own-sentence" + (" own-missing" if text is None else " own-altered" if place in copy.altered else "")
    opening = f'<span class="{classes}" id="s-{identifier}">'
    opening += f'<a class="own-number" href="#s-{identifier}" aria-label="Sentence {identifier}">{number}</a> '
    if text is None:
        return f"{opening}[This sentence is not in your copy.]</span>"
    lemmata = [(note.id, note.lemma) for note in notes if note.sentences and note.sentences[0] == number]
    findings = {note.id: f" {name}" for note in notes if (name := finding_class(note))}
    body = "".join(chain.from_iterable(_stretch(stretch, findings) for stretch in mark(text, lemmata)))
    altered = " <em>[reads otherwise than the essay as edited]</em>" if place in copy.altered else ""
    return f"{opening}{body}{altered}</span>"


def _stretch(stretch: Stretch, findings: Mapping[str, str]) -> Iterable[str]:
    text = escape(stretch.text)
    if not stretch.notes:
        yield text
        return
    for note in stretch.begins:
        yield f'<span class="own-anchor" id="l-{escape(note)}"></span>'
    first = escape(stretch.notes[0])
    yield f'<a class="own-lemma{findings.get(stretch.notes[0], "")}" href="#n-{first}" title="Note {first}">{text}</a>'
    other_notes = [note for note in stretch.begins if note != stretch.notes[0]]
    for number, note in enumerate(map(escape, other_notes), start=2):
        yield f'<a class="own-more{findings.get(note, "")}" href="#n-{note}" title="Note {note}" aria-label="Note {note}">{number}</a>'
