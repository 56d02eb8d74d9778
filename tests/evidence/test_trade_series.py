"""The annual tables of trade against the totals that were announced, and what the notebooks say of them."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.evidence import results
from edition.evidence.inputs import short_names
from edition.evidence.trade import goods, joining, others, partner_tables, series, sides
from edition.evidence.trade import tables as trade_tables
from edition.tables import package as tables

FIVE = ["KAZ", "KGZ", "RUS", "TJK", "UZB"]
SEVEN = [*FIVE, "IND", "PAK"]
NINE = [*SEVEN, "IRN", "BLR"]


@pytest.fixture(scope="module")
def annual() -> pd.DataFrame:
    return tables.load("trade_annual")


@pytest.fixture(scope="module")
def names() -> dict[str, str]:
    return short_names()


@pytest.mark.parametrize(
    ("partners", "year", "announced", "within"),
    [
        (FIVE, 2001, 12.15, 0.0005), (SEVEN, 2001, 17.14, 0.0005), (FIVE, 2002, 14.23, 0.0005), (FIVE, 2008, 86.8, 0.002),
        (FIVE, 2011, 113.4, 0.001), (FIVE, 2014, 130, 0.002), (SEVEN, 2017, 217.6, 0.005), (SEVEN, 2019, 258.8, 0.005),
        (SEVEN, 2020, 244.85, 0.001), (SEVEN, 2021, 343.3, 0.005), (NINE, 2024, 512.4, 0.002), (["RUS"], 2001, 10.67, 0.001),
        (["RUS"], 2011, 79.3, 0.001), (["RUS"], 2024, 244.8, 0.005), (["KAZ"], 2011, 24.9, 0.005), (["IND"], 2021, 125.66, 0.001),
        (["KGZ"], 2008, 9.33, 0.001), (["TJK"], 2007, 0.524, 0.001), (["UZB"], 2012, 2.88, 0.005), (["PAK"], 2021, 27.82, 0.001),
        (["BLR"], 2022, 5.08, 0.005), (["IRN"], 2024, 13.37, 0.002),
    ],
)  # fmt: skip
def test_the_sums_of_the_lines_are_the_totals_announced(
    annual: pd.DataFrame, partners: list[str], year: int, announced: float, within: float
) -> None:
    assert series.level(annual, partners, year).value == pytest.approx(announced, rel=within)


def test_every_partner_has_both_flows_in_every_year(annual: pd.DataFrame) -> None:
    whole = annual[(annual["year"] <= 2024) & annual["partner"].isin(NINE)]
    assert len(whole) == 9 * 27 * 2
    assert set(annual["reporter"]) == {"CHN"}, "what a partner reports is in a table of its own"


def test_a_missing_partner_leaves_a_year_empty_and_a_level_refused(annual: pd.DataFrame) -> None:
    assert math.isnan(series.composition(annual, SEVEN)[2025])
    with pytest.raises(KeyError, match=r"IND, KAZ.* in 2025"):
        series.level(annual, SEVEN, 2025)
    gone = annual[~((annual["partner"] == "TJK") & (annual["year"] == 2001) & (annual["flow"] == "import"))]
    with pytest.raises(KeyError, match="TJK"):
        series.level(gone, FIVE, 2001)


@given(st.sampled_from(NINE), st.integers(1998, 2023), st.integers(1, 26))
def test_growth_over_two_spans_multiplies(partner: str, first: int, years: int) -> None:
    frame = tables.load("trade_annual")
    last, middle = min(first + years, 2024), min(first + years // 2, 2024)
    whole = series.growth(frame, [partner], first, last)
    assert whole == pytest.approx(series.growth(frame, [partner], first, middle) * series.growth(frame, [partner], middle, last))


def test_every_state_that_did_not_join_is_in_the_table_and_none_joined(annual: pd.DataFrame) -> None:
    states = {state for group in joining.GROUPS.values() for state in group} - {series.WORLD}
    assert states <= set(annual["partner"])
    assert not states & set(joining.JOINED) and not states & set(FIVE)
    assert states == set(joining.GROUPS["all of these"])
    assert len(states) == 18


def test_what_the_notebook_on_joining_says(annual: pd.DataFrame) -> None:
    table = joining.compare(annual, joining.WINDOWS)
    gained = table[(table["state"] == "IND") & (table["difference"] > 0)]
    assert set(gained["window"]) <= {6, 7}, "all over long windows"
    assert not (table[table["state"] == "PAK"]["difference"] > 0).any()
    around = partner_tables.around_joining(annual, {code: code for code in joining.JOINED}, 7, 7).set_index(["state", "year"])
    for state in ("IND", "PAK"):
        assert around.loc[(state, 2024), "own"] < around.loc[(state, 2024), "median"]
        assert around.loc[(state, 2017), ["own", "median", "low", "high"]].tolist() == [100] * 4
    grown = series.totals(annual).loc[2024] / series.totals(annual).loc[2017]
    others_grown = grown[list(joining.GROUPS["all of these"])]
    assert all((others_grown > grown[state]).sum() > 9 for state in ("IND", "PAK")), "less than most of the 18"
    nearby = {name: series.composition(annual, states).loc[2024] / series.composition(annual, states).loc[2001] for name, states in {
        "five": FIVE, "four": ("MNG", "TKM", "AZE", "TUR"), "others": ("AFG", "MMR", "LAO", "NPL", "LKA")}.items()}  # fmt: skip
    assert nearby["others"] == pytest.approx(nearby["five"], rel=0.05), "about as fast"
    assert nearby["four"] > 1.5 * nearby["five"]
    assert around.loc[("IND", 2024), "high"] > around.loc[("IND", 2024), "median"] > around.loc[("IND", 2024), "low"]


def test_a_pace_needs_both_ends(annual: pd.DataFrame) -> None:
    assert math.isnan(joining.change_of_pace(annual, ["BLR"], 2024, 1)), "imports of 2025 were not found"
    assert math.isnan(joining.change_of_pace(annual, ["IND"], 2017, 20))


def test_two_counts_meet_only_where_both_are_whole(annual: pd.DataFrame) -> None:
    reports = tables.load("trade_partner_reports")
    table = sides.both(annual, reports)
    assert (table["ratio"] == table["china"] / table["partner_side"]).all()
    assert not ((table["partner"] == "KAZ") & table["year"].between(2020, 2022)).any(), "partial sums are left out"
    assert set(table.loc[table["grade"] == "S", "partner"]) == {"IND"}
    half = reports[~((reports["reporter"] == "KGZ") & (reports["year"] == 2024) & (reports["flow"] == "export"))]
    assert not ((sides.both(annual, half)["partner"] == "KGZ") & (sides.both(annual, half)["year"] == 2024)).any()
    kyrgyz = sides.one_flow(annual, reports, "export").set_index(["partner", "year"])
    assert kyrgyz.loc[("KGZ", 2024), "gap"] > 10


def chapter_sum(chapters: pd.DataFrame, partner: str, *codes: str) -> float:
    """Chapters in China's imports of 2018 from a partner, in per cent."""
    rows = chapters[(chapters["partner"] == partner) & (chapters["year"] == 2018)].set_index("chapter")["value"]
    return float(sum(rows.get(code, 0) for code in codes) / rows["TT"] * 100)


