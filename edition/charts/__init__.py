"""Charts of the edition: one look, and one way to publish with table, source, caveat, picture and alt text.

What draws is imported when it is first asked for: the book is written from charts that notebooks have drawn, without plotly.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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
    from edition.charts.labels import outer_labels
    from edition.charts.matrix import bubbles, cells
    from edition.charts.model import MIME, Chart, ChartError, Column
    from edition.charts.networks import network
    from edition.charts.panels import small_multiples
    from edition.charts.publishing import DECOR, publish
    from edition.charts.status_map import stepped_map
    from edition.charts.style import ROLES

_HOMES = {
    "figures": ("Mark", "Series", "Span", "bars", "grid", "lines", "mark", "note", "rows_of_dots", "spans", "stacked"),
    "labels": ("outer_labels",),
    "status_map": ("stepped_map",),
    "matrix": ("bubbles", "cells"),
    "model": ("MIME", "Chart", "ChartError", "Column"),
    "networks": ("network",),
    "areas": ("rectangles",),
    "panels": ("small_multiples",),
    "publishing": ("DECOR", "publish"),
    "style": ("ROLES",),
}

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
    "lines",
    "mark",
    "network",
    "note",
    "outer_labels",
    "publish",
    "rectangles",
    "rows_of_dots",
    "small_multiples",
    "spans",
    "stacked",
    "stepped_map",
]


def __getattr__(name: str) -> Any:
    home = next((home for home, names in _HOMES.items() if name in names), None)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{home}"), name)
