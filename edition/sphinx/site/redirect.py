"""The site's first page: the book lies in a folder below it, so that it only leads there."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from edition.outputs.ledger import put

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def files(app: Sphinx) -> list[str]:
    """Name the page, where there is one, and the search page beside it."""
    return [name for name in ("index.html", "search.html", "search/index.html") if (Path(app.outdir) / name).is_file()]


def write(app: Sphinx) -> None:
    """Write a valid page that leads to the book, in the place of one without title or language."""
    if app.config.root_doc == "index":
        return
    target = escape(app.builder.get_target_uri(app.config.root_doc))
    title = escape(app.config.html_title or app.config.project)
    page = (
        f'<!DOCTYPE html>\n<html lang="{app.config.language or "en"}">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta http-equiv="refresh" content="0; url={target}">\n'
        f'<link rel="icon" href="data:,">\n</head>\n<body>\n<main><h1>{title}</h1>\n<p><a href="{target}">To the book</a></p></main>\n'
        "</body>\n</html>\n"
    )
    put(Path(app.outdir) / "index.html", page)
