"""Files that a page's script loads on demand: the cards of links and the search index, named with digests of their content."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder

from edition.export.formats import cards, search_index
from edition.export.pages.frame import addressed
from edition.sphinx.assemble import book_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

_addresses: WeakKeyDictionary[Builder, tuple[str, str]] = WeakKeyDictionary()


def name(app: Sphinx, page: str, template: str, values: dict[str, Any], doctree: nodes.document | None) -> None:
    """Give a page the addresses of both (event `html-page-context`)."""
    if not isinstance(app.builder, StandaloneHTMLBuilder) or app.builder.name in ("epub", "singlehtml"):
        return
    if app.builder not in _addresses:
        book = book_of(app)
        index = search_index.script(search_index.entries(book))
        _addresses[app.builder] = addressed(cards.FILE, cards.script(book)), addressed(search_index.INDEX, index)
    values["cards"], values["index"] = _addresses[app.builder]


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect it."""
    app.connect("html-page-context", name)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
