"""The directive that puts a chart of the apparatus on a page that is no notebook."""

from __future__ import annotations

import os
from pathlib import Path

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from edition.sphinx.charts import figure as charts
from edition.sphinx.domain import EditionDomain
from edition.sphinx.listings.entries import parse


class ChartDirective(SphinxDirective):
    """`chart`: one of the charts of the apparatus by name, drawn from the current chapters and tables."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Draw the chart and list it in the page's record, so that it is redrawn when the chapters change."""
        from edition.evidence.notes import charts as notes_charts

        name = self.arguments[0]
        if name not in notes_charts.VIEWS:
            raise self.error(f"chart {name}: unknown; the charts are {', '.join(notes_charts.VIEWS)}")
        domain = EditionDomain.of(self.env)
        domain.record(self.env.docname).lists.add(f"{charts.LISTED}{name}")
        root = Path(self.env.srcdir)
        chart = notes_charts.VIEWS[name](notes_charts.read(root)).payload()
        figure = charts.figure_of(chart, self._picture, self.lineno)
        parse(self, charts.source_line(chart["source"]), figure, "chart-source")
        parse(self, chart["caveat"], figure, "chart-caveat")
        return [figure]

    def _picture(self, file: str, svg: str) -> str:
        """Write a picture for the output formats that show it as an image; return its path relative to the page's folder."""
        path = Path(self.env.doctreedir).parent / "pictures" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(svg, encoding="utf-8")
        page = Path(self.env.doc2path(self.env.docname))
        return Path(os.path.relpath(path, page.parent)).as_posix()
