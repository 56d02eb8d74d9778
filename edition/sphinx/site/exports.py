"""What pages show of the exports: the Cite controls, and the metadata in each head.

A project without a citation file exports nothing.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from markupsafe import Markup
from sphinx.builders.html import StandaloneHTMLBuilder

from edition import publication
from edition.book import WHOLE
from edition.export.pages import cite as cite_pages
from edition.export.pages import context_objects
from edition.export.pages import metadata as head
from edition.sphinx.assemble import book_of
from edition.sphinx.charts.figure import ChartFigure
from edition.sphinx.site import page as page_values
from edition.sphinx.site.languages import language_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config



class CiteControl(nodes.General, nodes.Element):
    """Placeholder for a Cite control; `citable` names what it cites. It has no text, so that the search does not index it."""


def configure(app: Sphinx, config: Config) -> None:
    """Take the version from the citation file (event `config-inited`)."""
    root = Path(app.confdir)
    if (root / publication.CITATION_FILE).is_file():
        with suppress(publication.BadMeta):  # the build is refused when the Book is assembled, with a message of its own
            config.release = config.release or publication.load(root).version


def place_controls(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put a control under each précis, each note and each chart (event `doctree-resolved`)."""
    if not _exports(app.builder):
        return
    for section in doctree.findall(nodes.section):
        if "passage" in section:
            precis = next((child for child in section.children if "precis" in _classes(child)), section)
            cast("nodes.Element", precis).append(CiteControl(citable=section["passage"]))
        elif "note" in section:
            section.append(CiteControl(citable=section["note"]))
    if docname == app.config.root_doc:
        next(iter(doctree.findall(nodes.section)), cast("nodes.Element", doctree)).append(CiteControl(citable=WHOLE))
    for figure in list(doctree.findall(ChartFigure)):
        figure.append(CiteControl(citable=figure["chart"]["name"]))


def visit_control(self: Any, node: CiteControl) -> None:
    """Write the control."""
    builder = self.builder
    if not _exports(builder):
        return
    book = book_of(builder.app)
    citable = book.by_id.get(node["citable"])
    if citable:
        page = builder.get_target_uri(builder.current_docname)
        self.body.append(cite_pages.control(citable, book, page))


def depart_control(self: Any, node: CiteControl) -> None:
    """Close nothing."""


def skip_control(self: Any, node: CiteControl) -> None:
    """Write nothing: other formats have no control."""
    raise nodes.SkipNode


def page_head(app: Sphinx, page: str, template: str, values: dict[str, Any], doctree: nodes.document | None) -> None:
    """Give the template the metadata of one page's head (event `html-page-context`)."""
    if not _exports(app.builder) or doctree is None:
        return
    book = book_of(app)
    described = head.PageHead(
        uri=app.builder.get_target_uri(page),
        title=str(Markup(values.get("title", "")).striptags()),
        description=page_values.describe(doctree, ""),
        passages=[passage for passage in book.passages if passage.docname == page],
        charts=[chart for chart in book.charts if chart.docname == page],
        is_whole=page == app.config.root_doc,
        language=language_of(app.env, page),
    )
    values["edition_head"] = Markup(head.markup(described, book))
    values["edition_coins"] = Markup(context_objects.chapter_coins(described, book)) if not described.is_whole else ""
    if book.meta.base_url:
        values["pageurl"] = book.meta.url(described.uri)


def _exports(builder: Builder) -> bool:
    return (
        isinstance(builder, StandaloneHTMLBuilder)
        and builder.name not in ("epub", "singlehtml")
        and (Path(builder.app.confdir) / publication.CITATION_FILE).is_file()
        and (Path(builder.app.srcdir) / "data" / "base-text.json").is_file()
    )


def _classes(node: nodes.Node) -> set[str]:
    return set(node["classes"]) if isinstance(node, nodes.Element) else set()


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect the controls and the heads."""
    skip = (skip_control, None)
    app.add_node(CiteControl, html=(visit_control, depart_control), latex=skip, text=skip, man=skip, texinfo=skip)
    app.connect("config-inited", configure)
    app.connect("doctree-resolved", place_controls)
    app.connect("html-page-context", page_head)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
