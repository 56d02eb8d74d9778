"""The directive that sets the essay's words beside the official English of the text they quote or echo."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes

from edition.commentary.model import Collation, Pair
from edition.commentary.options import read_collation
from edition.commentary.variants import Run, collate
from edition.problems import Problem
from edition.sphinx.reading.directives import EditionDirective


class CollationDirective(EditionDirective):
    """A collation: one row per pair of wordings, then a comment on the texts, with its footnote."""

    def run(self) -> list[nodes.Node]:
        """Read the pairs, lay them out as a table, and parse what follows the first blank line."""
        reader = self.reader()
        passage = self.env.temp_data.get("edition:passage")
        if not passage:
            self.written.problems.append(Problem(self.place, f"{self.name} {reader.id}: stands outside a passage"))
            return []
        lines = list(self.content)
        rows = lines.index("") if "" in lines else len(lines)
        collation = read_collation(reader, passage, self.env.docname, lines[:rows])
        self.written.collations.append(collation)
        self.written.problems += reader.problems
        node = nodes.container("", ids=[f"c-{collation.id}"], classes=["collation"])
        node["collation"] = collation.id
        node += nodes.paragraph("", collation.title, classes=["collation-title"])
        node += _table(collation)
        self.state.nested_parse(self.content[rows:], self.content_offset + rows, node)
        return [node]


def _table(collation: Collation) -> nodes.table:
    head = nodes.thead("", _row(nodes.paragraph("", "The essay"), nodes.paragraph("", collation.official)))
    body = nodes.tbody("", *(_pair(collation.passage, pair) for pair in collation.pairs))
    columns = [nodes.colspec(colwidth=2), nodes.colspec(colwidth=3)]
    return nodes.table("", nodes.tgroup("", *columns, head, body, cols=2), classes=["collation-table"])


def _pair(passage: str, pair: Pair) -> nodes.row:
    essay, official = collate(pair.essay, pair.official)
    wording = nodes.paragraph("", "", *_marked(essay), classes=["witness-essay"])
    number = nodes.inline("", f"{passage}.{pair.sentence}", classes=["collation-sentence"])
    wording[0:0] = [number, nodes.Text(" ")]
    return _row(wording, nodes.paragraph("", "", *_marked(official), classes=["witness-official"]))


def _marked(runs: Sequence[Run]) -> list[nodes.Node]:
    return [nodes.inline("", run.text, classes=["differs"]) if run.differs else nodes.Text(run.text) for run in runs]


def _row(*cells: nodes.Node) -> nodes.row:
    return nodes.row("", *(nodes.entry("", cell) for cell in cells))
