"""Who stood where and when, and what that weighs, against a second route through the raw files."""

import csv
from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.evidence import results
from edition.evidence.membership import arithmetic as membership
from edition.evidence.membership import tables as membership_tables
from edition.tables import package as tables

FOUNDERS = {"CHN", "KAZ", "KGZ", "RUS", "TJK", "UZB"}
TEN = FOUNDERS | {"IND", "PAK", "IRN", "BLR"}


@pytest.fixture(scope="module")
def events() -> pd.DataFrame:
    return tables.load("accessions")


@pytest.fixture(scope="module")
def stats() -> pd.DataFrame:
    return tables.load("country_stats")


def share(states: set[str], measure: str, year: str = "2024") -> float:
    """Compute a share of the world without pandas or the package: the second route."""
    with (tables.DATA / "country_stats.csv").open(encoding="utf-8", newline="") as file:
        value = {r["country"]: float(r["value"]) for r in csv.DictReader(file) if (r["measure"], r["year"]) == (measure, year)}
    return 100 * sum(value[state] for state in states) / value["WLD"]


@pytest.mark.parametrize(
    ("day", "count"),
    [
        ((2001, 6, 14), 0),
        ((2001, 6, 15), 6),
        ((2017, 6, 8), 6),
        ((2017, 6, 9), 8),
        ((2023, 7, 4), 9),
        ((2024, 7, 3), 9),
        ((2024, 7, 4), 10),
    ],
)
def test_members_change_on_the_day_of_effect(events: pd.DataFrame, day: tuple[int, int, int], count: int) -> None:
    assert len(membership.members(events, date(*day))) == count


def test_members_are_the_founders_and_the_four_who_joined(events: pd.DataFrame) -> None:
    assert set(membership.members(events, date(2001, 12, 31))) == FOUNDERS
    assert set(membership.members(events, date(2025, 12, 31))) == TEN
    assert membership.other_members(events, 2001) == sorted(FOUNDERS - {"CHN"})


def test_a_memorandum_is_not_an_accession(events: pd.DataFrame) -> None:
    autumn = date(2022, 10, 1)
    assert membership.status_on(events, autumn, "memorandum")["IRN"] == "member"
    assert membership.status_on(events, autumn, "effect")["IRN"] == "observer"
    assert membership.status_on(events, date(2016, 7, 1), "decision")["IND"] == "member"
    assert membership.status_on(events, date(2016, 7, 1), "effect")["IND"] == "observer"


def test_a_status_without_its_document_is_left_out(events: pd.DataFrame) -> None:
    by_paper = membership.status_on(events, date(2025, 12, 31), "memorandum")
    assert "LKA" not in by_paper.index
    assert "LAO" not in by_paper.index
    assert "LAO" in membership.partners(events, date(2025, 12, 31))


def test_an_unknown_rule_is_refused(events: pd.DataFrame) -> None:
    with pytest.raises(KeyError):
        membership.status_on(events, date(2024, 1, 1), "rumour")


def test_counts_by_year(events: pd.DataFrame) -> None:
    counts = membership.by_year(events, range(2001, 2026))
    both = counts.sum(axis=1)
    assert [int(both[year]) for year in (2001, 2004, 2005, 2009, 2012, 2015, 2021, 2022, 2025)] == [
        6,
        7,
        10,
        12,
        14,
        18,
        21,
        26,
        27,
    ]
    assert int(counts.loc[2025, "partners"]) == 17
    assert both.is_monotonic_increasing


def test_no_state_is_member_and_partner_at_once(events: pd.DataFrame) -> None:
    for year in range(2001, 2026):
        day = date(year, 12, 31)
        assert not set(membership.members(events, day)) & set(membership.partners(events, day))


@given(st.dates(date(1996, 1, 1), date(2025, 12, 31)), st.dates(date(1996, 1, 1), date(2025, 12, 31)))
def test_no_member_ever_left(first: date, second: date) -> None:
    events = tables.load("accessions")
    early, late = sorted((first, second))
    assert set(membership.members(events, early)) <= set(membership.members(events, late))


@pytest.mark.parametrize(("text", "day"), [("2012", (2012, 12, 31)), ("2024-02", (2024, 2, 29)), ("2024-07-04", (2024, 7, 4))])
def test_an_inexact_date_counts_from_its_last_day(text: str, day: tuple[int, int, int]) -> None:
    assert membership.latest(text) == date(*day)


