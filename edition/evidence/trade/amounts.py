"""Amounts of trade that cannot be added or compared across different bases, units or years."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

CUSTOMS, ANNOUNCED = "customs", "announced"
_SCALE = {
    "CNY million": ("CNY billion", 1e-3),
    "USD million": ("USD billion", 1e-3),
    "CNY billion": ("CNY billion", 1.0),
    "USD billion": ("USD billion", 1.0),
}


class MixedAmountsError(ValueError):
    """Amounts of different basis, unit, year or flow in one sum or one ratio."""


@dataclass(frozen=True)
class Amount:
    """A value in billions of a currency, with its year and basis of measurement."""

    value: float
    unit: str
    year: int
    basis: str

    def __add__(self, other: "Amount") -> "Amount":
        """Add an amount of the same basis, unit and year; raise MixedAmountsError for any other."""
        for fact in ("basis", "unit", "year"):
            if getattr(self, fact) != getattr(other, fact):
                raise MixedAmountsError(f"cannot add {getattr(other, fact)} to {getattr(self, fact)}: one {fact} a sum")
        return Amount(self.value + other.value, self.unit, self.year, self.basis)

    def over(self, base: "Amount") -> float:
        """Return this amount divided by a base; raise MixedAmountsError when the units differ."""
        if self.unit != base.unit:
            raise MixedAmountsError(f"cannot divide {self.unit} by {base.unit}: one unit a ratio")
        return self.value / base.value

    def in_yuan(self, cny_per_usd: float) -> "Amount":
        """Return a dollar amount in billions of yuan at the given rate."""
        if self.unit != "USD billion":
            raise MixedAmountsError(f"{self.unit} is not USD billion")
        return Amount(self.value * cny_per_usd, "CNY billion", self.year, self.basis)

    def in_dollars(self, cny_per_usd: float) -> "Amount":
        """Return a yuan amount in billions of dollars at the given rate."""
        if self.unit != "CNY billion":
            raise MixedAmountsError(f"{self.unit} is not CNY billion")
        return Amount(self.value / cny_per_usd, "USD billion", self.year, self.basis)


def total(rows: pd.DataFrame) -> Amount:
    """Sum rows of one basis, unit, year and flow, one row per partner; raise MixedAmountsError when they differ or there are none.

    `rows` has the columns year, partner, flow, value, unit, basis. This is the only way to sum rows of trade, so that customs
    rows are never added to mirror, secondary or derived ones.
    """
    if rows.empty:
        raise MixedAmountsError("no rows to sum")
    for fact in ("basis", "unit", "year", "flow"):
        kinds = sorted({str(kind) for kind in rows[fact]})
        if len(kinds) > 1:
            raise MixedAmountsError(f"cannot sum rows of several kinds of {fact}: {', '.join(kinds)}")
    if rows["partner"].duplicated().any():
        raise MixedAmountsError(f"a partner counted twice: {rows['partner'][rows['partner'].duplicated()].iloc[0]}")
    return amount(rows.iloc[0].to_dict() | {"value": float(rows["value"].sum())})


def amount(row: Mapping[Any, Any]) -> Amount:
    """Return one row with the keys value, unit, year, basis as an Amount in billions."""
    unit, scale = _SCALE[str(row["unit"])]
    return Amount(float(str(row["value"])) * scale, unit, int(str(row["year"])), str(row["basis"]))
