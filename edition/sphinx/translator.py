"""The HTML of the edition where it differs from docutils' and Sphinx's: for the site, the single page of the PDF, and the EPUB."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from markupsafe import escape
from sphinx import addnodes
from sphinx.writers.html5 import HTML5Translator

from edition.export.pages.frame import fragment

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: The builders whose pages people read on screen.
SITE: Final = ("html", "dirhtml")
EPUB: Final = "epub"
#: Separates adjacent footnote marks: 10 and 11 would read as 1011.
NARROW_SPACE: Final = "\u202f"
#: Classes that Sphinx gives the words of a link after the role that made it.
_LINK_ROLES: Final = frozenset(("xref", "std", "std-ref", "std-doc", "std-numref", "doc"))


class fold(nodes.General, nodes.Element):
    """A disclosure, labelled `show` while it is closed and `hide` while it is open."""


class EditionMixin:
    """Overrides of visitors: a mixin to place before one of Sphinx's HTML translators.

    Each heading has a labelled permalink, a note only its id; each table stands in a scrolling box; each footnote mark is labelled for
    screen readers; docutils' outdated roles and brackets are gone.
    """

    body: list[str]
    meta: list[str]
    builder: Any
    config: Any
    settings: Any
    context: list[str]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.meta = []  # the layout states encoding and viewport; no generator is named
        self._has_footnotes = False

    @property
    def _is_site(self) -> bool:
        return self.builder.name in SITE

    @property
    def _is_epub(self) -> bool:
        return bool(self.builder.name == EPUB)

    def visit_table(self, node: nodes.table) -> None:
        if "table-scroll" not in node.parent.get("classes", ()):
            self.body.append('<div class="table-scroll">')
        super().visit_table(node)  # type: ignore[misc]

    def depart_table(self, node: nodes.table) -> None:
        super().depart_table(node)  # type: ignore[misc]
        if "table-scroll" not in node.parent.get("classes", ()):
            self.body.append("</div>\n")

    def visit_colspec(self, node: nodes.colspec) -> None:
        if self._is_epub:  # EPUB allows no widths as attributes; the entries still read the column's `stub`
            node.parent.stubs.append(node.attributes.get("stub"))  # type: ignore[union-attr]
        else:
            super().visit_colspec(node)  # type: ignore[misc]

    def add_permalink_ref(self, node: nodes.Element, title: str) -> None:
        if not self._is_site or "note" in node or not node["ids"]:
            return
        icon = self.config.html_permalinks_icon
        self.body.append(f'<a class="headerlink" href="#{node["ids"][0]}" aria-label="Permalink">{icon}</a>')

    def visit_title(self, node: nodes.title) -> None:
        if isinstance(node.parent, addnodes.compact_paragraph) and node.parent.get("toctree"):
            self.body.append('<p class="caption" role="heading" aria-level="2"><span class="caption-text">')
            self.context.append("</span></p>\n")
        else:
            super().visit_title(node)  # type: ignore[misc]

    def visit_reference(self, node: nodes.reference) -> None:
        named = {name: node[key] for name, key in (("title", "reftitle"), ("target", "target"), ("rel", "rel")) if key in node}
        href = (node["refuri"] or "#") if "refuri" in node else f"#{node['refid']}"
        self.body.append(self.starttag(node, "a", "", href=href, **named))  # type: ignore[attr-defined]

    def depart_reference(self, node: nodes.reference) -> None:
        self.body.append("</a>" if isinstance(node.parent, nodes.TextElement) else "</a>\n")

    def visit_inline(self, node: nodes.inline) -> None:
        if not _is_plain(node):
            super().visit_inline(node)  # type: ignore[misc]

    def depart_inline(self, node: nodes.inline) -> None:
        if not _is_plain(node):
            super().depart_inline(node)  # type: ignore[misc]

    def visit_footnote_reference(self, node: nodes.footnote_reference) -> None:
        index = node.parent.index(node)
        if index and isinstance(node.parent[index - 1], nodes.footnote_reference):
            self.body.append('<span class="between">, </span>' if self._is_epub else NARROW_SPACE)
        if self._is_site:
            identifier = next(iter(node["ids"]), "")
            self.body.append(fragment("footnote-mark.html", id=identifier, footnote=node["refid"], number=node.astext()).strip())
            raise nodes.SkipNode
        named = {"aria-label": f"footnote {node.astext()}"} | ({"epub:type": "noteref"} if self._is_epub else {})
        tag = self.starttag(  # type: ignore[attr-defined]
            node, "a", suffix="", classes=["footnote-reference"], role="doc-noteref", href=f"#{node['refid']}", **named,
        )  # fmt: skip
        self.body.append(tag)

    def depart_footnote_reference(self, node: nodes.footnote_reference) -> None:
        self.body.append("</a>")

    def visit_footnote(self, node: nodes.footnote) -> None:
        if not isinstance(node.previous_sibling(), nodes.footnote):
            self.body.append('<aside class="footnote-list">\n')
            if self._is_site and not self._has_footnotes:
                self.body.append("<h2>Footnotes</h2>\n")
            self._has_footnotes = True
        named = {"epub:type": "footnote"} if self._is_epub else {}
        self.body.append(self.starttag(node, "aside", classes=["footnote"], role="doc-footnote", **named))  # type: ignore[attr-defined]

    def visit_label(self, node: nodes.label) -> None:
        self.body.append('<span class="label">')
        backrefs = self._backrefs(node)
        if len(backrefs) == 1:
            self.body.append(f'<a role="doc-backlink" href="#{backrefs[0]}">')

    def depart_label(self, node: nodes.label) -> None:
        backrefs = self._backrefs(node)
        self.body.append("</a></span>\n" if len(backrefs) == 1 else "</span>\n")
        if len(backrefs) > 1:
            links = ",".join(f'<a role="doc-backlink" href="#{ref}">{number}</a>' for number, ref in enumerate(backrefs, 1))
            self.body.append(f'<span class="backrefs">({links})</span>\n')

    def _backrefs(self, node: nodes.label) -> list[str]:
        return list(node.parent.get("backrefs", ())) if self.settings.footnote_backlinks else []

    def visit_citation(self, node: nodes.citation) -> None:
        if not isinstance(node.previous_sibling(), nodes.citation):
            self.body.append('<div role="list" class="citation-list">\n')
        # docutils' role for an entry, doc-biblioentry, is deprecated in ARIA 1.3, and no role for a div
        self.body.append(self.starttag(node, "div", classes=["citation"], role="listitem"))  # type: ignore[attr-defined]


def _is_plain(node: nodes.inline) -> bool:
    """Return whether an inline element only names the role that made a link, which no style or script of the book asks for."""
    return bool(node["classes"]) and _LINK_ROLES.issuperset(node["classes"]) and not node["ids"]


def visit_fold(self: Any, node: fold) -> None:
    """Open a fold; its labels are spans, since a summary may hold no paragraph."""
    self.body.append(f'<details class="{escape(" ".join(node["classes"]))}">\n<summary>')
    for state in ("show", "hide"):
        name = {"show": "collapsed", "hide": "expanded"}[state]
        self.body.append(f'<span class="{name} admonition-title">{escape(node[state])}</span>\n')
    self.body.append("</summary>\n")


def depart_fold(self: Any, node: fold) -> None:
    """Close a fold."""
    self.body.append("</details>\n")


def put_first(app: Sphinx) -> None:
    """Put our overrides before an HTML builder's translator (event `builder-inited`, priority 900: after themes have set theirs)."""
    if app.builder.format != "html":
        return
    base = getattr(app.builder, "default_translator_class", HTML5Translator)
    app.set_translator(app.builder.name, type("EditionTranslator", (EditionMixin, base), {}), override=True)


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the fold and the translator."""
    skip = (visit_fold, depart_fold)
    app.add_node(fold, html=skip, epub=skip)
    app.connect("builder-inited", put_first, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
