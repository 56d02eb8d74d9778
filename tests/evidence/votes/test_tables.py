"""The tables behind the charts of votes, and what they say of Ukraine and of the votes on the SCO itself."""

import csv
from itertools import combinations

import pandas as pd
import pytest

from edition.evidence import results
from edition.evidence.votes import arithmetic as votes
from edition.evidence.votes import tables as vote_tables
from edition.tables import package


@pytest.fixture(scope="module")
def texts() -> pd.DataFrame:
    return vote_tables.on_ukraine(package.load("ukraine_votes"), package.load("un_votes"))


def test_no_member_but_the_two_ever_backed_russia_or_ukraine_throughout(texts: pd.DataFrame) -> None:
    war = texts[texts["symbol"].str.contains("ES-11")]
    cast = {state: [row[place] for row in war["members"]] for place, state in enumerate(votes.MEMBERS)}
    assert set(cast["RUS"]) == {"N"}
    assert set(cast["BLR"]) <= {"N", "?"}
    assert all("Y" not in row for row in cast.values()), "no member voted for a text of the emergency session in any vote seen"
    rights_council = texts.set_index("symbol").at["A/RES/ES-11/3", "members"]
    assert rights_council == "NNNNNNAANN"


def test_four_members_voted_for_the_words_of_april_2023(texts: pd.DataFrame) -> None:
    by_symbol = texts.set_index("symbol")["members"]
    yes = {state for state, vote in zip(votes.MEMBERS, by_symbol["A/RES/77/284"], strict=True) if vote == "Y"}
    assert yes == {"CHN", "KAZ", "IND", "PAK"}
    assert "Y" not in by_symbol["A/RES/79/284"]


def test_russia_and_belarus_said_no_whenever_it_is_known_and_the_others_mostly_abstained(texts: pd.DataFrame) -> None:
    cast = {state: [members[place] for members in texts["members"]] for place, state in enumerate(votes.MEMBERS)}
    assert {vote for state in ("RUS", "BLR") for vote in cast[state]} <= {"N", "?"}
    rest = [vote for state, own in cast.items() if state not in ("RUS", "BLR") for vote in own]
    assert rest.count("A") > len(rest) / 2


def test_a_text_that_no_table_holds_is_an_error() -> None:
    stray = package.load("ukraine_votes").head(1).assign(symbol="A/RES/1/1", members="")
    with pytest.raises(KeyError):
        vote_tables.on_ukraine(stray, package.load("un_votes"))


def test_every_text_has_one_row_under_one_heading(texts: pd.DataFrame) -> None:
    rows = vote_tables.ukraine_rows(texts)
    headings = [place for place, row in enumerate(rows) if row.startswith("<b>")]
    assert sorted(row for row in rows if not row.startswith("<b>")) == sorted(texts["subject"])
    assert headings[0] == 0 and len(headings) == 3
    assert headings[1] - 1 == (texts["symbol"].str.contains("ES-11")).sum() == results.value("votes.ukraine-emergency")
    assert set(vote_tables.BRIEF) == set(votes.MEMBERS)


def test_with_russia_the_founders_agree_less_by_another_route() -> None:
    same = both = 0
    with (package.DATA / "un_votes.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if 2022 <= int(row["session"]) + 1945 <= 2024:
                cast = [vote for vote in row["members"][:6] if vote in "YNA"]  # the six founders come first
                both += sum(1 for _ in combinations(cast, 2))
                same += sum(a == b for a, b in combinations(cast, 2))
    assert results.value("votes.six-2022") == pytest.approx(100 * same / both)
    assert results.text("votes.six-2022") == "78.2\u00a0%"


def test_every_text_stands_once_for_each_member(texts: pd.DataFrame) -> None:
    names = {state: state for state in votes.MEMBERS}
    cells = vote_tables.ukraine_cells(texts, names)
    assert len(cells) == len(texts) * len(votes.MEMBERS)
    assert not texts["subject"].duplicated().any(), "a row of the chart is named by its subject"
    assert (cells["vote"] == vote_tables.UNKNOWN).sum() == 4 + 8 + 1


def test_on_ukraine_two_always_and_two_mostly_said_no_and_six_mostly_neither_yes_nor_no() -> None:
    """The title of the chart: shares of the votes that are known."""
    texts = vote_tables.on_ukraine(package.load("ukraine_votes"), package.load("un_votes"))
    known = {state: [cast[place] for cast in texts["members"] if cast[place] != "?"] for place, state in enumerate(votes.MEMBERS)}
    no = {state: cast.count("N") / len(cast) for state, cast in known.items()}
    assert {state for state, share in no.items() if share == 1} == {"RUS", "BLR"}
    assert {state for state, share in no.items() if 0.5 < share < 1} == {"CHN", "IRN"}
    neither = {state for state, cast in known.items() if (cast.count("A") + cast.count(".")) / len(cast) > 0.5}
    assert neither == set(votes.MEMBERS) - {"RUS", "BLR", "CHN", "IRN"}


def test_votes_on_the_sco_itself_match_the_tallies() -> None:
    each, recorded = package.load("un_sco_votes"), package.load("un_votes").set_index("symbol")
    for symbol, tally in (("A/RES/77/338", [80, 2, 47]), ("A/RES/79/332", [120, 27, 28])):
        own = each[each["symbol"] == symbol].set_index("state")["vote"]
        assert [int((own == vote).sum()) for vote in ("yes", "no", "abstained")] == tally
        assert recorded.at[symbol, "world"] == "-".join(str(count) for count in tally)
        assert recorded.at[symbol, "members"] == "Y" * 10
        assert set(own[list(votes.MEMBERS)]) == {"yes"}


def test_on_disarmament_the_ten_agree_less_than_the_world() -> None:
    topics = vote_tables.by_topic(package.load("un_votes"), 2017, 2025).set_index("topic")
    assert topics.index[0] == "Disarmament and arms", "the point of the chart comes first"
    assert ((topics["ten"] - topics["world"]).iloc[1:] > 0).all()
    assert topics.at["Disarmament and arms", "ten"] < topics.at["Disarmament and arms", "world"]
    assert (topics["votes"] >= 20).all()


def test_the_pairs_that_part_have_russia_in_them() -> None:
    recorded = package.load("un_votes")
    for first, last in vote_tables.PERIODS.values():
        least = votes.by_pair(votes.between(recorded, first, last)).iloc[0]
        assert "RUS" in {least["a"], least["b"]}
