"""Two tables as pictures: counts as circles with their numbers, and states of membership as symbols."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from edition.charts.figures import Mark, _figure, _marker, note
from edition.charts.style import ROLES, TEXT_SIZE

_LARGEST: Final = 30
_HEAD: Final = 17


def bubbles(
    table: pd.DataFrame, *, row: str, column: str, value: str, rows: Sequence[str], columns: Sequence[str], unit: str,
    pitch: int = 36, label_width: int = 96, levels: int = 2, digits: int = 0, role: str = "blue",
) -> go.Figure:  # fmt: skip
    """Return counts by row and column: the circle's area is the count, the number stands in it; nothing is drawn for 0."""
    figure = _frame(rows, columns, pitch, label_width, levels)
    part = table[table[value] > 0]
    most = float(part[value].max()) if len(part) else 1.0
    figure.add_scatter(
        x=list(part[column]), y=list(part[row]), mode="markers+text", text=[f"{count:,.{digits}f}" for count in part[value]],
        textposition="middle center", textfont={"size": TEXT_SIZE - 1, "color": ROLES["ink"]}, cliponaxis=False,
        marker={
            "symbol": "circle", "color": ROLES["grid"], "size": [round(_LARGEST * math.sqrt(n / most), 2) for n in part[value]],
            "line": {"width": 1.2, "color": ROLES[role]},
        },
        hovertemplate=f"%{{y}}, %{{x}}: <b>%{{text}}</b> {unit}<extra></extra>",
    )  # fmt: skip
    return figure


def cells(
    table: pd.DataFrame, *, row: str, column: str, kind: str, rows: Sequence[str], columns: Sequence[str], kinds: Sequence[Mark],
    pitch: int = 24, label_width: int = 96, levels: int = 2, legend_rows: int = 2,
) -> go.Figure:  # fmt: skip
    """Return a symbol for each row and column by kind; a cell whose kind is not among ``kinds`` stays empty."""
    figure = _frame(rows, columns, pitch, label_width, levels, 20 * legend_rows)
    for one in kinds:
        part = table[table[kind] == one.kind]
        figure.add_scatter(
            x=list(part[column]), y=list(part[row]), name=one.kind, mode="markers", marker=_marker(one), cliponaxis=False,
            hovertemplate=f"%{{y}}, %{{x}}: {one.kind}<extra></extra>",
        )  # fmt: skip
    figure.update_layout(showlegend=True, legend={"y": 1 + (_HEAD * levels + 4) / (pitch * len(rows))})
    return figure


def _frame(
    rows: Sequence[str], columns: Sequence[str], pitch: int, label_width: int, levels: int, above: int = 0
) -> go.Figure:
    """Return an empty frame with row labels on the left and column labels on top, in turn on several levels so that none meet."""
    figure = _figure(pitch * len(rows) + _HEAD * levels + 14 + above)
    for place in rows:
        note(figure, place, (0, place), xref="paper", shift=(-8, 0), xanchor="right", size=TEXT_SIZE - 1)
    for number, place in enumerate(columns):
        shift = (0, 9 + _HEAD * (number % levels))
        note(figure, place, (place, 1), yref="paper", shift=shift, xanchor="center", size=TEXT_SIZE - 2, role="muted")
        if number % levels:
            figure.add_shape(
                type="line", xref="x", yref="paper", x0=place, x1=place, y0=1, y1=1 + (shift[1] - 7) / (pitch * len(rows)),
                line={"color": ROLES["grid"], "width": 1},
            )  # fmt: skip
    axis = {"type": "category", "categoryorder": "array", "showticklabels": False}
    figure.update_xaxes(categoryarray=list(columns), range=[-0.5, len(columns) - 0.5], showgrid=True, **axis)
    figure.update_yaxes(categoryarray=list(rows), range=[len(rows) - 0.5, -0.5], showgrid=True, **axis)
    figure.update_layout(margin={"l": label_width, "r": 22, "t": _HEAD * levels + 6 + above, "b": 8})
    return figure
