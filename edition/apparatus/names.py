"""Where an entry of the apparatus is named: by its full name in running text, as an author of sources, in the timeline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from edition.apparatus.entries import Entry, Event
from edition.sources.model import Source

#: Tables whose names are unambiguous; a town's name may mean its government, a term is a common word.
PROPER = ("people", "documents")
#: A shorter family name may be another word.
FAMILY_LETTERS = 5


def full_name(entry: Entry) -> str:
    """Return the name of an entry without a trailing parenthesis."""
    return re.sub(r" \(.*\)$", "", entry.label)


def pattern(entries: Iterable[Entry]) -> re.Pattern[str] | None:
    """Return a pattern that finds the full names of persons and documents, the longest first; None if there are none.

    A name followed by a capitalised word is another name: the Collective Security Treaty Organization is no treaty.
    """
    names = sorted({full_name(entry) for entry in entries if entry.table in PROPER}, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b(?! [A-Z])") if names else None


def by_name(entries: Iterable[Entry]) -> dict[str, str]:
    """Return the ids of persons and documents by their full names."""
    return {full_name(entry): entry.id for entry in entries if entry.table in PROPER}


def works_of(entry: Entry, sources: Iterable[Source]) -> list[str]:
    """Return the keys of the sources that a person wrote, alone or with others."""
    if entry.table != "people":
        return []
    words = set(full_name(entry).split())
    return [source.key for source in sources if any({*name.given.split(), *name.family.split()} == words for name in source.authors)]


def events_of(entry: Entry, events: Iterable[Event]) -> list[Event]:
    """Return the events that name a person, town or term, or that fall on a document's day."""
    if entry.table == "documents":
        return [event for event in events if event.date == entry.row["date"]]
    found = re.compile(rf"\b{re.escape(full_name(entry))}\b")
    return [event for event in events if found.search(f"{event.title} {event.text}")]


def mention_pattern(entry: Entry) -> re.Pattern[str]:
    """Return a pattern that finds an entry in running text: by its full name, a person also by a long family name."""
    names = [full_name(entry)]
    family = entry.row.get("sort", "").partition(",")[0].split(" ")[0]
    if entry.table == "people" and len(family) >= FAMILY_LETTERS:
        names.append(family)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b")


def unnamed(entries: Mapping[str, Entry], named: Iterable[str], cited: Iterable[Source], events: Iterable[Event]) -> list[str]:
    """Return the ids of entries that no passage, note or event names and none of whose works is cited."""
    known, sources, event_list = set(named), list(cited), list(events)
    open_ = (entry for id_, entry in entries.items() if id_ not in known)
    return sorted(entry.id for entry in open_ if not works_of(entry, sources) and not events_of(entry, event_list))
