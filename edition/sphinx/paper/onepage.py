"""The whole book as one page, from which the PDF is printed: the chapters in order, each with its notes at its end."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from markupsafe import Markup
from sphinx import addnodes
from sphinx.builders.singlehtml import SingleFileHTMLBuilder
from sphinx.util.nodes import inline_all_toctrees

from edition import publication
from edition.contents import Contents, Page
from edition.export.pages.frame import LANGUAGE
from edition.own_copy.passage_html import MARK_OF_COPY
from edition.paper import outline
from edition.paper.outline import ContentsLine, Outline, Part
from edition.sphinx.assemble import book_of
from edition.sphinx.finishing import LANGUAGE_CLASS
from edition.sphinx.paper.offsite import mend_links, print_addresses, prune
from edition.sphinx.site import assets, own_copy
from edition.sphinx.site.languages import language_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

NAME: Final = "singlehtml"
TEMPLATE: Final = "onepage.html"
PAGE: Final = "book.html"
CONTENTS: Final = "Contents"
#: Folders of the other forms' styles and fonts, below the book's folder.
PAPER: Final = "_paper"
STYLES: Final = (*assets.SHEETS, "_static/charts/charts.css", "_static/own-copy/own-copy.css", "_paper/fonts.css", "_paper/paper.css")
_PLACE: Final = re.compile(r"#document-([^#]+)(?:#(.+))?$")


class OnePageBuilder(SingleFileHTMLBuilder):
    """Sphinx's single page with three faults fixed.

    Chapters stand side by side and not within the section that lists them, so that headings keep their rank; ids that
    several chapters use are made unique, so that a footnote's mark leads to its own footnote; the page lies at the
    output's root, so that addresses hold.
    """

    def assemble_doctree(self) -> nodes.document:
        """Join all documents in the order of the contents."""
        root: str = self.config.root_doc
        tree = inline_all_toctrees(self, set(), root, self.env.get_doctree(root), lambda text: text, [root])
        tree["docname"] = root
        self.env.resolve_references(tree, root, self)
        _make_ids_unique(tree, root)
        prune(tree)
        found = _publication(self.app)
        mend_links(tree, found.base_url if found else "")
        print_addresses(tree)
        _lay_side_by_side(tree, self.env)
        _name_languages(tree)
        return tree

    @property
    def imgpath(self) -> str:
        """The folder of pictures, relative to the output's root, where the page lies; Sphinx sets one relative to the root document."""
        return "_images"

    @imgpath.setter
    def imgpath(self, value: str) -> None: ...

    def copy_static_files(self) -> None:
        """Copy the styles and fonts the page uses; `assets` writes the joined ones."""
        for name in ("_static/charts/charts.css", "_static/own-copy/own-copy.css", PAPER):
            source, target = Path(self.confdir) / "book" / name, Path(self.outdir) / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if source.is_dir():
                shutil.copytree(source, target, dirs_exist_ok=True)
            elif source.is_file():
                shutil.copyfile(source, target)

    def finish(self) -> None:
        """Move the page to the output's root."""
        super().finish()
        written = Path(self.outdir) / f"{self.config.root_doc}{self.out_suffix}"
        if written.is_file():
            written.replace(Path(self.outdir) / PAGE)


def chapters(tree: nodes.Node) -> Iterator[addnodes.start_of_file]:
    """Yield the documents below the root document."""
    return tree.findall(addnodes.start_of_file)


def _make_ids_unique(tree: nodes.Element, root: str) -> None:
    """Append a document's number to each id that occurs in two documents, and update every link."""
    owner: dict[int, str] = {}
    for chapter in chapters(tree):  # an inner document comes after the outer one and overwrites its entries
        for node in chapter.findall(nodes.Element):
            owner[id(node)] = chapter["docname"]
    used: dict[str, set[str]] = {}
    for node in tree.findall(nodes.Element):
        for identifier in node["ids"]:
            used.setdefault(identifier, set()).add(owner.get(id(node), root))
    shared = {identifier for identifier, places in used.items() if len(places) > 1}
    numbers = {docname: index for index, docname in enumerate([root, *(chapter["docname"] for chapter in chapters(tree))])}

    def named(docname: str, identifier: str) -> str:
        return f"c{numbers[docname]}-{identifier}" if identifier in shared and docname in numbers else identifier

    for node in tree.findall(nodes.Element):
        docname = owner.get(id(node), root)
        node["ids"] = [named(docname, identifier) for identifier in node["ids"]]
        if "backrefs" in node:
            node["backrefs"] = [named(docname, identifier) for identifier in node["backrefs"]]
        if "refid" in node:
            node["refid"] = named(docname, node["refid"])
        elif isinstance(node, nodes.reference) and (found := _PLACE.search(node.get("refuri", ""))):
            node["refuri"] = f"#{named(found[1], found[2])}" if found[2] else f"#document-{found[1]}"


