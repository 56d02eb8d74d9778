"""Two tables as pictures: counts as circles with their numbers, and states of membership as symbols."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from edition.charts.canvas import blank_figure, words_at, write_notes
from edition.charts.figures import Mark, _marker
from edition.charts.publishing import DECOR
from edition.charts.style import ROLES, TEXT_SIZE

_LARGEST: Final = 30
_LEAST: Final = 14  # a smaller circle would strike through its number
_LEAST_RING: Final = 20  # a ring needs room for its line beside the number
HEAD: Final = 17  # the height of one level of heads


def bubbles(
    table: pd.DataFrame, *, row: str, column: str, value: str, rows: Sequence[str], columns: Sequence[str], unit: str,
    pitch: int = 36, label_width: int = 96, levels: int = 2, digits: int = 0, roles: Mapping[str, str] | None = None, unknown: str = "",
) -> go.Figure:  # fmt: skip
    """Return counts by row and column: the circle's area is the count, with the number inside; nothing is drawn for 0.

    Where the circle would be smaller than the number, only the number is drawn, and a dot for one that rounds to 0. `roles` sets the
    colour of some columns' circles, `unknown` is written where the table has no value.
    """
    figure = _frame(rows, columns, pitch, label_width)
    _heads(figure, columns, levels, pitch * len(rows))
    part = table[table[value] > 0]
    greatest = float(part[value].max()) if len(part) else 1.0
    texts = [f"{count:,.{digits}f}" if round(count, digits) else "\u00b7" for count in part[value]]
    least = _LEAST_RING if roles else _LEAST
    figure.add_scatter(
        x=list(part[column]), y=list(part[row]), mode="markers+text", text=texts,
        textposition="middle center", textfont={"size": TEXT_SIZE - 1, "color": ROLES["ink"]}, cliponaxis=False,
        marker={
            "symbol": "circle-open" if roles else "circle", "opacity": 1,
            "color": [ROLES[roles[place]] for place in part[column]] if roles else ROLES["grid"],
            "size": [_diameter(n / greatest, max(least, 5 * len(text) + 2)) for n, text in zip(part[value], texts, strict=True)],
        },
        hovertemplate=f"%{{y}}, %{{x}}: <b>%{{text}}</b> {unit}<extra></extra>",
    )  # fmt: skip
    gaps = table[table[value].isna()] if unknown else table[:0]
    figure.add_scatter(
        x=list(gaps[column]), y=list(gaps[row]), mode="text", text=[unknown] * len(gaps), textposition="middle center", cliponaxis=False,
        textfont={"size": TEXT_SIZE - 1, "color": ROLES["muted"]}, meta=DECOR, hoverinfo="skip", showlegend=False,
    )  # fmt: skip
    return figure


def cells(
    table: pd.DataFrame, *, row: str, column: str, kind: str, rows: Sequence[str], columns: Sequence[str], kinds: Sequence[Mark],
    pitch: int = 24, label_width: int = 96, levels: int = 2, legend_rows: int = 2,
) -> go.Figure:  # fmt: skip
    """Return a symbol for each row and column by kind; a cell whose kind is not among ``kinds`` stays empty."""
    figure = _frame(rows, columns, pitch, label_width)
    figure.update_xaxes(showgrid=True)
    figure.update_yaxes(showgrid=True)
    _heads(figure, columns, levels, pitch * len(rows), 20 * legend_rows)
    for style in kinds:
        part = table[table[kind] == style.kind]
        figure.add_scatter(
            x=list(part[column]), y=list(part[row]), name=style.kind, mode="markers", marker=_marker(style), cliponaxis=False,
            hovertemplate=f"%{{y}}, %{{x}}: {style.kind}<extra></extra>",
        )  # fmt: skip
    figure.update_layout(showlegend=True)
    return figure


def _diameter(share: float, least: int) -> float:
    """Return the diameter in pixels of a circle with a share of the greatest area; 0 where it would be smaller than its number."""
    diameter = round(_LARGEST * math.sqrt(share), 2)
    return diameter if diameter >= least else 0


def _frame(rows: Sequence[str], columns: Sequence[str], pitch: int, label_width: int) -> go.Figure:
    """Return an empty frame with row labels on the left."""
    figure = blank_figure(pitch * len(rows))
    write_notes(
        figure, [words_at(place, (0, place), xref="paper", shift=(-8, 0), xanchor="right", size=TEXT_SIZE - 1) for place in rows]
    )
    axis = {"type": "category", "categoryorder": "array", "showticklabels": False, "showgrid": False}
    figure.update_xaxes(categoryarray=list(columns), range=[-0.5, len(columns) - 0.5], **axis)
    figure.update_yaxes(categoryarray=list(rows), range=[len(rows) - 0.5, -0.5], **axis)
    figure.update_layout(margin={"l": label_width, "r": 22})
    return figure


def _heads(figure: go.Figure, columns: Sequence[str], levels: int, body: int, legend: int = 0) -> None:
    """Write the columns' labels above the rows, under the legend if there is one."""
    notes, ticks, room = head_words(columns, levels, body)
    write_notes(figure, notes)
    figure.update_layout(
        shapes=ticks, height=body + room + legend + 8, margin={"t": room + legend, "b": 8}, meta={"fit": "matrix", "heads": room},
        legend={"y": 1 + room / body},
    )  # fmt: skip


def head_words(columns: Sequence[str], levels: int, body: float) -> tuple[list[dict[str, Any]], list[dict[str, Any]], int]:
    """Return the columns' labels on alternating levels above a body of this height, their ticks, and the height that they take."""
    notes, ticks = [], []
    for number, place in enumerate(columns):
        away = 9 + HEAD * (number % levels)
        notes.append(words_at(place, (place, 1), yref="paper", shift=(0, away), xanchor="center", size=TEXT_SIZE - 1, role="muted"))
        if number % levels:
            ticks.append({
                "type": "line", "xref": "x", "yref": "paper", "x0": place, "x1": place, "y0": 1, "y1": 1 + (away - 7) / body,
                "line": {"color": ROLES["grid"], "width": 1},
            })  # fmt: skip
    return notes, ticks, HEAD * levels + 8
