"""Fifteen of forty-five pairs touch; the land hangs together by single threads."""

import itertools

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.evidence.neighbours import arithmetic as neighbours
from edition.tables import package as tables

FOUNDERS = ["CHN", "KAZ", "KGZ", "RUS", "TJK", "UZB"]
TEN = [*FOUNDERS, "IND", "PAK", "IRN", "BLR"]
EDGES = st.sets(st.sampled_from(list(itertools.combinations("ABCDEFG", 2))))


@pytest.fixture(scope="module")
def borders() -> pd.DataFrame:
    return tables.load("borders")


def frame(edges: set[tuple[str, str]]) -> pd.DataFrame:
    return pd.DataFrame([(a, b, 1.0) for a, b in sorted(edges)], columns=["country_a", "country_b", "length_km"])


def test_fifteen_of_forty_five_and_ten_of_fifteen(borders: pd.DataFrame) -> None:
    assert (len(neighbours.touching(borders, TEN)), neighbours.pairs(TEN)) == (15, 45)
    assert (len(neighbours.touching(borders, FOUNDERS)), neighbours.pairs(FOUNDERS)) == (10, 15)
    assert len(borders) == len(neighbours.touching(borders, TEN)), "every row is a pair of members"


def test_the_land_is_one_but_three_states_hold_it(borders: pd.DataFrame) -> None:
    assert neighbours.parts(borders, TEN) == [sorted(TEN)]
    assert neighbours.hinges(borders, TEN) == ["CHN", "PAK", "RUS"]
    assert neighbours.without(borders, TEN, "RUS")[1] == ["BLR"]
    assert neighbours.without(borders, TEN, "PAK")[1] == ["IRN"]
    assert neighbours.without(borders, TEN, "CHN")[1] == ["IND", "IRN", "PAK"]
    assert neighbours.bridges(borders, TEN) == [("BLR", "RUS"), ("IRN", "PAK")]
    assert neighbours.hinges(borders, FOUNDERS) == []


def test_each_member_touches_another(borders: pd.DataFrame) -> None:
    degrees = neighbours.degrees(borders, TEN)
    assert degrees.min() == 1
    assert int(degrees.sum()) == 2 * 15
    assert degrees.index[0] == "CHN"


def test_lengths_of_a_part_are_less_than_of_the_whole(borders: pd.DataFrame) -> None:
    assert neighbours.length(borders, TEN) == pytest.approx(float(borders["length_km"].sum()))
    assert neighbours.length(borders, FOUNDERS) < neighbours.length(borders, TEN)


def test_one_who_is_no_member_cannot_leave(borders: pd.DataFrame) -> None:
    with pytest.raises(KeyError, match="TUR is none"):
        neighbours.without(borders, TEN, "TUR")


@given(EDGES)
def test_parts_divide_the_states_and_no_border_crosses_them(edges: set[tuple[str, str]]) -> None:
    parts = neighbours.parts(frame(edges), "ABCDEFG")
    assert sorted(state for part in parts for state in part) == list("ABCDEFG")
    for a, b in edges:
        assert any(a in part and b in part for part in parts)


@given(EDGES, st.permutations("ABCDEFG"))
def test_new_names_change_no_shape(edges: set[tuple[str, str]], order: list[str]) -> None:
    rename = dict(zip("ABCDEFG", order, strict=True))
    other = frame({(rename[a], rename[b]) for a, b in edges})
    assert {rename[state] for state in neighbours.hinges(frame(edges), "ABCDEFG")} == set(neighbours.hinges(other, "ABCDEFG"))
    assert len(neighbours.bridges(frame(edges), "ABCDEFG")) == len(neighbours.bridges(other, "ABCDEFG"))
