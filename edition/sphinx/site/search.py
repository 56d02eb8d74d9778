"""The search page, which replaces Sphinx's own search.

Sphinx's index takes a run of Chinese for one word and fetches pages to show a result's context, which a page opened from
a folder may not do; it is switched off, and the book's own search page (`book/_static/search`) reads the index that
`edition.export.formats.search_index` makes.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sphinx.builders.html import StandaloneHTMLBuilder

from edition.sphinx.assemble import book_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

PAGE: Final = "search"


def switch_off_sphinx_search(app: Sphinx) -> None:
    """Keep Sphinx from building its own index and page (event `builder-inited`)."""
    if _searches(app):
        app.builder.search = False  # type: ignore[attr-defined]


def page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the search page (event `html-collect-pages`)."""
    if _searches(app):
        book = book_of(app)
        yield PAGE, {
            "title": "Search",
            "search_style": book.asset("_static/search/search.css"),
            "search_engine": book.asset("_static/search/engine.js"),
            "search_script": book.asset("_static/search/search.js"),
        }, "search.html"


def clear(app: Sphinx, failure: Exception | None) -> None:
    """Delete what Sphinx leaves of its own search (event `build-finished`)."""
    if not failure and _searches(app):
        (Path(app.outdir) / "searchindex.js").unlink(missing_ok=True)


def _searches(app: Sphinx) -> bool:
    return isinstance(app.builder, StandaloneHTMLBuilder) and app.builder.name in ("html", "dirhtml")


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect the page."""
    app.connect("builder-inited", switch_off_sphinx_search)
    app.connect("html-collect-pages", page)
    app.connect("build-finished", clear)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
