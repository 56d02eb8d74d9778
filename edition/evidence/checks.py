"""What the essay's figures imply, checked against named results."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from edition.evidence.registry import ResultError, text, value

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
    """Whether a check holds, for which result, with the computed number and its text."""

    holds: bool
    name: str
    computed: float
    text: str


def check(expression: str) -> CheckOutcome:
    """Return the outcome of a check such as ``trade.multiple-announced rounds to 36.3``.

    Rounding is half up, to as many decimals as the check writes; bounds are strict, ends of "between" included; "is" wants the
    number itself. Raise ResultError for an unknown result or a check outside the grammar.
    """
    name, _, rest = " ".join(expression.split()).partition(" ")
    computed = value(name)
    for form, pattern in _FORMS.items():
        if match := pattern.fullmatch(rest):
            bounds = [Decimal(number.replace(",", "").replace("\u2212", "-")) for number in match.groups()]
            return CheckOutcome(_holds(form, Decimal(repr(float(computed))), bounds), name, computed, text(name))
    raise ResultError(f"cannot read the check {expression!r}; the forms are {GRAMMAR}")


def _holds(form: str, computed: Decimal, bounds: list[Decimal]) -> bool:
    first = bounds[0]
    if form == "rounds to":
        return computed.quantize(first, rounding=ROUND_HALF_UP) == first
    if form == "above":
        return computed > first
    if form == "below":
        return computed < first
    if form == "between":
        return first <= computed <= bounds[1]
    return computed == first
