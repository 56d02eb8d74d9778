"""The tables behind the charts: they agree with the results, keep gaps as gaps, and let no statement vanish."""

from __future__ import annotations

import pandas as pd
import pytest

from edition.evidence import results
from edition.evidence.membership import tables as membership_tables
from edition.evidence.trade import headline
from edition.evidence.trade import tables as trade_tables
from edition.evidence.trade.headline import FIVE, NINE, Ends
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


def test_the_bars_of_the_steps_have_the_areas_of_the_amounts(ends: Ends) -> None:
    table = trade_tables.steps(ends)
    length, height = table["right"] - table["left"], table["high"] - table["low"]
    assert list(length * height) == pytest.approx(list(table["amount"] / ends.base(FIVE).value))
    assert length.iloc[0] == 1
    assert length.iloc[1] == length.iloc[2] == table["left"].iloc[3] == results.value("trade.multiple-five")
    whole = table[table["low"] == table["low"].iloc[3]]
    assert table["right"].iloc[3] == pytest.approx(ends.multiple(NINE, FIVE)) == pytest.approx((whole["right"] - whole["left"]).sum())
    assert table["right"].iloc[3] / length.iloc[1] == pytest.approx(results.value("trade.membership-effect"))


def test_every_announced_total_stands_on_the_line_of_its_composition(ends: Ends) -> None:
    table = trade_tables.lines(datasets.load("trade_annual"), datasets.load("trade_announced"), ends)
    lines = table[table["announced"].isna()].set_index("year")
    said = table[table["announced"].notna()]
    assert len(lines) == 28 and len(said) == 16
    for row in said[said["year"] != 2006].itertuples():
        assert row.announced == pytest.approx(lines.loc[row.year, row.of_whom], rel=0.005), row
    assert lines.loc[2025, ["seven", "nine"]].isna().all() and lines.loc[2025, "five"] > 300
    later = said[said["year"] > 2001].groupby("of_whom")["year"].agg(["min", "max"])
    assert later.loc["five", "max"] < later.loc["seven", "min"] and later.loc["seven", "max"] < later.loc["nine", "min"], "they change once"
    assert list(said.loc[said["year"] == 2001, "of_whom"]).count("seven") == 1, "the one that the caveat names"


def test_what_was_built_up_is_the_multiple_of_the_members_of_the_day(ends: Ends) -> None:
    table = trade_tables.built_up(datasets.load("trade_annual"), datasets.load("accessions")).set_index("year")
    assert table.loc[2024, "multiple"] == pytest.approx(ends.end(NINE, "USD").over(ends.base(FIVE, "USD")))
    assert set(table.loc[:2016, "membership"]) == {1.0}
    steps = table.index[table["membership"].diff() > 0]
    assert list(steps) == [2017, 2023, 2024]
    assert table.loc[2016, "growth"] == pytest.approx(table.loc[2016, "multiple"])


def test_the_table_of_base_years_agrees_with_the_series(ends: Ends) -> None:
    table = trade_tables.base_years(datasets.load("trade_annual"), ends, [1998, 2001, 2008], [2008, 2024]).set_index("base")
    assert table.loc[2001, "2024"] == pytest.approx(results.value("trade.multiple-usd-five"))
    assert table.loc[2008, "2024"] * table.loc[1998, "2008"] == pytest.approx(table.loc[1998, "2024"])
    assert table["2008"].isna().tolist() == [False, False, True]


def test_measures_begin_at_one_and_constant_prices_stay_below(ends: Ends) -> None:
    tables = {name: datasets.load(name) for name in ("trade_annual", "exchange_rates", "prices")}
    table = trade_tables.measures(tables["trade_annual"], ends, tables["exchange_rates"], tables["prices"]).set_index("year")
    assert (table.loc[2001] == 1).all()
    assert table.loc[2024, "USD"] / table.loc[2024, "USD_constant"] == pytest.approx(results.value("trade.prices-us"))
    assert (table["CNY_constant"].loc[2003:] < table["CNY"].loc[2003:]).all()
    assert table.loc[2024, "CNY"] == pytest.approx(results.value("trade.multiple-five"), rel=0.01), "customs converts at rates of its own"


def test_benchmarks_agree_with_the_results(ends: Ends) -> None:
    table = trade_tables.benchmarks(ends, datasets.load("trade_2024_cny"), datasets.load("benchmarks")).set_index("group")["multiple"]
    assert table["China's whole trade"] == pytest.approx(results.value("trade.growth-world"))
    assert table["ASEAN, ten states"] == pytest.approx(results.value("trade.growth-asean"))
    assert table.is_monotonic_decreasing


def test_nobody_holds_two_statuses_at_once(events: pd.DataFrame, names: dict[str, str]) -> None:
    spells = membership_tables.intervals(events, names)
    assert (spells["start"] < spells["end"]).all()
    for _, own in spells.groupby("state"):
        assert (own["end"].to_numpy()[:-1] == own["start"].to_numpy()[1:]).all()
    full = spells[(spells["status"] == "member") & (spells["end"] == membership_tables.END)]
    assert len(full) == results.value("membership.members-2025")
    partners = spells[spells["status"] == "SCO partner"]
    assert len(partners) == results.value("membership.partners-2025")


def test_a_timeline_has_every_state_under_its_heading_and_every_partner_a_mark(events: pd.DataFrame, names: dict[str, str]) -> None:
    spells, marks = membership_tables.intervals(events, names), membership_tables.milestones(events, names)
    rows = membership_tables.grouped_order(spells, marks)
    assert [row for row in rows if not row.startswith("<b>")] == membership_tables.order(spells, marks)
    assert rows.index("<b>Partners</b>") - 1 == results.value("membership.members-2025")
    drawn = membership_tables.drawn_marks(spells, marks)
    partners = drawn[drawn["status"] == "SCO partner"]
    assert len(drawn) - len(marks) == len(partners) == results.value("membership.partners-2025")
    assert set(partners["state"]) == set(rows[rows.index("<b>Partners</b>") + 1 :])


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
