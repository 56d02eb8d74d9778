"""The site's first page: the book lies in a folder below it, so that it only leads there."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from edition.sphinx import outputs

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def write(app: Sphinx, failure: Exception | None) -> None:
    """Write a valid page that leads to the book (event `build-finished`), before one without title or language is put there."""
    if failure or app.builder.name != "html" or app.config.root_doc == "index":
        return
    target = escape(app.builder.get_target_uri(app.config.root_doc))
    title = escape(app.config.html_title or app.config.project)
    page = (
        f'<!DOCTYPE html>\n<html lang="{app.config.language or "en"}">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta http-equiv="refresh" content="0; url={target}">\n'
        f'<link rel="icon" href="data:,">\n</head>\n<body>\n<main><h1>{title}</h1>\n<p><a href="{target}">To the book</a></p></main>\n'
        "</body>\n</html>\n"
    )
    outputs.put(Path(app.outdir) / "index.html", page)


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect the page; early, since what finds one leaves it."""
    app.connect("build-finished", write, priority=100)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