def test_delays_are_days_between_dated_steps(events: pd.DataFrame) -> None:
    delays = membership.delays(events)
    assert delays.loc[("IND", "member"), "to_effect"] == (date(2017, 6, 9) - date(2015, 7, 10)).days
    assert delays.loc[("IRN", "member"), "to_memorandum"] == (date(2022, 9, 15) - date(2021, 9, 17)).days
    assert pd.isna(delays.loc[("NPL", "dialogue-partner"), "to_memorandum"]), "known to the month only"
    assert (delays.min() >= 0).all()


def test_a_path_runs_forward(events: pd.DataFrame) -> None:
    path = membership.path_of(events, "IRN")
    assert list(path["status"]) == ["observer", "member", "member", "member", "member"]
    assert list(path["date"].map(membership.latest)) == sorted(path["date"].map(membership.latest))


def test_shares_of_2024_by_a_second_route(stats: pd.DataFrame) -> None:
    known = {"land-area": 26.8, "population": 42.1, "gdp": 23.5, "gdp-ppp": 33.7}
    for measure, rounded in known.items():
        assert membership.world_share(stats, TEN, measure, 2024) == pytest.approx(share(TEN, measure))
        assert round(share(TEN, measure), 1) == rounded


def test_shares_by_year_jump_where_members_join(events: pd.DataFrame, stats: pd.DataFrame) -> None:
    shares = membership.shares_by_year(events, stats, range(2001, 2025))
    steps = shares["population"].diff().abs().sort_values(ascending=False)
    assert steps.index[0] == 2017
    assert shares.loc[2017, "population"] == pytest.approx(share(FOUNDERS | {"IND", "PAK"}, "population", "2017"))


def test_a_missing_figure_is_an_error_not_a_zero(stats: pd.DataFrame) -> None:
    with pytest.raises(KeyError, match="no gdp in 2024 for AFG"):
        membership.world_share(stats, {"CHN", "AFG"}, "gdp", 2024)
    assert membership.weight(stats, ["CHN", "AFG"], "gdp", 2024)[1] == ["AFG"]


def test_the_queue_holds_every_application_and_bounds_what_is_not_known_to_the_day(events: pd.DataFrame) -> None:
    queue = membership.queue(events).set_index(["country", "status"])
    assert len(queue) == int((events["event"] == "application").sum())
    effect = {"IND": date(2017, 6, 9), "IRN": date(2023, 7, 4), "BLR": date(2024, 7, 4)}
    first = {"IND": date(2014, 9, 1), "IRN": date(2008, 1, 1), "BLR": date(2022, 7, 1)}
    for country, day in effect.items():
        assert queue.loc[(country, "member"), "most"] == (day - first[country]).days
        assert 0 < queue.loc[(country, "member"), "most"] - queue.loc[(country, "member"), "least"] <= 365
    assert pd.isna(queue.loc[("ARM", "member"), "effect"])
    assert queue.loc[("AZE", "observer"), "least"].isna().all(), "its partnership is not what it had asked for"


def test_an_application_without_effect_is_drawn_to_the_end_of_the_record(events: pd.DataFrame) -> None:
    names = dict(tables.load("countries")[["code", "short_name"]].itertuples(index=False))
    table = membership_tables.applications(events, names).set_index("case")
    assert table.loc["Armenia, 2025, as member", "kind"] == membership_tables.WAITING
    assert table.loc["Armenia, 2025, as member", "end"] == membership_tables.END
    assert table.loc["Iran, 2008, as member", "kind"] == membership_tables.ADMITTED
    assert (table["start"] < table["end"]).all()
    assert table["years"].is_monotonic_decreasing
    asked, granted = {"Iran, 2008": date(2008, 12, 31), "Belarus, 2022": date(2022, 7, 31)}, [date(2023, 7, 4), date(2024, 7, 4)]
    for (case, start), end in zip(asked.items(), granted, strict=True):
        waited, name = (end - start).days / 365.25, case.partition(",")[0].lower()
        assert table.loc[f"{case}, as member", "years"] == pytest.approx(waited)
        assert results.value(f"membership.queue-{name}-years") == pytest.approx(waited)
