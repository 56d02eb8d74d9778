"""Consistency of tables that state the same fact: summits, documents, accessions, clubs, events, and the prose of the entries.

Each rule yields its problems at the row of the dependent table; the message names the table it was compared with.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from edition.apparatus.entries import rows
from edition.dates import MONTHS
from edition.problems import Place, Problem

Row = Mapping[str, str]
#: Tables whose rows have prose, and its column.
PROSE: Final = {"glossary": "text", "people": "text", "places": "text", "documents": "text", "timeline": "text"}
#: The names of a club of the table multilaterals in the titles of events.
CLUBS: Final = {
    "cis": ("Commonwealth of Independent States",),
    "csto": ("CSTO", "Collective Security Treaty"),
    "guam": ("GUAM", "GUUAM"),
    "caco": ("CACO",),
    "eurasec": ("EurAsEC", "Eurasian Economic Community"),
    "eaeu": ("Eurasian Economic Union",),
}
_TURNS = re.compile(r"\b(?:joins?|suspends|ceases|takes effect|founded|merge|gives notice|leaves|frozen)\b")
_DAY = re.compile(rf"\b(\d{{1,2}})(?: or (\d{{1,2}}))? ({'|'.join(MONTHS)}) (\d{{4}})\b")
_KIND = re.compile(r"\b([Tt]reaty|[Cc]onvention|[Cc]harter|[Dd]eclaration|[Aa]greement) of (\d{4})\b")
_SINCE = re.compile(
    r"\b(Member|Observer|Partner) (?:of the SCO )?since (?:(\d{1,2}) (\w+) )?(\d{4})|\b(Dialogue partner) by decision of (\d{4})"
)
#: What a country's entry says it has been since a day, with the status and events in the table of accessions.
_STEPS: Final = {
    "Member": ("member", ("founding", "accession-effective")),
    "Observer": ("observer", ("status-granted", "upgraded")),
    "Partner": ("sco-partner", ("status-merged",)),
    "Dialogue partner": ("dialogue-partner", ("accession-decision",)),
}


@dataclass(frozen=True)
class Tables:
    """The tables of a folder, each row with its place; a missing table has no rows."""

    folder: Path

    def rows(self, name: str) -> list[tuple[Place, Row]]:
        """Read one table."""
        return [(Place(f"data/{name}.csv", line), row) for line, row in rows(self.folder / f"{name}.csv")]

    @cached_property
    def summits(self) -> list[Row]:
        """The summits of the SCO."""
        return [row for _, row in self.rows("summits")]

    @cached_property
    def prose(self) -> list[tuple[Place, str, str]]:
        """The prose of entries and events: place, name and words."""
        return [
            (place, row.get("id") or row["title"], f"{row.get('title', '')} {row[column]}" if name == "timeline" else row[column])
            for name, column in PROSE.items()
            for place, row in self.rows(name)
            if column in row  # a small project’s table may have no prose
        ]


def problems(folder: Path) -> list[Problem]:
    """Apply every rule to the tables of a folder."""
    tables = Tables(folder)
    return sorted({problem for rule in RULES for problem in rule(tables)})


def documents_where_the_summit_met(tables: Tables) -> Iterator[Problem]:
    """Check that a document of the day of a summit was signed in the summit's city."""
    for place, row in tables.rows("documents"):
        for summit in tables.summits:
            if summit["start"] <= row["date"] <= summit["end"] and row["place"] != summit["city"]:
                expected = f"in summits.csv that day's summit met at {summit['city']}"
                yield Problem(place, f"{row['id']}: signed at {row['place']} on {row['date']}; {expected}")


def summits_named_as_held(tables: Tables) -> Iterator[Problem]:
    """Check that a summit that prose names by its city and year, or an event by its city, is in the table."""
    cities = {summit["city"] for summit in tables.summits}
    if not cities:
        return
    named = "|".join(map(re.escape, sorted(cities)))
    by_year = re.compile(rf"\b({named}) (?:summit of |\()(\d{{4}})")
    known = {(summit["city"], summit["end"][:4]) for summit in tables.summits}
    for place, name, text in tables.prose:
        for city, year in by_year.findall(text):
            if (city, year) not in known:
                yield Problem(place, f"{name}: names a summit at {city} in {year}; summits.csv has none")
    for place, row in tables.rows("timeline"):
        found = re.match(rf"({named}) summit\b", row["title"])
        if found and not any(s["city"] == found[1] and s["start"] <= row["date"] <= s["end"] for s in tables.summits):
            yield Problem(place, f"{row['title']}: {row['date']} is no day of a summit at {found[1]} in summits.csv")


def places_name_their_summits(tables: Tables) -> Iterator[Problem]:
    """Check that every city of a summit has an entry, which names the year of each summit held there."""
    entries = [(re.sub(r" \(.*\)$", "", row["name"]), place, row) for place, row in tables.rows("places")]
    for place, row in tables.rows("summits") if entries else ():
        if row["city"] not in {city for city, _, _ in entries}:
            yield Problem(place, f"summit {row['number']}: places.csv has no entry for {row['city']}")
    for city, place, row in entries:
        years = {summit["end"][:4] for summit in tables.summits if summit["city"] == city}
        if missing := sorted(year for year in years if year not in row["text"]):
            yield Problem(place, f"{row['id']}: does not name the summit of {', '.join(missing)}, which summits.csv has at {city}")


