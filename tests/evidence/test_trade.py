"""The arithmetic of trade against a second route through the raw files, and against itself."""

import csv
import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.evidence.trade import decomposition, headline, levels
from edition.evidence.trade.amounts import Amount, MixedAmountsError, total
from edition.tables import package as tables

FIVE = {"RUS", "KAZ", "KGZ", "TJK", "UZB"}
SEVEN = FIVE | {"IND", "PAK"}
NINE = SEVEN | {"IRN", "BLR"}
LEVELS = st.floats(min_value=0.01, max_value=1e6)


def rows(name: str) -> list[dict[str, str]]:
    """Read a table without the package: the second route."""
    with (tables.DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def yuan_2024(partners: set[str], flow: str = "total") -> float:
    return sum(float(r["value"]) for r in rows("trade_2024_cny") if r["partner"] in partners and r["flow"] == flow) / 1000


def dollars_2001(partners: set[str]) -> float:
    """China's trade of 2001 from the raw rows, in billions of dollars."""
    return sum(float(r["value"]) for r in rows("trade_annual") if r["year"] == "2001" and r["partner"] in partners) / 1000


@pytest.fixture(scope="module")
def ends() -> headline.Ends:
    return headline.assemble({name: tables.load(name) for name in headline.TABLES})


def test_the_compositions_follow_from_the_dates_of_accession(ends: headline.Ends) -> None:
    assert [set(ends.partners[name]) for name in ("five", "seven", "nine")] == [FIVE, SEVEN, NINE]


def test_the_multiples_by_a_second_route(ends: headline.Ends) -> None:
    rate = next(float(r["cny_per_usd"]) for r in rows("exchange_rates") if r["year"] == "2001")
    five, seven, nine = dollars_2001(FIVE), dollars_2001(SEVEN), dollars_2001(NINE)
    assert [round(level, 2) for level in (five, seven, nine)] == [12.15, 17.14, 20.50]
    routes = {
        ("nine", "five"): (yuan_2024(NINE) / (five * rate), 36.25),
        ("five", "five"): (yuan_2024(FIVE) / (five * rate), 23.27),
        ("seven", "seven"): (yuan_2024(SEVEN) / (seven * rate), 24.60),
        ("nine", "nine"): (yuan_2024(NINE) / (nine * rate), 21.48),
    }
    for (end, base), (second, known) in routes.items():
        assert ends.multiple(end, base) == pytest.approx(second, rel=1e-12)
        assert round(second, 2) == known
    assert round(3650 / (five * rate), 2) == 36.30 == round(ends.announced_cny.over(ends.base("five")), 2)
    assert round(ends.announced_usd.over(ends.base("five", "USD")), 1) == 42.2


def test_the_benchmarks_by_a_second_route() -> None:
    level = {(r["series"], r["year"], r["unit"]): float(r["value"]) for r in rows("benchmarks")}
    assert round(yuan_2024({"WLD"}) / level["china-world", "2001", "CNY billion"], 1) == 10.4
    assert round(yuan_2024({"ASE"}) / (level["china-asean", "2001", "USD billion"] * 8.277), 1) == 20.3


def test_prices_by_a_second_route(ends: headline.Ends) -> None:
    index = 100.0
    for row in rows("prices"):
        if row["country"] == "CHN":
            index *= 1 + float(row["value"]) / 100
    assert ends.prices_china == pytest.approx(index / 100)
    assert round(ends.prices_china, 3) == 1.625
    assert round(ends.prices_us, 3) == 1.772


def test_exports_and_imports_make_the_total() -> None:
    for partner in sorted(NINE | {"WLD"}):
        both = yuan_2024({partner}, "export") + yuan_2024({partner}, "import")
        assert both == pytest.approx(yuan_2024({partner}), abs=2e-5), partner


def test_the_restored_labels_fit_the_announced_totals() -> None:
    """The country labels of the customs table were restored by position: each must fit the total announced in dollars."""
    for row in rows("trade_bilateral"):
        if (row["year"], row["flow"], row["basis"]) == ("2024", "total", "customs"):
            announced = float(row["value"]) / 1000
            assert yuan_2024({row["partner"]}) / 7.1117 == pytest.approx(announced, abs=0.1), row["partner"]


def test_the_sensitivity_table_holds_every_choice_once(ends: headline.Ends) -> None:
    table = headline.sensitivity(ends)
    assert not table.duplicated(["end", "base", "currency", "prices", "level"]).any()
    assert len(table) == 4 * 2 * 2 + 2 * 2 * 2
    like = table[(table["end"] == table["base"]) & (table["prices"] == "current")]["multiple"]
    unlike = table[(table["end"] != table["base"]) & (table["prices"] == "current")]["multiple"]
    assert like.max() < unlike.min()


def test_customs_rows_are_never_summed_with_other_rows() -> None:
    bilateral = tables.load("trade_bilateral")
    mixed = bilateral[(bilateral["year"] == 2024) & (bilateral["flow"] == "total") & (bilateral["partner"].isin(["RUS", "KAZ"]))]
    assert set(mixed["basis"]) == {"customs", "mirror"}
    with pytest.raises(MixedAmountsError, match="several kinds of basis: customs, mirror"):
        total(mixed)
    with pytest.raises(MixedAmountsError, match="several kinds of basis"):
        levels.shares(mixed)


@pytest.mark.parametrize(
    ("year", "states", "basis"),
    [(2024, ["RUS", "UZB"], "mirror"), (2001, ["IND", "RUS"], "secondary"), (2022, ["RUS", "KAZ"], "secondary")],
)
def test_neither_mirror_nor_secondary_rows_join_a_sum_of_customs_rows(year: int, states: list[str], basis: str) -> None:
    table = tables.load("trade_bilateral")
    rows = table[(table["year"] == year) & (table["flow"] == "total") & table["partner"].isin(states)]
    customs, others = rows[rows["basis"] == "customs"], rows[rows["basis"] == basis]
    assert len(customs) and len(others)
    with pytest.raises(MixedAmountsError, match=f"several kinds of basis: customs, {basis}"):
        total(pd.concat([customs, others]))
    assert total(customs).basis == "customs"


@pytest.mark.parametrize("basis", ["mirror", "secondary", "announced"])
def test_customs_amounts_add_to_customs_alone(basis: str) -> None:
    customs, other = Amount(1, "USD billion", 2024, "customs"), Amount(1, "USD billion", 2024, basis)
    with pytest.raises(MixedAmountsError, match="one basis a sum"):
        customs + other
    assert (customs + customs).value == 2


@pytest.mark.parametrize(
    ("column", "value"), [("year", 2023), ("unit", "USD million"), ("flow", "export"), ("basis", "mirror"), ("partner", "KAZ")]
)
def test_unlike_rows_are_not_summed(column: str, value: object) -> None:
    pair = levels.lines(tables.load("trade_2024_cny"), 2024, ["KAZ", "RUS"]).reset_index(drop=True).astype(object)
    assert total(pair).value > 2000
    pair.loc[1, column] = value
    pair.loc[0, "partner"] = "KAZ"
    with pytest.raises(MixedAmountsError):
        total(pair)


def test_amounts_of_unlike_unit_or_year_do_not_meet() -> None:
    yuan, dollars = Amount(8, "CNY billion", 2001, "announced"), Amount(1, "USD billion", 2001, "announced")
    with pytest.raises(MixedAmountsError, match="one unit a ratio"):
        yuan.over(dollars)
    with pytest.raises(MixedAmountsError, match="is not USD billion"):
        yuan.in_yuan(8)
    assert dollars.in_yuan(8).over(yuan) == 1
    with pytest.raises(MixedAmountsError, match="no rows"):
        total(tables.load("trade_2024_cny").head(0))


def test_a_partner_without_a_row_is_named() -> None:
    with pytest.raises(KeyError, match="MNG: 0 rows of customs export in 2024"):
        levels.traded(tables.load("trade_2024_cny"), 2024, ["MNG"], "export")


@given(LEVELS, LEVELS, LEVELS, LEVELS)
def test_every_split_multiplies_back(base: float, base_all: float, end: float, end_all: float) -> None:
    first = decomposition.growth_first(base, end, end_all)
    second = decomposition.membership_first(base, base_all, end_all)
    for split in (first, second, decomposition.symmetric(first, second)):
        assert split.multiple == pytest.approx(end_all / base, rel=1e-9)


def test_the_splits_of_the_record(ends: headline.Ends) -> None:
    base, old, new = ends.base("five").value, ends.end("five").value, ends.end("nine").value
    first = decomposition.growth_first(base, old, new)
    assert round(first.membership, 3) == 1.557
    assert math.isclose(first.growth, ends.multiple("five", "five"))
    second = decomposition.membership_first(base, ends.base("nine").value, new)
    assert math.isclose(second.growth, ends.multiple("nine", "nine"))
    both = decomposition.symmetric(first, second)
    assert first.membership < both.membership < second.membership


@given(st.permutations(sorted(NINE)))
def test_relabelling_partners_changes_no_sum_and_no_concentration(order: list[str]) -> None:
    lines = levels.lines(tables.load("trade_2024_cny"), 2024, NINE)
    other = lines.assign(partner=lines["partner"].map(dict(zip(sorted(NINE), order, strict=True))))
    assert total(other).value == pytest.approx(total(lines).value)
    assert levels.concentration(other) == pytest.approx(levels.concentration(lines))
    assert sorted(levels.shares(other)) == pytest.approx(sorted(levels.shares(lines)))


def test_concentration_runs_from_equal_parts_to_one_partner() -> None:
    lines = levels.lines(tables.load("trade_2024_cny"), 2024, NINE)
    assert levels.concentration(lines.assign(value=1.0)) == pytest.approx(10_000 / 9)
    assert levels.concentration(lines.head(1)) == pytest.approx(10_000)
    assert 1 < levels.effective_number(lines) < 9


def test_balances_are_exports_less_imports() -> None:
    balance = levels.balance(tables.load("trade_2024_cny"), 2024, NINE)
    assert balance.loc["RUS", "surplus"] == pytest.approx(821.23362 - 919.76895)
    assert list(balance.index[balance["surplus"] < 0]) == ["RUS"]


@given(st.floats(min_value=0.1, max_value=100), st.integers(min_value=1, max_value=30))
def test_annual_growth_compounds_back(multiple: float, years: int) -> None:
    assert (1 + levels.annual_growth(multiple, years) / 100) ** years == pytest.approx(multiple)


def test_prices_refuse_a_missing_year_and_a_relative_of_nothing() -> None:
    prices = tables.load("prices")
    gap = prices[~((prices["country"] == "CHN") & (prices["year"] == 2010))]
    with pytest.raises(KeyError):
        levels.price_relative(pd.DataFrame(gap), "CHN")
    with pytest.raises(MixedAmountsError):
        levels.in_prices_of_base(2, 0)
