"""The apparatus: the terms, people, places, documents and events behind the essay, read from the tables."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from edition.texts import read_text

# table -> the column that holds an entry's name
TABLES: Mapping[str, str] = {
    "glossary": "term",
    "people": "name",
    "places": "name",
    "documents": "title",
}
TIMELINE = "timeline"
#: A record about the footnotes and their sources, which cites none itself.
RECORD = "verification"


@dataclass(frozen=True)
class Entry:
    """One entry: its id, its table, its name and its row."""

    id: str
    table: str
    label: str
    row: Mapping[str, str]

    @property
    def sources(self) -> tuple[str, ...]:
        """The keys of its sources."""
        return _split(self.row.get("source", ""))

    @property
    def order(self) -> tuple[str, str]:
        """The sort key: a document's date, a person's family name, any other entry's name."""
        return self.row["date"] if self.table == "documents" else "", self.row.get("sort", self.label).casefold()


@dataclass(frozen=True)
class Event:
    """One event of the timeline; its date is `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, its id that date, numbered where several share it."""

    id: str
    date: str
    title: str
    text: str
    category: str
    passages: tuple[str, ...]
    sources: tuple[str, ...]


def load(folder: Path) -> dict[str, Entry]:
    """Read the apparatus tables of a folder: entries by id; raise ValueError for a duplicate id, also across tables."""
    entries: dict[str, Entry] = {}
    for table, name in TABLES.items():
        for line, row in rows(folder / f"{table}.csv"):
            if missing := {"id", name} - row.keys():
                raise ValueError(f"data/{table}.csv:1: column {', '.join(sorted(missing))} is missing; it has {', '.join(row)}")
            if row["id"] in entries:
                raise ValueError(f'data/{table}.csv:{line}: id "{row["id"]}" stands already in {entries[row["id"]].table}')
            entries[row["id"]] = Entry(row["id"], table, row[name], row)
    return entries


def events(folder: Path) -> list[Event]:
    """Read the timeline of a folder in order of date; a year comes before its months, a month before its days."""
    dated = sorted((row for _, row in rows(folder / f"{TIMELINE}.csv")), key=lambda row: (row["date"], row["title"]))
    alike: Counter[str] = Counter()
    found = []
    for row in dated:
        alike[row["date"]] += 1
        id_ = f"ev-{row['date']}" + (f"-{alike[row['date']]}" if alike[row["date"]] > 1 else "")
        found.append(
            Event(id_, row["date"], row["title"], row["text"], row["category"], _split(row["passages"]), _split(row["source"]))
        )
    return found


def sources_of_tables(folder: Path) -> dict[str, list[str]]:
    """Return the names of the tables whose rows cite a source, by the source's key."""
    found: dict[str, list[str]] = {}
    for path in sorted(path for path in folder.glob("*.csv") if path.stem != RECORD):
        keys = {key.strip() for _, row in rows(path) for key in _split(row.get("source") or "")}
        for key in sorted(keys):
            found.setdefault(key, []).append(path.stem)
    return found


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(";") if part)


def rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows of a table with their line in the file; none for a missing table."""
    if path.exists():
        lines = io.StringIO(read_text(path, f"data/{path.name}"), newline="")
        yield from enumerate(csv.DictReader(lines), start=2)
