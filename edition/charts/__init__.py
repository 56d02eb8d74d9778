"""Charts of the edition: a common style, and one way to publish with table, source, caveat, picture and alt text.

A notebook imports this package and needs no matplotlib; only ``static``, which draws the pictures of a published chart, does.
"""

from edition.charts.areas import rectangles
from edition.charts.figures import (
    Mark,
    Series,
    Span,
    bars,
    grid,
    lines,
    mark,
    note,
    rows_of_dots,
    spans,
    stacked,
)
from edition.charts.grouped import grouped_bars
from edition.charts.labels import outer_labels
from edition.charts.matrix import bubbles, cells
from edition.charts.model import MIME, Chart, ChartError, Column
from edition.charts.networks import network
from edition.charts.panels import small_multiples
from edition.charts.plain_table import plain_table
from edition.charts.publishing import DECOR, publish
from edition.charts.sheet import sheet
from edition.charts.status_map import stepped_map
from edition.charts.style import ROLES

__all__ = [
    "DECOR",
    "MIME",
    "ROLES",
    "Chart",
    "ChartError",
    "Column",
    "Mark",
    "Series",
    "Span",
    "bars",
    "bubbles",
    "cells",
    "grid",
    "grouped_bars",
    "lines",
    "mark",
    "network",
    "note",
    "outer_labels",
    "plain_table",
    "publish",
    "rectangles",
    "rows_of_dots",
    "sheet",
    "small_multiples",
    "spans",
    "stacked",
    "stepped_map",
]
