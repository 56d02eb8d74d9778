"""The search index: everything a reader may look for, each with its kind, its place and its words.

The index holds the words themselves, so that a result can show them without reading another page; matching is done in the browser.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a result is, in the order the search page offers."""

    PASSAGE = "passage"
    NOTE = "note"
    TERM = "term"
    PERSON = "person"
    PLACE = "place"
    DOCUMENT = "document"
    SOURCE = "source"
    DATA = "data"
    PAGE = "page"


PLURALS = {kind: f"{kind}s" for kind in Kind} | {Kind.PERSON: "people", Kind.DATA: "data"}


@dataclass(frozen=True)
class Entry:
    """One thing to be found: `name` says more about it (an id and a finding, the page it stands on), `url` is from the site's root.

    `sentences` are references to those that a passage has or a note is about; a sentence has no place of its own.
    """

    kind: Kind
    title: str
    name: str
    url: str
    text: str
    sentences: tuple[str, ...] = ()


def script(entries: Iterable[Entry]) -> str:
    """The index as a script: a page opened from a folder may load a script, but may not read a file."""
    kinds = list(Kind)
    pages: dict[str, int] = {}
    rows = []
    for entry in entries:
        page, _, anchor = entry.url.partition("#")
        place = pages.setdefault(page, len(pages))
        row = [kinds.index(entry.kind), entry.title, entry.name, place, anchor, " ".join(entry.text.split())]
        rows.append([*row, entry.sentences] if entry.sentences else row)
    index = {"kinds": [[kind, PLURALS[kind]] for kind in kinds], "pages": list(pages), "entries": rows}
    return f"editionSearch({json.dumps(index, ensure_ascii=False, separators=(',', ':'))});\n"
