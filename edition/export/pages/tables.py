"""A page for each data table, its permalink: what it holds, its columns, its terms, its sources, its file."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from edition.book import Book
from edition.export.pages.cite import control
from edition.export.pages.frame import frame, relative

INDEX = "t/index.html"


def pages(corpus: Book) -> dict[str, str]:
    """The pages by their path, with one that lists them."""
    return {INDEX: index(corpus), **{f"t/{table['name']}/index.html": page(table, corpus) for table in corpus.tables}}


def index(corpus: Book) -> str:
    """The list of all tables."""
    titles = {escape(table["name"]): escape(str(table.get("title", table["name"]))) for table in corpus.tables}
    rows = "\n".join(f'<li><a href="{name}/index.html">{title}</a></li>' for name, title in titles.items())
    about = "<p>Each table has a page: what its columns hold, on what terms and from which sources, and how to cite it.</p>"
    return frame("Tables", f"{about}\n<ul>\n{rows}\n</ul>", INDEX, corpus)


def page(table: Mapping[str, Any], corpus: Book) -> str:
    """One table's page."""
    here = f"t/{table['name']}/index.html"
    file = escape(relative(f"data/{table['path']}", here))
    cite = control(corpus.by_id[f"table-{table['name']}"], corpus, here)
    rows = "\n".join(_column(one) for one in table.get("schema", {}).get("fields", ()))
    terms = "; ".join(escape(str(one.get("title", one.get("name", "")))) for one in table.get("licenses", ()))
    keys = [one["title"] for one in table.get("sources", ()) if one["title"] in corpus.sources]
    sources = "; ".join(escape(corpus.sources.labels[key]) for key in keys)
    body = [
        f"<p>{escape(str(table.get('description', '')))}</p>",
        f'<p><a href="{file}" download>{escape(table["path"])}</a></p>',
        cite,
        '<div class="table-scroll" tabindex="0" role="region" aria-label="Columns">\n<table>\n<thead><tr><th scope="col">Column</th>'
        '<th scope="col">Type</th><th scope="col">Unit</th><th scope="col">What it holds</th></tr></thead>\n'
        f"<tbody>\n{rows}\n</tbody>\n</table>\n</div>",
        f"<p>Terms: {terms.rstrip('.')}.</p>" if terms else "",
        f"<p>Sources: {sources}.</p>" if sources else "",
    ]
    return frame(str(table.get("title", table["name"])), "\n".join(part for part in body if part), here, corpus)


def _column(one: Mapping[str, Any]) -> str:
    cells = (one.get("type", ""), one.get("unit", ""), one.get("description", ""))
    return f'<tr><th scope="row">{escape(one["name"])}</th>' + "".join(f"<td>{escape(str(cell))}</td>" for cell in cells) + "</tr>"
