"""The search index: everything a reader may search for, with its kind, its address and its words.

The index holds the words themselves, so that a result can show them without loading another page; the browser does the matching.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from edition.book import Book
from edition.commentary.answers import answer
from edition.commentary.model import Note, finding_of
from edition.commentary.note_types import Headline, Where, shown, type_of
from edition.essay.shape import Reference
from edition.texts import typographic

INDEX: Final = "search-index.js"


class HitKind(StrEnum):
    """The kinds of results, in the order of the search page."""

    PASSAGE = "passage"
    NOTE = "note"
    TERM = "term"
    PERSON = "person"
    PLACE = "place"
    DOCUMENT = "document"
    EVENT = "event"
    SOURCE = "source"
    DATA = "data"
    PAGE = "page"


#: The kind of an entry by its table.
TABLE_KINDS: Final = {"glossary": HitKind.TERM, "people": HitKind.PERSON, "places": HitKind.PLACE, "documents": HitKind.DOCUMENT}
PLURALS = {kind: f"{kind}s" for kind in HitKind} | {HitKind.PERSON: "people", HitKind.DATA: "data"}


@dataclass(frozen=True)
class Searchable:
    """One searchable item: `name` describes it further (an id and a finding, the page it is on), `url` is from the site's root.

    `sentences` are references to the sentences of a passage or of a note; a sentence has no place of its own.
    """

    kind: HitKind
    title: str
    name: str
    url: str
    text: str
    sentences: tuple[str, ...] = ()


def script(entries: Iterable[Searchable]) -> str:
    """Return the index as a script: a page opened from a folder may load a script, but may not read a file."""
    kinds = list(HitKind)
    pages: dict[str, int] = {}
    rows = []
    for entry in entries:
        page, _, anchor = entry.url.partition("#")
        place = pages.setdefault(page, len(pages))
        row = [kinds.index(entry.kind), entry.title, entry.name, place, anchor, " ".join(entry.text.split())]
        rows.append([*row, entry.sentences] if entry.sentences else row)
    index = {"kinds": [[kind, PLURALS[kind]] for kind in kinds], "pages": list(pages), "entries": rows}
    return f"editionSearch({json.dumps(index, ensure_ascii=False, separators=(',', ':'))});\n"


def entries(book: Book) -> Iterator[Searchable]:
    """Yield everything searchable in the order of the book: the pieces of its pages, then its sources, then its tables."""
    sentences, notes = _sentences(book), {f"n-{note.id}": note for note in book.edition.notes}
    order = [*book.contents.paths, *(docname for docname in sorted(book.pieces) if docname not in book.contents.paths)]
    for docname in dict.fromkeys(order):
        for piece in book.pieces.get(docname, ()):
            kind = _kind(book, piece.anchor)
            page_title = book.titles.get(docname, "")
            title, name = piece.title, piece.name or (page_title if kind is HitKind.PAGE and page_title != piece.title else "")
            if note := notes.get(piece.anchor):
                title, name = _headline(note), _described(note)
            if piece.text or kind is not HitKind.PAGE:
                yield Searchable(kind, title, name, book.target(docname, piece.anchor), piece.text, sentences.get(piece.anchor, ()))
    for key, target, text in book.described:
        if key in book.sources:
            yield Searchable(HitKind.SOURCE, book.sources.labels[key], "", target, text)
    for table in book.tables if book.publishes else ():
        columns = (f"{field['name']}: {field.get('description', '')}" for field in table.get("schema", {}).get("fields", ()))
        text = " ".join([str(table.get("description", "")), *columns])
        title = str(table.get("title", table["name"]))
        yield Searchable(HitKind.DATA, title, f"table {table['name']}", f"t/{table['name']}/index.html", text)


def _headline(note: Note) -> str:
    """Return the heading of a note as its page shows it: the answer, a title, or the phrase."""
    headline = type_of(note).headline
    if headline is Headline.ANSWER:
        return answer(note.text)
    return typographic(" ".join(str(value) for _, value in shown(note, Where.TITLE)) or note.lemma)


def _described(note: Note) -> str:
    """Describe a note in plain words: its id, the phrase where that is not its heading, its type, and for a claim its finding."""
    kind = type_of(note)
    phrase = "" if kind.headline is Headline.PHRASE else f"“{typographic(note.lemma)}”"
    words = ", ".join(map(str, filter(None, (kind.label.lower(), finding_of(note)))))
    return " · ".join(filter(None, (note.id, phrase, words)))


def _sentences(book: Book) -> dict[str, tuple[str, ...]]:
    """Return the sentences of each passage and note by anchor."""
    found = {f"n-{note.id}": _references(note.passage, note.sentences) for note in book.edition.notes}
    for passage in (known.reference for known in book.edition.passages if known.reference in book.base):
        found[f"p-{passage}"] = _references(passage, (sentence.number for sentence in book.base[passage].sentences))
    return found


def _references(passage: str, sentences: Iterable[int]) -> tuple[str, ...]:
    return tuple(str(Reference(passage, number)) for number in sentences)


def _kind(book: Book, anchor: str) -> HitKind:
    prefix, _, rest = anchor.partition("-")
    if prefix == "e" and (entry := book.entries.get(rest)):
        return TABLE_KINDS.get(entry.table, HitKind.PAGE)
    return {"p": HitKind.PASSAGE, "n": HitKind.NOTE, "ev": HitKind.EVENT, "fig": HitKind.DATA}.get(prefix, HitKind.PAGE)
