"""Two wordings of one text side by side: which words they share, in order, and which are each one's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from edition.commentary.model import Pair
from edition.essay.normal_form import Word, placed_words, plain

MOST_SENTENCES = 2

_SENTENCE_END = re.compile(r"[.!?](?=\s+\S|\s*\Z)")


@dataclass(frozen=True)
class Run:
    """A stretch of a wording; `differs` says whether its words are absent from the other."""

    text: str
    differs: bool = False


def collate(one: str, other: str) -> tuple[list[Run], list[Run]]:
    """Cut two wordings into the runs they share and the runs that differ; case and punctuation never count."""
    one, other = plain(one), plain(other)
    left, right = placed_words(one), placed_words(other)
    blocks = SequenceMatcher(None, [w.form for w in left], [w.form for w in right], autojunk=False).get_matching_blocks()
    shared_left = {block.a + i for block in blocks for i in range(block.size)}
    shared_right = {block.b + i for block in blocks for i in range(block.size)}
    return list(_runs(one, left, shared_left)), list(_runs(other, right, shared_right))


def differing(runs: Sequence[Run]) -> list[tuple[int, int]]:
    """Say where a wording differs: the start and end of each such run, in characters of the runs joined."""
    spans, start = [], 0
    for run in runs:
        if run.differs:
            spans.append((start, start + len(run.text)))
        start += len(run.text)
    return spans


def sentences(pairs: Sequence[Pair]) -> int:
    """Count the sentences of the official text that pairs quote; a piece without an end counts as one."""
    return sum(max(1, len(_SENTENCE_END.findall(pair.official))) for pair in pairs)


def _runs(text: str, words: Sequence[Word], shared: set[int]) -> Iterator[Run]:
    """What lies between two words goes with them where both differ, and stands unmarked elsewhere."""
    groups: list[tuple[int, int]] = []
    for index, word in enumerate(words):
        if index in shared:
            continue
        if groups and index - 1 not in shared and index:
            groups[-1] = (groups[-1][0], word.end)
        else:
            groups.append((word.start, word.end))
    edges = [(0, 0), *groups, (len(text), len(text))]
    for (_, end), (start, stop) in pairwise(edges):
        if end < start:
            yield Run(text[end:start])
        if start < stop:
            yield Run(text[start:stop], differs=True)
