"""Tables behind the charts of output and of commodity exports."""

from collections.abc import Collection, Mapping
from typing import Final

import pandas as pd

from edition.evidence.economy import arithmetic as economy
from edition.evidence.membership.arithmetic import latest

#: The founders that had been Soviet republics.
FIVE: Final = ("RUS", "KAZ", "KGZ", "TJK", "UZB")
LATEST: Final = "2022-2024"
GROUPS: Final = ("energy", "mining", "agriculture")


def indices(output: pd.DataFrame) -> pd.DataFrame:
    """Return output by year, 1990 = 100: columns year and one for each of the five by its code in small letters."""
    return pd.DataFrame({country.lower(): economy.index_of(output, country) for country in FIVE}).rename_axis("year").reset_index()


def losses(output: pd.DataFrame, currencies: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """Return the fall of each of the five, deepest first.

    Columns state, fall (per cent below 1990), low (year), by_1992 (per cent of that fall over by the end of 1992), currency (day on which
    the rouble ended, ISO), regained (year or "not by 2005").
    """
    ended = {str(row["country"]): str(row["date"]) for row in currencies.to_dict("records")}
    rows = [
        (names[country], economy.fall(output, country), economy.low_year(output, country), economy.fallen_by(output, country, 1992),
         latest(ended[country]).isoformat(), str(economy.regained(output, country) or "not by 2005"))
        for country in FIVE
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["state", "fall", "low", "by_1992", "currency", "regained"])
    return frame.sort_values("fall", ascending=False, kind="stable").reset_index(drop=True)


def dependence(exports: pd.DataFrame, members: Collection[str], names: Mapping[str, str]) -> pd.DataFrame:
    """Return the latest shares, highest first: columns state, energy, mining, agriculture, all (per cent), above (the threshold or not)."""
    rows = []
    for country in members:
        parts = [economy.share(exports, country, LATEST, goods) for goods in GROUPS]
        total = economy.share(exports, country, LATEST)
        rows.append((names[country], *parts, total, "yes" if total > economy.DEPENDENT_ABOVE else "no"))
    frame = pd.DataFrame(rows, columns=["state", *GROUPS, "all", "above"])
    return frame.sort_values("all", ascending=False, kind="stable").reset_index(drop=True)


def part_below(states: pd.DataFrame) -> float:
    """Return the part of the rows of `dependence` that are not above its threshold, 0 to 1."""
    return float((states["above"] != "yes").mean())
