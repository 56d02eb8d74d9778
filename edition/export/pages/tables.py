"""A page for each data table, its permalink: content, first rows, columns, licence, sources, file."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from itertools import islice
from typing import Any, Final

from edition.book import Book
from edition.export.pages import context_objects, metadata
from edition.export.pages.cite import control
from edition.export.pages.frame import frame
from edition.texts import typographic

INDEX = "t/index.html"
#: How many rows of a table its page shows.
FIRST: Final = 5


def pages(book: Book) -> dict[str, str]:
    """Return the pages by path, with one that lists them."""
    return {INDEX: index(book), **{f"t/{table['name']}/index.html": page(table, book) for table in book.tables}}


def index(book: Book) -> str:
    """Render the list of all tables."""
    tables = [{"name": table["name"], "title": _title(table)} for table in book.tables]
    return frame("tables.html", "Tables", INDEX, book, tables=tables, indexed=True)


def page(table: Mapping[str, Any], book: Book) -> str:
    """Render the page of a table."""
    here = f"t/{table['name']}/index.html"
    columns = [
        {"name": field["name"], **{name: str(field.get(name, "")) for name in ("type", "unit", "description")}}
        for field in table.get("schema", {}).get("fields", ())
    ]
    citable = book.by_id[f"table-{table['name']}"]
    described = metadata.PageHead(
        uri=citable.path, title=citable.title, description=str(table.get("description", "")), kind=citable.kind, table=table
    )
    keys = [source["title"] for source in table.get("sources", ()) if source["title"] in book.sources]
    return frame(
        "table.html",
        _title(table),
        here,
        book,
        indexed=True,
        description=described.description,
        canonical=book.meta.url(citable.path),
        head=metadata.markup(described, book),
        coins=context_objects.coins(citable, book, described.description),
        table={"path": table["path"], "description": described.description},
        cite=control(citable, book, here),
        columns=columns,
        rows=_first_rows(table, book),
        address=book.meta.url(f"data/{table['path']}") or f"data/{table['path']}",
        terms=[typographic(term) for term in metadata.terms(table)],
        sources=[{"label": book.sources.labels[key], "url": book.source_target(key)} for key in keys],
    )


def _first_rows(table: Mapping[str, Any], book: Book) -> list[list[str]]:
    """Return the first rows of a table as its file has them."""
    with (book.root / "data" / str(table["path"])).open(encoding="utf-8-sig", newline="") as file:
        return list(islice(csv.reader(file), 1, 1 + FIRST))


def _title(table: Mapping[str, Any]) -> str:
    return str(table.get("title", table["name"]))
