"""Whether "largest" holds depends on what is counted, and the code says so both ways."""

import pandas as pd
import pytest

from edition.evidence.membership import arithmetic as membership
from edition.evidence.size import arithmetic as size
from edition.tables import package as tables

TEN = ["BLR", "CHN", "IND", "IRN", "KAZ", "KGZ", "PAK", "RUS", "TJK", "UZB"]


@pytest.fixture(scope="module")
def stats() -> pd.DataFrame:
    return tables.load("country_stats")


@pytest.fixture(scope="module")
def ranked(stats: pd.DataFrame) -> dict[str, pd.Series]:
    members = tables.load("grouping_members")
    eaeu = list(members.loc[members["grouping"] == "eaeu", "country"])
    groupings = tables.load("groupings")
    return {m: size.ranking(stats, groupings, {"sco": TEN, "eaeu": eaeu}, m, 2023) for m in size.MEASURES}


def test_the_sco_is_third_after_brics_and_cica_on_every_measure(ranked: dict[str, pd.Series]) -> None:
    for order in ranked.values():
        assert set(order.index[:2]) == {"brics", "cica"}
        assert order.index[2] == "sco"


def test_the_superlative_holds_only_when_both_are_left_out(ranked: dict[str, pd.Series]) -> None:
    answers = size.tests(
        ranked, "sco", {"all": [], "without BRICS": ["brics"], "without CICA": ["cica"], "without both": ["brics", "cica"]}
    )
    assert not answers.loc[["all", "without BRICS", "without CICA"]].to_numpy().any()
    assert answers.loc["without both"].all()


def test_a_grouping_is_at_least_what_its_known_states_make(stats: pd.DataFrame) -> None:
    """The sums for CICA and BRICS were taken over states outside the table; those inside it bound them from below."""
    members, groupings = tables.load("grouping_members"), tables.load("groupings")
    world = set(stats["country"])
    for grouping in ("cica", "brics"):
        inside = [state for state in members.loc[members["grouping"] == grouping, "country"] if state in world]
        for measure in ("land-area", "population"):
            whole = size.of_grouping(groupings, grouping, measure)
            part = size.of_states(stats, inside, measure, 2023)
            assert 0.6 * whole < part < whole


def test_china_makes_most_of_the_output(stats: pd.DataFrame) -> None:
    china = size.part_of(stats, ["CHN"], TEN, "gdp", 2024)
    assert round(china, 1) == 71.7
    rest = size.part_of(stats, [state for state in TEN if state != "CHN"], TEN, "gdp", 2024)
    assert china + rest == pytest.approx(100)


def test_land_is_less_than_total_area(stats: pd.DataFrame) -> None:
    land, area = (size.of_states(stats, TEN, measure, 2024) / 1e6 for measure in ("land-area", "total-area"))
    assert round(land, 2) == 34.84
    assert round(area, 2) == 36.15


def test_statements_of_size_are_met_or_missed(stats: pd.DataFrame) -> None:
    events, claims = tables.load("accessions"), tables.load("size_claims")
    at = {str(r["claim"]): membership.members(events, membership.latest(str(r["date"]))) for r in claims.to_dict("records")}
    checked = size.compare_claims(claims, stats, at).set_index(["claim", "measure"])
    assert not checked.loc[("putin-2022", "population"), "holds"], "eight members are not more than half of mankind"
    assert checked.loc[("putin-2022", "gdp"), "holds"]
    assert not checked.loc[("ushakov-2025", "gdp"), "holds"], "a third holds at purchasing-power parity only"
    assert membership.world_share(stats, TEN, "gdp-ppp", 2024) > 100 / 3
    assert checked.loc[("dnd-2025", "total-area"), "holds"]


@pytest.mark.parametrize(
    ("said", "span"),
    [
        ("24 per cent of world GDP", (23.5, 24.5)), ("22.5 per cent of world GDP", (22.45, 22.55)), ("36 million km2", (35.5, 36.5)),
        ("about 40 per cent of world population", None), ("more than half of world population", None),
    ],
)  # fmt: skip
def test_a_plain_number_allows_what_rounds_to_it(said: str, span: tuple[float, float] | None) -> None:
    assert size.range_of(said) == (span and pytest.approx(span))


def test_the_table_has_the_range_of_every_plain_number() -> None:
    claims = tables.load("size_claims").to_dict("records")
    ranges = {str(row["stated"]): ((row["low"], row["high"]), size.range_of(str(row["stated"]))) for row in claims}
    plain = {said: pair for said, pair in ranges.items() if pair[1]}
    assert len(plain) == 6
    assert all(stored == pytest.approx(computed) for stored, computed in plain.values())


def test_a_missing_grouping_is_refused() -> None:
    with pytest.raises(KeyError, match="0 figures of gdp for nato"):
        size.of_grouping(tables.load("groupings"), "nato", "gdp")
