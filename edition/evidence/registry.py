"""The definition of a result, the formatting of its number, and the union of all subjects' results."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

NO_BREAK_SPACE = "\u00a0"
#: Units that are not printed after a number.
PLAIN_UNITS = frozenset(
    {"times", "states", "pairs", "borders", "parts", "meetings", "formats", "clubs", "index", "statements", "ratio",
     "claims", "notes", "sources", "citations", "cases", "years", "year", "votes", "texts", "facts", "points", "cells", "findings"}
)  # fmt: skip

_WORDS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


class ResultError(ValueError):
    """An unknown result, one that this project cannot compute, or a check that cannot be read."""


@dataclass(frozen=True)
class Result:
    """One number that prose uses.

    `compute` returns it in `unit`; `format` is a Python format specification; `description` explains it to a reader.
    """

    name: str
    compute: Callable[[], float]
    format: str
    unit: str
    description: str

    def written(self, number: float) -> str:
        """Format a number for prose: a true minus sign, and the unit after a no-break space unless it is one of PLAIN_UNITS."""
        return written(number, self.format, self.unit)


def join(*subjects: Iterable[Result]) -> Mapping[str, Result]:
    """Return the results of all subjects by name, in alphabetical order; raise ResultError when a name is taken twice."""
    found: dict[str, Result] = {}
    for subject in subjects:
        for result in subject:
            if result.name in found:
                raise ResultError(f"result {result.name!r} is defined twice")
            found[result.name] = result
    return MappingProxyType(dict(sorted(found.items())))


def written(number: float, format: str, unit: str) -> str:
    """Format a number with its unit; "pp" is written out as percentage points."""
    digits = f"{number:{format}}".replace("-", "\u2212")
    label = {"pp": "percentage points"}.get(unit, unit)
    return digits if unit in PLAIN_UNITS else f"{digits}{NO_BREAK_SPACE}{label}"


def in_words(number: float) -> str:
    """Return a count in words up to ten and in figures above; raise ResultError for what is no count."""
    if number != int(number) or number < 0:
        raise ResultError(f"{number} is no count")
    return _WORDS[int(number)] if is_small(number) else f"{int(number):,d}"


def is_small(number: float) -> bool:
    """Return whether a number is a count that a sentence has in words."""
    return number in range(len(_WORDS))
