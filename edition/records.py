"""What reading leaves behind: one record for each document, and how the records become one edition with its texts resolved.

While documents are read, labels of sources and titles of pages are not all known. A text therefore keeps a sign for each, and the signs
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
    """A chart as published: where it stands, what it is called, its sources, its table as CSV, its picture as SVG, its line.

    `payload` holds all that was published of it as plain JSON values; `source_line` and `caveat` are said below it, `code` draws it.
    `narrow` is the picture for a narrow page, `alt` what both show in words.
    """

    name: str
    title: str
    docname: str
    sources: tuple[str, ...] = ()
    csv: str = ""
    svg: str = ""
    line: int | None = None
    payload: Mapping[str, Any] = field(default_factory=dict)
    source_line: str = ""
    caveat: str = ""
    code: str = ""
    narrow: str = ""
    alt: str = ""


@dataclass(frozen=True)
class Piece:
    """The words at one place of a document, for the search: its anchor, its heading, what is said beside the heading, its text."""

    anchor: str
    title: str
    text: str
    name: str = ""


@dataclass
class Record:
    """What one document says.

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


def sign(key: str) -> str:
    """Stand in a text for the label of a source until all labels are known."""
    return f"{_SIGN}{key}{_SIGN}"


def page_sign(docname: str) -> str:
    """Stand in a text for the title of a page until all titles are known."""
    return sign(f"/{docname}")


def resolver(labels: Mapping[str, str], titles: Mapping[str, str]) -> Callable[[str], str]:
    """Make the function that resolves the signs of a text and sets it on one line; an unknown key stands as it is."""

    def shown(found: re.Match[str]) -> str:
        key = found[1]
        return titles.get(key[1:], key) if key.startswith("/") else labels.get(key, key)

    return lambda text: " ".join(_SIGNED.sub(shown, text).split())


def edition_of(records: Mapping[str, Record], resolve: Callable[[str], str]) -> Edition:
    """Join the records of all documents in the order of their names, which is the essay's order, with every text resolved."""

    def since(one: Since) -> Since:
        return replace(one, text=resolve(one.text))

    whole = Edition()
    for docname in sorted(records):
        record = records[docname]
        whole.passages += [replace(one, precis=resolve(one.precis)) for one in record.passages]
        whole.notes += [replace(one, text=resolve(one.text), since=tuple(map(since, one.since))) for one in record.notes]
        whole.since += map(since, record.since)
        whole.footnotes += [replace(one, text=resolve(one.text)) for one in record.footnotes]
        whole.mentions += record.mentions
        whole.collations += [replace(one, text=resolve(one.text)) for one in record.collations]
    return whole


def charts_of(records: Mapping[str, Record], resolve: Callable[[str], str]) -> tuple[Chart, ...]:
    """List the charts of all documents with what is said below them resolved."""
    return tuple(
        replace(chart, source_line=resolve(chart.source_line), caveat=resolve(chart.caveat))
        for _, record in sorted(records.items())
        for chart in record.charts
    )


def pieces_of(records: Mapping[str, Record], resolve: Callable[[str], str]) -> dict[str, tuple[Piece, ...]]:
    """List the pieces of all documents with their words resolved."""
    return {
        docname: tuple(replace(piece, title=resolve(piece.title), text=resolve(piece.text)) for piece in record.pieces)
        for docname, record in sorted(records.items())
    }
