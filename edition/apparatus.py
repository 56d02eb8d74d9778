"""The apparatus: the terms, people, places, documents and events that notes name, read from the tables."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

# table -> the column that holds an entry's name
TABLES: Mapping[str, str] = {
    "glossary": "term",
    "people": "name",
    "places": "name",
    "documents": "title",
}


@dataclass(frozen=True)
class Entry:
    """One entry: its id, the table it stands in, the name it goes by and its row."""

    id: str
    table: str
    label: str
    row: Mapping[str, str]

    @property
    def sources(self) -> tuple[str, ...]:
        """The keys of its sources."""
        return tuple(key for key in self.row.get("source", "").split(";") if key)


def load(folder: Path) -> dict[str, Entry]:
    """Read the apparatus tables of a folder: entries by id, each id once over all tables."""
    entries: dict[str, Entry] = {}
    for table, name in TABLES.items():
        path = folder / f"{table}.csv"
        if not path.exists():
            continue
        with path.open(encoding="utf-8", newline="") as lines:
            for line, row in enumerate(csv.DictReader(lines), start=2):
                if row["id"] in entries:
                    raise ValueError(f'{path.name}:{line}: id "{row["id"]}" stands already in {entries[row["id"]].table}')
                entries[row["id"]] = Entry(row["id"], table, row[name], row)
    return entries
