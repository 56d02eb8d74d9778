"""A chart as a node: its payload as an attribute; caption, pictures, source line and caveat as children."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from docutils import nodes

from edition.charts.html import concrete
from edition.sources.model import ESSAY_KEY

FOLDER: Final = "charts"
LISTED: Final = "chart:"  # prefix of a chart's name in a document's lists


class ChartFigure(nodes.General, nodes.Element):
    """A chart: attribute ``chart`` holds its payload, the children are its picture, source line and caveat."""


def source_line(keys: Sequence[str]) -> str:
    """Return the line that names a chart's sources: their keys, the notes on the essay, or a reference to the table's rows."""
    if not keys:
        return "Sources: as each row of the data table names them."
    cited = ", ".join(f"{{cite:t}}`{key}`" for key in keys)
    return f"Source: the notes of this edition on {cited}." if list(keys) == [ESSAY_KEY] else f"Source: {cited}."


def figure_of(chart: dict[str, Any], write: Callable[[str, str], str], line: int | None) -> ChartFigure:
    """Return a chart's node with caption and pictures; the caller adds source line and caveat.

    `write` takes a file's name and an SVG and returns the picture's address.
    """
    figure = ChartFigure(ids=[f"fig-{chart['name']}"], chart=chart)
    figure.line = line
    figure += nodes.caption("", chart["title"])
    for width in ("wide", "narrow"):
        address = write(f"chart-{chart['name']}-{width}.svg", concrete(chart["pictures"][width]))
        figure += nodes.image(uri=address, alt=chart["alt"], classes=[width])
    return figure
