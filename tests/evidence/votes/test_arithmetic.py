"""Agreement in recorded votes: its properties, the published scores, a second route, and random groups."""

import csv
import itertools
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.evidence.votes import arithmetic as votes
from edition.evidence.votes import tables as vote_tables
from edition.tables import package

PUBLISHED = Path(__file__).with_name("published_agreement.csv")
TALLY = st.tuples(*[st.integers(0, 30)] * 3)
TALLIES = st.lists(TALLY, min_size=1, max_size=20).map(lambda rows: np.array(rows, dtype=np.int64))


@pytest.fixture(scope="module")
def recorded() -> pd.DataFrame:
    return package.load("un_votes")


@pytest.fixture(scope="module")
def joined() -> dict[str, str]:
    return votes.first_days(package.load("accessions"))


def rolls(*cast: str) -> pd.DataFrame:
    """Some votes of the ten, as the table has them."""
    return pd.DataFrame({"members": list(cast), "session": 60, "date": "2005-10-01"})


@given(TALLIES)
def test_agreement_lies_between_nothing_and_all(tallies: votes.Ints) -> None:
    if votes.same_and_pairs(tallies)[1].sum() == 0:
        with pytest.raises(ZeroDivisionError):
            votes.agreement(tallies)
    else:
        assert 0 <= votes.agreement(tallies) <= 100


@given(TALLIES, st.permutations(range(3)))
def test_it_does_not_matter_which_vote_is_called_yes(tallies: votes.Ints, order: list[int]) -> None:
    if votes.same_and_pairs(tallies)[1].sum():
        assert votes.agreement(tallies[:, order]) == votes.agreement(tallies)


@given(st.integers(2, 30), st.integers(0, 2))
def test_a_group_of_one_mind_agrees_wholly_and_one_that_crosses_over_less(size: int, camp: int) -> None:
    tally = np.zeros((1, 3), dtype=np.int64)
    tally[0, camp] = size
    assert votes.agreement(tally) == 100
    tally[0, camp] -= 1
    tally[0, (camp + 1) % 3] += 1
    assert votes.agreement(tally) == pytest.approx((size - 2) / size * 100)


@given(st.lists(st.text("YNA.", min_size=10, max_size=10), min_size=1, max_size=12))
def test_counts_and_pairs_say_the_same(cast: list[str]) -> None:
    """From tallies, and from every pair of letters."""
    same = pairs = 0
    for row in cast:
        for a, b in itertools.combinations(row, 2):
            if a != "." and b != ".":
                pairs, same = pairs + 1, same + (a == b)
    tallies = votes.tallies_of(rolls(*cast), votes.MEMBERS)
    if pairs:
        assert votes.agreement(tallies) == pytest.approx(same / pairs * 100)
    else:
        assert votes.same_and_pairs(tallies)[1].sum() == 0


def test_nobody_is_a_member_before_the_day(joined: dict[str, str]) -> None:
    assert joined == {
        **dict.fromkeys(("CHN", "RUS", "KAZ", "KGZ", "TJK", "UZB"), "2001-06-15"),
        **dict.fromkeys(("IND", "PAK"), "2017-06-09"), "IRN": "2023-07-04", "BLR": "2024-07-04",
    }  # fmt: skip
    day = pd.DataFrame({"members": ["YNYYYYAAAA"] * 4, "session": 55, "date": ["2001-06-14", "2017-06-08", "2017-06-09", "2024-07-04"]})
    assert votes.tallies_of_the_day(day, joined).tolist() == [[0, 0, 0], [5, 1, 0], [5, 1, 2], [5, 1, 4]]
    assert votes.size_of_the_day(day, joined).tolist() == [0, 6, 8, 10]


