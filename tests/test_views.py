"""The tables behind the charts: they agree with the results, keep gaps as gaps, and let no statement vanish."""

from __future__ import annotations

import csv

import pandas as pd
import pytest

from edition.evidence import results
from edition.evidence.membership import tables as membership_tables
from edition.evidence.trade import headline
from edition.evidence.trade import tables as trade_tables
from edition.evidence.trade.headline import FIVE, NINE, SEVEN, Ends
from edition.tables import package as datasets


@pytest.fixture(scope="module")
def ends() -> Ends:
    return headline.assemble({name: datasets.load(name) for name in headline.TABLES})


@pytest.fixture(scope="module")
def names() -> dict[str, str]:
    return dict(datasets.load("countries")[["code", "short_name"]].itertuples(index=False))


@pytest.fixture(scope="module")
def events() -> pd.DataFrame:
    return datasets.load("accessions")


def test_every_announced_total_stands_in_one_column(ends: Ends) -> None:
    table = trade_tables.announced_totals(datasets.load("trade_announced"), ends)
    values = table[["five", "seven", "nine", "five_summed"]]
    assert (values.notna().sum(axis=1) == 1).all()
    assert table.loc[table["year"] == 2011, "five"].tolist() == [113.4]
    assert table.loc[table["year"] == 2024, "five"].isna().all()


def test_steps_lead_from_one_end_to_the_other(ends: Ends) -> None:
    steps = trade_tables.steps(ends)
    assert steps["amount"].iloc[:3].sum() == pytest.approx(steps["amount"].iloc[3])
    assert steps["start"].iloc[2] == pytest.approx(ends.end(FIVE).value)


def test_multiples_agree_with_the_results(ends: Ends) -> None:
    table = trade_tables.multiples(ends).set_index("choice")
    assert len(table) == 6
    first = table.iloc[0]
    assert first["CNY_current"] == pytest.approx(results.value("trade.multiple-announced"))
    assert table.to_numpy().min() == pytest.approx(results.value("trade.multiple-lowest"))
    assert table.to_numpy().max() == pytest.approx(results.value("trade.multiple-highest"))
    assert (table["CNY_constant"] < table["CNY_current"]).all()


def test_splits_multiply_and_add_back(ends: Ends) -> None:
    table = trade_tables.splits(ends)
    whole = ends.multiple(NINE, FIVE)
    assert list(table["growth"] * table["membership"]) == pytest.approx([whole] * 3)
    increase = ends.end(NINE).value - ends.base(FIVE).value
    assert list(table["growth_amount"] + table["membership_amount"]) == pytest.approx([increase] * 3)


def test_shares_of_china_agree_with_the_results(ends: Ends) -> None:
    table = trade_tables.shares_of_china(ends, datasets.load("trade_2024_cny"), datasets.load("benchmarks")).set_index("group")
    for group, name in (("five founders", "five"), ("nine partners", "nine")):
        assert table.loc[group, "first"] == pytest.approx(results.value(f"trade.{name}-share-of-china-2001"))
        assert table.loc[group, "last"] == pytest.approx(results.value(f"trade.{name}-share-of-china-2024"))


def test_periods_multiply_to_the_whole(ends: Ends) -> None:
    tables = {name: datasets.load(name) for name in headline.TABLES}
    table = trade_tables.periods(ends, tables, datasets.load("announced_multiples"))
    assert table["split"].tolist() == [2011, 2011, 2017, 2017, 2023, 2023, 2023, 2023]
    whole = [table["multiple"].iloc[first : first + 2].prod() for first in (0, 2, 4, 6)]
    five = ends.five_by_country_usd.over(ends.base(FIVE, "USD"))
    nine = ends.announced_usd.over(ends.base(NINE, "USD"))
    assert whole == pytest.approx([five, ends.multiple(SEVEN, SEVEN, "USD"), five, nine])
    assert ((1 + table["annual"] / 100) ** [10, 13, 16, 7, 22, 1, 22, 1]).tolist() == pytest.approx(table["multiple"].tolist())


