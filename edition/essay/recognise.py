"""Find the essay's sentences in a copy by their hashes, regardless of line breaks and of text between them.

The rules are in `edition.essay.normal_form`; `book/_static/own-copy/recognise.js` implements the same ones in the browser.
"""

from __future__ import annotations

import hashlib
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from edition.essay.normal_form import Word, placed_words, plain, words
from edition.essay.shape import BaseText

SentencePlace = tuple[str, int]

# Marks that belong to the word after them; straight quotes do so only if the word before does not close with them.
_OPENING = "“‘«‹„‚([{「『《〈【"
_STRAIGHT = "\"'"


@dataclass(frozen=True)
class RecognisedRun:
    """Words `start` to `end` (exclusive) of a copy that are a sentence of the essay; `candidates` are the places with that hash, from 0."""

    start: int
    end: int
    candidates: tuple[int, ...]


@dataclass(frozen=True)
class Copy:
    """A copy split into words, and the runs of words recognised in it, in the order of the copy."""

    text: str
    words: tuple[Word, ...]
    runs: tuple[RecognisedRun, ...]
    places: tuple[SentencePlace, ...]

    @cached_property
    def chain(self) -> tuple[tuple[int, RecognisedRun], ...]:
        """The longest selection of runs that follows the essay's order: place and run."""
        return longest_chain(self.runs)

    @cached_property
    def found(self) -> dict[int, RecognisedRun]:
        """One run for each place found, in the order of the essay: that of the chain, else the first."""
        chosen = dict(self.chain)
        for run in self.runs:
            for place in run.candidates:
                chosen.setdefault(place, run)
        return dict(sorted(chosen.items()))

    def excerpt(self, start: int, end: int) -> str:
        """Return the copy's own text of words `start` to `end`, with the marks that belong to them and single spaces."""
        first, last = self.words[start].start, self.words[end - 1].end
        before = self.words[start - 1].end if start else 0
        after = self.words[end].start if end < len(self.words) else len(self.text)
        while first > before and self.text[first - 1] in _OPENING + _STRAIGHT and not self._closes(first - 1, before):
            first -= 1
        while last < after and not self.text[last].isspace() and self.text[last] not in _OPENING:
            last += 1
        return " ".join(self.text[first:last].split())

    def _closes(self, index: int, word_end: int) -> bool:
        """Return whether a straight quote closes the word before it, with no space between."""
        return word_end > 0 and not any(character.isspace() for character in self.text[word_end : index + 1])


@dataclass(frozen=True)
class Witness:
    """The sentences recognised in a copy: normal forms by passage and sentence number, and those not found."""

    sentences: dict[SentencePlace, str]
    missing: tuple[SentencePlace, ...]

    def contains(self, passage: str, sentence: int, lemma: str) -> bool:
        """Return whether a lemma occurs word for word in a sentence of the copy."""
        return _within(" ".join(words(lemma)), self.sentences.get((passage, sentence), ""))


def recognise(text: str, base: BaseText) -> Copy:
    """Find every sentence of the essay in a text that may contain anything else."""
    normalised = plain(text)
    found = tuple(placed_words(normalised))
    places = tuple((passage.reference, sentence.number) for passage in base.passages for sentence in passage.sentences)
    return Copy(normalised, found, tuple(_runs([word.form for word in found], base)), places)


def read(copy: str, base: BaseText) -> Witness:
    """Recognise the sentences of the essay in a copy of it, as plain text that may contain anything else."""
    found = recognise(copy, base)
    forms = [word.form for word in found.words]
    return Witness(
        sentences={found.places[place]: " ".join(forms[run.start : run.end]) for place, run in found.found.items()},
        missing=tuple(place for index, place in enumerate(found.places) if index not in found.found),
    )


def longest_chain(runs: Sequence[RecognisedRun]) -> tuple[tuple[int, RecognisedRun], ...]:
    """Choose the longest increasing sequence of places for runs (patience sorting)."""
    tails: list[int] = []
    links: list[tuple[int, RecognisedRun, int]] = []
    chain_ends: list[int] = []
    for run in runs:
        for place in sorted(run.candidates, reverse=True):
            rank = bisect_left(tails, place)
            links.append((place, run, chain_ends[rank - 1] if rank else -1))
            tails[rank : rank + 1] = [place]
            chain_ends[rank : rank + 1] = [len(links) - 1]
    chain: list[tuple[int, RecognisedRun]] = []
    link = chain_ends[-1] if chain_ends else -1
    while link >= 0:
        place, run, link = links[link]
        chain.append((place, run))
    return tuple(reversed(chain))


def _runs(forms: list[str], base: BaseText) -> Iterator[RecognisedRun]:
    sentences = [sentence for passage in base.passages for sentence in passage.sentences]
    places: dict[tuple[int, str], list[int]] = defaultdict(list)
    for index, sentence in enumerate(sentences):
        places[sentence.words, sentence.sha256].append(index)
    lengths = sorted({sentence.words for sentence in sentences if sentence.words})
    start, expected = 0, 0
    while start < len(forms):
        length = sentences[expected].words if expected < len(sentences) else 0
        if not length or expected not in places.get((length, _hash(forms, start, length)), ()):
            length = _longest(forms, start, lengths, places)
        if not length:
            start += 1
            continue
        candidates = tuple(places[length, _hash(forms, start, length)])
        yield RecognisedRun(start, start + length, candidates)
        start += length
        expected = (expected if expected in candidates else candidates[0]) + 1


def _longest(forms: list[str], start: int, lengths: list[int], places: Mapping[tuple[int, str], list[int]]) -> int:
    """Return the length of the longest sentence that begins at a word; 0 if there is none. Hash each word once."""
    digest, done, longest = hashlib.sha256(), 0, 0
    for length in lengths:
        if start + length > len(forms):
            break
        run = " ".join(forms[start + done : start + length])
        digest.update((f" {run}" if done else run).encode("utf-8", "replace"))
        done = length
        if (length, digest.hexdigest()) in places:
            longest = length
    return longest


def _hash(forms: list[str], start: int, length: int) -> str:
    return hashlib.sha256(" ".join(forms[start : start + length]).encode("utf-8", "replace")).hexdigest()


def _within(needle: str, sentence: str) -> bool:
    return bool(needle) and f" {needle} " in f" {sentence} "


@cache
def folds() -> dict[str, str]:
    """Return case folding where it differs from lower case, for code points that NFKC leaves alone: browsers have no case folding."""
    points = map(chr, [*range(0xD800), *range(0xE000, 0x110000)])
    return {point: point.casefold() for point in points if point.casefold() != point.lower() and unicodedata.is_normalized("NFKC", point)}