def test_groups_and_the_rest_make_a_hundred_and_fuels_lead_as_the_notebook_says() -> None:
    chapters = tables.load("trade_chapters")
    for partner in NINE:
        table = goods.shares(chapters, partner)
        assert list(table.sum(axis=1)) == pytest.approx([100] * len(table))
        assert (table > -1e-9).all().all()
    assert goods.shares(chapters, "IND").loc[2018].drop(goods.OTHER).max() < 30, "India's basket is mixed"
    leading = {partner: goods.shares(chapters, partner).loc[2018].drop(goods.OTHER).nlargest(2).sum() for partner in NINE}
    two = partner_tables.two_largest_groups(chapters, NINE, {code: code for code in NINE}, 2018)
    assert set(two.index[two < 66]) == {"IND"} and two["IND"] < 50, "so it is of the four groups drawn"
    assert two.drop("BLR").to_dict() == pytest.approx({code: share for code, share in leading.items() if code != "BLR"})
    assert two["BLR"] == pytest.approx(chapter_sum(chapters, "BLR", "28", "29", "31", "39", "26", "72", "74", "76"))
    assert {partner for partner, two in leading.items() if two < 66} == {"IND"}, "all but India sold mostly one or two kinds"
    russia, iran, kazakhstan = (goods.value(chapters, code, 2018, ["27"]) for code in ("RUS", "IRN", "KAZ"))
    assert russia > 2 * (iran + kazakhstan)


def test_a_pair_that_is_not_known_stays_so_and_the_importer_comes_first() -> None:
    table = tables.load("trade_others")
    whole = {year: others.matrix(table, year, NINE) for year in (2000, 2009, 2019, 2025)}
    assert [others.known(frame) for frame in whole.values()] == [72, 72, 27, 64]
    in_2025 = whole[2025].set_index(["buyer", "seller"])
    assert math.isnan(in_2025.loc[("KAZ", "RUS"), "value"]) and math.isnan(in_2025.loc[("RUS", "KAZ"), "value"])
    kazakh = whole[2019].set_index(["buyer", "seller"]).loc[("KAZ", "RUS")]
    reported = table[(table["year"] == 2019) & (table["reporter"] == "KAZ") & (table["partner"] == "RUS") & (table["flow"] == "import")]
    assert kazakh["reporter"] == others.IMPORTER_SIDE
    assert kazakh["value"] == pytest.approx(reported["value"].item() / 1000)
    twice = pd.concat([table, table[(table["year"] == 2000)].head(1)])
    with pytest.raises(KeyError, match="two reports of one pair"):
        others.matrix(twice, 2000, NINE)


