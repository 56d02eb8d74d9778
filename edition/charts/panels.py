"""Small multiples: one small plot per panel of a table, all in one figure, three in a row."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from edition.charts.canvas import blank_figure, values_of, words_at, write_notes
from edition.charts.figures import Series
from edition.charts.publishing import DECOR
from edition.charts.style import ROLES, TEXT_SIZE

_SCALE: Final = 60  # between two panels in a row, where the one on the right has a scale of its own
_GAP: Final = 24  # where it has the scale of the row
HEAD: Final = 36
FOOT: Final = 18
_WIDTH: Final = 720  # the width for which the gaps are computed; on a phone they shrink with the figure


def small_multiples(
    table: pd.DataFrame, *, panel: str, x: str, series: Sequence[Series], panels: Sequence[str], unit: str, x_range: Sequence[float],
    x_ticks: Sequence[int], tops: Mapping[str, float], bottom: float = 0, heads: Mapping[str, str] | None = None, columns: int = 3,
    body: int = 92, digits: int = 1, line_at: float | None = None, marks: Mapping[str, float] | None = None, framed: Collection[str] = (),
) -> go.Figure:  # fmt: skip
    """Return one plot per panel: lines over years on the panel's own scale from `bottom` to its entry in `tops`.

    `heads` are the titles of the panels (by default their names); `line_at` draws a rule across every panel and writes its height on the
    scale, `marks` an upright rule in some; `framed` panels, of which the title speaks, have a frame. A missing value is a gap. Where
    all panels have one scale, it is written once in a row.
    """
    figure = blank_figure(math.ceil(len(panels) / columns) * (HEAD + body + FOOT) + 26)
    notes = []
    has_scales = len(set(tops.values())) > 1
    places = domains(len(panels), columns, body, (_SCALE if has_scales else _GAP) / _WIDTH)
    for place, (name, (left, right, foot, head)) in enumerate(zip(panels, places, strict=True)):
        suffix = "" if place == 0 else str(place + 1)
        top = tops[name]
        heights = _heights(bottom, line_at, top)
        scale = [f"{height:,g}" if has_scales or place % columns == 0 else "" for height in heights]
        figure.update_layout({
            f"xaxis{suffix}": {"domain": [left, right], "anchor": f"y{suffix}", "range": list(x_range), "tickvals": list(x_ticks),
                               "ticktext": [_year(tick) for tick in x_ticks], "showgrid": False},
            f"yaxis{suffix}": {"domain": [foot, head], "anchor": f"x{suffix}", "range": [bottom, top],
                               "tickvals": heights, "ticktext": scale, "showgrid": True},
        })  # fmt: skip
        part = table[table[panel] == name]
        if (part[[drawn.column for drawn in series]].max() > top).any():
            raise ValueError(f"panel {name}: its scale ends at {top:g} and cuts off a value")
        for rule in _rules(place == 0 or line_at is not None, x_range, line_at, (marks or {}).get(name), bottom, top):
            figure.add_scatter(
                x=rule[0], y=rule[1], mode="lines", meta=DECOR, hoverinfo="skip", showlegend=False, xaxis=f"x{suffix}", yaxis=f"y{suffix}",
                line={"color": ROLES["pale"], "width": 1.2, "dash": "dot"},
            )  # fmt: skip
        if name in framed:
            (low, high), (start, end) = (bottom, top), x_range
            figure.add_scatter(
                x=[start, end, end, start, start], y=[low, low, high, high, low], mode="lines", meta=DECOR, hoverinfo="skip",
                showlegend=False, xaxis=f"x{suffix}", yaxis=f"y{suffix}", line={"color": ROLES["ink"], "width": 2.4},
            )  # fmt: skip
        for drawn in series:
            figure.add_scatter(
                x=values_of(part[x]), y=values_of(part[drawn.column]), name=drawn.label, mode=drawn.mode, connectgaps=False,
                showlegend=place == 0,
                line={"color": ROLES[drawn.role], "dash": drawn.dash, "width": 2}, xaxis=f"x{suffix}", yaxis=f"y{suffix}",
                marker={"color": ROLES[drawn.role], "symbol": drawn.symbol, "size": 5},
                hovertemplate=f"{name}, %{{x}}: <b>%{{y:,.{digits}f}}</b> {unit}<br>{drawn.label}<extra></extra>",
            )  # fmt: skip
        words = (heads or {}).get(name, f"<b>{name}</b>")
        notes.append(words_at(words, (left, head), xref="paper", yref="paper", shift=(0, 15), size=TEXT_SIZE - 1))
    write_notes(figure, notes)
    scale = [f"{height:,g}" for height in _heights(bottom, line_at, tops[panels[0]])]
    figure.update_layout(
        showlegend=len(series) > 1, margin={"l": 34, "r": 8, "t": 22 if len(series) > 1 else 4, "b": 4},
        meta={"fit": "panels", "count": len(panels), "columns": columns, "body": body, "scales": has_scales, "scale": scale},
    )  # fmt: skip
    return figure


def domains(count: int, columns: int, body: int, gap: float) -> list[tuple[float, float, float, float]]:
    """Return left, right, foot and top of each panel as parts of the plot; `gap` is a part of its width, `body` in pixels."""
    height = math.ceil(count / columns) * (HEAD + body + FOOT)
    across = (1 - (columns - 1) * gap) / columns
    places = []
    for place in range(count):
        row, column = divmod(place, columns)
        left, foot = column * (across + gap), 1 - (row * (HEAD + body + FOOT) + HEAD + body) / height
        places.append((left, left + across, foot, foot + body / height))
    return places


def _heights(bottom: float, line_at: float | None, top: float) -> list[float]:
    """Return the heights that a panel's scale names."""
    return [bottom, top] if line_at is None else [bottom, line_at, top]


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
