"""Differences between a copy and the essay: sentences missing, changed, moved, swapped, and text that is not the essay's.

The edition knows only lengths and hashes of sentences. With an earlier copy, a changed sentence is compared with it
word by word; without one, the copy's own words are shown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import pairwise

from edition.essay.normal_form import words
from edition.essay.recognise import Copy, RecognisedRun, SentencePlace
from edition.essay.shape import BaseText

_SENTENCE_END = re.compile(r"""[.?!。！？]["”’)\]]*\Z""")
_SPLIT = re.compile(r"""(?<=[.?!。！？])["”’)\]]*(?=\s+["“‘'(]?[^\W\d_a-z])|\n\s*\n""")
SKIP_SENTENCE, SKIP_PIECE, NO_SENTENCE = 1.0, 0.4, 0.5
LEAST_EXTRA = 8


@dataclass(frozen=True)
class Changed:
    """A sentence that differs in the copy: its place, the copy's reading, and old and new words where both are known."""

    place: SentencePlace
    reading: str
    words: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Extra:
    """Text between the sentences that is none of them: the place it follows and its words."""

    after: SentencePlace
    text: str


@dataclass(frozen=True)
class Comparison:
    """A copy compared with the essay's shape; `sentences` are the recognised ones in the copy's own spelling."""

    sentences: dict[SentencePlace, str]
    places: tuple[SentencePlace, ...]
    missing: tuple[SentencePlace, ...]
    changed: tuple[Changed, ...]
    moved: tuple[tuple[SentencePlace, SentencePlace | None], ...]
    exchanged: tuple[tuple[SentencePlace, SentencePlace], ...]
    extra: tuple[Extra, ...]

    @property
    def total(self) -> int:
        """The number of sentences of the essay."""
        return len(self.places)

    @cached_property
    def order(self) -> dict[SentencePlace, int]:
        """The place of each sentence in the essay, from 0."""
        return {place: index for index, place in enumerate(self.places)}

    @property
    def whole(self) -> bool:
        """Whether every sentence was recognised in its own place."""
        return len(self.sentences) == self.total and not (self.moved or self.exchanged or self.extra)


@dataclass(frozen=True)
class _Piece:
    """Unrecognised words that may be a sentence, and the places of the recognised sentences right before and after them."""

    text: str
    before: int | None
    after: int | None


@dataclass(frozen=True)
class _Gap:
    """Unrecognised pieces between two recognised sentences of the chain, and the places missing there."""

    pieces: list[_Piece]
    lacking: list[int]
    inside: bool


def collate(copy: Copy, base: BaseText, earlier: Mapping[SentencePlace, str] | None = None) -> Comparison:
    """Compare a copy with the essay's shape, and with an earlier copy's sentences if there is one."""
    lengths = [sentence.words for passage in base.passages for sentence in passage.sentences]
    known = earlier or {}
    changed: list[Changed] = []
    extra: list[Extra] = []
    for gap in _gaps(copy):
        pairs = _pair(gap, lengths, [known.get(copy.places[place], "") for place in gap.lacking])
        for piece, place in pairs.items():
            old = known.get(copy.places[place], "")
            changed.append(Changed(copy.places[place], gap.pieces[piece].text, changed_words(old, gap.pieces[piece].text) if old else ()))
        unpaired = (piece for index, piece in enumerate(gap.pieces) if index not in pairs)
        extra += [Extra(copy.places[piece.before or 0], piece.text) for piece in unpaired if _is_extra(piece, copy.places)]
    altered = {item.place for item in changed}
    moved, exchanged = _order(copy)
    return Comparison(
        sentences={copy.places[place]: copy.excerpt(run.start, run.end) for place, run in copy.found.items()},
        places=copy.places,
        missing=tuple(p for index, p in enumerate(copy.places) if index not in copy.found and p not in altered),
        changed=tuple(sorted(changed, key=lambda item: copy.places.index(item.place))),
        moved=moved,
        exchanged=exchanged,
        extra=tuple(extra),
    )


def changed_words(old: str, new: str) -> tuple[tuple[str, str], ...]:
    """Return the changes between two readings as old and new words; one side is empty where words were added or dropped."""
    before, after = old.split(), new.split()
    matcher = SequenceMatcher(None, [_key(word) for word in before], [_key(word) for word in after], autojunk=False)
    return tuple((" ".join(before[a:b]), " ".join(after[c:d])) for kind, a, b, c, d in matcher.get_opcodes() if kind != "equal")


def _key(word: str) -> str:
    return " ".join(words(word)) or word


def _gaps(copy: Copy) -> list[_Gap]:
    """Return every stretch between neighbours of the chain, with the start and the end of the copy."""
    if not copy.chain:
        return []
    edges: list[tuple[int, RecognisedRun] | None] = [None, *copy.chain, None]
    gaps = []
    for left, right in pairwise(edges):
        start = left[1].end if left else 0
        end = right[1].start if right else len(copy.words)
        first = left[0] + 1 if left else 0
        last = right[0] if right else len(copy.places)
        lacking = [place for place in range(first, last) if place not in copy.found]
        gaps.append(_Gap(_pieces(copy, start, end), lacking, bool(left and right)))
    return gaps


