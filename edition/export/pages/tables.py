"""A page for each data table, its permalink: content, first rows, columns, licence, sources, file."""

from __future__ import annotations

import csv
import io
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


def pages(book: Book, data: Mapping[str, str]) -> dict[str, str]:
    """Return the pages by path, with one that lists them; `data` holds the text of each table that the site publishes, by file name."""
    each = {f"t/{table['name']}/index.html": page(table, book, data.get(str(table["path"]), "")) for table in book.tables}
    return {INDEX: index(book), **each}


def index(book: Book) -> str:
    """Render the list of all tables."""
    tables = [{"name": table["name"], "title": _title(table)} for table in book.tables]
    return frame("tables.html", "Tables", INDEX, book, tables=tables, indexed=True)


def page(table: Mapping[str, Any], book: Book, text: str) -> str:
    """Render the page of a table, whose file has a text; without one the page shows no rows."""
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
        rows=list(islice(csv.reader(io.StringIO(text)), 1, 1 + FIRST)),
        address=book.meta.url(f"data/{table['path']}") or f"data/{table['path']}",
        terms=[typographic(term) for term in metadata.terms(table)],
        sources=[{"label": book.sources.labels[key], "url": book.source_target(key)} for key in keys],
    )


def _title(table: Mapping[str, Any]) -> str:
    return str(table.get("title", table["name"]))
