"""Several bars for each row, in the order of their series: amounts of one thing at different times."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from edition.charts.canvas import dot_rows, values_of, words_at, write_notes
from edition.charts.figures import Series
from edition.charts.style import ROLES, TEXT_SIZE

_BAR: Final = 13
_APART: Final = 11


def grouped_bars(
    table: pd.DataFrame, label: str, series: Sequence[Series], *, x_range: Sequence[float], unit: str, digits: int = 0, legend_rows: int = 1
) -> go.Figure:
    """Return a row for each label with a bar for each series, first on top, its number at its end; a missing value has no bar.

    The bars of a series that is not solid are hatched, since three hues cannot be told apart in grey.
    """
    labels = [str(name) for name in table[label]]
    pitch = _BAR * len(series) + _APART
    figure = dot_rows(labels, pitch, legend_rows)
    notes = []
    for place, drawn in enumerate(series):
        values = values_of(table[drawn.column])
        figure.add_bar(
            x=values, y=labels, name=drawn.label, orientation="h",
            marker={"color": ROLES[drawn.role], "pattern": {"shape": "" if drawn.dash == "solid" else "/"}},
            hovertemplate=f"%{{y}}<br>{drawn.label}: <b>%{{x:,.{digits}f}}</b> {unit}<extra></extra>",
        )  # fmt: skip
        up = _BAR * ((len(series) - 1) / 2 - place)
        for row, value in zip(labels, values, strict=True):
            if value is not None:
                side = "left" if value >= 0 else "right"
                text = f"{value:,.{digits}f}".replace("-", "\u2212")
                notes.append(words_at(text, (value, row), shift=(4 if value >= 0 else -4, round(up)), xanchor=side, size=TEXT_SIZE - 1))
    write_notes(figure, notes)
    figure.update_xaxes(range=list(x_range), visible=False)
    figure.update_layout(barmode="group", bargap=_APART / pitch, showlegend=True, margin={"b": 4}, height=figure.layout.height - 26)
    return figure
