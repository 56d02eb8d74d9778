"""The whole book as one page, from which the PDF is printed: chapter after chapter, each with its notes at its end."""

from __future__ import annotations

import re
import shutil
from html import escape, unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

from docutils import nodes
from markupsafe import Markup
from sphinx import addnodes
from sphinx.builders.singlehtml import SingleFileHTMLBuilder
from sphinx.util.nodes import inline_all_toctrees

from edition import publication
from edition.contents import Contents, Page
from edition.own_copy.passage_html import MARK_OF_COPY
from edition.paper.pdf import PAGE_NUMBER
from edition.sphinx.assemble import book_of
from edition.sphinx.paper.offsite import mend_links, prune
from edition.sphinx.site import assets, own_copy
from edition.sphinx.site.page import tidy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

NAME: Final = "singlehtml"
TEMPLATE: Final = "onepage.html"
PAGE: Final = "book.html"
#: Where the styles and faces of the other forms lie, below the book's folder.
PAPER: Final = "_paper"
STYLES: Final = (*assets.SHEETS, "_static/charts/charts.css", "_static/own-copy/own-copy.css", "_paper/fonts.css", "_paper/paper.css")
_SCRIPT: Final = re.compile(r"<script\b.*?</script>", re.DOTALL)
_PLACE: Final = re.compile(r"#document-([^#]+)(?:#(.+))?$")
_SOURCE: Final = re.compile(r'(<div class="citation"[^>]*>.*?<p>)(.*?)(?=</p>)', re.DOTALL)
_ADDRESS: Final = re.compile(r'<a class="[^"]*\bexternal\b[^"]*" href="(http[^"]+)"')
#: The picture is the figure that is tagged with its words; a second one around it would have none.
_FIGURE: Final = re.compile(r'<figure( class="chart"[^>]*)>(.*?)</figure>', re.DOTALL)
_JOINT: Final = re.compile(r"(?<=[/?&=_.-])(?=[^/])")


class OnePageBuilder(SingleFileHTMLBuilder):
    """Sphinx's single page with three faults mended.

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
        _lay_side_by_side(tree)
        return tree

    def copy_static_files(self) -> None:
        """Copy the styles and faces the page uses; `assets` writes the joined ones."""
        for name in ("_static/charts/charts.css", "_static/own-copy/own-copy.css", PAPER):
            source, target = Path(self.confdir) / "book" / name, Path(self.outdir) / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if source.is_dir():
                shutil.copytree(source, target, dirs_exist_ok=True)
            elif source.is_file():
                shutil.copyfile(source, target)

    def finish(self) -> None:
        """Put the page at the output's root."""
        super().finish()
        written = Path(self.outdir) / f"{self.config.root_doc}{self.out_suffix}"
        if written.is_file():
            written.replace(Path(self.outdir) / PAGE)


def chapters(tree: nodes.Node) -> Iterator[addnodes.start_of_file]:
    """The documents below the root document."""
    return tree.findall(addnodes.start_of_file)


def _make_ids_unique(tree: nodes.Element, root: str) -> None:
    """Give each id that stands in two documents the number of its document, and mend every link."""
    owner: dict[int, str] = {}
    for chapter in chapters(tree):  # an inner document comes after the outer one and takes its own nodes over
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


def _lay_side_by_side(tree: nodes.Element) -> None:
    found = list(chapters(tree))
    for chapter in found:
        chapter.parent.remove(chapter)
    for wrapper in [node for node in tree.findall(nodes.compound) if "toctree-wrapper" in node["classes"]]:
        wrapper.parent.remove(wrapper)
    front = nodes.container("", *tree.children, classes=["chapter", "chapter-0"])
    tree.children = []
    tree += front
    tree += [nodes.container("", chapter, classes=["chapter", f"chapter-{n}"]) for n, chapter in enumerate(found, start=1)]


def page_context(app: Sphinx, page: str, template: str, values: dict[str, Any], doctree: nodes.document | None) -> str | None:
    """Name the template of the one page and fill in its title page, contents and running heads (event `html-page-context`)."""
    if app.builder.name != NAME or doctree is None:
        return None
    root = Path(app.confdir)
    values["meta"] = found = publication.load(root) if (root / publication.CITATION_FILE).is_file() else None
    values["docstitle"] = found.title if found else app.config.html_title or app.config.project
    contents = book_of(app).contents
    body = _SCRIPT.sub("", tidy(str(values.get("body", ""))))
    body = body.replace(f'src="{"../" * page.count("/")}_images/', 'src="_images/')
    body = _FIGURE.sub(r"<div\1>\2</div>", body)
    values["body"] = print_addresses(mend_links(body, found.base_url if found else ""))
    values["styles"] = STYLES
    values["contents_html"] = Markup("".join(_group(group.caption, group.pages) for group in contents.groups))
    values["running_heads"] = [_running_head(chapter, contents) for chapter in chapters(doctree)]
    values["mark_of_copy"] = MARK_OF_COPY if own_copy.stored(app.env) else ""
    return TEMPLATE


def print_addresses(body: str) -> str:
    """Write out the address behind the title of each source, at its entry's end: paper cannot be clicked."""

    def printed(entry: re.Match[str]) -> str:
        addresses = "".join(f' <span class="address">{_printed(unescape(href))}</span>' for href in _ADDRESS.findall(entry[2]))
        return f"{entry[1]}{entry[2]}{addresses}"

    return _SOURCE.sub(printed, body)


def _printed(address: str) -> str:
    """An address as print has it: the scheme goes without saying, letters are letters, and a line may end after a joint."""
    plain = unquote(address.removeprefix("https://").rstrip("/"))
    shown = plain if plain.isprintable() and "\ufffd" not in plain else address
    return _JOINT.sub("<wbr>", escape(shown.replace(" ", "%20"), quote=False))


def _running_head(chapter: addnodes.start_of_file, contents: Contents) -> str:
    _, way = contents.ways.get(chapter["docname"], ("", ()))
    title = chapter.next_node(nodes.title)
    words = f"{way[-1].number if way else ''} {title.astext() if title is not None else ''}".strip()
    return words.replace("\\", "").replace('"', "”")


def _group(caption: str, entries: tuple[Page, ...]) -> str:
    head = f"<p>{escape(caption)}</p>\n" if caption else ""
    return f"{head}<ul>{''.join(_entry(entry) for entry in entries)}</ul>\n"


def _entry(entry: Page) -> str:
    own = "".join(f"<li>{_line(passage.target, escape(passage.heading))}</li>" for passage in entry.passages)
    below = "".join(_entry(child) for child in entry.children)
    lists = (f'<ul class="passages">{own}</ul>' if own else "") + (f"<ul>{below}</ul>" if below else "")
    return f"<li>{_line(entry.target, escape(f'{entry.number} {entry.title}'.strip()))}{lists}</li>"


def _line(target: str, words: str) -> str:
    return f'<a href="#{escape(target.rpartition("#")[2])}"><span>{words}</span>{PAGE_NUMBER}</a>'


def setup(app: Sphinx) -> dict[str, Any]:
    """Put the builder in the place of Sphinx's own."""
    app.add_builder(OnePageBuilder, override=True)
    app.connect("html-page-context", page_context, priority=950)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
