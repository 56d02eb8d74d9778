"""Tables behind the charts on the growth of trade: the rows that each chart draws, one per mark, with readable names.

Amounts are in billions; a missing value stays missing.
"""

from collections.abc import Mapping, Sequence

import pandas as pd

from edition.evidence.trade import levels as trade
from edition.evidence.trade import series
from edition.evidence.trade.headline import FIVE, NINE, PERIMETERS, Ends


def product(ends: Ends) -> pd.DataFrame:
    """Return the multiple as areas: columns part, left, right, low, high (times) and amount (billions of yuan).

    The width is the growth of trade with the five founders; the height of the second part is the contribution of new members.
    """
    growth, joined = ends.multiple(FIVE, FIVE), ends.end(NINE).over(ends.end(FIVE))
    rows = [
        ("trade with the five founders", 0.0, growth, 0.0, 1.0, ends.end(FIVE).value),
        ("trade with the four that joined", 0.0, growth, 1.0, joined, ends.end(NINE).value - ends.end(FIVE).value),
        ("the level of 2001", 0.0, 1.0, 0.0, 1.0, ends.base(FIVE).value),
    ]
    return pd.DataFrame(rows, columns=["part", "left", "right", "low", "high", "amount"])


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
        ("SCO, nine partners", ends.multiple(NINE, NINE)),
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
