"""An item as RIS, with types that reference managers know: Zotero takes `GEN` for a journal article.

Who keeps a data set stands in `T2`, as every container does, and in `PB`, where Zotero looks for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from edition.sources.model import Evidence

TYPES: Final = {
    "article-journal": "JOUR", "article-newspaper": "NEWS", "book": "BOOK", "broadcast": "VIDEO", "chapter": "CHAP", "dataset": "DATA",
    "document": "GOVDOC", "entry-encyclopedia": "ENCYC", "interview": "NEWS", "legislation": "STAT",
    "paper-conference": "CPAPER", "report": "RPRT", "speech": "SLIDE", "thesis": "THES", "treaty": "GOVDOC", "webpage": "ELEC",
}  # fmt: skip
#: Subtypes that the type does not express.
KINDS: Final = {"interview": "interview", "speech": "speech", "treaty": "treaty"}


def ris(item: Mapping[str, Any]) -> str:
    """Return a CSL item as a record, with the carriage returns that the format requires."""
    kind = _type(item)
    date = [f"{part:02d}" for part in item.get("issued", {}).get("date-parts", [[]])[0]]
    first, _, last = item.get("page", "").partition("–")
    tags = [("TY", kind), ("ID", item["id"])]
    tags += [("AU", _name(name)) for name in item.get("author", ())]
    tags += [("TI", item["title"]), ("T2", item.get("container-title", ""))]
    tags += [("A3" if kind == "BOOK" else "A2", _name(name)) for name in item.get("editor", ())]
    tags += [
        ("PB", item.get("publisher", item.get("container-title", "") if kind == "DATA" else "")),
        ("VL", item.get("volume", "")),
        ("IS", item.get("issue", "")),
        ("ET", item.get("edition", item.get("version", ""))),
        ("SP", first),
        ("EP", last),
        ("PY", date[0] if date else ""),
        ("DA", "/".join(date)),
        ("M3", item.get("genre", KINDS.get(item["type"], ""))),
        ("SN" if kind == "RPRT" else "M1", item.get("number", "")),
        ("SN", item.get("ISBN", "")),
        ("DO", item.get("DOI", "")),
        ("UR", item.get("URL", "")),
        ("LA", item.get("language", "")),
        ("N1", item.get("note", "")),
    ]
    lines = [f"{tag}  - {' '.join(str(value).split())}" for tag, value in tags if value]
    return "\r\n".join([*lines, "ER  - ", "", ""])


def _type(item: Mapping[str, Any]) -> str:
    """Return the type; a document of no public body is a manuscript, since its publication is not known."""
    made_by_body = item.get("custom", {}).get("evidence", Evidence.PRIMARY) == Evidence.PRIMARY
    return TYPES[item["type"]] if item["type"] != "document" or made_by_body else "MANSCPT"


def _name(name: Mapping[str, str]) -> str:
    """Return a name for its line; RIS splits every name at commas, so a corporate name gets semicolons instead."""
    if "literal" in name:
        return name["literal"].replace(",", ";")
    return f"{name['family']}, {name.get('given', '')}".rstrip(", ")
