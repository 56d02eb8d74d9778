"""Tables behind the charts on the growth of trade: the rows that each chart draws, one per mark, with readable names.

Amounts are in billions; a missing value stays missing.
"""

from collections.abc import Mapping, Sequence

import pandas as pd

from edition.evidence.trade import levels as trade
from edition.evidence.trade import series
from edition.evidence.trade.headline import FIVE, NINE, PERIMETERS, Ends


def steps(ends: Ends) -> pd.DataFrame:
    """Return how the multiple comes about as three bars: columns part, left, right, low, high (times) and amount (billions of yuan).

    A bar is one high and as long as the multiple of 2001, so that its area is its amount: trade with the five other founders in 2001 and in
    2024, and that with the nine members, of which the four that joined are a part of its own.
    """
    growth, joined = ends.multiple(FIVE, FIVE), ends.multiple(NINE, FIVE)
    base, same, all_nine = ends.base(FIVE).value, ends.end(FIVE).value, ends.end(NINE).value
    rows = [
        ("2001, the five other founders", 0.0, 1.0, 4.0, base),
        ("2024, the same five", 0.0, growth, 2.0, same),
        ("2024, nine members: the same five", 0.0, growth, 0.0, same),
        ("2024, nine members: the four that joined", growth, joined, 0.0, all_nine - same),
    ]
    table = pd.DataFrame(rows, columns=["part", "left", "right", "low", "amount"])
    return table.assign(high=table["low"] + 1)[["part", "left", "right", "low", "high", "amount"]]


def lines(annual: pd.DataFrame, announced: pd.DataFrame, ends: Ends) -> pd.DataFrame:
    """Return trade by year at constant membership in billions of dollars: columns year, five, seven, nine, announced, of_whom, source.

    `announced` holds the totals of whole years that Chinese authorities gave, those of one year in rows of their own.
    """
    wide = pd.DataFrame({name: series.composition(annual, states) for name, states in ends.partners.items()})
    table = wide.rename_axis("year").reset_index()
    whole_year = (announced["period"] == "year") & (announced["flow"] == "total") & (announced["unit"] == "USD billion")
    kind = whole_year & announced["perimeter"].isin(list(PERIMETERS))
    announced_rows = announced[kind].assign(of_whom=[PERIMETERS[str(perimeter)] for perimeter in announced.loc[kind, "perimeter"]])
    rows = announced_rows.rename(columns={"value": "announced"})[["year", "announced", "of_whom", "source"]]
    return pd.concat([table, rows.sort_values("year", kind="stable")]).reset_index(drop=True)


def measures(annual: pd.DataFrame, ends: Ends, rates: pd.DataFrame, prices: pd.DataFrame) -> pd.DataFrame:
    """Return trade with the five founders by year as multiples of 2001: columns year, USD, CNY, USD_constant, CNY_constant."""
    return series.measures(annual, ends.partners[FIVE], rates, prices).rename_axis("year").reset_index()


def built_up(annual: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Return how the multiple built up from 2001, in times: columns year, growth, membership, multiple (their product)."""
    table = series.chain(annual, events).rename_axis("year").reset_index()
    table["multiple"] = table["growth"] * table["membership"]
    return table


def base_years(annual: pd.DataFrame, ends: Ends, bases: Sequence[int], end_years: Sequence[int]) -> pd.DataFrame:
    """Return the multiple of trade with the five founders by base year, in times: columns base and one for each end year."""
    table = series.multiples(annual, ends.partners[FIVE], bases, end_years)
    return table.rename(columns=str).rename_axis("base").reset_index()


def benchmarks(ends: Ends, yuan: pd.DataFrame, levels: pd.DataFrame) -> pd.DataFrame:
    """Return multiples 2001 to 2024 in yuan, with ASEAN and the whole world for comparison, largest first: columns group, multiple."""
    asean = trade.benchmark(levels, "china-asean", trade.FIRST, "USD billion").in_yuan(ends.rate_first)
    world = trade.benchmark(levels, "china-world", trade.FIRST, "CNY billion")
    rows = [
        ("SCO, the five other founders", ends.multiple(FIVE, FIVE)),
        ("SCO, nine other members", ends.multiple(NINE, NINE)),
        ("ASEAN, ten states", trade.traded(yuan, trade.LAST, ["ASE"]).over(asean)),
        ("China's whole trade", trade.traded(yuan, trade.LAST, ["WLD"]).over(world)),
    ]
    return pd.DataFrame(rows, columns=["group", "multiple"]).sort_values("multiple", ascending=False, ignore_index=True)


def by_partner(annual: pd.DataFrame, partners: Sequence[str], names: Mapping[str, str]) -> pd.DataFrame:
    """Return China's exports and imports by partner and year in billions of dollars: columns partner, year, export, import."""
    sold, bought = series.flows(annual, "export"), series.flows(annual, "import")
    rows = [
        (names[code], int(year), sold.at[year, code], bought[code].get(year, float("nan")))
        for code in partners
        for year in sold.index
    ]
    return pd.DataFrame(rows, columns=["partner", "year", "export", "import"])
