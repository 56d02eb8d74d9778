"""The headline figures by a second route: from the raw files with the csv module alone, member by member, beside the named results."""

from __future__ import annotations

import csv
import itertools

import pytest

from edition.evidence import results
from edition.evidence.trade import decomposition, headline
from edition.tables import package as datasets

FOUNDERS = {"CHN", "KAZ", "KGZ", "RUS", "TJK", "UZB"}
TEN = FOUNDERS | {"IND", "PAK", "IRN", "BLR"}
FIVE, SEVEN, NINE = FOUNDERS - {"CHN"}, TEN - {"CHN", "IRN", "BLR"}, TEN - {"CHN"}


def cells(name: str, **wanted: str) -> list[dict[str, str]]:
    """The rows of a file in which each column holds the wanted text."""
    with (datasets.DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if all(row[column] == text for column, text in wanted.items())]


def number(name: str, **wanted: str) -> float:
    """The one value of a file that the columns name."""
    (row,) = cells(name, **wanted)
    return float(row["value"])


def yuan(partners: set[str]) -> float:
    """China's trade of 2024 in billions of yuan."""
    return sum(number("trade_2024_cny", partner=partner, flow="total") for partner in sorted(partners)) / 1000


def base(perimeter: str) -> float:
    """The level of 2001 in billions of dollars, as announced; for nine partners with the one figure for Iran."""
    source = "cgtn-2023-07-03" if perimeter == "sco-5" else "gac-sco-index-2021"
    return number("trade_announced", year="2001", perimeter=perimeter, source=source)


def base_nine() -> float:
    return base("sco-7") + number("trade_bilateral", year="2001", partner="IRN", flow="total") / 1000


def rate() -> float:
    (row,) = cells("exchange_rates", year="2001")
    return float(row["cny_per_usd"])


def announced(unit: str, source: str) -> float:
    return number("trade_announced", year="2024", perimeter="sco-9", period="year", unit=unit, source=source)


def five_dollars() -> float:
    return sum(number("trade_bilateral", year="2024", partner=one, flow="total", basis="customs") for one in sorted(FIVE)) / 1000


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
    "trade.multiple-announced": (lambda: announced("CNY billion", "people-daily-urdu-2025-08-21") / (base("sco-5") * rate()), 36.29, 2),
    "trade.multiple-five": (lambda: yuan(FIVE) / (base("sco-5") * rate()), 23.27, 2),
    "trade.membership-effect": (lambda: yuan(NINE) / yuan(FIVE), 1.557, 3),
    "trade.multiple-nine": (lambda: yuan(NINE) / (base_nine() * rate()), 21.54, 2),
    "trade.multiple-usd-announced": (lambda: announced("USD billion", "scio-2025-08-28") / base("sco-5"), 42.2, 1),
    "trade.multiple-usd-five": (lambda: five_dollars() / base("sco-5"), 27.06, 2),
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
    order = sorted(NINE - {"RUS", "IRN"})  # these two are looked up by name, for the rate and for the base of nine
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
