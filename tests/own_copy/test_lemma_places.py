"""Where a phrase stands in its passage: counted in a stated text, kept without words, and dropped when the note changes."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from edition.own_copy import lemma_places
from edition.own_copy.lemma_places import Anchor

SENTENCES = {
    ("1.1.1", 1): "The bell, the old one, rang.",
    ("1.1.1", 2): "Nobody “remembers” the bell\u00ad\u200b's ﬁrst day.",
    ("1.1.2", 1): "The bell is gone.",
}
PASSAGE = "The bell, the old one, rang. Nobody “remembers” the bell's first day."


@pytest.mark.parametrize(
    ("anchor", "words"),
    [
        (Anchor("a", "1.1.1", 1, "The bell"), "The bell"),
        (Anchor("b", "1.1.1", 2, "the bell"), "the bell"),
        (Anchor("c", "1.1.1", 2, 'nobody "remembers"'), "Nobody “remembers"),
        (Anchor("d", "1.1.1", 2, "first day"), "first day"),
    ],
)
def test_a_phrase_is_counted_in_its_passage(anchor: Anchor, words: str) -> None:
    place = lemma_places.measure([anchor], SENTENCES)[anchor.note]
    assert PASSAGE[place.start : place.end] == words
    assert (place.start > PASSAGE.index("Nobody") - 1) == (anchor.sentence == 2)


@pytest.mark.parametrize("anchor", [Anchor("a", "1.1.1", 1, "first day"), Anchor("b", "1.1.1", 3, "bell"), Anchor("c", "1.1.1", 1, "…")])
def test_a_phrase_that_is_not_in_its_sentence_has_no_place(anchor: Anchor) -> None:
    assert lemma_places.measure([anchor], SENTENCES) == {}


def test_the_places_are_kept_without_a_word_and_hold_until_the_note_changes(tmp_path: Path) -> None:
    anchor = Anchor("1.1.1-a", "1.1.1", 2, "first day")
    assert lemma_places.load(tmp_path) == {}
    measured = lemma_places.measure([anchor], SENTENCES)
    (tmp_path / "data").mkdir()
    (tmp_path / lemma_places.FILE).write_text(lemma_places.text(measured), encoding="utf-8")
    kept = lemma_places.load(tmp_path)
    assert kept == measured
    assert lemma_places.current(anchor, kept) == measured["1.1.1-a"]
    assert "first" not in (tmp_path / lemma_places.FILE).read_text(encoding="utf-8")
    for other in ({"lemma": "first"}, {"sentence": 1}, {"note": "1.1.1-b"}):
        assert lemma_places.current(dataclasses.replace(anchor, **other), kept) is None


def test_what_notes_hang_on_is_read_from_the_edition() -> None:
    notes = [{"id": "1.1.1-a", "lemma": "bell", "sentences": [2, 4]}, {"id": "1.1.1-b", "lemma": "day", "sentences": []}]
    found = list(lemma_places.anchors({"passages": [{"id": "1.1.1", "notes": notes}]}))
    assert found == [Anchor("1.1.1-a", "1.1.1", 2, "bell"), Anchor("1.1.1-b", "1.1.1", 1, "day")]
