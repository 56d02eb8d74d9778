"""The order of the notes on a passage: that of the essay, so far as it is known without the essay's words."""

from __future__ import annotations

from collections.abc import Sequence

from edition.commentary.model import Note


def in_order(notes: Sequence[Note]) -> list[Note]:
    """Sort the notes of a passage by sentence; notes on one lemma follow its first, and lemmata stay in the order they are written in.

    Where in its sentence a lemma stands is not known here, since the essay is not: authors write notes in that order, but for what they
    say of several together, a debate above all, which they like to put last.
    """
    first: dict[tuple[int, str], int] = {}
    for place, note in enumerate(notes):
        first.setdefault(_lemma(note), place)
    return sorted(notes, key=lambda note: (_lemma(note)[0], first[_lemma(note)]))


def _lemma(note: Note) -> tuple[int, str]:
    return next(iter(note.sentences), 0), note.lemma.casefold()
