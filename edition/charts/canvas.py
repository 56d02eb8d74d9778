"""Empty figures, plain or with labelled rows, and the texts placed in them."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from edition.charts.style import ROLES, TEMPLATE, TEXT_SIZE

ROW: Final = 42
BAR: Final = 15
_LABEL: Final = 19  # characters in a line of a row's label: a phone has no room for more beside the plot


def words_at(
    text: str, place: tuple[Any, Any], *, xref: str = "x", yref: str = "y", shift: tuple[int, int] = (0, 0),
    xanchor: str = "left", yanchor: str = "middle", role: str = "ink", size: int = TEXT_SIZE,
) -> dict[str, Any]:  # fmt: skip
    """Return a text at a place as a plotly annotation; shift in pixels, right and up."""
    return {
        "text": text, "x": place[0], "y": place[1], "xref": xref, "yref": yref, "xshift": shift[0], "yshift": shift[1],
        "showarrow": False, "xanchor": xanchor, "yanchor": yanchor, "align": xanchor, "font": {"color": ROLES[role], "size": size},
    }  # fmt: skip


def write_notes(figure: go.Figure, notes: Sequence[dict[str, Any]]) -> None:
    """Append texts to those already there, in one assignment: plotly checks the whole list whenever it grows."""
    figure.layout.annotations = (*figure.layout.annotations, *notes)


def bar_rows(labels: Sequence[str], *, pitch: int = ROW, legend_rows: int = 0) -> go.Figure:
    """Return an empty figure with one labelled row per label, first on top."""
    figure = blank_figure(pitch * len(labels) + 54 + 22 * legend_rows)
    write_notes(figure, [words_at(label, (0, label), xref="paper", shift=(0, BAR + 2)) for label in labels])
    figure.update_yaxes(
        type="category", categoryorder="array", categoryarray=list(labels), range=[len(labels) - 0.5, -0.5], visible=False,
    )  # fmt: skip
    figure.update_layout(margin={"l": 4, "r": 12, "t": 24 + 22 * legend_rows, "b": 30})
    return figure


def dot_rows(labels: Sequence[str], pitch: int, legend_rows: int) -> go.Figure:
    """Return an empty figure with a row per label, the label on its row, in two lines where it is long."""
    folded = ["<br>".join(wrap(label, _LABEL)) for label in labels]
    longest = max(len(line) for label in folded for line in label.split("<br>"))
    figure = blank_figure(pitch * len(labels) + 54 + 22 * legend_rows)
    places = [(0, label) for label in labels]
    write_notes(figure, [
        words_at(text, place, xref="paper", shift=(-8, 0), xanchor="right", size=TEXT_SIZE - 1)
        for text, place in zip(folded, places, strict=True)
    ])  # fmt: skip
    figure.update_yaxes(
        type="category", categoryorder="array", categoryarray=list(labels), range=[len(labels) - 0.5, -0.5], visible=False,
    )  # fmt: skip
    margin = {"l": 14 + round(6.4 * longest), "r": 12, "t": 24 + 22 * legend_rows, "b": 30}
    figure.update_layout(margin=margin, meta={"fit": "rows"})
    return figure


def labelled_rows(rows: Sequence[str], pitch: int, label_width: int, legend_rows: int) -> go.Figure:
    """Return an empty figure with a row per label, the labels in the left margin, and room for a legend."""
    figure = blank_figure(pitch * len(rows) + 46 + 20 * legend_rows)
    write_notes(
        figure, [words_at(place, (0, place), xref="paper", shift=(-8, 0), xanchor="right", size=TEXT_SIZE - 1) for place in rows]
    )
    figure.update_yaxes(
        type="category", categoryorder="array", categoryarray=list(rows), range=[len(rows) - 0.5, -0.5], visible=False,
    )  # fmt: skip
    figure.update_layout(showlegend=True, margin={"l": label_width, "r": 14, "t": 14 + 20 * legend_rows, "b": 30})
    return figure


def blank_figure(height: int) -> go.Figure:
    """Return an empty figure of a height in pixels, in the style of every chart."""
    return go.Figure(layout={"template": TEMPLATE, "height": height})


def values_of(column: pd.Series[Any]) -> list[Any]:
    """Return a column as plain values; missing ones as None."""
    return [None if pd.isna(value) else value for value in column.tolist()]
