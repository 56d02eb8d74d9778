"""Citable parts, the essay and the sources as records for reference managers: CSL-JSON items, BibTeX and RIS."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from edition.book import Book, Citable
from edition.export.formats import bibtex as bibtex_format
from edition.export.formats import ris as ris_format
from edition.publication import Meta
from edition.sources.model import Source, csl

Item = dict[str, Any]
ESSAY_GENRE = "English AI translation"
ESSAY_ID = "essay"


def item_of(citable: Citable, book: Book) -> Item:
    """Return the CSL item for a part of this edition; the editors, authors of the part and editors of the whole, are named once."""
    meta = book.meta
    editors = [{"literal": name} for name in meta.editors]
    item: Item = {
        "id": f"edition-{citable.id}" if citable.kind != "whole" else "edition",
        "type": {"whole": "book", "chart": "chapter", "table": "dataset"}.get(citable.kind, "chapter"),
        "author": editors,
        "title": citable.title,
        "version": meta.version,
        "issued": {"date-parts": [[meta.date.year, meta.date.month, meta.date.day]]},
        "language": "en-GB",
        "note": note(citable, book),
    }
    if citable.kind != "whole":
        item["container-title"] = meta.title
        item["section"] = citable.id.removeprefix("table-")
    if url := meta.url(citable.path):
        item["URL"] = url
    return item


def note(citable: Citable, book: Book) -> str:
    """Return the version, and for commentary its subject and that the essay was read in a machine translation."""
    stamp = f"Version {book.meta.version}, {day(book.meta)}."
    if not citable.pinpoint:
        return stamp
    number = citable.pinpoint.removeprefix(passage_of(citable.pinpoint)).lstrip(".")
    place = f"passage {passage_of(citable.pinpoint)}" + (f", sentence {number}," if number else "")
    author = "".join(f"{name.family} {name.given}".strip() + ", " for name in (book.essay.authors if book.essay else ()))
    return f"{stamp} On {place} of {author}“{book.base.title}”, which was read in an English machine translation."


def passage_of(pinpoint: str) -> str:
    """Return the passage of a pinpoint: 1.2.1 of 1.2.1.4, fig.1 of fig.1.1."""
    depth = 2 if pinpoint.startswith("fig.") else 3
    return ".".join(pinpoint.split(".")[:depth])


def essay(book: Book) -> Item:
    """Return the CSL item for the essay itself, marked as a machine translation."""
    source = book.essay
    item = csl(source) if source else {"title": book.base.title, "URL": book.base.url, "type": "webpage"}
    return {**item, "id": ESSAY_ID, "type": "webpage", "genre": ESSAY_GENRE, "language": item.get("language", "en")}


def sources(book: Book) -> list[Item]:
    """Return the whole bibliography as CSL items, by key, with the edition's additions to each."""
    return [{**csl(source), "custom": _custom(source)} for source in sorted(book.sources, key=lambda source: source.key)]


def day(meta: Meta) -> str:
    """Format the edition's date in words: 23 November 2026; for a text that is no release, say so."""
    return f"{meta.date.day} {meta.date:%B %Y}" + ("" if meta.released else ", between releases")


def csl_json(items: Iterable[Mapping[str, Any]]) -> str:
    """Return CSL items as the text of a file."""
    return json.dumps([published(item) for item in items], ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def bibtex(item: Mapping[str, Any]) -> str:
    """Return an item as BibTeX."""
    return bibtex_format.bibtex(published(item))


def ris(item: Mapping[str, Any]) -> str:
    """Return an item as RIS."""
    return ris_format.ris(published(item))


def published(item: Mapping[str, Any]) -> Item:
    """Return an item in the form for reference managers.

    They keep neither section nor version of a chapter, and would take the editors of the whole for its authors; the
    citations printed here name them as the styles' manuals ask (see `citations`).
    """
    exported = dict(item)
    if item["type"] == "book" and "editor" not in item and item.get("version"):
        exported["editor"] = exported.pop("author")
    if item["type"] in ("book", "chapter"):
        for field, their_field in (("section", "page"), ("version", "edition")):
            if field in exported:
                exported[their_field] = exported.pop(field) if field == "section" else f"Version {exported.pop(field)}"
    return exported


def _custom(source: Source) -> dict[str, str]:
    return {
        "origin": source.origin,
        "evidence": source.evidence,
        "extent": source.extent,
        **({"consulted": source.consulted} if source.consulted else {}),
        **({"shortauthor": source.short_author} if source.short_author else {}),
    }