def _pieces(copy: Copy, start: int, end: int) -> list[_Piece]:
    """Return the unrecognised words from `start` to `end`, split at ends of sentences and at blank lines."""
    pieces: list[_Piece] = []
    before = next((run.candidates[0] for run in reversed(copy.runs) if run.end <= start), None)
    for run in copy.runs:
        if run.start < start:
            continue
        if run.start > start:
            pieces += [_Piece(text, before, run.candidates[0]) for text in _cut(copy, start, min(run.start, end))]
        before, start = run.candidates[0], run.end
        if start >= end:
            return pieces
    if start < end:
        pieces += [_Piece(text, before, None) for text in _cut(copy, start, end)]
    return pieces


def _cut(copy: Copy, start: int, end: int) -> list[str]:
    offset = copy.words[start].start
    text = copy.text[offset : copy.words[end - 1].end]
    breaks = [offset + found.end() for found in _SPLIT.finditer(text)]
    starts = [start]
    for index in range(start + 1, end):
        if breaks and copy.words[index].start >= breaks[0]:
            starts.append(index)
            while breaks and copy.words[index].start >= breaks[0]:
                breaks.pop(0)
    return [copy.excerpt(first, last) for first, last in zip(starts, [*starts[1:], end], strict=True)]


def _pair(gap: _Gap, lengths: Sequence[int], known: Sequence[str]) -> dict[int, int]:
    """Assign pieces to missing sentences, in order, at minimal cost: piece to place. Pieces at the copy's edges cost nothing."""
    rows, columns = len(gap.pieces), len(gap.lacking)
    if not rows or not columns:
        return {}
    skip = SKIP_PIECE if gap.inside else 0.0
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    costs = [[_cost(piece.text, lengths[place], known[j]) for j, place in enumerate(gap.lacking)] for piece in gap.pieces]
    for i in range(rows, -1, -1):
        for j in range(columns, -1, -1):
            if i == rows or j == columns:
                best[i][j] = (rows - i) * skip + (columns - j) * SKIP_SENTENCE
            else:
                best[i][j] = min(costs[i][j] + best[i + 1][j + 1], skip + best[i + 1][j], SKIP_SENTENCE + best[i][j + 1])
    return _trace(gap, best, costs, skip)


def _trace(gap: _Gap, best: list[list[float]], costs: list[list[float]], skip: float) -> dict[int, int]:
    pairs: dict[int, int] = {}
    i = j = 0
    while i < len(gap.pieces) and j < len(gap.lacking):
        if best[i][j] == costs[i][j] + best[i + 1][j + 1]:
            pairs[i] = gap.lacking[j]
            i, j = i + 1, j + 1
        elif best[i][j] == skip + best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _cost(piece: str, length: int, known: str) -> float:
    """Return the dissimilarity of a piece and a sentence: 0 is equal; 2 and more forbids the pair."""
    found = words(piece)
    if known:
        ratio = SequenceMatcher(None, words(known), found, autojunk=False).ratio()
        return 1 - ratio if ratio >= 0.5 else 9
    length_difference = abs(len(found) - length) / max(len(found), length, 1)
    cost = length_difference + (0 if _SENTENCE_END.search(piece) else NO_SENTENCE)
    return cost if cost <= 0.6 else 9


def _is_extra(piece: _Piece, places: Sequence[SentencePlace]) -> bool:
    """Return whether a piece is foreign text: anything within a passage, whole sentences between passages, nothing outside the essay."""
    if piece.before is None or piece.after is None:
        return False
    if places[piece.before][0] == places[piece.after][0]:
        return True
    return bool(_SENTENCE_END.search(piece.text)) and len(words(piece.text)) >= LEAST_EXTRA


def _order(copy: Copy) -> tuple[tuple[tuple[SentencePlace, SentencePlace | None], ...], tuple[tuple[SentencePlace, SentencePlace], ...]]:
    """Return the moved sentences, each with the one it follows, and pairs that have swapped places."""
    order = sorted(copy.found, key=lambda place: copy.found[place].start)
    cycles = _cycles(order)
    if all(len(cycle) == 2 for cycle in cycles):
        return (), tuple((copy.places[min(c)], copy.places[max(c)]) for c in cycles)
    chain = {place for place, _ in copy.chain}
    moved = []
    for index, place in enumerate(order):
        if place not in chain:
            moved.append((copy.places[place], copy.places[order[index - 1]] if index else None))
    return tuple(moved), ()


def _cycles(order: Sequence[int]) -> list[list[int]]:
    """Return the cycles of two or more that restore an order."""
    target = dict(zip(order, sorted(order), strict=True))
    cycles, seen = [], set()
    for place in order:
        cycle = []
        while place not in seen:
            seen.add(place)
            cycle.append(place)
            place = target[place]
        if len(cycle) > 1:
            cycles.append(cycle)
    return cycles
