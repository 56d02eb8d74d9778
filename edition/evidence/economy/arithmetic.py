"""Output lost by the former Soviet founders in the 1990s, and the dependence of members on commodities.

`output` is the table real_output, `exports` the table commodity_exports.
"""

from collections.abc import Collection
from typing import Final

import pandas as pd

BASE_YEAR: Final = 1990
#: UNCTAD calls an economy commodity-dependent when more than this share of its merchandise exports are commodities, in per cent.
DEPENDENT_ABOVE: Final = 60


def index_of(output: pd.DataFrame, country: str) -> "pd.Series[float]":
    """Return the output of a state by year, 1990 = 100; raise KeyError for a state that is not in the table."""
    series = output[output["country"] == country].set_index("year")["value"].sort_index()
    if series.empty:
        raise KeyError(f"no output of {country}")
    index: "pd.Series[float]" = series / series[BASE_YEAR] * 100  # noqa: UP037 (pandas has no such class at run time)
    return index


def low_year(output: pd.DataFrame, country: str) -> int:
    """Return the year of lowest output."""
    index = index_of(output, country)
    return int(index[index == index.min()].index[0])


def fall(output: pd.DataFrame, country: str) -> float:
    """Return by how much output stood below 1990 at its lowest, in per cent."""
    return float(100 - index_of(output, country).min())


def fallen_by(output: pd.DataFrame, country: str, year: int) -> float:
    """Return which part of the whole fall from 1990 to the lowest year was over by the end of a year, in per cent."""
    index = index_of(output, country)
    return float((100 - index[year]) / (100 - index.min()) * 100)


def regained(output: pd.DataFrame, country: str) -> int | None:
    """Return the first year after the lowest in which output was at least that of 1990; None if there is none by the last year."""
    index = index_of(output, country)
    after = index[index.index > low_year(output, country)]
    back = after[after >= 100]
    return None if back.empty else int(back.index[0])


def share(exports: pd.DataFrame, country: str, period: str, goods: str = "all") -> float:
    """Return the share of commodities in a state's goods exports in per cent; raise KeyError where the table has no such cell."""
    cell = exports[(exports["country"] == country) & (exports["period"] == period) & (exports["goods"] == goods)]["share"]
    if cell.empty:
        raise KeyError(f"no share of {goods} for {country} in {period}")
    return float(cell.iloc[0])


def dependent(exports: pd.DataFrame, countries: Collection[str], period: str) -> list[str]:
    """Return the states above UNCTAD's threshold in a year or an average of years, highest share first."""
    shares = {country: share(exports, country, period) for country in countries}
    return sorted((country for country in shares if shares[country] > DEPENDENT_ABOVE), key=lambda country: -shares[country])
