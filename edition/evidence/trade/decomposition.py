"""Three ways to split a multiple of trade into the growth of trade and the growth of membership."""

import math
from dataclasses import dataclass

from edition.evidence.trade.headline import FIVE, NINE, Ends


@dataclass(frozen=True)
class Split:
    """A multiple as two factors, in times: the growth of trade and the new members."""

    method: str
    growth: float
    membership: float

    @property
    def multiple(self) -> float:
        """The product of the two factors, which is the multiple that was split."""
        return self.growth * self.membership


def growth_first(founders_base: float, founders_end: float, all_end: float) -> Split:
    """Split with growth first: the old members grow, then the new ones join at last-year weights: (E_f / B_f) x (E_a / E_f)."""
    return Split("growth first", founders_end / founders_base, all_end / founders_end)


def membership_first(founders_base: float, all_base: float, all_end: float) -> Split:
    """Split with membership first: the new members join at first-year weights, then all grow: (B_a / B_f) x (E_a / B_a)."""
    return Split("membership first", all_end / all_base, all_base / founders_base)


def symmetric(first: Split, second: Split) -> Split:
    """Return the geometric mean of both orders: the Shapley value of the logarithms of two factors (shorrocks-2013-shapley)."""
    return Split("symmetric", math.sqrt(first.growth * second.growth), math.sqrt(first.membership * second.membership))


def of_ends(ends: Ends) -> dict[str, Split]:
    """Return the three ways to split the multiple of the customs lines of 2024 (nine members) over the level of 2001 (five), in yuan."""
    base, base_all = ends.base(FIVE).value, ends.base(NINE).value
    old, new = ends.end(FIVE).value, ends.end(NINE).value
    first, second = growth_first(base, old, new), membership_first(base, base_all, new)
    return {split.method: split for split in (first, second, symmetric(first, second))}


def share_of_logarithm(split: Split) -> float:
    """Return the share of growth in the logarithm of the multiple, as a fraction."""
    return math.log(split.growth) / math.log(split.multiple)