@pytest.mark.parametrize("year", [2000, 2009, 2019, 2025])
def test_pairs_hold_each_known_flow_once(year: int, names: dict[str, str]) -> None:
    table = tables.load("trade_others")
    flows, pairs = others.matrix(table, year, NINE), partner_tables.pairs(table, year, NINE, names)
    assert len(pairs) == 36 and pairs["value"].sum() == pytest.approx(others.sum_known(flows))
    assert pairs[["bought_first", "bought_second"]].notna().sum().sum() == others.known(flows)
    assert pairs["value"].dropna().is_monotonic_decreasing


def test_what_the_notebook_on_the_others_says(annual: pd.DataFrame, names: dict[str, str]) -> None:
    table = tables.load("trade_others")
    states = ["RUS", *(state for state in NINE if state != "RUS")]
    pairs = {year: partner_tables.pairs(table, year, states, names).set_index("pair") for year in (2009, 2025)}
    without = [pair for pair in pairs[2009].index if "Russia" not in pair]
    assert set(without[0].split(" and ")) == {"India", "Iran"}
    assert pairs[2009].index[0] == "Russia and Belarus" and 0 in set(pairs[2009].loc["Russia and Belarus"]), "a gap in the data"
    assert pairs[2025].index[0] == "Russia and India" and math.isnan(pairs[2025].loc["Russia and Kazakhstan", "value"])
    beside = partner_tables.beside_china(table, annual, 2009, NINE, names)
    more = beside["others"] > beside["china"]
    assert more.sum() == results.value("trade.others-more-2009") == 5 and more.iloc[:5].all()


def test_what_the_notebook_on_partners_says(annual: pd.DataFrame, names: dict[str, str]) -> None:
    table = partner_tables.growth(annual, NINE, names).set_index("partner")
    members = table.drop(["all nine members", "China's whole trade"])
    assert (members["2001-2008"] > 25).all()
    assert set(members.index[members["2008-2016"] < 0]) == {"Kazakhstan", "Kyrgyzstan"}
    assert set(members.index[members["2016-2024"] <= members["2008-2016"]]) == {"Pakistan", "Iran"}
    assert set(members["2016-2024"].nsmallest(2).index) == {"Pakistan", "Iran"}
    assert (members["2001-2008"] > members[["2008-2016", "2016-2024"]].max(axis=1)).all(), "faster than in either period"
    balance = trade_tables.by_partner(annual, NINE, names).query("year == 2024").set_index("partner")
    assert set(balance.index[balance["import"] > balance["export"]]) == {"Russia"}


def test_what_the_notebook_on_two_counts_says(annual: pd.DataFrame) -> None:
    table = sides.both(annual, tables.load("trade_partner_reports")).set_index(["partner", "year"])["ratio"]
    russia = table["RUS"]
    assert russia.idxmax() == 2001, "the widest gap of all years"
    assert (russia.loc[2008:] - 1).abs().idxmax() == 2017 and russia[2017] < 1, "China counts less"
    assert (russia.loc[2008:] - 1).abs().max() * 100 == pytest.approx(results.value("trade.sides-russia-spread"))
    last = {partner: table[partner].iloc[-1] for partner in ("KGZ", "TJK", "KAZ", "UZB")}
    assert sorted(last, key=last.__getitem__)[2:] == ["TJK", "KGZ"], "the two that the title names"


def test_headings_stand_above_their_rows_and_have_no_number() -> None:
    rows = pd.DataFrame({"name": ["a", "b", "c"], "value": [3.0, 2.0, 1.0]})
    under = partner_tables.under_headings(rows, "name", {"sums": 0, "parts": 2})
    assert list(under["name"]) == ["sums", "a", "b", "parts", "c"]
    assert list(under["value"].isna()) == [True, False, False, True, False]
    assert list(under["value"].dropna()) == [3, 2, 1]


@pytest.mark.parametrize("year", [2000, 2009])
def test_the_pairs_with_and_without_russia_are_all_pairs(year: int, names: dict[str, str]) -> None:
    pairs = partner_tables.pairs(tables.load("trade_others"), year, NINE, names)
    sums = partner_tables.sums_of_pairs(pairs, "Russia").set_index("pair")
    assert sums["value"].sum() == pytest.approx(pairs["value"].sum()) and sums["share"].sum() == pytest.approx(100)
    assert sums.loc["all with Russia", "share"] == pytest.approx(results.value(f"trade.others-russia-{year}"))


def test_rows_without_values_part_a_line(annual: pd.DataFrame, names: dict[str, str]) -> None:
    table = partner_tables.two_counts(annual, tables.load("trade_partner_reports"), names).set_index(["partner", "year"])
    assert math.isnan(table.loc[("Kazakhstan", 2021), "ratio"])
    baskets = partner_tables.goods_by_group(tables.load("trade_chapters"), ["RUS"], names).set_index("year")
    assert baskets.loc[[1998, 1999, 2000, 2009], "fuels"].isna().all()
