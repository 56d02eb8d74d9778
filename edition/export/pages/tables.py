"""A page for each data table, its permalink: what it holds, its columns, its terms, its sources, its file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from edition.book import Book
from edition.export.pages.cite import control
from edition.export.pages.frame import frame

INDEX = "t/index.html"


def pages(book: Book) -> dict[str, str]:
    """The pages by their path, with one that lists them."""
    return {INDEX: index(book), **{f"t/{table['name']}/index.html": page(table, book) for table in book.tables}}


def index(book: Book) -> str:
    """The list of all tables."""
    tables = [{"name": table["name"], "title": _title(table)} for table in book.tables]
    return frame("tables.html", "Tables", INDEX, book, tables=tables, indexed=True)


def page(table: Mapping[str, Any], book: Book) -> str:
    """One table's page."""
    here = f"t/{table['name']}/index.html"
    columns = [
        {"name": one["name"], **{name: str(one.get(name, "")) for name in ("type", "unit", "description")}}
        for one in table.get("schema", {}).get("fields", ())
    ]
    keys = [one["title"] for one in table.get("sources", ()) if one["title"] in book.sources]
    return frame(
        "table.html",
        _title(table),
        here,
        book,
        indexed=True,
        table={"path": table["path"], "description": str(table.get("description", ""))},
        cite=control(book.by_id[f"table-{table['name']}"], book, here),
        columns=columns,
        terms=[str(one.get("title", one.get("name", ""))).rstrip(".") for one in table.get("licenses", ())],
        sources=[{"label": book.sources.labels[key], "url": book.source_target(key)} for key in keys],
    )


def _title(table: Mapping[str, Any]) -> str:
    return str(table.get("title", table["name"]))
