"""Every number that prose uses, by name: computed from the project's tables, chapters and sources, and never typed."""

import difflib

from edition.evidence import checks, inputs
from edition.evidence.checks import CheckOutcome
from edition.evidence.clubs.results import RESULTS as CLUBS
from edition.evidence.conflicts.results import RESULTS as CONFLICTS
from edition.evidence.declarations.results import RESULTS as DECLARATIONS
from edition.evidence.economy.results import RESULTS as ECONOMY
from edition.evidence.membership.results import RESULTS as MEMBERSHIP
from edition.evidence.neighbours.results import RESULTS as NEIGHBOURS
from edition.evidence.notes.results import RESULTS as NOTES
from edition.evidence.registry import NO_BREAK_SPACE, PLAIN_UNITS, Result, ResultError, in_words, is_small, join, written
from edition.evidence.size.results import RESULTS as SIZE
from edition.evidence.trade.results import RESULTS as TRADE
from edition.evidence.votes.results import RESULTS as VOTES
from edition.tables.package import DataError

__all__ = [
    "RESULTS", "CheckOutcome", "Result", "ResultError", "check", "figures", "get", "inputs_of", "names", "prose", "text", "value", "words",
]  # fmt: skip

#: For a new subject, add an import above and a name here.
RESULTS = join(TRADE, MEMBERSHIP, SIZE, NEIGHBOURS, CLUBS, VOTES, CONFLICTS, DECLARATIONS, ECONOMY, NOTES)


def names() -> tuple[str, ...]:
    """Return the names of all results in alphabetical order."""
    return tuple(RESULTS)


def get(name: str) -> Result:
    """Return a result by name; raise ResultError with the nearest names when there is none."""
    if name not in RESULTS:
        near = difflib.get_close_matches(name, RESULTS, n=3, cutoff=0.4)
        hint = f"; the nearest are {', '.join(near)}" if near else ""
        raise ResultError(f"no result {name!r}{hint}")
    return RESULTS[name]


@inputs.shared
def value(name: str) -> float:
    """Return the number of a result in its unit, cached for each project; raise ResultError where it cannot be computed."""
    result = get(name)
    try:
        return result.compute()
    except DataError as error:
        raise ResultError(f"result {name!r} cannot be computed here: {error}") from error


def text(name: str) -> str:
    """Return a result formatted for prose, with its unit."""
    return get(name).written(value(name))


def prose(name: str) -> str:
    """Return a result for a sentence: a small count in words, "per cent" for the sign that tables and charts have, else as `text`."""
    result = get(name)
    if result.format == "d" and result.unit in PLAIN_UNITS and is_small(value(name)):
        return words(name)
    return text(name).replace(f"{NO_BREAK_SPACE}%", f"{NO_BREAK_SPACE}per cent")


def words(name: str) -> str:
    """Return a result that counts in words up to ten, without its unit."""
    return in_words(value(name))


def figures(name: str) -> str:
    """Return a result in figures without its unit, for a number beside larger ones."""
    return written(value(name), get(name).format, "").strip()


def inputs_of(name: str) -> frozenset[str]:
    """Return the names of the tables that a result reads; "chapters" and "references" stand for the notes and the bibliography."""
    with inputs.recording() as read:
        value(name)
    return frozenset(read)


def check(expression: str) -> CheckOutcome:
    """Return the outcome of a check; raise ResultError for an unknown result or a check outside the grammar."""
    wanted = checks.parse(expression)
    computed = value(wanted.name)
    return CheckOutcome(wanted.holds(computed), wanted.name, computed, text(wanted.name))