def _lay_side_by_side(tree: nodes.Element, env: BuildEnvironment) -> None:
    found = list(chapters(tree))
    for chapter in found:
        chapter.parent.remove(chapter)
    for wrapper in [node for node in tree.findall(nodes.compound) if "toctree-wrapper" in node["classes"]]:
        wrapper.parent.remove(wrapper)
    front = nodes.container("", *tree.children, classes=["chapter", "chapter-0"])
    tree.children = []
    tree += front
    tree += [nodes.container("", chapter, classes=["chapter", f"chapter-{n}"]) for n, chapter in enumerate(found, start=1)]
    for chapter in found:
        language, section = language_of(env, chapter["docname"]), chapter.next_node(nodes.section)
        if language != LANGUAGE and section is not None:
            section["classes"].append(f"{LANGUAGE_CLASS}{language}")


def _name_languages(tree: nodes.Element) -> None:
    """Give each run in another language an id: Chromium leaves a bare inline element out of the PDF's tags, and its language with it."""
    marked = [node for node in tree.findall(nodes.inline) if any(name.startswith(LANGUAGE_CLASS) for name in node["classes"])]
    for number, node in enumerate(marked, start=1):
        node["ids"] = node["ids"] or [f"run-{number}"]


def page_context(app: Sphinx, page: str, template: str, values: dict[str, Any], doctree: nodes.document | None) -> str | None:
    """Set template, title page, contents and running heads of the one page; write the outline (event `html-page-context`)."""
    if app.builder.name != NAME or doctree is None:
        return None
    found = _publication(app)
    values["meta"] = found
    values["docstitle"] = found.title if found else app.config.html_title or app.config.project
    contents = book_of(app).contents
    book_outline = Outline((CONTENTS, *_headings(doctree)), tuple(Part(group.caption, _lines(group.pages)) for group in contents.groups))
    (Path(app.outdir) / outline.FILE).write_text(book_outline.text(), encoding="utf-8")
    values["styles"] = STYLES
    values["language"] = LANGUAGE
    values["contents_heading"] = CONTENTS
    values["contents_html"] = Markup(outline.contents(book_outline, {}))
    values["running_heads"] = [_running_head(chapter, contents) for chapter in chapters(doctree)]
    values["mark_of_copy"] = MARK_OF_COPY if own_copy.stored(app.env) else ""
    return TEMPLATE


def _publication(app: Sphinx) -> publication.Meta | None:
    root = Path(app.confdir)
    return publication.load(root) if (root / publication.CITATION_FILE).is_file() else None


def _headings(doctree: nodes.document) -> list[str]:
    """Return the text of every heading, in order."""
    titles = [title for title in doctree.findall(nodes.title) if isinstance(title.parent, nodes.section)]
    return [" ".join(title.astext().split()) for title in titles]


def _lines(pages: tuple[Page, ...]) -> tuple[ContentsLine, ...]:
    return tuple(
        ContentsLine(
            f"{entry.number} {entry.title}".strip(),
            _anchor(entry.target),
            tuple(ContentsLine(passage.heading, _anchor(passage.target)) for passage in entry.passages),
            _lines(entry.children),
        )
        for entry in pages
    )


def _anchor(target: str) -> str:
    return target.rpartition("#")[2]


def _running_head(chapter: addnodes.start_of_file, contents: Contents) -> str:
    _, ancestors = contents.paths.get(chapter["docname"], ("", ()))
    title = chapter.next_node(nodes.title)
    words = f"{ancestors[-1].number if ancestors else ''} {title.astext() if title is not None else ''}".strip()
    return words.replace("\\", "").replace('"', "”")


def setup(app: Sphinx) -> dict[str, Any]:
    """Replace Sphinx's own builder with ours."""
    app.add_builder(OnePageBuilder, override=True)
    app.connect("html-page-context", page_context, priority=950)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
