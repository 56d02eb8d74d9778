"""ContextObjects in spans (COinS): a part of the edition as reference managers read it off a page."""

from __future__ import annotations

from urllib.parse import urlencode

from markupsafe import Markup

from edition.book import Book, Citable
from edition.export.pages.frame import LANGUAGE, fragment
from edition.export.pages.metadata import PageHead, Pairs, pinpoints, terms


def coins(citable: Citable, book: Book, description: str = "") -> Markup:
    """Render a ContextObject in a span (COinS) for a part of this edition or the whole.

    Zotero prefers a page's ContextObjects to its head, and from a head it would split a corporate name into first and
    last name and cut a note's id at its hyphen. So each page has one with everything that Zotero reads; the format cannot express that
    editors are no authors.
    """
    if citable.kind == "table":
        return _table_coins(citable, book, description)
    if citable.kind == "whole":
        abstract = " ".join(book.meta.abstract.split())
        described = (("rft.genre", "book"), ("rft.btitle", book.meta.title), ("rft.description", abstract))
        return _context_object(book, described, citable.path)
    return _context_object(book, _part(citable.title, citable.id, description, book), citable.path)


def _table_coins(citable: Citable, book: Book, description: str) -> Markup:
    """Render a data table in terms of Dublin Core, of whose types Zotero knows a dataset; the format for books has none."""
    (table,) = (table for table in book.tables if f"table-{table['name']}" == citable.id)
    described = (("rft.type", "dataset"), ("rft.title", citable.title), ("rft.source", book.meta.title), ("rft.description", description))
    return _context_object(book, described, citable.path, kind="dc", rights="; ".join(terms(table)))


def chapter_coins(page: PageHead, book: Book) -> Markup:
    """Render the ContextObject of a page as a chapter: by its passages, where it has any."""
    first, last = pinpoints(page)
    part = _part(page.title, first if first == last else f"{first}–{last}", page.description, book)
    return _context_object(book, part, page.uri, language=page.language)


def _part(title: str, pinpoint: str, description: str, book: Book) -> Pairs:
    return (
        ("rft.genre", "bookitem"), ("rft.atitle", title), ("rft.btitle", book.meta.title), ("rft.pages", pinpoint),
        ("rft.description", description),
    )  # fmt: skip


def _context_object(
    book: Book, described: Pairs, path: str, kind: str = "book", rights: str | None = None, language: str = LANGUAGE
) -> Markup:
    meta = book.meta
    fields = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", f"info:ofi/fmt:kev:mtx:{kind}"),
        *described,
        *(("rft.aucorp", name) for name in meta.editors),
        ("rft.pub", ", ".join(meta.editors)),
        ("rft.date", meta.date.isoformat()),
        ("rft.edition", f"Version {meta.version}"),
        ("rft.language", language),
        ("rft.rights", meta.licence_url if rights is None else rights),
        ("rft_id", meta.url(path)),
    ]
    return fragment("coins.html", fields=urlencode([field for field in fields if field[1]]))
