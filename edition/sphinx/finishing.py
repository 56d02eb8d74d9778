"""The last changes to a document before it is written: remove leftovers of bundled extensions, mark languages."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from myst_nb.sphinx_ import HideCodeCellNode
from sphinx.util.osutil import relative_uri

from edition import publication
from edition.languages import runs
from edition.sphinx.nodes import site_file
from edition.sphinx.translator import SITE, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

#: Marks of the nodes that sphinx-thebe appends to every page, asked for or not.
THEBE: Final = ("text/x-thebe-config", "<script>kernelName =")
_VERBATIM: Final = (nodes.literal_block, nodes.raw, nodes.comment, nodes.math, nodes.math_block)
#: docutils writes a class `language-zh` as the attribute lang="zh".
LANGUAGE_CLASS: Final = "language-"


def finish(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Finish a document (event `doctree-resolved`; only the changes for paper come later)."""
    drop_thebe(doctree)
    link_files(app, doctree, docname)
    if app.builder.format != "html":
        return
    unwrap_citations(doctree)
    unify_folds(doctree)
    mark_languages(doctree)


def drop_thebe(doctree: nodes.document) -> None:
    """Remove the configuration of a service that no page uses."""
    for node in [child for child in doctree.children if isinstance(child, nodes.raw)]:
        if any(mark in node.astext() for mark in THEBE):
            doctree.remove(node)


def link_files(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Resolve links to files of the site: relative on the site, by its address elsewhere; plain text where no address is set."""
    is_site = app.builder.name in SITE
    base_url = os.environ.get(publication.BASE_URL_VARIABLE, "")
    for node in list(doctree.findall(site_file)):
        if is_site or base_url:
            page = app.builder.get_target_uri(docname)
            address = relative_uri(page, node["path"]) if is_site else f"{base_url.rstrip('/')}/{node['path']}"
            node.replace_self(nodes.reference("", "", *node.children, refuri=address, internal=is_site))
        else:
            node.replace_self(node.children)


def unwrap_citations(doctree: nodes.document) -> None:
    """Unwrap citations in running text whose frame no link on the page refers to."""
    led_to = {ref for node in doctree.findall(nodes.Element) for ref in (node.get("refid"), *node.get("backrefs", ())) if ref}
    for frame in [node for node in doctree.findall(nodes.inline) if "bibtex-citation" in node["classes"]]:
        if not led_to & set(frame["ids"]):
            index = frame.parent.index(frame)
            frame.parent[index : index + 1] = frame.children


def unify_folds(doctree: nodes.document) -> None:
    """Replace MyST-NB's fold, whose summary holds paragraphs and is hidden from screen readers, with our own."""
    for node in list(doctree.findall(HideCodeCellNode)):
        replacement = fold("", *node.children, show=node["prompt_show"], hide=node["prompt_hide"])
        replacement["classes"] = ["admonition", "hide", *node["classes"]]
        node.replace_self(replacement)


def mark_languages(doctree: nodes.Element) -> None:
    """Mark every run of Chinese or Russian with its language, unless an ancestor is marked."""
    for text in list(doctree.findall(nodes.Text)):
        words = text.astext()
        if words.isascii() or _is_verbatim(text) or _has_language(text):
            continue
        pieces = list(runs(words))
        if any(language for language, _ in pieces):
            index = text.parent.index(text)
            text.parent[index : index + 1] = list(_nodes(pieces))


def _nodes(pieces: list[tuple[str, str]]) -> Iterator[nodes.Node]:
    for language, words in pieces:
        yield nodes.inline("", words, classes=[f"{LANGUAGE_CLASS}{language}"]) if language else nodes.Text(words)


def _ancestors(node: nodes.Node) -> Iterator[nodes.Element]:
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def _is_verbatim(text: nodes.Text) -> bool:
    return any(isinstance(ancestor, _VERBATIM) for ancestor in _ancestors(text))


def _has_language(text: nodes.Text) -> bool:
    return any(name.startswith(LANGUAGE_CLASS) for ancestor in _ancestors(text) for name in _classes(ancestor))


def _classes(node: nodes.Element) -> list[str]:
    return list(node.get("classes", ()))


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect `finish` after listings, own copy and controls are in place."""
    app.connect("doctree-resolved", finish, priority=950)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
