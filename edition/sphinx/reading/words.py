"""The words of a node: one extraction for notes, footnotes, data, search and descriptions."""

from __future__ import annotations

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.util import docname_join

from edition.records import heading_placeholder, label_placeholder, title_placeholder


def words_of(node: nodes.Node) -> str:
    """Return the running text of a node without footnote marks and raw HTML; citations, titles and headings become placeholders."""
    if isinstance(node, (nodes.footnote_reference, nodes.label, nodes.raw)):
        return ""
    if isinstance(node, nodes.Text):
        return node.astext()
    if keys := cited(node):
        return ", ".join(map(label_placeholder, keys))
    if isinstance(node, pending_xref) and node["reftype"] == "doc" and not node["refexplicit"]:
        return title_placeholder(docname_join(node["refdoc"], node["reftarget"]))
    if isinstance(node, pending_xref) and node["reftype"] == "ref" and not node["refexplicit"]:
        return heading_placeholder(node["reftarget"])
    glue = "" if isinstance(node, nodes.TextElement) else " "
    return glue.join(words_of(child) for child in node.children)


def cited(node: nodes.Node) -> list[str]:
    """Return the keys of the sources that a pending reference cites."""
    if not isinstance(node, pending_xref) or node.get("refdomain") != "cite":
        return []
    return [key.strip() for key in node["reftarget"].split(",")]


def classes_of(node: nodes.Node) -> set[str]:
    """Return the classes of a node; none for a text."""
    return set(node["classes"]) if isinstance(node, nodes.Element) else set()
