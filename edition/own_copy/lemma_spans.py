"""Lemmata in a reader's sentence: the sentence split into stretches that belong to the same notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from edition.essay.normal_form import placed_words, plain, words


@dataclass(frozen=True)
class Stretch:
    """Part of a sentence: its text, the notes whose lemma covers it, and those of them whose lemma begins here."""

    text: str
    notes: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()


def mark(sentence: str, lemmata: Sequence[tuple[str, str]]) -> list[Stretch]:
    """Split a sentence at the edges of lemmata, given as pairs of note and lemma; the shortest lemma's note comes first."""
    text = plain(sentence)
    found = placed_words(text)
    spans: list[tuple[int, int, str]] = []
    for note, lemma in lemmata:
        needle = words(lemma)
        for first in range(len(found) - len(needle) + 1) if needle else ():
            if [word.form for word in found[first : first + len(needle)]] == needle:
                spans.append((found[first].start, found[first + len(needle) - 1].end, note))
                break
    edges = sorted({0, len(text), *(edge for start, end, _ in spans for edge in (start, end))})
    stretches = []
    for start, end in pairwise(edges):
        covering = sorted((s for s in spans if s[0] <= start and end <= s[1]), key=lambda span: span[1] - span[0])
        beginning = tuple(note for first, _, note in covering if first == start)
        stretches.append(Stretch(text[start:end], tuple(note for _, _, note in covering), beginning))
    return stretches
