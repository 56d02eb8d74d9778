"""The pages in other languages: they and the start page link to each other in their heads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.osutil import relative_uri

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: The pages that open the edition to readers of a language, with the language; the title page is English.
ENTRY_PAGES: Final = {"book/zh/index": "zh-Hans", "book/ru/index": "ru"}


def mark(app: Sphinx, page: str, template: str, values: dict[str, Any], doctree: nodes.document | None) -> None:
    """Add links to the versions of a page in other languages (event `html-page-context`)."""
    builder, root = app.builder, app.config.root_doc
    if not isinstance(builder, StandaloneHTMLBuilder) or builder.name in ("epub", "singlehtml"):
        return
    entry_pages = {name: language for name, language in ENTRY_PAGES.items() if name in app.env.all_docs}
    if page in entry_pages or page == root:
        address = builder.get_target_uri(page)
        values["alternates"] = [
            {"language": language, "url": relative_uri(address, builder.get_target_uri(name)) or "#"}
            for name, language in {root: "en", **entry_pages}.items()
        ]


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect `mark` after the values of the page, which are set at 900."""
    app.connect("html-page-context", mark, priority=950)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
