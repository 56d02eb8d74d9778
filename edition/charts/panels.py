"""Small multiples: one small plot per panel of a table, all in one figure, three in a row."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from edition.charts.figures import Series, _figure, _values, words_at, write_notes
from edition.charts.publishing import DECOR
from edition.charts.style import ROLES, TEXT_SIZE

_GAP: Final = 34  # between two panels in a row; holds the scale of the one on the right
_HEAD: Final = 40
_FOOT: Final = 18
_WIDTH: Final = 720  # the width for which the gaps are computed; on a phone they shrink with the picture


def small_multiples(
    table: pd.DataFrame, *, panel: str, x: str, series: Sequence[Series], panels: Sequence[str], unit: str, x_range: Sequence[float],
    x_ticks: Sequence[int], tops: Mapping[str, float], bottom: float = 0, heads: Mapping[str, str] | None = None, columns: int = 3,
    body: int = 92, digits: int = 1, line_at: float | None = None, marks: Mapping[str, float] | None = None,
) -> go.Figure:  # fmt: skip
    """Return one plot per panel: lines over years on the panel's own scale from `bottom` to its entry in `tops`.

    `heads` are the titles of the panels (by default their names); `line_at` draws a rule across every panel, `marks` an upright rule in
    some. A missing value is a gap.
    """
    rows = math.ceil(len(panels) / columns)
    height = rows * (_HEAD + body + _FOOT)
    figure = _figure(height + 26)
    notes = []
    across = (1 - (columns - 1) * _GAP / _WIDTH) / columns
    for place, name in enumerate(panels):
        row, column = divmod(place, columns)
        left = column * (across + _GAP / _WIDTH)
        foot = 1 - (row * (_HEAD + body + _FOOT) + _HEAD + body) / height
        suffix = "" if place == 0 else str(place + 1)
        top = tops[name]
        figure.update_layout({
            f"xaxis{suffix}": {"domain": [left, left + across], "anchor": f"y{suffix}", "range": list(x_range), "tickvals": list(x_ticks),
                               "ticktext": [_year(tick) for tick in x_ticks], "showgrid": False},
            f"yaxis{suffix}": {"domain": [foot, foot + body / height], "anchor": f"x{suffix}", "range": [bottom, top],
                               "tickvals": [bottom, top], "ticktext": [f"{bottom:,g}", f"{top:,g}"], "showgrid": True},
        })  # fmt: skip
        part = table[table[panel] == name]
        if (part[[drawn.column for drawn in series]].max() > top).any():
            raise ValueError(f"panel {name}: its scale ends at {top:g} and cuts off a value")
        for rule in _rules(place == 0 or line_at is not None, x_range, line_at, (marks or {}).get(name), bottom, top):
            figure.add_scatter(
                x=rule[0], y=rule[1], mode="lines", meta=DECOR, hoverinfo="skip", showlegend=False, xaxis=f"x{suffix}", yaxis=f"y{suffix}",
                line={"color": ROLES["pale"], "width": 1.2, "dash": "dot"},
            )  # fmt: skip
        for drawn in series:
            figure.add_scatter(
                x=_values(part[x]), y=_values(part[drawn.column]), name=drawn.label, mode=drawn.mode, connectgaps=False,
                showlegend=place == 0,
                line={"color": ROLES[drawn.role], "dash": drawn.dash, "width": 2}, xaxis=f"x{suffix}", yaxis=f"y{suffix}",
                marker={"color": ROLES[drawn.role], "symbol": drawn.symbol, "size": 5},
                hovertemplate=f"{name}, %{{x}}: <b>%{{y:,.{digits}f}}</b> {unit}<br>{drawn.label}<extra></extra>",
            )  # fmt: skip
        head = (heads or {}).get(name, f"<b>{name}</b>")
        notes.append(words_at(head, (left, foot + body / height), xref="paper", yref="paper", shift=(0, 15), size=TEXT_SIZE - 1))
    write_notes(figure, notes)
    figure.update_layout(showlegend=len(series) > 1, margin={"l": 34, "r": 8, "t": 22 if len(series) > 1 else 4, "b": 4})
    return figure


def _rules(
    wanted: bool, x_range: Sequence[float], line_at: float | None, mark: float | None, bottom: float, top: float
) -> list[tuple[list[Any], list[Any]]]:
    """Return the rules of one panel: horizontal at a height, upright at a year."""
    rules: list[tuple[list[Any], list[Any]]] = []
    if wanted and line_at is not None:
        rules.append(([x_range[0], x_range[1]], [line_at, line_at]))
    if mark is not None:
        rules.append(([mark, mark], [bottom, top]))
    return rules


def _year(tick: int) -> str:
    """Return a year in two digits: three panels in a row have no room for more."""
    return f"\u2019{tick % 100:02d}"
