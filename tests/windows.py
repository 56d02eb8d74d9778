"""Yield every run of a number of words, to look for the essay's own among them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence


def windows(tokens: Sequence[str], length: int) -> Iterator[tuple[int, str]]:
    """Yield every run of `length` words as its start and its normal form."""
    for start in range(len(tokens) - length + 1):
        yield start, " ".join(tokens[start : start + length])
