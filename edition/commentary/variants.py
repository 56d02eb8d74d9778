"""Comparison of two wordings of one text: which words they share, in order, and which differ."""

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
    """A run of words of a wording; `differs` says whether they are absent from the other wording."""

    text: str
    differs: bool = False


def collate(left_text: str, right_text: str) -> tuple[list[Run], list[Run]]:
    """Split two wordings into the runs they share and the runs that differ; case and punctuation never count."""
    left_text, right_text = plain(left_text), plain(right_text)
    left, right = placed_words(left_text), placed_words(right_text)
    blocks = SequenceMatcher(None, [w.form for w in left], [w.form for w in right], autojunk=False).get_matching_blocks()
    shared_left = {block.a + i for block in blocks for i in range(block.size)}
    shared_right = {block.b + i for block in blocks for i in range(block.size)}
    return list(_runs(left_text, left, shared_left)), list(_runs(right_text, right, shared_right))


def differing(runs: Sequence[Run]) -> list[tuple[int, int]]:
    """Return where a wording differs: the start and end of each differing run, in characters of the joined runs."""
    spans, start = [], 0
    for run in runs:
        if run.differs:
            spans.append((start, start + len(run.text)))
        start += len(run.text)
    return spans


def sentences(pairs: Sequence[Pair]) -> int:
    """Count the sentences of the official text that pairs quote; a fragment without an end counts as one."""
    return sum(max(1, len(_SENTENCE_END.findall(pair.official))) for pair in pairs)


def _runs(text: str, words: Sequence[Word], shared: set[int]) -> Iterator[Run]:
    """Yield the runs of a text; what lies between two words belongs to them where both differ, and is unmarked elsewhere."""
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
