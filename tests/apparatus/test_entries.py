"""The apparatus is whole: ids are unique, dates are dates, places are on the globe, and every name used has its entry."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest

from edition.apparatus import entries as apparatus
from edition.commentary.rules import HORIZON
from edition.dates import format_date
from edition.essay import shape
from edition.tables import package as tables

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
CHAPTERS = sorted((ROOT / "book").rglob("*.md"))
EXACTNESS = {1: "year", 2: "month", 3: "day"}
_NAMES = re.compile(r"^:names:(.*)$", re.MULTILINE)
_ENTRY = re.compile(r"\{entry\}`(?:[^`<]*<)?([^`>]+)>?`")


@pytest.fixture(scope="module")
def entries() -> dict[str, apparatus.Entry]:
    return apparatus.load(DATA)


def first_and_last_day(date: str) -> tuple[datetime.date, datetime.date]:
    """The days between which a date of the tables lies; raises ValueError where there is no such date."""
    year, month, day = (int(part) for part in ([*date.split("-"), "0", "0"])[:3])
    first = datetime.date(year, month or 1, day or 1)
    last = first if day else datetime.date(year, month or 12, 28)
    return first, last


def used_in(chapter: Path) -> set[str]:
    """The ids of entries that a chapter names, in its passages' `names` or by a role."""
    written = chapter.read_text(encoding="utf-8")
    return {name for names in _NAMES.findall(written) for name in names.split()} | set(_ENTRY.findall(written))


def test_each_table_has_entries_and_no_id_stands_twice(entries: dict[str, apparatus.Entry]) -> None:
    assert {entry.table for entry in entries.values()} == set(apparatus.TABLES)
    assert len(entries) == sum(len(tables.load(table)) for table in apparatus.TABLES)


def test_an_id_in_two_tables_is_refused_with_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "glossary.csv").write_text("id,term\nkant,Kant\n", encoding="utf-8")
    (tmp_path / "places.csv").write_text("id,name\nmanas,Manas\nkant,Kant\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r'^data/places\.csv:3: id "kant" stands already in glossary$'):
        apparatus.load(tmp_path)


def test_every_entry_says_something_and_on_whose_word(entries: dict[str, apparatus.Entry]) -> None:
    known = set(re.findall(r"^@\w+\{([^,\s]+),", (ROOT / "book" / "references.bib").read_text(encoding="utf-8"), re.MULTILINE))
    for entry in entries.values():
        assert len(entry.row["text"]) >= 15 and entry.row["text"].endswith("."), entry.id
        assert entry.sources and set(entry.sources) <= known, (entry.id, set(entry.sources) - known)
    for event in apparatus.events(DATA):
        assert event.sources and set(event.sources) <= known, (event.date, set(event.sources) - known)


def test_pinyin_stands_under_characters_only_and_carries_its_tones(entries: dict[str, apparatus.Entry]) -> None:
    for entry in entries.values():
        if pinyin := entry.row.get("pinyin"):
            assert re.search(r"[\u4e00-\u9fff]", entry.row["chinese"]), entry.id
            assert re.search(r"[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜĀÁǍÀŌÓǑÒ]", pinyin), entry.id


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.relative_to(ROOT / "book").as_posix())
def test_every_name_used_in_the_book_has_its_entry(chapter: Path, entries: dict[str, apparatus.Entry]) -> None:
    assert used_in(chapter) - entries.keys() == set()


def test_the_headnote_does_name_entries() -> None:
    assert "sco" in used_in(ROOT / "book" / "text" / "headnote.md")


def test_places_lie_where_their_kind_allows(entries: dict[str, apparatus.Entry]) -> None:
    places = {entry.id: entry.row for entry in entries.values() if entry.table == "places"}
    for name, place in places.items():
        assert -90 <= float(place["latitude"]) <= 90 and -180 <= float(place["longitude"]) <= 180, name
        assert place["precision"] == ("area" if place["category"] in ("country", "region") else "point"), name
    east = {name: float(place["longitude"]) for name, place in places.items()}
    assert east["washington"] < 0 < east["moscow"] < east["tashkent"] < east["beijing"]


@pytest.mark.parametrize("disputed", ["yalta", "pahalgam"])
def test_a_disputed_place_is_called_so_and_given_to_no_state(disputed: str, entries: dict[str, apparatus.Entry]) -> None:
    assert entries[disputed].row["country"] == ""
    assert "disputed" in entries[disputed].row["text"]


def test_dates_are_dates_and_nothing_enters_into_force_before_it_is_signed(entries: dict[str, apparatus.Entry]) -> None:
    for entry in entries.values():
        if entry.table == "documents":
            signed, _ = first_and_last_day(entry.row["date"])
            assert not entry.row["in_force"] or first_and_last_day(entry.row["in_force"])[1] > signed, entry.id


def test_events_are_in_order_as_exact_as_they_say_and_within_the_horizon(base: shape.BaseText) -> None:
    found = apparatus.events(DATA)
    assert [event.date for event in found] == sorted(event.date for event in found)
    table = tables.load("timeline")
    stated = dict(zip(table["title"], table["precision"], strict=True))
    for event in found:
        first, _ = first_and_last_day(event.date)
        assert datetime.date(1989, 1, 1) <= first <= datetime.date.fromisoformat(HORIZON), event.title
        assert stated[event.title] == EXACTNESS[len(event.date.split("-"))], event.title
        assert event.passages and all(reference in base for reference in event.passages), event.title


def test_the_timeline_and_the_documents_agree(entries: dict[str, apparatus.Entry]) -> None:
    signed = {entry.row["date"] for entry in entries.values() if entry.table == "documents"}
    days = {event.date for event in apparatus.events(DATA)}
    assert {"1992-05-15", "2001-06-15", "2002-06-07", "2007-08-16", "2025-09-01"} <= signed & days


@pytest.mark.parametrize(
    ("date", "words"),
    [("2001-06-15", "15 June 2001"), ("2022-02", "February 2022"), ("2005", "2005"), ("2009-01-05", "5 January 2009")],
)
def test_a_date_reads_as_prose_has_it(date: str, words: str) -> None:
    assert format_date(date) == words


def test_people_are_sorted_by_family_name_and_documents_by_date(entries: dict[str, apparatus.Entry]) -> None:
    ordered = [entry.id for entry in sorted(entries.values(), key=lambda entry: entry.order)]
    assert ordered.index("akayev") < ordered.index("belousov") < ordered.index("xi-jinping")
    assert ordered.index("charter-2002") < ordered.index("treaty-2007") < ordered.index("tianjin-declaration")
