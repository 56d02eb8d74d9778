"""Organisations overlap, and spells begin and end."""

from datetime import date

import pandas as pd
import pytest

from edition.evidence.clubs import arithmetic as clubs
from edition.evidence.membership import arithmetic as membership
from edition.tables import package as tables

END = date(2025, 12, 31)


@pytest.fixture(scope="module")
def spells() -> pd.DataFrame:
    return tables.load("multilaterals")


def test_uzbekistan_came_and_went_twice(spells: pd.DataFrame) -> None:
    inside = [year for year in range(1992, 2026) if "UZB" in clubs.members_of(spells, "csto", date(year, 12, 31))]
    assert inside == [*range(1992, 1999), *range(2006, 2012)]


def test_armenia_has_frozen_its_part_and_not_left(spells: pd.DataFrame) -> None:
    assert "ARM" in clubs.members_of(spells, "csto", END)
    assert "ARM" not in clubs.members_of(spells, "csto", END, {"member"})
    assert "ARM" in clubs.members_of(spells, "csto", date(2023, 12, 31), {"member"})


def test_guam_keeps_four_members_and_shares_none_with_the_sco(spells: pd.DataFrame) -> None:
    sco = membership.members(tables.load("accessions"), END)
    assert clubs.members_of(spells, "guam", END) == ["AZE", "GEO", "MDA", "UKR"]
    assert clubs.overlap(spells, "guam", sco, END) == []
    assert len(clubs.overlap(spells, "cica", sco, END)) == 9


def test_the_list_of_cica_agrees_with_its_spells(spells: pd.DataFrame) -> None:
    listed = tables.load("grouping_members")
    assert clubs.members_of(spells, "cica", END) == sorted(listed.loc[listed["grouping"] == "cica", "country"])


def test_overlap_over_time_follows_enlargement(spells: pd.DataFrame) -> None:
    events = tables.load("accessions")
    days = [date(year, 12, 31) for year in (2016, 2024)]
    assert [len(clubs.overlap(spells, "csto", membership.members(events, day), day)) for day in days] == [4, 5]


def test_an_unknown_club_is_refused(spells: pd.DataFrame) -> None:
    with pytest.raises(KeyError, match="no club nato"):
        clubs.members_of(spells, "nato", END)
