"""A product as a picture: rectangles whose areas are the amounts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from edition.charts.canvas import blank_figure, words_at, write_notes
from edition.charts.style import ROLES


def rectangles(
    table: pd.DataFrame, *, label: str, left: str, right: str, low: str, high: str, roles: Sequence[str], texts: Sequence[dict[str, Any]],
    x_range: Sequence[float], y_range: Sequence[float], height: int = 300,
) -> go.Figure:  # fmt: skip
    """Return one filled rectangle per row, from `left` to `right` and from `low` to `high`; `texts` are arguments of `words_at`."""
    figure = blank_figure(height)
    for row, role in zip(table.to_dict("records"), roles, strict=True):
        figure.add_scatter(
            x=[row[left], row[right], row[right], row[left], row[left]], y=[row[low], row[low], row[high], row[high], row[low]],
            mode="lines", fill="toself", fillcolor=ROLES[role], line={"color": ROLES["paper"], "width": 1}, name=str(row[label]),
            hoverinfo="name", hoveron="fills", showlegend=False,
        )  # fmt: skip
    figure.update_xaxes(range=list(x_range), visible=False)
    figure.update_yaxes(range=list(y_range), visible=False)
    write_notes(figure, [words_at(**words) for words in texts])
    figure.update_layout(margin={"l": 4, "r": 4, "t": 6, "b": 6})
    return figure