def test_the_published_scores_are_met(recorded: pd.DataFrame) -> None:
    """Agreement with the United States, Russia, China and India as Bailey, Strezhnev and Voeten publish it (release of June 2024)."""
    with PUBLISHED.open(encoding="utf-8", newline="") as file:
        published = list(csv.DictReader(file))
    ours, theirs = [], []
    for row in published:
        year = int(row["session"]) + 1945
        own = votes.between(recorded, year, year)
        if row["reference"] == "USA":  # its letter takes the place of a member that is not asked for
            other = next(place for place, member in enumerate(votes.MEMBERS) if member != row["state"])
            cast = [m[:other] + (usa or ".") + m[other + 1 :] for m, usa in zip(own["members"], own["usa"], strict=True)]
            both = votes.tallies_of(own.assign(members=cast), (votes.MEMBERS[other], row["state"]))
        else:
            both = votes.tallies_of(own, (row["reference"], row["state"]))
        if votes.same_and_pairs(both)[1].sum():
            ours.append(votes.agreement(both) / 100)
            theirs.append(float(row["published"]))
    gaps = np.abs(np.array(ours) - np.array(theirs))
    assert len(ours) > 1100
    assert np.corrcoef(ours, theirs)[0, 1] > 0.999
    assert gaps.mean() < 0.004
    assert gaps.max() < 0.06, "the thin sessions, in which a few votes more or less weigh much"


def test_each_vote_of_the_ten_is_within_the_tallies_of_their_groups(recorded: pd.DataFrame) -> None:
    world = votes.tallies_of(recorded, "world")
    for column in ("eu", "asean", "csto", "eaeu", "brics"):
        assert (votes.tallies_of(recorded, column) <= world).all()
    assert (votes.tallies_of(recorded, votes.MEMBERS) <= world).all()
    four = votes.tallies_of(recorded, ("KAZ", "KGZ", "RUS", "BLR"))
    assert (four <= votes.tallies_of(recorded, "eaeu")).all(), "four of its five are among the ten"


def test_the_turns_of_the_record(recorded: pd.DataFrame, joined: dict[str, str]) -> None:
    """The largest fall came before the enlargement of 2017, which itself made no break; another came after 2022."""

    def own(period: int) -> votes.Ints:
        return votes.tallies_of_the_day(votes.between(recorded, *vote_tables.PERIODS[period]), joined)

    first, low, high = votes.change(own(2005), own(2010))
    assert (round(first, 1), high < 0) == (-6.8, True)
    second, low, high = votes.change(own(2010), own(2017))
    assert low < 0 < high and abs(second) < 1
    third, low, high = votes.change(own(2017), own(2022))
    assert third == pytest.approx(-4.7, abs=0.05) and high < 0
    assert votes.interval(own(2010)) == votes.interval(own(2010)), "the seed is fixed"


def test_random_groups_are_as_many_states_and_repeat(recorded: pd.DataFrame) -> None:
    pairs = package.load("un_pairs")
    ten, drawn = votes.random_groups(pairs, 2017, votes.MEMBERS, draws=200)
    again, same = votes.random_groups(pairs, 2017, votes.MEMBERS, draws=200)
    assert ten == again and (drawn == same).all() and len(drawn) == 200
    assert drawn.mean() < ten, "ten states drawn at random say the same less often than the members"
    by_pair = votes.by_pair(votes.between(recorded, 2017, 2021))["agreement"].mean()
    assert ten == pytest.approx(by_pair), "the table of pairs and the votes of the ten are two routes to one number"


def test_contested_votes_are_the_divided_ones() -> None:
    table = pd.DataFrame({"world": ["150-1-2", "101-20-4", "100-20-5", "60-40-50"]})
    assert votes.contested(table)["world"].tolist() == ["100-20-5", "60-40-50"]


def test_unanimity_asks_for_all_and_division_for_yes_and_no() -> None:
    tallies = np.array([[3, 0, 0], [2, 0, 0], [1, 1, 1], [2, 0, 1]])
    assert votes.unanimous(tallies, np.array([3, 3, 3, 3])) == pytest.approx(100 / 3)
    assert votes.divided(tallies) == 25
