"""Who is named where: full names in prose, authors of sources, events of the timeline."""

from __future__ import annotations

from pathlib import Path

from edition.apparatus import entries as apparatus
from edition.apparatus import names
from edition.sources import bibtex

ROOT = Path(__file__).resolve().parents[2]
ENTRIES = apparatus.load(ROOT / "data")
EVENTS = apparatus.events(ROOT / "data")


def found(text: str) -> list[str]:
    pattern = names.pattern(ENTRIES.values())
    assert pattern
    return [names.by_name(ENTRIES.values())[match[0]] for match in pattern.finditer(text)]


def test_full_names_of_persons_and_documents_are_found() -> None:
    assert found("Wang Yi spoke of it; the Tianjin Declaration does not.") == ["wang-yi", "tianjin-declaration"]


def test_a_surname_a_town_and_a_longer_name_are_not() -> None:
    assert found("Putin in Moscow, and the Collective Security Treaty Organization") == []
    assert found("the Collective Security Treaty of 1992") == ["cst-1992"]


def test_what_stands_in_brackets_is_no_part_of_a_name() -> None:
    assert names.full_name(ENTRIES["rahmon"]) == "Emomali Rahmon"


def test_a_work_belongs_to_its_author_in_either_order_of_names() -> None:
    sources = bibtex.load().sources.values()
    assert "deng-hao-2023" in names.works_of(ENTRIES["deng-hao"], sources)
    assert "lukin-2015" in names.works_of(ENTRIES["lukin"], sources)
    assert names.works_of(ENTRIES["kant"], sources) == []


def test_events_name_persons_and_fall_on_the_days_of_documents() -> None:
    assert [event.date for event in names.events_of(ENTRIES["jiang-zemin"], EVENTS)] == ["1996-04-26"]
    assert "2001-06-15" in {event.date for event in names.events_of(ENTRIES["declaration-2001"], EVENTS)}
    assert names.events_of(ENTRIES["aris"], EVENTS) == []
    assert "2009-06-16" not in {event.date for event in names.events_of(ENTRIES["khawaja-asif"], EVENTS)}


def test_an_entry_is_unnamed_until_something_names_it() -> None:
    few = {name: ENTRIES[name] for name in ("jiang-zemin", "aris", "kant")}
    assert names.unnamed(few, (), (), ()) == ["aris", "jiang-zemin", "kant"]
    assert names.unnamed(few, ["kant"], bibtex.load().sources.values(), EVENTS) == []


def test_no_two_events_share_an_id() -> None:
    assert len({event.id for event in EVENTS}) == len(EVENTS)
