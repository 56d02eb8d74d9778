"""A chart as a node: its payload, with its caption, its pictures, its source line and its caveat as children."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from docutils import nodes

from edition.charts.html import concrete
from edition.charts.model import to_csv
from edition.records import Chart
from edition.sources.model import ESSAY_KEY

FOLDER: Final = "charts"
LISTED: Final = "chart:"  # before the name of a chart in a document's lists


class ChartFigure(nodes.General, nodes.Element):
    """A chart: attribute ``chart`` holds its payload, the children are its picture, source line and caveat."""


def published(figure: ChartFigure, docname: str) -> Chart:
    """Make of a chart's node what the Book keeps of it."""
    chart = figure["chart"]
    return Chart(
        name=chart["name"],
        title=chart["title"],
        docname=docname,
        sources=tuple(chart["source"]),
        csv=to_csv([column["name"] for column in chart["columns"]], chart["rows"]),
        svg=concrete(chart["pictures"]["wide"]),
        line=figure.line,
        narrow=concrete(chart["pictures"]["narrow"]),
        alt=chart["alt"],
    )


def source_line(keys: Sequence[str]) -> str:
    """Return the line that says what a chart rests on: its sources, the notes on the essay, or what each row of its table names."""
    if not keys:
        return "Sources: as each row of the data table names them."
    cited = ", ".join(f"{{cite:t}}`{key}`" for key in keys)
    return f"Source: the notes of this edition on {cited}." if list(keys) == [ESSAY_KEY] else f"Source: {cited}."


def figure_of(chart: dict[str, Any], write: Callable[[str, str], str], line: int | None) -> ChartFigure:
    """Return a chart's node with its caption and its pictures; source line and caveat are added by the caller.

    `write` takes a file's name and an SVG and returns the picture's address.
    """
    figure = ChartFigure(ids=[f"fig-{chart['name']}"], chart=chart)
    figure.line = line
    figure += nodes.caption("", chart["title"])
    for width in ("wide", "narrow"):
        address = write(f"chart-{chart['name']}-{width}.svg", concrete(chart["pictures"][width]))
        figure += nodes.image(uri=address, alt=chart["alt"], classes=[width])
    return figure
