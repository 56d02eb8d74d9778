"""The language of each page; those in other languages and the start page link to each other, once the site's address is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder

from edition.export.pages.frame import LANGUAGE
from edition.sphinx.assemble import book_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

#: The pages that open the edition to readers of a language, with the language; the title page is English.
ENTRY_PAGES: Final = {"book/zh/index": "zh-Hans", "book/ru/index": "ru"}


def language_of(env: BuildEnvironment, page: str) -> str:
    """Return the language of a page as a BCP 47 tag: the `lang` of its front matter, else English."""
    return str((env.metadata.get(page) or {}).get("lang", LANGUAGE))


def mark(app: Sphinx, page: str, template: str, values: dict[str, Any], doctree: nodes.document | None) -> None:
    """Add links to the versions of a page in other languages (event `html-page-context`); search engines read only whole addresses."""
    builder, root = app.builder, app.config.root_doc
    if not isinstance(builder, StandaloneHTMLBuilder) or builder.name in ("epub", "singlehtml"):
        return
    entry_pages = {name: language for name, language in ENTRY_PAGES.items() if name in app.env.all_docs}
    address = book_of(app).meta.url
    if address("") and (page in entry_pages or page == root):
        targets = {name: "" if name == root else builder.get_target_uri(name) for name in (root, *entry_pages)}
        values["alternates"] = [{"language": entry_pages.get(name, "en"), "url": address(target)} for name, target in targets.items()]


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect `mark` after the values of the page, which are set at 900."""
    app.connect("html-page-context", mark, priority=950)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