def test_the_results_on_periods_agree_with_the_picture_and_with_the_raw_rows(ends: Ends) -> None:
    tables = {name: datasets.load(name) for name in headline.TABLES}
    table = trade_tables.periods(ends, tables, datasets.load("announced_multiples")).set_index("period")
    assert table.loc["Five founders, 2001 to 2011", "multiple"] == pytest.approx(results.value("trade.growth-2001-2011"))
    assert table.loc["Five founders, 2011 to 2024", "annual"] == pytest.approx(results.value("trade.growth-2011-2024-annual"))
    assert table.loc["Five founders, 2001 to 2023", "multiple"] == pytest.approx(results.value("trade.growth-2001-2023"))
    assert table.loc["Five founders, 2023 to 2024", "annual"] == pytest.approx(results.value("trade.growth-2023-2024"))
    assert table.loc["Nine partners, 2023 to 2024", "annual"] == pytest.approx(results.value("trade.growth-nine-2023-2024"))
    with (datasets.DATA / "trade_bilateral.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if (row["year"], row["flow"], row["basis"]) == ("2023", "total", "customs")]
    by_hand = sum(float(row["value"]) for row in rows if row["partner"] in ("KAZ", "KGZ", "RUS", "TJK", "UZB"))
    assert results.value("trade.five-2023-usd") == pytest.approx(by_hand / 1000)


def test_partners_add_up_and_are_told_apart(ends: Ends, names: dict[str, str]) -> None:
    table = trade_tables.partners(datasets.load("trade_2024_cny"), ends, names)
    assert table["share"].sum() == pytest.approx(100)
    assert table["value"].is_monotonic_decreasing
    since = dict(zip(table["partner"], table["since"], strict=True))
    assert (since["Uzbekistan"], since["India"], since["Belarus"]) == (
        "founder, 2001",
        "member since 2017",
        "member since 2023 or 2024",
    )
    assert {"Uzbekistan", "India (since 2017)", "Belarus (since 2023 or 2024)"} <= set(table["label"]), "colour is not the only sign"


def test_what_is_not_known_stays_empty(ends: Ends, names: dict[str, str]) -> None:
    rows = datasets.load("trade_bilateral")
    table = trade_tables.known_cells(rows, ends.partners[NINE], names).set_index(["partner", "year"])["kind"]
    assert len(table) == 9 * 24
    assert table["Russia", 2024] == trade_tables.TOTAL
    assert table["Kyrgyzstan", 2022] == trade_tables.NOTHING
    assert table["Iran", 2001] == trade_tables.OTHER
    emptied = trade_tables.known_cells(rows[rows["partner"] != "RUS"], ends.partners[NINE], names)
    assert set(emptied.loc[emptied["partner"] == "Russia", "kind"]) == {trade_tables.NOTHING}


def test_benchmarks_agree_with_the_results(ends: Ends) -> None:
    tables = {name: datasets.load(name) for name in ("trade_2024_cny", "benchmarks", "exchange_rates")}
    table = trade_tables.beside_benchmarks(ends, *tables.values()).set_index("group")
    assert table.loc["The whole world", "CNY"] == pytest.approx(results.value("trade.growth-world"))
    assert table.loc["ASEAN, ten states", "CNY"] == pytest.approx(results.value("trade.growth-asean"))


def test_nobody_holds_two_statuses_at_once(events: pd.DataFrame, names: dict[str, str]) -> None:
    spells = membership_tables.intervals(events, names)
    assert (spells["start"] < spells["end"]).all()
    for _, own in spells.groupby("state"):
        assert (own["end"].to_numpy()[:-1] == own["start"].to_numpy()[1:]).all()
    full = spells[(spells["status"] == "member") & (spells["end"] == membership_tables.END)]
    assert len(full) == results.value("membership.members-2025")
    partners = spells[spells["status"] == "SCO partner"]
    assert len(partners) == results.value("membership.partners-2025")


def test_a_decision_alone_begins_no_status(events: pd.DataFrame, names: dict[str, str]) -> None:
    spells, marks = membership_tables.intervals(events, names), membership_tables.milestones(events, names)
    assert "dialogue partner" not in set(spells.loc[spells["state"] == "Sri Lanka", "status"])
    assert list(marks.loc[marks["state"] == "Sri Lanka", "status"]) == [membership_tables.DECIDED]
    assert spells.loc[(spells["state"] == "Iran") & (spells["status"] == "member"), "start"].item() == "2023-07-04"


def test_the_timetable_holds_every_interval_and_every_step(events: pd.DataFrame, names: dict[str, str]) -> None:
    spells, marks = membership_tables.intervals(events, names), membership_tables.milestones(events, names)
    assert len(membership_tables.timetable(spells, marks)) == len(spells) + len(marks)
    rows = membership_tables.order(spells, marks)
    assert len(rows) == len(set(rows)) == results.value("membership.states-2025")
    assert rows[6:10] == ["India", "Pakistan", "Iran", "Belarus"]


def test_counts_and_shares_agree_with_the_results(events: pd.DataFrame) -> None:
    rules = membership_tables.counts_by_rule(events, [2022]).iloc[0]
    for rule in ("decision", "memorandum", "effect"):
        assert rules[rule] == results.value(f"membership.members-2022-by-{rule}")
    shares = membership_tables.shares(events, datasets.load("country_stats"), [2001, 2017]).set_index("year")
    assert shares.loc[2017, "people"] == pytest.approx(results.value("size.people-share-2017"))
    assert shares.loc[2001, "output"] == pytest.approx(results.value("size.gdp-share-2001"))


def test_waits_keep_unknown_days_empty(events: pd.DataFrame, names: dict[str, str]) -> None:
    table = membership_tables.waits(events, names).set_index("accession")
    assert table.loc["India, member", "to_effect"] == results.value("membership.days-india")
    assert table.loc["Nepal, dialogue partner"].isna().all()
