"""A chart's record in the Book: its payload, the lines below it, the code that drew it."""

from __future__ import annotations

from docutils import nodes

from edition.charts.model import to_csv
from edition.records import Chart
from edition.sphinx.charts.figure import ChartFigure
from edition.sphinx.reading.words import classes_of, words_of


def published(figure: ChartFigure, docname: str) -> Chart:
    """Convert a chart's node to its record in the Book."""
    chart = figure["chart"]
    return Chart(
        name=chart["name"],
        title=chart["title"],
        docname=docname,
        sources=tuple(chart["source"]),
        csv=to_csv([column["name"] for column in chart["columns"]], chart["rows"]),
        line=figure.line,
        payload=chart,
        source_line=_below(figure, "chart-source"),
        caveat=_below(figure, "chart-caveat"),
        code=_code(figure),
        alt=chart["alt"],
    )


def _below(figure: ChartFigure, kind: str) -> str:
    return " ".join(words_of(child) for child in figure.children if kind in classes_of(child))


def _code(figure: ChartFigure) -> str:
    """Return the code of the cell that published a chart; empty for a chart of a directive."""
    cell = figure.parent
    while cell is not None and cell.get("nb_element") != "cell_code":
        cell = cell.parent
    block = next(iter(cell.findall(nodes.literal_block)), None) if cell is not None else None
    return block.astext() if block is not None else ""
