"""A reader's own copy of the essay: find its sentences by their hashes, wherever lines break and whatever stands between."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass

from edition.text import BaseText, windows, words


@dataclass(frozen=True)
class Witness:
    """The sentences recognised in a copy: normal forms by passage and sentence number, and what was not found."""

    sentences: dict[tuple[str, int], str]
    missing: tuple[tuple[str, int], ...]

    def contains(self, passage: str, sentence: int, lemma: str) -> bool:
        """Tell whether a lemma stands word for word in a sentence of the copy."""
        return _within(" ".join(words(lemma)), self.sentences.get((passage, sentence), ""))

    def occurrences(self, lemma: str) -> list[tuple[str, int]]:
        """List the sentences in which a lemma stands."""
        needle = " ".join(words(lemma))
        return [place for place, sentence in self.sentences.items() if _within(needle, sentence)]


def read(copy: str, base: BaseText) -> Witness:
    """Recognise the sentences of the essay in a copy of it, plain text with anything around it."""
    tokens = words(copy)
    by_length: dict[int, set[str]] = defaultdict(set)
    for passage in base.passages:
        for sentence in passage.sentences:
            by_length[sentence.words].add(sentence.sha256)
    found: dict[str, str] = {}
    for length, hashes in by_length.items():
        for _, run in windows(tokens, length):
            digest = hashlib.sha256(run.encode()).hexdigest()
            if digest in hashes:
                found[digest] = run
    places = {(p.reference, s.number): s.sha256 for p in base.passages for s in p.sentences}
    return Witness(
        sentences={place: found[digest] for place, digest in places.items() if digest in found},
        missing=tuple(place for place, digest in places.items() if digest not in found),
    )


def _within(needle: str, sentence: str) -> bool:
    return bool(needle) and f" {needle} " in f" {sentence} "
