"""Checks of the essay's figures against named results: their grammar, and when they hold."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from edition.evidence.registry import ResultError

_NUMBER = r"([-\u2212]?\d[\d,]*(?:\.\d+)?)"
_FORMS = {
    "rounds to": re.compile(rf"rounds to {_NUMBER}"),
    "above": re.compile(rf"is above {_NUMBER}"),
    "below": re.compile(rf"is below {_NUMBER}"),
    "between": re.compile(rf"is between {_NUMBER} and {_NUMBER}"),
    "is": re.compile(rf"is {_NUMBER}"),
}
GRAMMAR = "NAME rounds to 36.3 | is 15 | is above 2 | is below 2 | is between 1 and 2"


@dataclass(frozen=True)
class CheckOutcome:
    """The outcome of a check: whether it holds, for which result, with the computed number and its text."""

    holds: bool
    name: str
    computed: float
    text: str


@dataclass(frozen=True)
class Check:
    """A parsed check: the name of a result, and the condition on its number."""

    name: str
    form: str
    bounds: tuple[Decimal, ...]

    def holds(self, number: float) -> bool:
        """Return whether a number satisfies the check.

        Rounding is half up, to as many decimals as the check has; bounds are strict, the ends of "between" included; "is" requires
        the exact number.
        """
        computed, first = Decimal(repr(float(number))), self.bounds[0]
        if self.form == "rounds to":
            return computed.quantize(first, rounding=ROUND_HALF_UP) == first
        if self.form == "above":
            return computed > first
        if self.form == "below":
            return computed < first
        if self.form == "between":
            return first <= computed <= self.bounds[1]
        return computed == first


def parse(expression: str) -> Check:
    """Return a check such as ``trade.multiple-announced rounds to 36.3``; raise ResultError for one outside the grammar."""
    name, _, rest = " ".join(expression.split()).partition(" ")
    for form, pattern in _FORMS.items():
        if match := pattern.fullmatch(rest):
            bounds = tuple(Decimal(number.replace(",", "").replace("\u2212", "-")) for number in match.groups())
            return Check(name, form, bounds)
    raise ResultError(f"cannot read the check {expression!r}; the forms are {GRAMMAR}")
