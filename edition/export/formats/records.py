"""A citable thing, the essay and the sources as records for reference managers: CSL-JSON items, BibTeX and RIS."""

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


def ours(one: Citable, corpus: Book) -> Item:
    """The CSL item for something of this edition; the editors, who wrote the part and edit the whole, are named once."""
    meta = corpus.meta
    editors = [{"literal": name} for name in meta.editors]
    item: Item = {
        "id": f"edition-{one.id}" if one.kind != "whole" else "edition",
        "type": {"whole": "book", "chart": "chapter", "table": "dataset"}.get(one.kind, "chapter"),
        "author": editors,
        "title": one.title,
        "version": meta.version,
        "issued": {"date-parts": [[meta.date.year, meta.date.month, meta.date.day]]},
        "language": "en-GB",
        "note": note(one, corpus),
    }
    if one.kind != "whole":
        item["container-title"] = meta.title
        item["section"] = one.id.removeprefix("table-")
    if url := meta.url(one.path):
        item["URL"] = url
    return item


def note(one: Citable, corpus: Book) -> str:
    """The version, and for commentary what it comments on and that the essay was read in a machine translation."""
    stamp = f"Version {corpus.meta.version}, {day(corpus.meta)}."
    if not one.pinpoint:
        return stamp
    number = one.pinpoint.removeprefix(passage_of(one.pinpoint)).lstrip(".")
    where = f"passage {passage_of(one.pinpoint)}" + (f", sentence {number}," if number else "")
    author = "".join(f"{name.family} {name.given}".strip() + ", " for name in (corpus.essay.authors if corpus.essay else ()))
    return f"{stamp} On {where} of {author}“{corpus.base.title}”, which was read in an English machine translation."


def passage_of(pinpoint: str) -> str:
    """The passage of a pinpoint: 1.2.1 of 1.2.1.4, fig.1 of fig.1.1."""
    depth = 2 if pinpoint.startswith("fig.") else 3
    return ".".join(pinpoint.split(".")[:depth])


def essay(corpus: Book) -> Item:
    """The CSL item for the essay itself, marked as what it is: a translation by machine."""
    source = corpus.essay
    item = csl(source) if source else {"title": corpus.base.title, "URL": corpus.base.url, "type": "webpage"}
    return {**item, "id": ESSAY_ID, "type": "webpage", "genre": ESSAY_GENRE, "language": item.get("language", "en")}


def sources(corpus: Book) -> list[Item]:
    """The whole bibliography as CSL items, by key, with what the edition adds about each."""
    return [{**csl(one), "custom": _custom(one)} for one in sorted(corpus.sources, key=lambda one: one.key)]


def day(meta: Meta) -> str:
    """The edition's date in words: 23 November 2026; of a text that is no release it says so."""
    return f"{meta.date.day} {meta.date:%B %Y}" + ("" if meta.released else ", between releases")


def csl_json(items: Iterable[Mapping[str, Any]]) -> str:
    """CSL items as the text of a file."""
    return json.dumps([published(item) for item in items], ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def bibtex(item: Mapping[str, Any]) -> str:
    """One item as BibTeX."""
    return bibtex_format.bibtex(published(item))


def ris(item: Mapping[str, Any]) -> str:
    """One item as RIS."""
    return ris_format.ris(published(item))


def published(item: Mapping[str, Any]) -> Item:
    """The item as it leaves the house.

    Reference managers keep neither section nor version of a chapter, and would take the editors of the whole for its authors; the
    citations printed here name them as their manuals ask (see `citations`).
    """
    made = dict(item)
    if item["type"] == "book" and "editor" not in item and item.get("version"):
        made["editor"] = made.pop("author")
    if item["type"] in ("book", "chapter"):
        for ours, theirs in (("section", "page"), ("version", "edition")):
            if ours in made:
                made[theirs] = made.pop(ours) if ours == "section" else f"Version {made.pop(ours)}"
    return made


def _custom(one: Source) -> dict[str, str]:
    return {
        "origin": one.origin,
        "evidence": one.evidence,
        "extent": one.extent,
        **({"consulted": one.consulted} if one.consulted else {}),
        **({"shortauthor": one.short_author} if one.short_author else {}),
    }
