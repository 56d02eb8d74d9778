"""The list of sources: each entry gets a line that describes it and rows of the notes and pages that use it; letters link into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from edition.book import Book
from edition.commentary.model import Note, finding_class
from edition.commentary.verification import Looks, Outcome
from edition.dates import format_date
from edition.sources.labels import about, letter
from edition.sources.model import Source
from edition.sphinx import nodes as nodes_of
from edition.sphinx import project

#: The words of the list for each outcome.
_OUTCOMES = {outcome: outcome.value for outcome in Outcome} | {Outcome.EARLIER: "by an earlier reading only"}

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def complete(app: Sphinx, doctree: nodes.document, docname: str, book: Book) -> None:
    """Add to every source on the page who uses it; remove sources that nobody uses."""
    sources, uses = book.sources, book.uses
    pages, used = uses.pages(docname), book.sources_used(docname)
    looks = project.looks(app.env)
    first: dict[str, nodes.citation] = {}
    for key, citation in _citations(app, doctree):
        if key not in sources:
            continue
        if key not in used:
            citation.parent.remove(citation)
            continue
        notes = uses.notes.get(("source", key), [])
        rows: list[tuple[str, list[nodes.Node]]] = [
            ("Cited in", [nodes_of.note_link(app.builder, docname, note, titled=False) for note in notes]),
            ("On", [nodes_of.link(app.builder, docname, page, "", app.env.titles[page].astext()) for page in pages.get(key, ())]),
            ("In the data", [nodes.literal("", name) for name in book.data_of(key)]),
        ]
        first.setdefault(letter(sources[key]), citation)
        _describe(citation, sources[key], notes)
        citation.extend(nodes_of.row(label, shown, "used-in") for label, shown in rows if shown)
        if key in looks:
            citation += nodes.paragraph("", checked_again(looks[key]), classes=["used-in", "checked-again"])
    if len(first) > nodes_of.FEW_LETTERS:
        start = next(iter(first.values()))
        row = nodes_of.letters({letter: node["ids"][0] for letter, node in first.items()})
        start.parent.insert(start.parent.index(start), row)


def checked_again(looks: Looks) -> str:
    """Return the line on the checks of a source's footnotes, such as: Checked again on 2 May 2026: 3 seen, 1 seen in part."""
    several = sum(looks.outcomes.values()) + looks.unverified > 1
    outcomes = [f"{count} {_OUTCOMES[outcome]}" if several else _OUTCOMES[outcome] for outcome, count in looks.outcomes.items()]
    if looks.unverified:
        outcomes.append(f"{looks.unverified} not yet as it stands now" if several else "not yet as it stands now")
    return f"Checked again{f' on {format_date(looks.last)}' if looks.last else ''}: {', '.join(outcomes)}."


def _describe(citation: nodes.citation, source: Source, notes: list[Note]) -> None:
    """Add a description of a source, and the classes by which the list is filtered and sorted."""
    citation += nodes.paragraph("", about(source), classes=["source-meta"])
    findings = dict.fromkeys(filter(None, map(finding_class, notes)))
    year = source.year if source.year.isdigit() else "0"
    citation["classes"] += [
        f"origin-{source.origin}", f"kind-{source.evidence}", f"lang-{source.language}", f"extent-{source.extent}",
        f"year-{year}", f"uses-{len(notes)}", *findings,
    ]  # fmt: skip


def _citations(app: Sphinx, doctree: nodes.document) -> list[tuple[str, nodes.citation]]:
    by_id = {citation.citation_id: citation.key for citation in app.env.get_domain("cite").citations}  # type: ignore[attr-defined]
    nodes_ = list(doctree.findall(nodes.citation))
    return [(by_id[i], node) for node in nodes_ for i in node["ids"] if i in by_id]
