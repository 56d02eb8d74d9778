"""The balance of the notes: counts add up, comparisons compare what they say, and the book's sentences hold."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.commentary import markdown
from edition.commentary.model import Aim, Edition, Finding, Kind
from edition.evidence import results
from edition.evidence.notes import arithmetic as balance
from edition.evidence.notes.arithmetic import UPHELD
from edition.evidence.notes.counted_rows import counted_rows
from edition.sources import bibtex
from edition.sources.model import Evidence, Origin

CLAIMS = pd.DataFrame(
    [
        ("a", "Part 1", "fact", "confirmed"),
        ("b", "Part 1", "fact", "imprecise"),
        ("c", "Part 2", "date", "qualified"),
        ("d", "Part 2", "judgement", "contested"),
    ],
    columns=["id", "part", "kind", "finding"],
)
EVIDENCE = pd.DataFrame(
    [
        ("a", "x", "China", "zh", "primary"),
        ("a", "y", "Russia", "ru", "press"),
        ("b", "x", "China", "zh", "primary"),
        ("b", "z", "China", "en", "press"),
        ("c", "y", "Russia", "ru", "press"),
        ("d", "z", "China", "en", "press"),
    ],
    columns=["id", "source", "origin", "language", "evidence"],
)


@pytest.fixture(scope="module")
def edition() -> Edition:
    return markdown.read()


def test_every_finding_kind_origin_and_passage_has_its_word(edition: Edition) -> None:
    assert set(balance.FINDINGS) == set(Finding)
    assert set(balance.ORIGINS) == set(Origin)
    assert len(set(balance.FINDINGS.values())) == len(Finding)
    assert len(set(balance.ORIGINS.values())) == len(Origin)
    assert {kind.value for kind in Kind} >= balance.FACTS
    assert {kind.value for kind in Evidence} >= balance.STRONG
    assert {one.reference[0] for one in edition.passages} <= set(balance.PARTS)


def test_counts_keep_the_order_and_the_zeros() -> None:
    table = balance.counted(CLAIMS, "finding", ["confirmed", "contradicted", "imprecise"])
    assert table.values.tolist() == [["confirmed", 1, 25.0], ["contradicted", 0, 0.0], ["imprecise", 1, 25.0]]
    assert balance.counted(CLAIMS, "kind")["label"].tolist() == ["fact", "date", "judgement"]


def test_a_crossing_counts_each_claim_once_and_shares_by_row() -> None:
    table = balance.crossed(CLAIMS, "part", "finding", ["Part 1", "Part 2", "Part 3"], ["confirmed", "qualified", "imprecise", "contested"])
    assert table["count"].sum() == len(CLAIMS)
    assert table.groupby("part")["share"].sum().to_dict() == {"Part 1": 100.0, "Part 2": 100.0, "Part 3": 0.0}
    assert table[table["part"] == "Part 3"]["share"].isna().all()


def test_claims_by_finding_add_up_and_give_the_share_upheld() -> None:
    table = balance.by_finding(CLAIMS, "part", ["Part 2", "Part 1", "Part 3"]).set_index("part")
    assert table["all"].to_dict() == {"Part 2": 2, "Part 1": 2, "Part 3": 0}
    assert table.loc["Part 2", ["qualified", "contested", "confirmed", "upheld", "share"]].tolist() == [1, 1, 0, 1, 50]
    assert math.isnan(table.loc["Part 3", "share"])


def test_a_group_of_kinds_stands_before_its_kinds_and_is_their_sum() -> None:
    table = balance.by_kind(CLAIMS, {"facts": ["fact", "date"], "others": ["judgement", "causal"]}).set_index("kind")
    assert table.index.tolist() == ["facts", "date", "fact", "others", "judgement", "causal"], "the highest share first"
    assert table.loc["facts", ["upheld", "all"]].tolist() == [2, 3]
    assert table.loc["facts", "share"] == pytest.approx(200 / 3)
    assert table.loc[["date", "fact", "judgement"], "share"].tolist() == [100, 50, 0]


def test_findings_by_aim_are_summed_in_the_last_row_and_column() -> None:
    claims = CLAIMS.assign(aim=["author", "author", "translation", "institution"])
    table = balance.by_aim(claims).set_index("finding")
    assert table.index.tolist() == [*balance.FINDINGS.values(), "all findings"]
    assert table.loc["all findings"].to_dict() == {"author": 2, "institution": 1, "translation": 1, "all": 4}
    assert table.loc["qualified"].to_dict() == {"author": 0, "institution": 0, "translation": 1, "all": 1}


def test_a_source_counts_once_and_a_citation_once_a_claim() -> None:
    table = balance.cited(EVIDENCE, "origin", ["Russia", "China", "Europe"])
    assert table.drop(columns="share").values.tolist() == [["Russia", 1, 2, 2], ["China", 2, 4, 3], ["Europe", 0, 0, 0]]
    assert table["share"].tolist() == pytest.approx([100 / 3, 200 / 3, 0])
    assert balance.cited(EVIDENCE, "origin")["label"].tolist() == ["China", "Russia"]
    assert len(balance.per_claim(CLAIMS, EVIDENCE, "origin")) == 5, "claim b cites China twice and stands there once"


def test_with_and_without_are_two_halves_of_the_claims() -> None:
    table = balance.beside(CLAIMS, EVIDENCE, UPHELD, ["China", "Russia", "Europe"]).set_index("origin")
    assert table.loc["China", ["with_claims", "without_claims"]].tolist() == [3, 1]
    assert table.loc["China", "with_share"] == pytest.approx(100 / 3)
    assert table.loc["China", "without_share"] == 100
    assert table.loc["China", "gap"] == pytest.approx(-200 / 3)
    assert table.loc["Russia", "gap"] == 100
    assert math.isnan(table.loc["Europe", "with_share"])
    assert math.isnan(table.loc["Europe", "gap"])


def test_a_claim_rests_on_one_origin_only_when_it_cites_no_other() -> None:
    table = balance.resting_on(CLAIMS, EVIDENCE, ["China", "Russia", "Europe"])
    assert table[["origin", "citing", "alone"]].values.tolist() == [["China", 3, 2], ["Russia", 2, 1], ["Europe", 0, 0]]
    assert table["share"].tolist()[:2] == pytest.approx([200 / 3, 50])
    assert math.isnan(table["share"].iloc[2])


def test_judgements_are_no_facts() -> None:
    assert balance.facts(CLAIMS)["id"].tolist() == ["a", "b", "c"]


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("xyz"), st.sampled_from(["China", "Russia"])), min_size=1))
def test_halves_and_wholes_agree_for_any_evidence(rows: list[tuple[str, str, str]]) -> None:
    evidence = pd.DataFrame(
        [(claim, source, origin, "en", "press") for claim, source, origin in dict.fromkeys(rows)],
        columns=["id", "source", "origin", "language", "evidence"],
    )
    beside = balance.beside(CLAIMS, evidence, UPHELD, ["China", "Russia"])
    assert (beside["with_claims"] + beside["without_claims"] == len(CLAIMS)).all()
    rest = balance.resting_on(CLAIMS, evidence, ["China", "Russia"])
    assert (rest["alone"] <= rest["citing"]).all()
    assert rest["citing"].tolist() == beside["with_claims"].tolist()


def test_the_book_counts_the_same_by_another_road(edition: Edition) -> None:
    sources = bibtex.load().sources
    pairs = {(one.id, key) for one in edition.claims() for key in edition.sources_of(one) if key in sources}
    assert results.value("balance.citations") == len(pairs)
    assert results.value("balance.sources") == len({key for _, key in pairs})
    found = Counter(one.finding for one in edition.claims())
    assert sum(found.values()) == results.value("balance.claims")
    aimed = {aim: Counter(one.finding for one in edition.claims() if one.at is aim) for aim in Aim}
    assert {aim.value: sum(counts.values()) for aim, counts in aimed.items()} == {
        aim: results.value(f"balance.{aim}-claims") for aim in ("author", "translation", "institution")
    }
    ours = aimed[Aim.AUTHOR]
    upheld = ours[Finding.CONFIRMED] + ours[Finding.QUALIFIED]
    assert results.value("balance.author-upheld-share") == pytest.approx(100 * upheld / sum(ours.values()))
    for aim, counts in aimed.items():
        assert results.value(f"balance.{aim}-faulted") == counts[Finding.IMPRECISE] + counts[Finding.CONTRADICTED]
    for finding, name in balance.FINDINGS.items():
        assert results.value(f"balance.{name}") == found[finding]
    for part in "123":
        of_part = [one.finding for one in edition.claims() if one.passage.startswith(part)]
        held = sum(finding in (Finding.CONFIRMED, Finding.QUALIFIED) for finding in of_part)
        assert results.value(f"balance.part-{part}-upheld-share") == pytest.approx(100 * held / len(of_part))
    chinese = {one for one, key in pairs if sources[key].origin is Origin.CN}
    others = {one for one, key in pairs if sources[key].origin is not Origin.CN}
    assert results.value("balance.china-alone") == len(chinese - others)


def test_what_the_notebook_says_in_words_holds(edition: Edition) -> None:
    claims = balance.claims_of(edition)
    settled = UPHELD | balance.FAULTED
    rest = claims[~claims["finding"].isin(list(settled))]
    assert len(balance.facts(rest)) < len(rest) / 2, "most of the rest are judgements"
    judged = claims[~claims["kind"].isin(list(balance.FACTS))]
    assert judged["finding"].isin(["contested", "interpretive"]).mean() > 0.5, "judgements mostly end as contested or interpretive"
    assert (judged["finding"].isin(list(UPHELD))).mean() < 0.5, "most causes, forecasts and judgements are not confirmed"
    evidence = balance.evidence_of(edition, bibtex.load().sources)
    assert balance.cited(evidence, "origin")["label"].iloc[0] == balance.ORIGINS[Origin.CN], "more than of any other origin"
    assert results.value("balance.facts-upheld-share") > results.value("balance.author-upheld-share")
    assert all(edition.sources_of(one) for one in edition.claims()), "no claim without a source"


def test_what_the_counts_rest_on_moves_with_a_finding_and_not_with_prose(edition: Edition) -> None:
    sources = bibtex.load().sources
    before = counted_rows(edition, sources)
    claim = next(edition.claims())
    other = Finding.IMPRECISE if claim.finding is not Finding.IMPRECISE else Finding.CONFIRMED

    def with_first(**changes: object) -> Edition:
        notes = [replace(note, **changes) if note is claim else note for note in edition.notes]  # type: ignore[arg-type]
        return replace(edition, notes=notes)

    assert counted_rows(with_first(text="Other words.", lemma="other", caution="Torn."), sources) == before
    assert counted_rows(with_first(finding=other), sources) != before
    assert counted_rows(with_first(kind=Kind.DATE if claim.kind is not Kind.DATE else Kind.FACT), sources) != before
    assert counted_rows(with_first(footnotes=()), sources) != before
    assert counted_rows(with_first(at=Aim.TRANSLATION if claim.at is not Aim.TRANSLATION else Aim.AUTHOR), sources) != before
    moved = {key: replace(one, origin=Origin.MENA if one.origin is not Origin.MENA else Origin.CN) for key, one in sources.items()}
    assert counted_rows(edition, moved) != before
