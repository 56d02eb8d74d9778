"""China's trade with the SCO: levels, multiples, shares, prices and mirrors, as pure functions on the tables of trade.

Tables come as data frames with the columns that ``data/datapackage.json`` gives them. Amounts are in billions.
"""

import math
from collections.abc import Collection
from datetime import date

import pandas as pd

from edition.evidence.trade.amounts import Amount, MixedAmountsError, amount, total

FIRST, LAST = 2001, 2024
FOUNDED, END_2024 = date(FIRST, 12, 31), date(LAST, 12, 31)
CENTRAL_ASIAN_MEMBERS = ("KAZ", "KGZ", "TJK", "UZB")


def lines(table: pd.DataFrame, year: int, partners: Collection[str], flow: str = "total", basis: str = "customs") -> pd.DataFrame:
    """Return the rows of one year, flow and basis for the partners; raise KeyError for a partner without exactly one row."""
    kind = (table["year"] == year) & (table["flow"] == flow) & (table["basis"] == basis)
    chosen = table[kind & table["partner"].isin(list(partners))]
    for partner in partners:
        count = int((chosen["partner"] == partner).sum())
        if count != 1:
            raise KeyError(f"{partner}: {count} rows of {basis} {flow} in {year}, one wanted")
    return chosen


def traded(table: pd.DataFrame, year: int, partners: Collection[str], flow: str = "total", basis: str = "customs") -> Amount:
    """Return the trade of one year with the partners, summed over rows of one basis."""
    return total(lines(table, year, partners, flow, basis))


def announced(
    table: pd.DataFrame, perimeter: str, year: int, unit: str, source: str, flow: str = "total", period: str = "year"
) -> Amount:
    """Return one announced total by composition, year, unit and source; raise KeyError unless there is exactly one."""
    wanted = {"perimeter": perimeter, "year": year, "unit": unit, "source": source, "flow": flow, "period": period}
    chosen = table
    for column, value in wanted.items():
        chosen = chosen[chosen[column] == value]
    if len(chosen) != 1:
        raise KeyError(f"{len(chosen)} announced totals for {wanted}, one wanted")
    return amount(chosen.iloc[0].to_dict())


def announced_multiple(table: pd.DataFrame, from_year: int, to_year: int, perimeter: str = "sco") -> float:
    """Return the multiple announced between two years, in times; raise KeyError unless there is exactly one."""
    chosen = table[(table["from_year"] == from_year) & (table["to_year"] == to_year) & (table["perimeter"] == perimeter)]
    if len(chosen) != 1:
        raise KeyError(f"{len(chosen)} announced multiples from {from_year} to {to_year}, one wanted")
    return float(chosen["value"].iloc[0])


def benchmark(table: pd.DataFrame, series: str, year: int, unit: str) -> Amount:
    """Return one level of China's trade with the world or with ASEAN, in billions."""
    chosen = table[(table["series"] == series) & (table["year"] == year) & (table["unit"] == unit)]
    if len(chosen) != 1:
        raise KeyError(f"{len(chosen)} levels of {series} in {year} in {unit}, one wanted")
    return amount(chosen.iloc[0].to_dict() | {"basis": "announced"})


def rate(table: pd.DataFrame, year: int) -> float:
    """Return yuan for one dollar, annual average."""
    rates: dict[int, float] = dict(zip(table["year"], map(float, table["cny_per_usd"]), strict=True))
    return rates[year]


def customs_rate(yuan_lines: pd.DataFrame, dollar_lines: pd.DataFrame, year: int = LAST, partner: str = "RUS") -> float:
    """Return the yuan for one dollar that customs itself used, from one partner's total in both currencies."""
    return traded(yuan_lines, year, [partner]).value / traded(dollar_lines, year, [partner]).value


def price_relative(prices: pd.DataFrame, country: str, first: int = FIRST, last: int = LAST) -> float:
    """Return consumer prices in the last year over the first: two levels of an index, or annual changes chained.

    Raise KeyError for a year without a row.
    """
    of_country = prices[prices["country"] == country]
    levels: dict[int, float] = dict(zip(of_country["year"], map(float, of_country["value"]), strict=True))
    if (of_country["measure"] == "index").all():
        return levels[last] / levels[first]
    changes = [levels[year] for year in range(first + 1, last + 1)]
    return math.prod(1 + change / 100 for change in changes)


def annual_growth(multiple: float, years: int) -> float:
    """Return the constant growth in per cent a year that makes the multiple: 100 (m^(1/n) - 1)."""
    return 100 * (math.pow(multiple, 1 / years) - 1)


def shares(rows: pd.DataFrame) -> pd.Series:
    """Return each partner's share of the sum in per cent, by partner, largest first; the rows must be fit to sum."""
    total(rows)  # raises for rows that may not be summed
    values = rows.set_index("partner")["value"].sort_values(ascending=False)
    return values / values.sum() * 100


def concentration(rows: pd.DataFrame) -> float:
    """Return the Herfindahl-Hirschman index: the sum of the squared shares in per cent, 0 to 10,000 (taylor-2020-hhi)."""
    return float((shares(rows) ** 2).sum())


def effective_number(rows: pd.DataFrame) -> float:
    """Return how many partners of equal size would give the same concentration: 10,000 over the index."""
    return 10_000 / concentration(rows)


def balance(table: pd.DataFrame, year: int, partners: Collection[str]) -> pd.DataFrame:
    """Return export, import and surplus of China by partner, in billions, from customs lines of a year; largest surplus first."""
    exports = lines(table, year, partners, "export").set_index("partner")["value"] / 1000
    imports = lines(table, year, partners, "import").set_index("partner")["value"] / 1000
    flows = pd.DataFrame({"export": exports, "import": imports})
    flows["surplus"] = flows["export"] - flows["import"]
    return flows.sort_values("surplus", ascending=False)


def in_prices_of_base(multiple: float, relative: float) -> float:
    """Return a multiple with the rise of prices removed."""
    if relative <= 0:
        raise MixedAmountsError("a relative of prices is above 0")
    return multiple / relative
