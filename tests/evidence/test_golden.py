"""The headline figures by a second route: from the raw files with the csv module alone, member by member, beside the named results."""

from __future__ import annotations

import csv
import functools
import itertools

import pytest

from edition.evidence import results
from edition.evidence.trade import decomposition, headline
from edition.tables import package as datasets

FOUNDERS = {"CHN", "KAZ", "KGZ", "RUS", "TJK", "UZB"}
TEN = FOUNDERS | {"IND", "PAK", "IRN", "BLR"}
FIVE, SEVEN, NINE = FOUNDERS - {"CHN"}, TEN - {"CHN", "IRN", "BLR"}, TEN - {"CHN"}


@functools.cache
def rows(name: str) -> list[dict[str, str]]:
    """The rows of a file."""
    with (datasets.DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def cells(name: str, **wanted: str) -> list[dict[str, str]]:
    """The rows of a file in which each column holds the wanted text."""
    return [row for row in rows(name) if all(row[column] == text for column, text in wanted.items())]


def number(name: str, **wanted: str) -> float:
    """The one value of a file that the columns name."""
    (row,) = cells(name, **wanted)
    return float(row["value"])


def yuan(partners: set[str]) -> float:
    """China's trade of 2024 in billions of yuan."""
    return sum(number("trade_2024_cny", partner=partner, flow="total") for partner in sorted(partners)) / 1000


def dollars(partners: set[str], year: int) -> float:
    """China's exports and imports of one year in billions of dollars, from the raw rows; a total where only that is given."""
    total = 0.0
    for partner in sorted(partners):
        told = cells("trade_annual", partner=partner, year=str(year), flow="total")
        flows = told or [*cells("trade_annual", partner=partner, year=str(year), flow="export"),
                         *cells("trade_annual", partner=partner, year=str(year), flow="import")]  # fmt: skip
        assert len(flows) == (1 if told else 2), (partner, year)
        total += sum(float(row["value"]) for row in flows)
    return total / 1000


def reported(partner: str, year: int) -> float:
    """What a partner reported of both flows, in billions of dollars."""
    return sum(float(row["value"]) for row in cells("trade_partner_reports", reporter=partner, year=str(year))) / 1000


def apart(partner: str, year: int) -> float:
    """How far China's count is from a partner's, in per cent of the partner's."""
    return 100 * abs(dollars({partner}, year) - reported(partner, year)) / reported(partner, year)


def chapter_share(partner: str, year: int, *chapters: str) -> float:
    """Chapters in China's imports from a partner, in per cent."""
    of = {row["chapter"]: float(row["value"]) for row in cells("trade_chapters", partner=partner, year=str(year))}
    return 100 * sum(of.get(chapter, 0) for chapter in chapters) / of["TT"]


def among_others(year: int) -> float:
    """Trade among the nine by importers' reports, in billions of dollars."""
    return sum(float(row["value"]) for row in cells("trade_others", year=str(year), flow="import")) / 1000


def entered() -> tuple[float, float]:
    """Growth and membership since 2001, each state entering at the end of its year: from the raw rows, year by year."""
    joined_in = {2017: {"IND", "PAK"}, 2023: {"IRN"}, 2024: {"BLR"}}
    inside = {2001: FIVE}
    for year in range(2002, 2025):
        inside[year] = inside[year - 1] | joined_in.get(year, set())
    grown = joined = 1.0
    for year in range(2002, 2025):
        grown *= dollars(inside[year - 1], year) / dollars(inside[year - 1], year - 1)
        joined *= dollars(inside[year], year) / dollars(inside[year - 1], year)
    return grown, joined


def pace(partner: str) -> float:
    """Growth a year 2017 to 2024 less that of 2010 to 2017, in percentage points."""
    before, middle, after = (dollars({partner}, year) for year in (2010, 2017, 2024))
    return 100 * ((after / middle) ** (1 / 7) - (middle / before) ** (1 / 7))


def rate() -> float:
    (row,) = cells("exchange_rates", year="2001")
    return float(row["cny_per_usd"])


def announced(unit: str, source: str) -> float:
    return number("trade_announced", year="2024", perimeter="sco-9", period="year", unit=unit, source=source)


def world(measure: str) -> float:
    """The share of the ten members in the world of 2024, in per cent."""
    of = {row["country"]: float(row["value"]) for row in cells("country_stats", year="2024", measure=measure)}
    return 100 * sum(of[state] for state in TEN) / of["WLD"]


def touching(states: set[str]) -> tuple[int, int]:
    """The pairs of states with a border and all their pairs."""
    pairs = {frozenset(pair) for pair in itertools.combinations(states, 2)}
    return len(pairs & {frozenset((row["country_a"], row["country_b"])) for row in cells("borders")}), len(pairs)


#: name of the result -> what the raw files give, the figure as it is known, its decimals
GOLDEN = {
    "trade.base-2001-usd": (lambda: dollars(FIVE, 2001), 12.15, 2),
    "trade.base-2001-seven-usd": (lambda: dollars(SEVEN, 2001), 17.14, 2),
    "trade.base-2001-nine-usd": (lambda: dollars(NINE, 2001), 20.50, 2),
    "trade.multiple-announced": (
        lambda: announced("CNY billion", "people-daily-urdu-2025-08-21") / (dollars(FIVE, 2001) * rate()), 36.30, 2,
    ),
    "trade.multiple-five": (lambda: yuan(FIVE) / (dollars(FIVE, 2001) * rate()), 23.27, 2),
    "trade.membership-effect": (lambda: yuan(NINE) / yuan(FIVE), 1.557, 3),
    "trade.multiple-nine": (lambda: yuan(NINE) / (dollars(NINE, 2001) * rate()), 21.48, 2),
    "trade.multiple-usd-five": (lambda: dollars(FIVE, 2024) / dollars(FIVE, 2001), 27.02, 2),
    "trade.multiple-usd-nine": (lambda: dollars(NINE, 2024) / dollars(NINE, 2001), 24.97, 2),
    "trade.five-2008-usd": (lambda: dollars(FIVE, 2008), 86.90, 2),
    "trade.five-2024-usd": (lambda: dollars(FIVE, 2024), 328.15, 2),
    "trade.five-2025-usd": (lambda: dollars(FIVE, 2025), 324.4, 1),
    "trade.growth-1998-2024": (lambda: dollars(FIVE, 2024) / dollars(FIVE, 1998), 51.1, 1),
    "trade.growth-2001-2008-annual": (lambda: 100 * ((dollars(FIVE, 2008) / dollars(FIVE, 2001)) ** (1 / 7) - 1), 32.5, 1),
    "trade.built-growth": (lambda: entered()[0], 20.93, 2),
    "trade.built-membership": (lambda: entered()[1], 2.01, 2),
    "trade.five-share-of-china-2024": (lambda: 100 * dollars(FIVE, 2024) / dollars({"WLD"}, 2024), 5.3, 1),
    "trade.nine-share-of-china-2001": (lambda: 100 * dollars(NINE, 2001) / dollars({"WLD"}, 2001), 4.0, 1),
    "trade.sides-kyrgyzstan-2024": (lambda: dollars({"KGZ"}, 2024) / reported("KGZ", 2024), 4.08, 2),
    "trade.sides-russia-2001": (lambda: dollars({"RUS"}, 2001) / reported("RUS", 2001), 1.47, 2),
    "trade.sides-russia-spread": (lambda: max(apart("RUS", year) for year in range(2008, 2022)), 14.4, 1),
    "trade.sides-iran-2022": (lambda: dollars({"IRN"}, 2022) / reported("IRN", 2022), 0.42, 2),
    "trade.fuels-russia-2001": (lambda: chapter_share("RUS", 2001, "27"), 10, 0),
    "trade.fuels-russia-2018": (lambda: chapter_share("RUS", 2018, "27"), 72, 0),
    "trade.ores-tajikistan-2018": (lambda: chapter_share("TJK", 2018, "26", "72", "74", "76"), 73, 0),
    "trade.cotton-pakistan-2018": (lambda: chapter_share("PAK", 2018, "52", "41"), 47, 0),
    "trade.others-2000": (lambda: among_others(2000), 20.6, 1),
    "trade.others-2009": (lambda: among_others(2009), 63.7, 1),
    "trade.joining-india-pace-7": (lambda: pace("IND"), 2.8, 1),
    "trade.joining-pakistan-pace-7": (lambda: pace("PAK"), -10.9, 1),
    "trade.growth-world": (lambda: yuan({"WLD"}) / number("benchmarks", series="china-world", year="2001", unit="CNY billion"), 10.4, 1),
    "trade.growth-asean": (
        lambda: yuan({"ASE"}) / (number("benchmarks", series="china-asean", year="2001", unit="USD billion") * rate()), 20.3, 1,
    ),
    "neighbours.pairs-touching": (lambda: touching(TEN)[0], 15, 0),
    "neighbours.pairs": (lambda: touching(TEN)[1], 45, 0),
    "neighbours.founder-pairs-touching": (lambda: touching(FOUNDERS)[0], 10, 0),
    "neighbours.founder-pairs": (lambda: touching(FOUNDERS)[1], 15, 0),
    "size.land-share": (lambda: world("land-area"), 26.8, 1),
    "size.people-share": (lambda: world("population"), 42.1, 1),
    "size.gdp-share": (lambda: world("gdp"), 23.5, 1),
    "size.ppp-share": (lambda: world("gdp-ppp"), 33.7, 1),
}  # fmt: skip


@pytest.mark.parametrize("name", GOLDEN)
def test_a_headline_figure_is_the_same_by_both_routes(name: str) -> None:
    route, known, decimals = GOLDEN[name]
    assert results.value(name) == pytest.approx(route(), rel=1e-12)
    assert round(route(), decimals) == known


def test_the_states_of_a_sum_are_told_by_their_dates_and_not_by_their_names() -> None:
    """With other names for the same partners in every table, every multiple and every split stays what it was."""
    tables = {name: datasets.load(name) for name in headline.TABLES}
    order = sorted(NINE)
    other = dict(zip(order, [*order[1:], order[0]], strict=True))
    renamed = {
        name: table.assign(**{column: table[column].replace(other) for column in ("country", "partner") if column in table.columns})
        for name, table in tables.items()
        if name != "prices"
    } | {"prices": tables["prices"]}
    before, after = headline.assemble(tables), headline.assemble(renamed)
    assert after.partners != before.partners
    for first, second in itertools.product(("five", "seven", "nine"), repeat=2):
        assert after.multiple(first, second) == pytest.approx(before.multiple(first, second), rel=1e-12)
    splits = [
        decomposition.growth_first(ends.base("five").value, ends.end("five").value, ends.end("nine").value) for ends in (before, after)
    ]
    assert splits[1].membership == pytest.approx(splits[0].membership, rel=1e-12)
