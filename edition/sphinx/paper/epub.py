"""The book as an EPUB: plain pages with one small style, findings with shapes, charts as pictures with tables, pop-up notes."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from xml.etree import ElementTree

from docutils import nodes
from sphinx.builders.epub3 import Epub3Builder

from edition import publication
from edition.contents import Page
from edition.export.pages.frame import LANGUAGE
from edition.paper import epub
from edition.sphinx.assemble import book_of
from edition.sphinx.paper import shapes
from edition.sphinx.paper.offsite import mend_links, prune
from edition.sphinx.paper.onepage import PAPER
from edition.sphinx.site.languages import language_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

NAME: Final = "epub"
TEMPLATE: Final = "ebook.xhtml"
STYLE: Final = "ebook.css"
BASENAME: Final = "edition"
COVER: Final = "cover.png"


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
        config.epub_uid = epub.UID
        config.epub_language = LANGUAGE
        self.edition = publication.load(root) if (root / publication.CITATION_FILE).is_file() else None
        if self.edition:
            config.epub_title = self.edition.title
            config.epub_copyright = self.edition.licence
            config.epub_identifier = self.edition.id
            config.version = config.version or self.edition.version
        super().init()

    def get_toc(self) -> None:
        """List every chapter and passage for older readers, as on the site: Sphinx finds none below a root document in a folder."""
        entries = [entry for group in book_of(self.app).contents.groups for entry in group.pages]
        self.refnodes = [point for entry in entries for point in _levels(entry, 1)]
        self.toc_add_files(self.refnodes)

    def toc_metadata(self, level: int, navpoints: list[Any]) -> dict[str, Any]:
        """Set the identifier of the older table of contents to the package's."""
        return {**super().toc_metadata(level, navpoints), "uid": self.config.epub_identifier}

    def build_content(self) -> None:
        """Write the package document: the list of files, which of them contain SVG, and the edition's metadata."""
        if self.edition:
            (Path(self.outdir) / COVER).write_bytes(epub.cover(self.edition))
        super().build_content()
        package = Path(self.outdir) / "content.opf"
        for prefix, space in (("", epub.OPF), ("dc", epub.DC)):
            ElementTree.register_namespace(prefix, space)
        tree = ElementTree.parse(package)
        items = list(tree.iterfind(f".//{{{epub.OPF}}}item"))
        for item in items:
            if "properties" not in item.attrib and (kind := self._kind(item.attrib["href"])):
                item.set("properties", kind)
        if self.edition:
            root = tree.getroot()
            root.attrib.pop("prefix", None)  # declares a shop's vocabulary, which we do not use
            cover = next(item.attrib["id"] for item in items if item.attrib["href"] == COVER)
            described = root.find(f"{{{epub.OPF}}}metadata")
            assert described is not None
            root.insert(0, epub.metadata(self.edition, self.config.epub_language, cover))
            root.remove(described)
        ElementTree.indent(tree)
        tree.write(package, encoding="utf-8", xml_declaration=True)

    def _kind(self, name: str) -> str:
        if name == COVER:
            return "cover-image"
        draws = name.endswith(".xhtml") and "<svg" in (Path(self.outdir) / name).read_text(encoding="utf-8")
        return "svg" if draws else ""

    def build_navigation_doc(self) -> None:
        """Write the navigation: the parts, their chapters, the passages by reference and title."""
        groups = book_of(self.app).contents.groups
        root = self.config.root_doc
        points = [epub.Point(self.env.titles[root].astext(), self.get_target_uri(root))]
        for group in groups:
            below = tuple(_point(entry) for entry in group.pages)
            points += [epub.Point(group.caption, below=below)] if group.caption else below
        beginning = next((entry.target for group in groups for entry in group.pages if entry.passages), "")
        text = epub.navigation(self.config.epub_title, self.config.epub_language, points, beginning)
        (Path(self.outdir) / "nav.xhtml").write_text(text, encoding="utf-8", newline="\n")
        if "nav.xhtml" not in self.files:
            self.files.append("nav.xhtml")

    def build_epub(self) -> None:
        """Pack the book."""
        if not self.edition:
            return super().build_epub()
        folder = Path(self.outdir)
        return epub.pack(folder, ["toc.ncx", *self.files], folder / f"{BASENAME}.epub", self.edition)

    def copy_static_files(self) -> None:
        """Copy the one style; extensions expect the folder in any case."""
        source = Path(self.confdir) / "book" / PAPER / STYLE
        folder = Path(self.outdir) / "_static"
        folder.mkdir(parents=True, exist_ok=True)
        if source.is_file():
            (folder / STYLE).write_text(source.read_text(encoding="utf-8"), encoding="utf-8", newline="\n")


def _point(entry: Page) -> epub.Point:
    passages = (epub.Point(passage.heading, passage.target) for passage in entry.passages)
    return epub.Point(f"{entry.number} {entry.title}".strip(), entry.target, (*passages, *map(_point, entry.children)))


def _levels(entry: Page, level: int) -> Iterator[dict[str, Any]]:
    """Yield an entry of the contents and the passages and pages below it, in the format of the older table of contents."""
    yield {"level": level, "refuri": escape(entry.target), "text": escape(f"{entry.number} {entry.title}".strip())}
    for passage in entry.passages:
        yield {"level": level + 1, "refuri": escape(passage.target), "text": escape(passage.heading)}
    for child in entry.children:
        yield from _levels(child, level + 1)


def prepare(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Remove the notebooks' code, fix links to the site, draw the shapes of findings (event `doctree-resolved`)."""
    if app.builder.name != NAME:
        return
    prune(doctree)
    root = Path(app.confdir)
    found = publication.load(root) if (root / publication.CITATION_FILE).is_file() else None
    mend_links(doctree, found.base_url if found else "")
    if (root / shapes.TOKENS).is_file():
        shapes.draw(doctree, shapes.load(root / shapes.TOKENS))


def borrow_visitors(app: Sphinx) -> None:
    """Use the HTML visitors for nodes that extensions define for HTML only (event `builder-inited`)."""
    if app.builder.name == NAME:
        handlers = app.registry.translation_handlers
        handlers[NAME] = {**handlers.get("html", {}), **handlers.get(NAME, {})}


def page_context(app: Sphinx, page: str, template: str, values: dict[str, Any], doctree: nodes.document | None) -> str | None:
    """Return the template of a page of the EPUB (event `html-page-context`)."""
    if app.builder.name != NAME or doctree is None:
        return None
    root = Path(app.confdir)
    found = publication.load(root) if (root / publication.CITATION_FILE).is_file() else None
    values["edition"] = found if page == app.config.root_doc else None
    values["style"] = STYLE
    values["language"] = language_of(app.env, page)
    return TEMPLATE


def setup(app: Sphinx) -> dict[str, Any]:
    """Replace Sphinx's own builder with ours."""
    app.add_builder(EbookBuilder, override=True)
    app.connect("builder-inited", borrow_visitors, priority=900)
    app.connect("doctree-resolved", prepare, priority=960)
    app.connect("html-page-context", page_context, priority=950)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
