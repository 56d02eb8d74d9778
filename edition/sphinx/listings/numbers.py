"""The page of all numbers: for each its meaning, its value, the tables it was computed from, and where the book uses it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from edition.commentary.model import Claim, Edition
from edition.sphinx import nodes as nodes_of
from edition.sphinx.assemble import book_of
from edition.sphinx.domain import EditionDomain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

LISTING = "numbers"
#: Names for readers of inputs that are no tables.
_OTHER_INPUTS = {"chapters": "the notes", "references": "the bibliography"}


class numbers(nodes.General, nodes.Element):
    """Placeholder for the numbers of one subject; `subject` is the first word of their names."""


class NumbersDirective(SphinxDirective):
    """`numbers`: all results of one subject, such as `trade`."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Leave a placeholder and record the listing, so that the page is read again when the data change."""
        from edition.evidence import results

        subject = self.arguments[0]
        subjects = sorted({name.partition(".")[0] for name in results.names()})
        if subject not in subjects:
            raise self.error(f"numbers {subject}: no result of this subject; the subjects are {', '.join(subjects)}")
        EditionDomain.of(self.env).record(self.env.docname).lists.add(LISTING)
        return [numbers(subject=subject)]


def fill(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Replace the placeholders of a page (event `doctree-resolved`)."""
    found = list(doctree.findall(numbers))
    if not found:
        return
    from edition.evidence import inputs, results

    edition = book_of(app).edition
    pages = _pages(app.env, docname)
    with inputs.of_project(Path(app.srcdir)):
        for node in found:
            entries = []
            for name in results.names():
                if name.partition(".")[0] == node["subject"]:
                    description = results.get(name).description.replace("'", "\u2019")
                    term = nodes.term("", "", nodes.inline("", results.text(name), classes=["number"]), nodes.Text(f" {description}"))
                    rows = [
                        nodes_of.row("From", _inputs(app, docname, results.inputs_of(name)), "used-in"),
                        nodes_of.row("Used in", _uses(app, edition, pages.get(name, ()), docname, name), "used-in"),
                        nodes.paragraph("", "", nodes.literal("", name), classes=["used-in"]),
                    ]
                    entries.append(nodes.definition_list_item("", term, nodes.definition("", *rows), ids=[f"number-{slug(name)}"]))
            node.replace_self(nodes.definition_list("", *entries, classes=["numbers"]))


def slug(name: str) -> str:
    """Return the name of a result as an HTML id."""
    return name.replace(".", "-")


def _pages(env: BuildEnvironment, exclude: str) -> dict[str, list[str]]:
    """Return the documents that name each result, except one document."""
    from edition.evidence import results, uses

    found: dict[str, list[str]] = {}
    for docname in sorted(env.found_docs - {exclude}):
        for name in uses.named(Path(env.doc2path(docname)).read_text(encoding="utf-8"), results.names()):
            found.setdefault(name, []).append(docname)
    return found


def _inputs(app: Sphinx, docname: str, names: frozenset[str]) -> Iterator[nodes.Node]:
    """Yield a link to each table's own page where the site has one, else its name."""
    up = "../" * docname.count("/")
    for name in sorted(names):
        text = _OTHER_INPUTS.get(name)
        if text or app.builder.name != "html":
            yield nodes.inline("", text or name)
        else:
            yield nodes.reference("", "", nodes.literal("", name), refuri=f"{up}t/{name}/index.html", internal=True)


def _uses(app: Sphinx, edition: Edition, pages: Sequence[str], docname: str, name: str) -> list[nodes.Node]:
    """Return links to the notes that show or check a result, and to the pages that name it outside any note."""
    in_notes = {m.note for m in edition.mentions if m.type == "result" and m.target == name and m.note}
    notes = [note for note in edition.notes if note.id in in_notes or (isinstance(note, Claim) and note.check.split()[:1] == [name])]
    outside = [page for page in pages if page not in {note.docname for note in notes}]
    return [
        *(nodes_of.note_link(app.builder, docname, note) for note in notes),
        *(nodes_of.link(app.builder, docname, page, "", app.env.titles[page].astext()) for page in outside),
    ]
