"""Permalinks: where an id that was retired stood, a page says what became of it."""

from __future__ import annotations

from collections.abc import Mapping

from edition.book import FOLDERS, Book
from edition.export.pages.frame import frame
from edition.export.release.identifiers import Identifier


def address(kind: str, id_: str) -> str:
    """The permalink of an id from the site's root; it ends in a slash."""
    return f"{FOLDERS[kind]}/{id_.removeprefix('table-') if kind == 'table' else id_}/"


def pages(book: Book, register: Mapping[str, Identifier]) -> dict[str, str]:
    """The pages of retired ids by their path; what is present has a page of its own."""
    retired = [old for old in register.values() if old.status == "retired"]
    return {f"{address(old.kind, old.id)}index.html": _retired(old, book) for old in retired}


def _retired(old: Identifier, book: Book) -> str:
    # A retired id does not lead on of itself: its reader sees, in their own time, why the place is another one.
    successor = book.by_id.get(old.successor)
    here = f"{address(old.kind, old.id)}index.html"
    return frame("retired.html", f"{old.id}: retired", here, book, old=old, successor=successor)
