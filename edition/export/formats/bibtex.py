"""An item as BibTeX: types and fields that classic styles, biblatex, Zotero and citation-js all read, every special character escaped.

Zotero drops an entry whose type it does not know, so a dataset, a speech and a treaty are `@misc` with a `type`. A full date
goes into `date` (biblatex, Zotero, citation-js) beside `year` and `month` (BibTeX), a language into `language` beside `langid`, and the
site or programme of publication into `booktitle` (Zotero, citation-js) beside the field that styles print.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from edition.sources.tex import escape

TYPES: Final = {
    "article-journal": "article", "article-newspaper": "article", "book": "book", "broadcast": "video", "chapter": "incollection",
    "entry-encyclopedia": "inreference", "legislation": "legislation", "paper-conference": "inproceedings", "report": "techreport",
    "webpage": "online",
}  # fmt: skip
#: Subtypes that the type does not express.
SUBTYPES: Final = {"article-newspaper": "newspaper"}
KINDS: Final = {"dataset": "dataset", "interview": "interview", "speech": "speech", "treaty": "treaty"}
CONTAINERS: Final = {
    "article": "journal", "online": "organization", "misc": "howpublished", "video": "organization", "legislation": "howpublished",
}  # fmt: skip
PUBLISHERS: Final = {"techreport": "institution", "phdthesis": "school", "mastersthesis": "school"}


def bibtex(item: Mapping[str, Any]) -> str:
    """Return a CSL item as an entry; titles keep their capitals, a corporate name is one name, also a publisher's with an `and` in it."""
    kind = _type(item)
    date = [f"{part:02d}" for part in item.get("issued", {}).get("date-parts", [[]])[0]]
    custom = item.get("custom", {})
    fields = {
        "author": _names(item.get("author", ())),
        "title": _keep_capitals(item["title"]),
        CONTAINERS.get(kind, ""): _keep_capitals(item.get("container-title", "")),
        "booktitle": _keep_capitals(item.get("container-title", "")) if kind != "article" else "",
        "editor": _names(item.get("editor", ())),
        PUBLISHERS.get(kind, "publisher"): _keep_capitals(item.get("publisher", "")),
        "volume": escape(item.get("volume", "")),
        "number": escape(item.get("issue", item.get("number", ""))),
        "edition": escape(item.get("edition", "")),
        "version": escape(item.get("version", "")),
        "pages": escape(item.get("page", "")).replace("–", "--"),
        "date": "-".join(date),
        "year": date[0] if date else "",
        "month": str(int(date[1])) if len(date) > 1 else "",
        "entrysubtype": SUBTYPES.get(item["type"], ""),
        "type": escape(item.get("genre", KINDS.get(item["type"], ""))),
        "doi": item.get("DOI", ""),
        "isbn": item.get("ISBN", ""),
        "url": item.get("URL", ""),
        "language": item.get("language", ""),
        "langid": item.get("language", ""),
        "translatedtitle": _keep_capitals(item.get("translated-title", "")),
        "note": escape(item.get("note", "")),
        **{name: escape(value) for name, value in custom.items()},
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if name and value]
    return "\n".join([f"@{kind}{{{item['id']},", *lines, "}", ""])


def _type(item: Mapping[str, Any]) -> str:
    if item["type"] == "thesis":
        return "mastersthesis" if item.get("genre") == "Master’s thesis" else "phdthesis"
    return TYPES.get(item["type"], "misc")


def _keep_capitals(text: str) -> str:
    return f"{{{escape(text)}}}" if text else ""


def _names(names: list[Mapping[str, str]]) -> str:
    return " and ".join(map(_name, names))


def _name(name: Mapping[str, str]) -> str:
    if "literal" in name:
        return f"{{{escape(name['literal'])}}}"
    given = escape(name.get("given", ""))
    return f"{escape(name['family'])}, {given}" if given else escape(name["family"])
