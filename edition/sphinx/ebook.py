"""The book as an EPUB: plain pages with one small style, findings with their shapes, charts as pictures with tables, notes that pop up."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from markupsafe import Markup
from sphinx.builders.epub3 import Epub3Builder

from edition.export import meta
from edition.sphinx import shapes
from edition.sphinx.contents import Contents, Entry
from edition.sphinx.offsite import prune
from edition.sphinx.onepage import PAPER
from edition.sphinx.page import tidy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

NAME: Final = "epub"
TEMPLATE: Final = "ebook.xhtml"
STYLE: Final = "ebook.css"
BASENAME: Final = "edition"

_REFERENCE = re.compile(r'(<a class="footnote-reference[^"]*"[^>]*?)(?: role="doc-noteref")?>')
#: Two marks with nothing between them; a style would take text between two marks for nothing.
_NEIGHBOURS = re.compile(r'(<a class="footnote-reference[^>]*>[^<]*</a>)\s*(?=<a class="footnote-reference)')
_FOOTNOTE = re.compile(r'(<aside class="footnote[^"]*" id="[^"]*")(?: role="doc-footnote")?>')
#: HTML that EPUB's rules refuse or its readers cannot use.
_DROPPED = re.compile(r'<a class="headerlink".*?</a>|<colgroup>.*?</colgroup>|<script\b.*?</script>', re.DOTALL)
_LINK = re.compile(r'<a\b[^>]*\bhref="(?!#|[a-z]+:|[^"]*\.xhtml)[^"]*"[^>]*>(.*?)</a>', re.DOTALL)

_ITEM = re.compile(r'<item id="[^"]*" href="([^"]*\.xhtml)" media-type="[^"]*" />')


class EbookBuilder(Epub3Builder):
    """Sphinx's EPUB without the styles and scripts of web pages."""

    def init(self) -> None:
        """Take title, version and identifier from the citation file."""
        config = self.config
        root = Path(self.confdir)
        config.epub_basename = BASENAME
        config.epub_tocscope = "includehidden"
        config.epub_tocdepth = 3
        config.epub_show_urls = "no"
        config.epub_use_index = False
        config.epub_title = config.project if config.project != "Python" else config.html_title
        if (root / meta.CITATION_FILE).is_file():
            found = meta.load(root)
            config.epub_title = found.title
            config.epub_author = config.epub_publisher = ", ".join(found.editors)
            config.epub_copyright = f"{found.licence}, {', '.join(found.editors)}"
            config.epub_identifier = found.id
            config.epub_scheme = "URL" if found.base_url else "URN"
            config.version = config.version or found.version
        super().init()

    def get_toc(self) -> None:
        """List every chapter and passage in the navigation, as on the site; Sphinx finds none below a root document in a folder."""
        entries = [entry for group in Contents(self).groups for entry in group.entries]
        self.refnodes = [point for entry in entries for point in _points(entry, 1)]
        self.toc_add_files(self.refnodes)

    def toc_metadata(self, level: int, navpoints: list[Any]) -> dict[str, Any]:
        """Let the older table of contents name the same identifier as the package."""
        return {**super().toc_metadata(level, navpoints), "uid": self.config.epub_identifier}

    def build_content(self) -> None:
        """Write the package's list of files, and say of each page that draws an SVG that it does."""
        super().build_content()
        package = Path(self.outdir) / "content.opf"
        package.write_text(_ITEM.sub(self._declared, package.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")

    def _declared(self, item: re.Match[str]) -> str:
        draws = "<svg" in (Path(self.outdir) / item[1]).read_text(encoding="utf-8")
        return item[0].replace(" />", ' properties="svg" />') if draws else item[0]

    def copy_static_files(self) -> None:
        """Copy the one style."""
        source = Path(self.confdir) / "book" / PAPER / STYLE
        if source.is_file():
            folder = Path(self.outdir) / "_static"
            folder.mkdir(parents=True, exist_ok=True)
            (folder / STYLE).write_text(source.read_text(encoding="utf-8"), encoding="utf-8", newline="\n")


def _points(entry: Entry, level: int) -> Iterator[dict[str, Any]]:
    """An entry of the contents with the passages and pages below it, as Sphinx's navigation wants them."""
    yield {"level": level, "refuri": escape(entry.target), "text": f"{entry.number} {entry.title}".strip()}
    for passage in entry.passages:
        yield {"level": level + 1, "refuri": escape(passage.target), "text": escape(passage.title)}
    for child in entry.children:
        yield from _points(child, level + 1)


def prepare(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Take the notebooks' code out (event `doctree-resolved`)."""
    if app.builder.name == NAME:
        prune(doctree)


def borrow_visitors(app: Sphinx) -> None:
    """Let nodes that extensions know for HTML only be written as in HTML (event `builder-inited`)."""
    if app.builder.name == NAME:
        handlers = app.registry.translation_handlers
        handlers[NAME] = {**handlers.get("html", {}), **handlers.get(NAME, {})}


def page_context(app: Sphinx, page: str, template: str, values: dict[str, Any], doctree: nodes.document | None) -> str | None:
    """Name the template of a page of the EPUB and tidy its body (event `html-page-context`)."""
    if app.builder.name != NAME or doctree is None:
        return None
    body = popping(tidy(str(values.get("body", ""))))
    style = Path(app.confdir) / shapes.TOKENS
    values["body"] = Markup(shapes.draw(body, shapes.load(style)) if style.is_file() else body)
    values["style"] = STYLE
    return TEMPLATE


def popping(body: str) -> str:
    """Mark footnotes and what refers to them, so that a reading system can show them in place.

    Links to files of the site that the EPUB does not hold become plain words.
    """
    body = _NEIGHBOURS.sub(r"\1, ", body)
    body = _REFERENCE.sub(r'\1 role="doc-noteref" epub:type="noteref">', body)
    body = _FOOTNOTE.sub(r'\1 role="doc-footnote" epub:type="footnote">', body)
    return _LINK.sub(r"\1", _DROPPED.sub("", body))


def setup(app: Sphinx) -> dict[str, Any]:
    """Put the builder in the place of Sphinx's own."""
    app.add_builder(EbookBuilder, override=True)
    app.connect("builder-inited", borrow_visitors, priority=900)
    app.connect("doctree-resolved", prepare, priority=900)
    app.connect("html-page-context", page_context, priority=950)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
