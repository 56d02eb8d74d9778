"""Three ways to split a multiple of trade into the growth of trade and the growth of membership."""

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Split:
    """A multiple as two factors, in times: what growth did and what new members did."""

    method: str
    growth: float
    membership: float

    @property
    def multiple(self) -> float:
        """Return the product of the two factors, which is the multiple that was split."""
        return self.growth * self.membership


def growth_first(founders_base: float, founders_end: float, all_end: float) -> Split:
    """Let the old members grow, then admit the new ones at the weight of the last year: (E_f / B_f) x (E_a / E_f)."""
    return Split("growth first", founders_end / founders_base, all_end / founders_end)


def membership_first(founders_base: float, all_base: float, all_end: float) -> Split:
    """Admit the new members at the weight of the first year, then let all grow: (B_a / B_f) x (E_a / B_a)."""
    return Split("membership first", all_end / all_base, all_base / founders_base)


def symmetric(first: Split, second: Split) -> Split:
    """Return the geometric mean of both orders: the Shapley value of the logarithms of two factors (shorrocks-2013-shapley)."""
    return Split("symmetric", math.sqrt(first.growth * second.growth), math.sqrt(first.membership * second.membership))


def log_mean(end: float, base: float) -> float:
    """Return L(a, b) = (a - b) / (ln a - ln b), and a where both are equal (ang-2005-lmdi, after equation 5)."""
    return end if math.isclose(end, base, rel_tol=1e-12) else (end - base) / (math.log(end) - math.log(base))


def additive(split: Split, base: float) -> tuple[float, float]:
    """Return the parts of the increase due to growth and to membership: L x ln(factor), in the unit of `base`, without a rest.

    The additive form of the log-mean Divisia index for one aggregate of two factors (ang-2005-lmdi, equation 5).
    """
    weight = log_mean(base * split.multiple, base)
    return weight * math.log(split.growth), weight * math.log(split.membership)


def share_of_logarithm(split: Split) -> float:
    """Return the part of the multiple that growth makes, as a fraction of its logarithm."""
    return math.log(split.growth) / math.log(split.multiple)
