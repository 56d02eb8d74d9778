"""Permalinks of retired ids: a page at the old address says what became of the id."""

from __future__ import annotations

from collections.abc import Mapping

from edition.book import FOLDERS, Book
from edition.export.pages.frame import frame
from edition.export.release.identifiers import Identifier


def address(kind: str, id_: str) -> str:
    """Return the permalink of an id from the site's root; it ends in a slash."""
    return f"{FOLDERS[kind]}/{id_.removeprefix('table-') if kind == 'table' else id_}/"


def pages(book: Book, register: Mapping[str, Identifier]) -> dict[str, str]:
    """Return the pages of retired ids by path; a present id has a page of its own."""
    retired = [old for old in register.values() if old.status == "retired"]
    return {f"{address(old.kind, old.id)}index.html": _retired(old, book) for old in retired}


def _retired(old: Identifier, book: Book) -> str:
    # No automatic redirect from a retired id: its readers see, in their own time, why the address changed.
    successor = book.by_id.get(old.successor)
    here = f"{address(old.kind, old.id)}index.html"
    return frame("retired.html", f"{old.id}: retired", here, book, old=old, successor=successor)
