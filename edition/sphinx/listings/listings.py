"""Listings that need all documents: the register of claims, and where each entry and source is used.

A directive leaves a placeholder; `fill` replaces it when its page is written (event `doctree-resolved`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from edition.apparatus import entries as apparatus
from edition.apparatus import names
from edition.commentary.answers import answer
from edition.commentary.model import Edition, Note
from edition.commentary.uses import Uses
from edition.dates import format_date
from edition.sphinx import nodes as nodes_of
from edition.sphinx import project
from edition.sphinx.assemble import book_of
from edition.sphinx.domain import EditionDomain
from edition.sphinx.listings import terms
from edition.sphinx.listings.parts import placeholder, table
from edition.sphinx.listings.source_list import complete
from edition.texts import typographic

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


class ListingDirective(SphinxDirective):
    """`register`: the claims in a table; `sections`: the chapters below a page, each with its passages."""

    def run(self) -> list[nodes.Node]:
        """Leave a placeholder and record the listing. It stores the page: in a single-page build `docname` is the root document."""
        domain = EditionDomain.of(self.env)
        domain.record(self.env.docname).lists.add(self.name)
        return [placeholder(listing=self.name, page=self.env.docname)]


def fill(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Replace the placeholders of a page and complete its list of sources."""
    found = list(doctree.findall(placeholder))
    listed = next(iter(doctree.findall(nodes.citation)), None) is not None
    if not found and not listed:
        return
    book = book_of(app)
    edition, uses = book.edition, book.uses
    for node in found:
        node.replace_self(_LISTINGS[node["listing"]](app.env, edition, app.builder, docname, node, uses))
    if listed:
        complete(app, doctree, docname, book)


def _register(
    env: BuildEnvironment, edition: Edition, builder: Builder, docname: str, node: placeholder, uses: Uses
) -> list[nodes.Node]:
    header = ["Note", "The phrase, what the essay states, and the answer", "Finding", "Kind", "Confidence"]
    rows = []
    for claim in edition.claims():
        cells: list[Sequence[nodes.Node]] = [
            [nodes_of.note_link(builder, docname, claim)],
            [
                nodes.inline("", f"“{typographic(claim.lemma)}”", classes=["register-phrase"]),
                nodes.Text(f" {typographic(claim.claim)}"),
                nodes.inline("", answer(claim.text), classes=["register-answer"]),
            ],
            [nodes.inline("", claim.finding, classes=["finding", f"finding-{claim.finding.slug}"])],
            [nodes.Text(claim.kind)],
            [nodes.Text(claim.confidence)],
        ]
        part = f"part-{claim.passage[0]}"
        rows.append((cells, [part, f"finding-{claim.finding.slug}", f"kind-{claim.kind}", f"confidence-{claim.confidence}"]))
    return [table(header, rows, "register", widths=[10, 50, 18, 12, 10])]


def _sections(
    env: BuildEnvironment, edition: Edition, builder: Builder, docname: str, node: placeholder, uses: Uses
) -> list[nodes.Node]:
    """Return the chapters below a page in the table of contents, under their numbers in the essay, with the passages of each."""
    items = []
    for child in env.toctree_includes.get(node["page"], ()):
        passages = [passage for passage in edition.passages if passage.docname == child]
        number = next((passage.reference.rpartition(".")[0] for passage in passages), "")
        line = nodes.paragraph("", "", nodes_of.link(builder, docname, child, "", f"{number} {env.titles[child].astext()}".strip()))
        for index, passage in enumerate(passages):
            line += [nodes.Text("; " if index else ": "), nodes_of.passage_link(builder, docname, passage), nodes.Text(f" {passage.title}")]
        items.append(nodes.list_item("", line))
    return [nodes.bullet_list("", *items, classes=["sections"])] if items else []


def _used(
    env: BuildEnvironment, edition: Edition, builder: Builder, docname: str, node: placeholder, uses: Uses
) -> list[nodes.Node]:
    target = ("entry", node["target"])
    entry = project.entries(env)[node["target"]]
    passages = [nodes_of.passage_link(builder, docname, passage) for passage in uses.passages.get(target, [])]
    notes = uses.notes.get(target, [])
    works = names.works_of(entry, project.sources(env)) if entry.table == "people" else []
    citing = _distinct(note for key in works for note in uses.notes.get(("source", key), []) if note not in notes)
    rows = [
        ("Named in", passages),
        ("Notes", [nodes_of.note_link(builder, docname, note) for note in notes]),
        (
            "Notes that cite a work of theirs" if notes else "Cited in notes",
            [nodes_of.note_link(builder, docname, note) for note in citing],
        ),
    ]
    if entry.table == "people":
        elsewhere = uses.pages(docname)
        pages = dict.fromkeys(page for key in works for page in elsewhere.get(key, ()))
        rows.append(("Cited on", [nodes_of.link(builder, docname, page, "", env.titles[page].astext()) for page in pages]))
    content: list[nodes.Node] = [nodes_of.row(label, shown, "used-in") for label, shown in rows if shown]
    content += _events(env, builder, docname, entry)
    _class_by_use(node, [*notes, *citing], len(passages))
    return content or _mentioned(env, edition, builder, docname, entry)


def _class_by_use(node: placeholder, notes: Sequence[Note], passages: int) -> None:
    """Give the entry the classes by which a list is filtered and sorted: how many notes and passages name it."""
    if isinstance(node.parent, nodes.Element):
        node.parent["classes"].append(f"uses-{len(notes) + passages}")


def _mentioned(env: BuildEnvironment, edition: Edition, builder: Builder, docname: str, entry: apparatus.Entry) -> list[nodes.Node]:
    """Return the rows of notes and entries whose text mentions an entry that nothing links; a sentence where there are none."""
    pattern = names.mention_pattern(entry)
    notes = [note for note in edition.notes if pattern.search(" ".join([note.text, *(cited.text for cited in edition.evidence(note))]))]
    mentions = [other for other in project.entries(env).values() if other.id != entry.id and pattern.search(" ".join(other.row.values()))]
    pages = [(other, page) for other in mentions if (page := EditionDomain.of(env).listing(f"entry:{other.id}"))]
    rows: list[tuple[str, list[nodes.Node]]] = [
        ("Named in notes", [nodes_of.note_link(builder, docname, note) for note in notes]),
        ("Named in the entries on", [nodes_of.link(builder, docname, page, f"e-{other.id}", other.label) for other, page in pages]),
    ]
    content: list[nodes.Node] = [nodes_of.row(label, shown, "used-in") for label, shown in rows if shown]
    return content or [nodes.paragraph("", "No passage or note links here.", classes=["used-in"])]


def _events(env: BuildEnvironment, builder: Builder, docname: str, entry: apparatus.Entry) -> list[nodes.Node]:
    """Return the row of timeline events that name an entry, where the book has a timeline."""
    domain = EditionDomain.of(env)
    page = domain.listing(apparatus.TIMELINE)
    if page is None:
        return []
    found = names.events_of(entry, project.events(env))
    shown = [nodes_of.link(builder, docname, page, event.id, format_date(event.date), event.title) for event in found]
    return [nodes_of.row("Timeline", shown, "used-in")] if shown else []


def _distinct(notes: Iterable[Note]) -> list[Note]:
    return list({note.id: note for note in notes}.values())


_LISTINGS: dict[str, Callable[[BuildEnvironment, Edition, Builder, str, placeholder, Uses], list[nodes.Node]]] = {
    "register": _register,
    "sections": _sections,
    "used": _used,
    "terms": lambda env, edition, builder, docname, node, _: terms.terms(env, edition, builder, docname, node["headings"]),
}
