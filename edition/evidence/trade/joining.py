"""Whether a state's trade with China changed its pace when it joined, compared with states that did not join.

`annual` is the table trade_annual. Nothing here shows a cause: it compares growth before and after a year, in per cent a year.
"""

from collections.abc import Mapping, Sequence

import pandas as pd

from edition.evidence.trade.levels import annual_growth
from edition.evidence.trade.series import LATEST, WORLD, totals

#: New members and the year in the middle of which they joined.
JOINED: Mapping[str, int] = {"IND": 2017, "PAK": 2017, "IRN": 2023, "BLR": 2024}
WINDOWS = (2, 3, 4, 5, 6, 7)
#: States that did not join, by what makes them comparable.
GROUPS: Mapping[str, tuple[str, ...]] = {
    "neighbours of China that did not join": ("MNG", "AFG", "MMR", "LAO", "NPL"),
    "partners of the SCO that did not join": ("TUR", "AZE", "ARM", "EGY", "LKA", "KHM", "NPL", "MNG", "MMR"),
    "Gulf states": ("SAU", "ARE", "QAT", "KWT", "BHR"),
    "all of these": (
        "MNG", "AFG", "TKM", "TUR", "AZE", "ARM", "EGY", "LKA", "KHM", "NPL", "MMR", "LAO", "SAU", "ARE", "QAT", "KWT", "BHR", "MDV",
    ),
    "China's whole trade": (WORLD,),
}  # fmt: skip


def change_of_pace(annual: pd.DataFrame, states: Sequence[str], year: int, window: int) -> float:
    """Return growth a year in the `window` years after `year` less that in the `window` years before, in percentage points.

    The states are taken together. NaN where a figure is missing at either end.
    """
    return _pace(totals(annual), states, year, window)


def _pace(known: pd.DataFrame, states: Sequence[str], year: int, window: int) -> float:
    together = known[list(states)].sum(axis=1, min_count=len(states))
    before, middle, after = (float(together.get(moment, float("nan"))) for moment in (year - window, year, year + window))
    return annual_growth(after / middle, window) - annual_growth(middle / before, window)


def compare(annual: pd.DataFrame, windows: Sequence[int]) -> pd.DataFrame:
    """Return every comparison: columns state, year, window, group, own, other, difference (percentage points a year).

    `own_pace` is the new member's change of pace, `other` that of the group that did not join; a comparison without figures is left out.
    """
    known, rows = totals(annual), []
    for state, year in JOINED.items():
        for window in windows:
            own_pace = _pace(known, [state], year, window)
            for name, group in GROUPS.items():
                other = _pace(known, group, year, window)
                rows.append((state, year, window, name, own_pace, other, own_pace - other))
    frame = pd.DataFrame(rows, columns=["state", "year", "window", "group", "own", "other", "difference"])
    return frame.dropna(subset=["difference"]).reset_index(drop=True)


def index(annual: pd.DataFrame, state: str, year: int, before: int, after: int) -> pd.DataFrame:
    """Return trade around a year as an index, that year being 100: columns year, state, and the group of all others' median.

    Columns year, own, median, low, high: the quartiles of the states that did not join, each indexed on its own.
    """
    known = totals(annual)
    indexed = known / known.loc[year] * 100
    others = indexed[list(GROUPS["all of these"])]
    table = pd.DataFrame({"own": indexed[state], "median": others.median(axis=1)})
    table["low"], table["high"] = others.quantile(0.25, axis=1), others.quantile(0.75, axis=1)
    table.loc[others.isna().any(axis=1), ["median", "low", "high"]] = float("nan")
    years = [indexed_year for indexed_year in table.index if year - before <= indexed_year <= min(year + after, LATEST)]
    return table.loc[years].rename_axis("year").reset_index()
