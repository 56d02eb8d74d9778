"""China's trade by partner and year: totals, compositions, shares, prices, and how growth and membership built up.

`annual` is the table trade_annual: year, partner, flow, value (USD million), basis. All return values are in billions of dollars unless
stated otherwise; a year without a figure for every requested partner stays empty (NaN), and nothing is interpolated.
"""

from collections.abc import Collection, Mapping, Sequence

import pandas as pd

from edition.evidence.membership.arithmetic import other_members
from edition.evidence.trade.amounts import ANNOUNCED, CUSTOMS, Amount
from edition.evidence.trade.levels import annual_growth, price_relative

FIRST, LAST, LATEST = 2001, 2024, 2025
#: The world is a partner of its own in the table.
WORLD = "WLD"


def flows(annual: pd.DataFrame, flow: str) -> pd.DataFrame:
    """Return one flow, `export` or `import`, by year (index) and partner (columns)."""
    chosen = annual[annual["flow"] == flow]
    return chosen.pivot(index="year", columns="partner", values="value") / 1000


def totals(annual: pd.DataFrame) -> pd.DataFrame:
    """Return the sum of exports and imports by year (index) and partner (columns).

    Both flows are added where both were reported; where one is missing, the total that customs announced is used, and else nothing.
    """
    reported = flows(annual, "export") + flows(annual, "import")
    announced = annual[annual["flow"] == "total"].pivot(index="year", columns="partner", values="value") / 1000
    return announced.combine_first(reported)


def composition(annual: pd.DataFrame, partners: Collection[str]) -> pd.Series:
    """Return the trade with some partners together by year; NaN in a year that lacks one of them."""
    return _together(totals(annual), partners)


def _together(by_partner: pd.DataFrame, partners: Collection[str]) -> pd.Series:
    return by_partner.reindex(columns=sorted(partners)).sum(axis=1, min_count=len(set(partners)))


def _in(year: int, trade: pd.Series, partners: Collection[str]) -> float:
    value = trade.get(year, float("nan"))
    if pd.isna(value):
        raise KeyError(f"no total for every one of {', '.join(sorted(partners))} in {year}")
    return float(value)


def level(annual: pd.DataFrame, partners: Collection[str], year: int) -> Amount:
    """Return the trade with some partners in one year; raise KeyError when a figure is missing."""
    value = _in(year, composition(annual, partners), partners)
    announced_lines = annual[(annual["year"] == year) & (annual["flow"] == "total") & annual["partner"].isin(list(partners))]
    return Amount(value, "USD billion", year, ANNOUNCED if len(announced_lines) else CUSTOMS)


def share_of_world(annual: pd.DataFrame, partners: Collection[str]) -> pd.Series:
    """Return the share of some partners in China's whole goods trade by year, in per cent."""
    return (composition(annual, partners) / totals(annual)[WORLD] * 100).dropna()


def growth(annual: pd.DataFrame, partners: Collection[str], first: int, last: int) -> float:
    """Return the trade of the last year divided by that of the first, in times."""
    return level(annual, partners, last).over(level(annual, partners, first))


def yearly_growth(annual: pd.DataFrame, partners: Collection[str], first: int, last: int) -> float:
    """Return the constant growth in per cent a year between two years."""
    return annual_growth(growth(annual, partners, first, last), last - first)


def multiples(annual: pd.DataFrame, partners: Collection[str], bases: Sequence[int], ends: Sequence[int]) -> pd.DataFrame:
    """Return the multiple by base year (index) and end year (columns), in times; empty where the end is not after the base."""
    series = composition(annual, partners)
    known: dict[int, float] = dict(zip(map(int, series.index), map(float, series), strict=True))
    rows = [[known[end] / known[base] if end > base else float("nan") for end in ends] for base in bases]
    return pd.DataFrame(rows, index=list(bases), columns=list(ends))


def measures(annual: pd.DataFrame, partners: Collection[str], rates: pd.DataFrame, prices: pd.DataFrame) -> pd.DataFrame:
    """Return the multiple of 2001 by year in four measures: columns USD, CNY, USD_constant, CNY_constant.

    Yuan at each year's mean rate; constant prices by consumer prices of the country of the currency, a rough measure for goods.
    """
    series = composition(annual, partners).loc[FIRST:LAST]
    rate = rates.set_index("year")["cny_per_usd"].reindex(series.index).astype(float)
    frame = pd.DataFrame({"USD": series / series[FIRST], "CNY": series * rate / (series[FIRST] * rate[FIRST])})
    for currency, country in (("USD", "USA"), ("CNY", "CHN")):
        relative = [1.0 if year == FIRST else price_relative(prices, country, FIRST, year) for year in frame.index]
        frame[f"{currency}_constant"] = frame[currency] / relative
    return frame


def against_announced(annual: pd.DataFrame, announcements: pd.DataFrame, partners: Mapping[str, Collection[str]]) -> pd.DataFrame:
    """Compare every announced total of a whole year in dollars with the sum of the lines: columns year, announced, summed, gap, rounded.

    `announcements` is the table trade_announced, `partners` the states of each of its perimeters; `gap` is in per cent of the announcement.
    """
    kind = (announcements["period"] == "year") & (announcements["flow"] == "total") & (announcements["unit"] == "USD billion")
    rows = []
    for row in announcements[kind & announcements["perimeter"].isin(list(partners))].to_dict("records"):
        summed = level(annual, partners[str(row["perimeter"])], int(str(row["year"]))).value
        announced = float(str(row["value"]))
        rows.append((int(str(row["year"])), announced, summed, (summed / announced - 1) * 100, "rounded" in str(row["note"])))
    return pd.DataFrame(rows, columns=["year", "announced", "summed", "gap", "rounded"])


def chain(annual: pd.DataFrame, events: pd.DataFrame, first: int = FIRST, last: int = LAST) -> pd.DataFrame:
    """Return how the multiple of the members of the day built up: a row per year, columns growth, membership (times since `first`).

    Each year's change is split in order: growth is this year's trade over last year's, both with last year's members; membership is this
    year's trade with this year's members over that with last year's. The product of both columns is the multiple of that year.
    """
    by_partner = totals(annual)  # once: it is asked for four times a year

    def together(partners: Collection[str], year: int) -> float:
        return _in(year, _together(by_partner, partners), partners)

    grown = joined = 1.0
    rows = {first: (grown, joined)}
    for year in range(first + 1, last + 1):
        before, after = other_members(events, year - 1), other_members(events, year)
        grown *= together(before, year) / together(before, year - 1)
        joined *= together(after, year) / together(before, year)
        rows[year] = (grown, joined)
    return pd.DataFrame.from_dict(rows, orient="index", columns=["growth", "membership"])


def periods(annual: pd.DataFrame, groups: Mapping[str, Collection[str]], spans: Sequence[tuple[int, int]]) -> pd.DataFrame:
    """Return growth in per cent a year: a row per group, a column per span such as ``2001-2008``."""
    rows = [[yearly_growth(annual, states, *span) for span in spans] for states in groups.values()]
    return pd.DataFrame(rows, index=list(groups), columns=[f"{first}-{last}" for first, last in spans])
