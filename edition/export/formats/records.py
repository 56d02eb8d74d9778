"""A citable thing, the essay and the sources as records for reference managers: CSL-JSON items, BibTeX and RIS."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from edition.book import Book, Citable
from edition.publication import Meta
from edition.sources.model import Source, csl

Item = dict[str, Any]
ESSAY_GENRE = "English AI translation"
ESSAY_ID = "essay"
BIB_TYPES = {
    "book": "book", "chapter": "incollection", "dataset": "misc", "article-journal": "article", "article-newspaper": "article",
    "report": "techreport", "thesis": "phdthesis", "paper-conference": "inproceedings",
}  # fmt: skip
RIS_TYPES = {
    "book": "BOOK", "chapter": "CHAP", "dataset": "DATA", "article-journal": "JOUR", "article-newspaper": "NEWS",
    "report": "RPRT", "thesis": "THES", "paper-conference": "CPAPER", "webpage": "ELEC", "legislation": "STAT",
    "entry-encyclopedia": "ENCYC", "broadcast": "VIDEO",
}  # fmt: skip
_TEX = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", **{sign: f"\\{sign}" for sign in "&%#_$"}, "~": r"\textasciitilde{}"}


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
    """The edition's date in words: 23 November 2026."""
    return f"{meta.date.day} {meta.date:%B %Y}"


def csl_json(items: Iterable[Mapping[str, Any]]) -> str:
    """CSL items as the text of a file."""
    return json.dumps(list(items), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def bibtex(item: Mapping[str, Any]) -> str:
    """One item as BibTeX; titles keep their capitals."""
    kind = BIB_TYPES.get(item["type"], "misc")
    date = _date(item)
    fields = {
        "author": " and ".join(_bib_name(name) for name in item.get("author", ())),
        "title": f"{{{_tex(item['title'])}}}",
        "journal" if kind == "article" else "booktitle": f"{{{_tex(item['container-title'])}}}" if "container-title" in item else "",
        "editor": " and ".join(_bib_name(name) for name in item.get("editor", ())),
        "publisher": _tex(item.get("publisher", "")),
        "volume": _tex(item.get("volume", "")),
        "number": _tex(item.get("issue", "")),
        "version": item.get("version", ""),
        "pages": _tex(item.get("section", item.get("page", ""))),
        "year": date[0] if date else "",
        "month": str(int(date[1])) if len(date) > 1 else "",
        "day": str(int(date[2])) if len(date) > 2 else "",
        "howpublished": _tex(item.get("genre", "")),
        "doi": item.get("DOI", ""),
        "url": item.get("URL", ""),
        "note": _tex(item.get("note", "")),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value and value != "{}"]
    return "\n".join([f"@{kind}{{{item['id']},", *lines, "}", ""])


def ris(item: Mapping[str, Any]) -> str:
    """One item as RIS, with the carriage returns the format asks for."""
    date = _date(item)
    tags = [("TY", RIS_TYPES.get(item["type"], "GEN")), ("ID", item["id"])]
    tags += [("AU", _ris_name(name)) for name in item.get("author", ())]
    tags += [("TI", item["title"]), ("T2", item.get("container-title", ""))]
    tags += [("A2", _ris_name(name)) for name in item.get("editor", ())]
    tags += [
        ("PB", item.get("publisher", "")),
        ("VL", item.get("volume", "")),
        ("IS", item.get("issue", "")),
        ("ET", f"Version {item['version']}" if "version" in item else ""),
        ("SP", item.get("section", item.get("page", ""))),
        ("PY", date[0] if date else ""),
        ("DA", "/".join(date) if date else ""),
        ("M3", item.get("genre", "")),
        ("DO", item.get("DOI", "")),
        ("UR", item.get("URL", "")),
        ("LA", item.get("language", "")),
        ("N1", item.get("note", "")),
    ]
    lines = [f"{tag}  - {' '.join(str(value).split())}" for tag, value in tags if value]
    return "\r\n".join([*lines, "ER  - ", "", ""])


def _custom(one: Source) -> dict[str, str]:
    return {
        "origin": one.origin,
        "evidence": one.evidence,
        "extent": one.extent,
        **({"consulted": one.consulted} if one.consulted else {}),
    }


def _date(item: Mapping[str, Any]) -> list[str]:
    parts = item.get("issued", {}).get("date-parts", [[]])[0]
    return [f"{part:02d}" if index else f"{part:04d}" for index, part in enumerate(parts)]


def _tex(text: str) -> str:
    return re.sub(r"[\\{}&%#_$~]", lambda found: _TEX[found[0]], text)


def _bib_name(name: Mapping[str, str]) -> str:
    return f"{{{_tex(name['literal'])}}}" if "literal" in name else f"{_tex(name['family'])}, {_tex(name.get('given', ''))}"


def _ris_name(name: Mapping[str, str]) -> str:
    return name["literal"] if "literal" in name else f"{name['family']}, {name.get('given', '')}".rstrip(", ")
