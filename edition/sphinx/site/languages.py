"""The pages in other languages: they and the start page name each other in their heads."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from markupsafe import Markup
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.osutil import relative_uri

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: Of each page that opens the edition to readers of a language: its document and the language; the title page is English.
DOORS: Final = {"book/zh/index": "zh-Hans", "book/ru/index": "ru"}


def mark(app: Sphinx, page: str, template: str, values: dict[str, Any], doctree: nodes.document | None) -> None:
    """Set on the pages that say the same in another language the links between them (`html-page-context`)."""
    builder, root = app.builder, app.config.root_doc
    if not isinstance(builder, StandaloneHTMLBuilder) or builder.name in ("epub", "singlehtml"):
        return
    doors = {name: language for name, language in DOORS.items() if name in app.env.all_docs}
    if page in doors or page == root:
        here, targets = builder.get_target_uri(page), {root: "en", **doors}
        links = [
            f'<link rel="alternate" hreflang="{language}" href="{escape(relative_uri(here, builder.get_target_uri(name)) or "#")}">'
            for name, language in targets.items()
        ]
        values["extra_meta"] = Markup(str(values.get("extra_meta", "")) + "\n".join(links))


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect it after the values of the page, which come at 900."""
    app.connect("html-page-context", mark, priority=950)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
