"""Counts as pictures: rows of bars in segments, and events by kind and year."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from edition.charts.figures import _BAR, ROW, Series, _labelled_rows, _rows, _values, note
from edition.charts.style import ROLES

_DOT: Final = 8.0


def segments(
    table: pd.DataFrame, label: str, series: Sequence[Series], total: str, *, unit: str, legend_rows: int = 1, room: float = 1.12
) -> go.Figure:
    """Return one bar for each row, parted by the columns of the series, with the whole at its end."""
    labels = [str(one) for one in table[label]]
    figure = _rows(labels, legend_rows=legend_rows)
    for one in series:
        figure.add_bar(
            x=_values(table[one.column]), y=labels, name=one.label, orientation="h", width=_BAR / ROW,
            marker={"color": ROLES[one.role]}, hovertemplate=f"%{{y}}, {one.label}: <b>%{{x}}</b> {unit}<extra></extra>",
        )  # fmt: skip
    for row, whole in zip(labels, table[total], strict=True):
        note(figure, f"<b>{whole}</b>", (whole, row), shift=(5, 0))
    figure.update_xaxes(range=[0, float(table[total].max()) * room], visible=False)
    figure.update_layout(barmode="stack", showlegend=True, margin={"b": 8})
    return figure


def calendar(
    table: pd.DataFrame, *, row: str, year: str, count: str, what: str, rows: Sequence[str], years: Sequence[int],
    ticks: Sequence[int], pitch: int = 26, label_width: int = 92,
) -> go.Figure:  # fmt: skip
    """Return events by kind and year: the area of a dot is how many there were, `what` says which."""
    figure = _labelled_rows(rows, pitch, label_width, 0)
    figure.add_scatter(
        x=_values(table[year]), y=list(table[row]), mode="markers", customdata=list(table[what]),
        marker={"color": ROLES["blue"], "size": [round(_DOT * math.sqrt(n), 2) for n in table[count]]},
        hovertemplate="%{x}: %{customdata}<extra></extra>",
    )  # fmt: skip
    figure.update_xaxes(range=[years[0] - 1, years[-1] + 1], tickvals=list(ticks), ticktext=[str(tick) for tick in ticks], showgrid=True)
    figure.update_layout(showlegend=False)
    return figure
