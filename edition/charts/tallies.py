"""Counts as pictures: events by kind and year."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from edition.charts.figures import _labelled_rows, _values
from edition.charts.style import ROLES

_DOT: Final = 8.0


def calendar(
    table: pd.DataFrame, *, row: str, year: str, count: str, what: str, rows: Sequence[str], years: Sequence[int],
    ticks: Sequence[int], pitch: int = 26, label_width: int = 92,
) -> go.Figure:  # fmt: skip
    """Return events by kind and year: the area of a dot is their number, `what` the column that describes them."""
    figure = _labelled_rows(rows, pitch, label_width, 0)
    figure.add_scatter(
        x=_values(table[year]), y=list(table[row]), mode="markers", customdata=list(table[what]),
        marker={"color": ROLES["blue"], "size": [round(_DOT * math.sqrt(n), 2) for n in table[count]]},
        hovertemplate="%{x}: %{customdata}<extra></extra>",
    )  # fmt: skip
    figure.update_xaxes(range=[years[0] - 1, years[-1] + 1], tickvals=list(ticks), ticktext=[str(tick) for tick in ticks], showgrid=True)
    figure.update_layout(showlegend=False)
    return figure
