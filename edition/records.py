"""The records of reading: one for each document, and the functions that join them to one edition with resolved texts.

While documents are read, labels of sources and titles of pages are not all known. A text therefore holds a placeholder for each, and they
are resolved once, when everything is read; pages, search and every export show the same words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from edition.commentary.model import Collation, Edition, Footnote, Mention, Note, Passage, Since
from edition.problems import Problem

_SIGN: Final = "\x02"
_SIGNED: Final = re.compile(rf"{_SIGN}([^{_SIGN}]+){_SIGN}")


@dataclass(frozen=True)
class Chart:
    """A published chart: its document, name and title, its sources, its table as CSV, its line.

    `payload` holds everything published of it as plain JSON values; `source_line` and `caveat` are shown below it, `code` draws it.
    `alt` describes its pictures in words.
    """

    name: str
    title: str
    docname: str
    sources: tuple[str, ...] = ()
    csv: str = ""
    line: int | None = None
    payload: Mapping[str, Any] = field(default_factory=dict)
    source_line: str = ""
    caveat: str = ""
    code: str = ""
    alt: str = ""


@dataclass(frozen=True)
class Piece:
    """The words at one place of a document, for the search: its anchor, its heading, an addition to the heading, its text."""

    anchor: str
    title: str
    text: str
    name: str = ""


@dataclass
class Record:
    """The content of one document.

    `computed` marks a document whose text depends on the data; `lists` names the listings it holds (`register`, `people` ...).
    """

    passages: list[Passage] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    since: list[Since] = field(default_factory=list)
    footnotes: list[Footnote] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    collations: list[Collation] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    charts: list[Chart] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    computed: bool = False
    lists: set[str] = field(default_factory=set)


def label_placeholder(key: str) -> str:
    """Return the placeholder for the label of a source, until all labels are known."""
    return f"{_SIGN}{key}{_SIGN}"


def title_placeholder(docname: str) -> str:
    """Return the placeholder for the title of a page, until all titles are known."""
    return label_placeholder(f"/{docname}")


def heading_placeholder(target: str) -> str:
    """Return the placeholder for the heading that a target names, until all headings are known."""
    return label_placeholder(f"#{target}")


def resolver(labels: Mapping[str, str], titles: Mapping[str, str], headings: Mapping[str, str]) -> Callable[[str], str]:
    """Return the function that resolves the placeholders of a text and joins its lines; an unknown key stays unchanged.

    `labels` are those of sources by key, `titles` those of pages by docname, `headings` by the targets that name them.
    """
    kinds = {"/": titles, "#": headings}

    def shown(found: re.Match[str]) -> str:
        key = found[1]
        return kinds[key[0]].get(key[1:], key[1:]) if key[0] in kinds else labels.get(key, key)

    return lambda text: " ".join(_SIGNED.sub(shown, text).split())


def edition_of(records: Mapping[str, Record], resolve: Callable[[str], str]) -> Edition:
    """Join the records of all documents by name, which is the essay's order, with every text resolved."""

    def note(one: Note) -> Note:
        links = tuple(replace(link, words=resolve(link.words)) for link in one.links)
        return replace(one, text=resolve(one.text), since=tuple(map(since, one.since)), links=links)

    def since(event: Since) -> Since:
        return replace(event, text=resolve(event.text))

    edition = Edition()
    for docname in sorted(records):
        record = records[docname]
        edition.passages += [replace(passage, precis=resolve(passage.precis)) for passage in record.passages]
        edition.notes += map(note, record.notes)
        edition.since += map(since, record.since)
        edition.footnotes += [replace(footnote, text=resolve(footnote.text)) for footnote in record.footnotes]
        edition.mentions += record.mentions
        edition.collations += [replace(collation, text=resolve(collation.text)) for collation in record.collations]
    return edition


def charts_of(records: Mapping[str, Record], resolve: Callable[[str], str]) -> tuple[Chart, ...]:
    """Return the charts of all documents with the texts below them resolved."""
    return tuple(
        replace(chart, source_line=resolve(chart.source_line), caveat=resolve(chart.caveat))
        for _, record in sorted(records.items())
        for chart in record.charts
    )


def pieces_of(records: Mapping[str, Record], resolve: Callable[[str], str]) -> dict[str, tuple[Piece, ...]]:
    """Return the pieces of all documents with their words resolved."""
    return {
        docname: tuple(replace(piece, title=resolve(piece.title), text=resolve(piece.text)) for piece in record.pieces)
        for docname, record in sorted(records.items())
    }
