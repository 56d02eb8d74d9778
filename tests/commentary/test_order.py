"""The order of the notes on a passage."""

from __future__ import annotations

from edition.commentary.model import Gloss
from edition.commentary.order import in_order
from edition.problems import Place


def _note(id_: str, lemma: str, *sentences: int) -> Gloss:
    return Gloss(id=id_, passage="1.2.1", lemma=lemma, sentences=sentences, place=Place("chapter.md", 1), docname="chapter")


def _ordered(*notes: Gloss) -> list[str]:
    return [note.id for note in in_order(notes)]


def test_notes_stand_by_sentence_and_within_one_as_they_are_written() -> None:
    written = [_note("late", "an army", 5), _note("g", "a parade", 3), _note("b", "a ship", 3), _note("a", "a bell", 2)]
    assert _ordered(*written) == ["a", "g", "b", "late"]


def test_a_debate_written_at_the_end_stands_with_the_claim_on_its_lemma() -> None:
    """It hung on sentence 3 and stood after the notes on sentence 5, or after other lemmata of sentence 3."""
    claim, other, late = _note("d", "Afghan extremists", 3), _note("e", "the border", 3), _note("h", "the treaty", 4)
    assert _ordered(claim, other, late, _note("debate", "Afghan Extremists", 3, 4)) == ["d", "debate", "e", "h"]


def test_one_lemma_in_two_sentences_is_two_places() -> None:
    assert _ordered(_note("a", "order", 1), _note("b", "power", 1), _note("c", "order", 2)) == ["a", "b", "c"]


def test_the_sentence_of_a_note_is_the_first_that_is_named() -> None:
    assert _ordered(_note("a", "power", 4, 2), _note("b", "order", 3)) == ["b", "a"]
    assert _ordered() == []
