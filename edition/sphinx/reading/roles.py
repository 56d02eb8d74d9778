"""Roles: links to passages, notes, claims and entries of the apparatus, and computed numbers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.util.docutils import ReferenceRole, SphinxRole

from edition.export.pages.frame import LANGUAGE
from edition.problems import Place, Problem
from edition.sphinx.domain import EditionDomain
from edition.sphinx.nodes import site_file
from edition.sphinx.project import entry_label
from edition.sphinx.site.languages import language_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class MentionRole(ReferenceRole):
    """A link to a part of the edition by its id, or with the author's text: `text <id>`."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.kind = kind

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return a pending link; the domain resolves it when every document has been read."""
        text = self.title if self.has_explicit_title or self.kind != "entry" else entry_label(self.env, self.target)
        node = pending_xref(
            self.rawtext,
            nodes.inline(self.rawtext, text, classes=["mention", f"mention-{self.kind}"]),
            refdomain=EditionDomain.name,
            reftype=self.kind,
            reftarget=self.target,
            refexplicit=self.has_explicit_title,
            refdoc=self.env.docname,
        )
        self.set_source_info(node)
        return [node], []


class PublishedRole(ReferenceRole):
    """A link to a file that the build makes, by its path from the site's root, or with the author's text: `text <path>`."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return a node with the path; each output format makes its own link when it is written."""
        return [site_file("", self.title, path=self.target)], []


class ResultRole(SphinxRole):
    """A computed number, inserted by the name of its result as sentences have it; other places take its figures (see `in_figures`)."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the number computed from the project's own tables and chapters; report one that they do not give.

        An unknown name stays visible and is reported with the other faults of the edition.
        """
        from edition.evidence import inputs, results

        text = figures = self.text
        if text in results.names():
            try:
                with inputs.of_project(Path(self.env.srcdir)):
                    text, figures = results.prose(self.text), results.text(self.text)
            except results.ResultError as error:
                place = Place(self.env.doc2path(self.env.docname, base=False), self.lineno)
                EditionDomain.of(self.env).record(self.env.docname).problems.append(Problem(place, str(error)))
        node = nodes.inline(self.rawtext, text, classes=["result"])
        node["result"], node["figures"] = self.text, figures
        self.set_source_info(node)
        return [node], []


def in_figures(app: Sphinx, doctree: nodes.document) -> None:
    """Give computed numbers their figures in tables, where they begin a line, and on pages in other languages (event `doctree-read`)."""
    is_english = language_of(app.env, app.env.docname) == LANGUAGE
    for node in doctree.findall(nodes.inline):
        if "result" in node and not (is_english and node.parent.index(node) and next(_tables_around(node), None) is None):
            node.children = []
            node += nodes.Text(node["figures"])


def _tables_around(node: nodes.Node) -> Iterator[nodes.Node]:
    while (parent := node.parent) is not None:
        if isinstance(parent, nodes.table):
            yield parent
        node = parent
