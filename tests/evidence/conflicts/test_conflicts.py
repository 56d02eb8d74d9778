"""The coded conflicts: the rule of inclusion holds, every case is checked, and what the counts say."""

import pandas as pd
import pytest

from edition.evidence.conflicts import arithmetic as conflicts
from edition.evidence.conflicts import tables as conflict_tables
from edition.evidence.inputs import short_names
from edition.evidence.membership import arithmetic as membership
from edition.tables import package


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    return package.load("conflicts")


@pytest.fixture(scope="module")
def facts() -> pd.DataFrame:
    return package.load("conflict_facts")


def test_rows_of_cases_begin_with_the_most_frequent_answer_and_say_how_often(table: pd.DataFrame) -> None:
    heads = {kind: f"Cases {kind}" for kind in conflicts.KINDS}
    cases = conflict_tables.timeline(table, short_names())
    rows = conflict_tables.in_rows(cases, heads)
    assert sorted(rows["case"]) == sorted(cases["case"])
    counted = conflicts.answers(table).set_index("kind")
    for kind, part in rows.groupby("kind"):
        assert part["place"].tolist() == list(range(1, len(part) + 1)), kind
        runs = part["answer"].value_counts()
        assert part["answer"].nunique() == (part["answer"] != part["answer"].shift()).sum(), "cases with one answer stand beside each other"
        assert runs[part["answer"].iloc[0]] == runs.max()
        assert set(part["row"]) == {f"{heads[str(kind)]}<br>{part['answer'].iloc[0]}: {runs.max()} of {counted.loc[kind, 'all']}"}


def test_conflicts_between_members_keep_the_rule(table: pd.DataFrame) -> None:
    events = package.load("accessions")
    for row in conflicts.of_kind(table, conflicts.BETWEEN).to_dict("records"):
        parties = str(row["parties"]).split(";")
        assert len(parties) == 2
        assert set(parties) <= set(membership.members(events, membership.latest(str(row["start"]))))
        assert row["deaths_high"] >= conflicts.LEAST_DEAD


def test_in_the_other_kinds_a_member_is_a_party(table: pd.DataFrame) -> None:
    events = package.load("accessions")
    for row in table.to_dict("records"):
        assert set(str(row["parties"]).split(";")) & set(membership.members(events, membership.latest(str(row["start"]))))
    with pytest.raises(ValueError):
        conflicts.of_kind(table, "between partners")


def test_an_answer_has_day_and_voice_and_an_absence_says_where_it_was_looked_for(table: pd.DataFrame) -> None:
    for row in table.to_dict("records"):
        if row["answer"] == conflicts.NONE:
            assert row["looked_in"] and not (row["by"] or row["first_act"] or row["words"])
        else:
            assert row["by"] and row["first_act"] and row["words"]
            assert membership.latest(str(row["first_act"])) >= membership.latest(str(row["start"]))
            assert len(str(row["words"]).split()) <= 14  # twelve, and two for "our translation"


def test_each_case_rests_on_its_facts_and_only_one_on_a_single_source(table: pd.DataFrame, facts: pd.DataFrame) -> None:
    for row in table.to_dict("records"):
        own = facts.loc[facts["conflict"] == row["id"], "source"]
        assert set(str(row["source"]).split(";")) == set(own)
    assert conflicts.on_one_source(table, facts) == ["chn-2008"]


def test_a_conflict_known_from_one_report_is_named(table: pd.DataFrame, facts: pd.DataFrame) -> None:
    thinned = facts[~((facts["conflict"] == "kgz-tjk-2021") & (facts["source"] == "rferl-kg-tj-2021"))]
    assert "kgz-tjk-2021" in conflicts.on_one_source(table, thinned)


def test_the_council_never_acted_on_a_fight_between_members_while_it_lasted(table: pd.DataFrame) -> None:
    acted = conflicts.by_council_while_it_lasted(table)
    between = set(conflicts.of_kind(table, conflicts.BETWEEN)["id"])
    assert not between & set(acted)
    assert acted == ["kgz-2010"]


def test_answers_are_counted_by_kind(table: pd.DataFrame) -> None:
    counts = conflicts.answers(table).set_index("kind")
    assert counts["all"].sum() == len(table)
    assert counts.at[conflicts.BETWEEN, conflicts.NONE] == 3
    assert counts.at[conflicts.BETWEEN, "outside its remit"] == 2
    assert counts.at[conflicts.INSIDE, "with the government"] == counts.at[conflicts.INSIDE, "all"] == 8
    assert counts.at[conflicts.ATTACKED, "condemns the attack"] == 3
    assert conflicts.days_to_answer(table).min() >= 0


def test_every_case_of_the_timeline_has_its_row_and_its_word(table: pd.DataFrame) -> None:
    names = dict(package.load("countries")[["code", "short_name"]].itertuples(index=False))
    drawn = conflict_tables.timeline(table, names)
    assert len(drawn) == len(table)
    assert not drawn["case"].duplicated().any()
    assert set(drawn["answer"]) == {conflict_tables.SHORT[answer] for answer in table["answer"]}
    assert drawn["kind"].drop_duplicates().tolist() == list(conflicts.KINDS)
