"""Listings that need everything read: the register of claims, its counts, and where each entry and source is used.

A directive leaves a placeholder; `fill` replaces it when its page is written (event `doctree-resolved`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from edition.model import Edition, Finding
from edition.sphinx import links
from edition.sphinx.domain import EditionDomain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

# The first sign of a passage's reference -> the column its claims are counted in
PARTS = {"0": "Headnote", "1": "Part 1", "2": "Part 2", "3": "Part 3", "f": "Fig."}


class placeholder(nodes.General, nodes.Element):
    """Stands where a listing will be; `listing` names it, `target` what it is about."""


class ListingDirective(SphinxDirective):
    """`register` and `register-counts`: the claims in a table, and how many stand at each finding."""

    def run(self) -> list[nodes.Node]:
        """Leave a placeholder and note that the page holds a listing."""
        domain = self.env.get_domain(EditionDomain.name)
        assert isinstance(domain, EditionDomain)
        domain.record(self.env.docname).lists.add(self.name)
        return [placeholder(listing=self.name)]


def fill(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Replace the placeholders of a page."""
    found = list(doctree.findall(placeholder))
    bibliography = _citations(app, doctree)
    if not found and not bibliography:
        return
    domain = app.env.get_domain(EditionDomain.name)
    assert isinstance(domain, EditionDomain)
    edition = domain.edition()
    uses = links.Uses(edition)
    for node in found:
        node.replace_self(_LISTINGS[node["listing"]](edition, app.builder, docname, node, uses))
    for key, citation in bibliography:
        if notes := uses.notes.get(("source", key)):
            citation += links.row("Cited in", [links.to_note(app.builder, docname, n) for n in notes], "used-in")


def _citations(app: Sphinx, doctree: nodes.document) -> list[tuple[str, nodes.citation]]:
    by_id = {citation.citation_id: citation.key for citation in app.env.get_domain("cite").citations}  # type: ignore[attr-defined]
    nodes_ = doctree.findall(nodes.citation)
    return [(by_id[i], node) for node in nodes_ for i in node["ids"] if i in by_id]


def _register(edition: Edition, builder: Builder, docname: str, node: placeholder, uses: links.Uses) -> list[nodes.Node]:
    header = ["Note", "What the essay states", "Finding", "Kind", "Confidence"]
    rows = []
    for claim in edition.claims():
        cells: list[Sequence[nodes.Node]] = [
            [links.to_note(builder, docname, claim)],
            [nodes.Text(claim.claim)],
            [nodes.inline("", claim.finding, classes=["finding", f"finding-{claim.finding.slug}"])],
            [nodes.Text(claim.kind)],
            [nodes.Text(claim.confidence)],
        ]
        rows.append((cells, [f"part-{claim.passage[0]}", f"finding-{claim.finding.slug}", f"kind-{claim.kind}"]))
    return [table(header, rows, "register", widths=[10, 50, 18, 12, 10])]


def _counts(edition: Edition, builder: Builder, docname: str, node: placeholder, uses: links.Uses) -> list[nodes.Node]:
    counts = Counter((claim.finding, claim.passage[0]) for claim in edition.claims())
    total = Counter(claim.finding for claim in edition.claims())
    rows = []
    for finding in Finding:
        cells: list[Sequence[nodes.Node]] = [[nodes.inline("", finding, classes=["finding", f"finding-{finding.slug}"])]]
        cells += [[nodes.Text(str(counts[finding, part]))] for part in PARTS]
        cells += [[nodes.Text(str(total[finding]))]]
        rows.append((cells, [f"finding-{finding.slug}"]))
    sums = [nodes.Text(str(sum(counts[f, part] for f in Finding))) for part in PARTS]
    rows.append(([[nodes.Text("All")], *([cell] for cell in sums), [nodes.Text(str(total.total()))]], ["all"]))
    return [table(["Finding", *PARTS.values(), "All"], rows, "register-counts")]


def _used(edition: Edition, builder: Builder, docname: str, node: placeholder, uses: links.Uses) -> list[nodes.Node]:
    target = ("entry", node["target"])
    passages = [links.to_passage(builder, docname, passage) for passage in uses.passages.get(target, [])]
    notes = [links.to_note(builder, docname, note) for note in uses.notes.get(target, [])]
    rows = [links.row("Named in", passages, "used-in")] if passages else []
    return [*rows, *([links.row("Notes", notes, "used-in")] if notes else [])]


_LISTINGS: dict[str, Callable[[Edition, Builder, str, placeholder, links.Uses], list[nodes.Node]]] = {
    "register": _register,
    "register-counts": _counts,
    "used": _used,
}


def table(
    header: Sequence[str],
    rows: Sequence[tuple[Sequence[Sequence[nodes.Node]], list[str]]],
    name: str,
    widths: Sequence[int] | None = None,
) -> nodes.table:
    """A table of inline cells; each row carries class names."""
    group = nodes.tgroup(cols=len(header))
    group += [nodes.colspec(colwidth=width) for width in widths or [1] * len(header)]
    head = nodes.row()
    head += [nodes.entry("", nodes.paragraph("", title)) for title in header]
    body = nodes.tbody()
    for cells, classes in rows:
        line = nodes.row(classes=classes)
        line += [nodes.entry("", nodes.paragraph("", "", *cell)) for cell in cells]
        body += line
    group += [nodes.thead("", head), body]
    return nodes.table("", group, classes=[name])
