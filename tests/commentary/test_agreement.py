"""Two tables that tell of one fact tell the same: each rule refuses its bad input, and the tables of the edition hold."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from edition.apparatus import agreement

ROOT = Path(__file__).resolve().parents[2]
BAD = Path(__file__).parents[1] / "bad_inputs" / "agreement"
FAULTS = {
    "document-elsewhere": (
        agreement.documents_where_the_summit_met,
        "data/documents.csv:2: treaty-2007: signed at Astana on 2007-08-16; in summits.csv that day's summit met at Bishkek",
    ),
    "summit-of-another-year": (
        agreement.summits_named_as_held, "data/people.csv:2: hu: names a summit at Bishkek in 2008; summits.csv has none",
    ),
    "event-on-no-day-of-a-summit": (
        agreement.summits_named_as_held,
        "data/timeline.csv:2: Qingdao summit: 2018-06-11 is no day of a summit at Qingdao in summits.csv",
    ),
    "place-without-its-summit": (
        agreement.places_name_their_summits,
        "data/places.csv:2: bishkek: does not name the summit of 2013, which summits.csv has at Bishkek",
    ),
    "member-without-an-event": (
        agreement.members_in_the_timeline,
        "data/accessions.csv:2: IND: member since 2017-06-09; timeline.csv has no event of that day that names it",
    ),
    "member-since-another-year": (
        agreement.countries_since_their_day,
        "data/places.csv:2: country-india: Member since 2015; accessions.csv has 2017-06-09",
    ),
    "in-force-on-another-day": (
        agreement.in_force_on_one_day,
        "data/timeline.csv:2: Charter of the SCO in force: no document of documents.csv entered into force on 2003-09-18",
    ),
    "document-of-another-year": (
        agreement.documents_of_their_year, "data/glossary.csv:2: sco: names a charter of 2003; documents.csv has none",
    ),
    "club-left-on-another-day": (
        agreement.clubs_change_on_one_day,
        "data/timeline.csv:2: Uzbekistan gives notice to GUUAM: 2005-06 is no day of a spell of guam in multilaterals.csv",
    ),
    "dialogue-begun-in-another-year": (
        agreement.formats_begun_in_one_year,
        "data/places.csv:2: country-japan: dialogue begun in 2006; central_asia_formats.csv has 2004",
    ),
    "day-of-no-table": (agreement.days_known_to_a_table, "data/glossary.csv:2: csto: names 8 October 2002, a day that no dated table has"),
}  # fmt: skip


def test_the_tables_of_the_edition_agree() -> None:
    assert agreement.problems(ROOT / "data") == []


def test_every_rule_has_a_bad_input_and_every_bad_input_its_message() -> None:
    assert {path.name for path in BAD.iterdir()} == set(FAULTS)
    assert {rule for rule, _ in FAULTS.values()} == set(agreement.RULES)


@pytest.mark.parametrize("name", sorted(FAULTS))
def test_a_bad_input_is_refused_once_by_its_rule(name: str) -> None:
    rule, message = FAULTS[name]
    assert [str(problem) for problem in agreement.problems(BAD / name)] == [message]
    assert [str(problem) for problem in rule(agreement.Tables(BAD / name))] == [message]


@pytest.mark.parametrize(
    ("table", "old", "new"),
    [
        ("accessions", "BLR,member,accession-effective,2024-07-04", "BLR,member,accession-effective,2024-07-05"),
        ("documents", "St Petersburg,2003-09-19", "St Petersburg,2003-09-20"),
        ("summits", "13,2013-09-13,2013-09-13,Bishkek", "13,2013-09-13,2013-09-13,Osh"),
        ("central_asia_formats", "Japan,2004-08-28", "Japan,2006-08-28"),
    ],
)
def test_a_fact_changed_in_one_table_alone_is_noticed(table: str, old: str, new: str, tmp_path: Path) -> None:
    data = Path(shutil.copytree(ROOT / "data", tmp_path / "data"))
    path = data / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert agreement.problems(data) != []