def members_in_the_timeline(tables: Tables) -> Iterator[Problem]:
    """Check that an event names each state on the day on which it became a member."""
    names = {row["code"]: row["short_name"] for _, row in tables.rows("countries")}
    events = tables.rows("timeline")
    for place, row in tables.rows("accessions"):
        if row["status"] != "member" or row["event"] != "accession-effective" or not events:
            continue
        texts = [f"{event['title']} {event['text']}" for _, event in events if event["date"] == row["date"]]
        if not any(names[row["country"]] in words for words in texts):
            yield Problem(place, f"{row['country']}: member since {row['date']}; timeline.csv has no event of that day that names it")


def countries_since_their_day(tables: Tables) -> Iterator[Problem]:
    """Check that what a country's entry says it has been since a day agrees with the table of accessions."""
    codes = {row["name"]: row["code"] for _, row in tables.rows("countries")}
    codes |= {row["short_name"]: row["code"] for _, row in tables.rows("countries")}
    steps = [row for _, row in tables.rows("accessions")]
    for place, row in tables.rows("places"):
        for kind, day, month, year, decided, of_year in _SINCE.findall(row["text"]) if row["category"] == "country" else ():
            status, events = _STEPS[kind or decided]
            dates = [s["date"] for s in steps if (s["country"], s["status"]) == (codes.get(row["name"]), status) and s["event"] in events]
            since = _iso(day, month, year) if day else year or of_year
            if not any(date.startswith(since) for date in dates):
                expected = f"accessions.csv has {', '.join(dates)}" if dates else "accessions.csv has no such step"
                yield Problem(place, f"{row['id']}: {kind or decided} since {since}; {expected}")


def in_force_on_one_day(tables: Tables) -> Iterator[Problem]:
    """Check that an event of a treaty in force falls on a day of entry into force in the table of documents."""
    in_force = {row["in_force"] for _, row in tables.rows("documents")}
    for place, row in tables.rows("timeline"):
        if row["category"] == "treaty" and row["title"].endswith(" in force") and row["date"] not in in_force:
            yield Problem(place, f"{row['title']}: no document of documents.csv entered into force on {row['date']}")


def documents_of_their_year(tables: Tables) -> Iterator[Problem]:
    """Check that a treaty, convention, charter, declaration or agreement that prose names by its year is a document of that year."""
    documents = [(row["title"].casefold(), row["date"][:4]) for _, row in tables.rows("documents")]
    for place, name, text in tables.prose:
        for kind, year in _KIND.findall(text):
            if not any(kind.casefold() in title and year == of_year for title, of_year in documents):
                yield Problem(place, f"{name}: names a {kind.casefold()} of {year}; documents.csv has none")


def clubs_change_on_one_day(tables: Tables) -> Iterator[Problem]:
    """Check that an event of a state or body joining, leaving or ending falls on a day of the spells of membership."""
    spells: dict[str, set[str]] = {}
    for _, row in tables.rows("multilaterals"):
        spells.setdefault(row["club"], set()).update({row["start"], row["end"]} - {""})
    for place, row in tables.rows("timeline"):
        named = [club for club, names in CLUBS.items() if any(re.search(rf"\b{name}\b", row["title"]) for name in names)]
        days = {day for club in named for day in spells.get(club, ())}
        if _TURNS.search(row["title"]) and days and not any(day.startswith(row["date"]) or row["date"].startswith(day) for day in days):
            yield Problem(place, f"{row['title']}: {row['date']} is no day of a spell of {' or '.join(named)} in multilaterals.csv")


def formats_begun_in_one_year(tables: Tables) -> Iterator[Problem]:
    """Check that the year in which a country's entry has its dialogue with Central Asia begin is that of the table of formats."""
    codes = {row["name"]: row["code"] for _, row in tables.rows("countries")}
    first = {row["partner"]: row["first_met"][:4] for _, row in tables.rows("central_asia_formats")}
    for place, row in tables.rows("places"):
        found = re.search(r"dialogue begun in (\d{4})", row["text"])
        if found and first.get(codes.get(row["name"], ""), found[1]) != found[1]:
            yield Problem(place, f"{row['id']}: dialogue begun in {found[1]}; central_asia_formats.csv has {first[codes[row['name']]]}")


def days_known_to_a_table(tables: Tables) -> Iterator[Problem]:
    """Check that a day named in the entries of terms, people and places is in a dated table."""
    columns = {
        "timeline": ("date",), "documents": ("date", "in_force"), "summits": ("start", "end"), "accessions": ("date",),
        "multilaterals": ("start", "end"), "central_asia_formats": ("first_met",),
    }  # fmt: skip
    known = {row[column] for name, date_columns in columns.items() for _, row in tables.rows(name) for column in date_columns}
    for place, name, text in tables.prose if known else ():
        if place.path.removeprefix("data/").removesuffix(".csv") not in ("glossary", "people", "places"):
            continue
        for first, or_second, month, year in _DAY.findall(text):
            days = [_iso(day, month, year) for day in (first, or_second) if day]
            if not known.intersection(days):
                yield Problem(place, f"{name}: names {first} {month} {year}, a day that no dated table has")


def _iso(day: str, month: str, year: str) -> str:
    return f"{year}-{MONTHS.index(month) + 1:02}-{int(day):02}"


RULES: Final[tuple[Callable[[Tables], Iterator[Problem]], ...]] = (
    documents_where_the_summit_met,
    summits_named_as_held,
    places_name_their_summits,
    members_in_the_timeline,
    countries_since_their_day,
    in_force_on_one_day,
    documents_of_their_year,
    clubs_change_on_one_day,
    formats_begun_in_one_year,
    days_known_to_a_table,
)
