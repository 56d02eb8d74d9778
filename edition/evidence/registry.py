"""What a result is, and the one list of all of them."""

import difflib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

NO_BREAK_SPACE = "\u00a0"
PLAIN_UNITS = frozenset(
    {"times", "states", "pairs", "borders", "parts", "meetings", "formats", "clubs", "index", "statements", "ratio",
     "claims", "notes", "sources", "citations", "cases"}
)  # fmt: skip
_REGISTRY: dict[str, "Result"] = {}


class ResultError(ValueError):
    """An unknown result or a check that cannot be read."""


@dataclass(frozen=True)
class Result:
    """One number that prose uses: its name, how it is computed and printed, and the tables it rests on."""

    name: str
    compute: Callable[[], float]
    format: str
    unit: str
    description: str
    tables: tuple[str, ...]


def put(name: str, compute: Callable[[], float], format: str, unit: str, description: str, *tables: str) -> None:
    """Enter a result from its parts, in the order in which a reader asks: name, number, print, unit, meaning, tables."""
    add(Result(name, compute, format, unit, description, tables))


def add(result: Result) -> None:
    """Enter a result; raise ResultError when the name is taken."""
    if result.name in _REGISTRY:
        raise ResultError(f"result {result.name!r} is defined twice")
    _REGISTRY[result.name] = result


def names() -> tuple[str, ...]:
    """Return the names of all results in alphabetical order."""
    return tuple(sorted(_REGISTRY))


def get(name: str) -> Result:
    """Return a result by name; raise ResultError with the nearest names when there is none."""
    if name not in _REGISTRY:
        near = difflib.get_close_matches(name, _REGISTRY, n=3, cutoff=0.4)
        hint = f"; the nearest are {', '.join(near)}" if near else ""
        raise ResultError(f"no result {name!r}{hint}")
    return _REGISTRY[name]


@cache
def value(name: str) -> float:
    """Return the number of a result, in its unit, computed once in a process; raise ResultError for an unknown name."""
    return get(name).compute()


def text(name: str) -> str:
    """Return a result as prose prints it, with its unit after a no-break space unless the unit goes without saying."""
    result = get(name)
    return written(value(name), result.format, result.unit)


def written(number: float, format: str, unit: str) -> str:
    """Return a number in a format with its unit; a true minus sign; "pp" is written out as percentage points."""
    digits = f"{number:{format}}".replace("-", "\u2212")
    label = {"pp": "percentage points"}.get(unit, unit)
    return digits if unit in PLAIN_UNITS else f"{digits}{NO_BREAK_SPACE}{label}"
