"""Builders of this edition's figures; every range is set explicitly, so that picture and interactive figure agree.

Labels are above their row or next to their line, never in a wide margin, so that one figure fits a phone and a page.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from edition.charts.canvas import BAR, ROW, bar_rows, blank_figure, dot_rows, labelled_rows, values_of, words_at, write_notes
from edition.charts.model import NO_DATA
from edition.charts.publishing import DECOR
from edition.charts.style import ROLES, TEXT_SIZE, words_role

_DOT_ROW: Final = 56
_BARE_ROW: Final = 38


@dataclass(frozen=True)
class Series:
    """One column of the table as drawn: its label, role, and the position of the label (at ``label_at``, else at the end).

    Where lines are labelled beside their ends, ``up`` moves a label that many pixels away from another.

    In rows of dots ``text_at`` is the position of each value beside its dot; empty shows none. A line of the shape ``hv`` is a step line.
    """

    column: str
    label: str
    role: str = "blue"
    dash: str = "solid"
    symbol: str = "circle"
    mode: str = "lines+markers"
    label_at: Any = None
    shift: tuple[int, int] = (0, 13)
    anchor: str = "right"
    text_at: str = "bottom center"
    shape: str = "linear"
    up: int = 0
    width: float = 2.2


@dataclass(frozen=True)
class Span:
    """A kind of interval in a timeline: its name in the legend and its role."""

    kind: str
    role: str
    width: int = 10


@dataclass(frozen=True)
class Mark:
    """A kind of event in a timeline: its name in the legend, role and symbol."""

    kind: str
    role: str
    symbol: str = "circle"
    size: int = 8


def lines(
    table: pd.DataFrame, x: str, series: Sequence[Series], *, unit: str, x_range: Sequence[Any], y_range: Sequence[float],
    x_ticks: Sequence[Any], y_ticks: Sequence[float], height: int = 340, log: bool = False, digits: int = 1, ends: int = 0,
) -> go.Figure:  # fmt: skip
    """Return lines over time with direct labels; a missing value is a gap.

    `ends` is the room in pixels right of the plot for labels beside the ends of the lines; without it labels stand in the plot.
    """
    figure = blank_figure(height)
    for drawn in series:
        values = values_of(table[drawn.column])
        colour = ROLES[drawn.role]
        figure.add_scatter(
            x=values_of(table[x]), y=values, name=drawn.label, mode=drawn.mode, connectgaps=False,
            line={"color": colour, "dash": drawn.dash, "width": drawn.width, "shape": drawn.shape},
            marker={"color": colour, "symbol": drawn.symbol, "size": 7},
            hovertemplate=f"%{{x}}: <b>%{{y:,.{digits}f}}</b> {unit}<br>{drawn.label}<extra></extra>",
        )  # fmt: skip
        if drawn.label:
            at_end = replace(drawn, label_at=None, shift=(8, drawn.up), anchor="left") if ends else drawn
            _line_label(figure, at_end, list(zip(values_of(table[x]), values, strict=True)), log)
    limits = [math.log10(end) for end in y_range] if log else list(y_range)
    figure.update_xaxes(range=list(x_range), tickvals=list(x_ticks), ticktext=[str(tick) for tick in x_ticks])
    figure.update_yaxes(
        range=limits, type="log" if log else "linear", tickvals=list(y_ticks), ticktext=[f"{tick:,g}" for tick in y_ticks],
    )  # fmt: skip
    figure.update_layout(margin={"l": 46, "r": ends or 16, "t": 34, "b": 30})
    note(figure, unit, (0, 1), xref="paper", yref="paper", shift=(-40, 20), role="muted")
    return figure


def bars(
    table: pd.DataFrame, label: str, value: str, *, texts: Sequence[str], roles: Sequence[str], unit: str, room: float = 1.28,
    start: str | None = None, reach: float | None = None, legend: Mapping[str, str] | None = None,
) -> go.Figure:  # fmt: skip
    """Return horizontal bars, each under its own label, its value at its end; ``room`` leaves space for that text.

    A bar begins at zero, or at the value of the column ``start``. ``legend`` explains the roles in words.
    """
    labels, values = [str(name) for name in table[label]], values_of(table[value])
    starts = values_of(table[start]) if start else [0.0] * len(values)
    figure = bar_rows(labels)
    figure.add_bar(
        x=values, y=labels, base=starts if start else None, orientation="h", width=BAR / ROW,
        marker={"color": [ROLES[role] for role in roles]}, customdata=list(texts), showlegend=False,
        hovertemplate=f"%{{y}}: <b>%{{customdata}}</b> {unit}<extra></extra>",
    )  # fmt: skip
    ends = [0.0 if length is None else begin + length for begin, length in zip(starts, values, strict=True)]
    write_notes(
        figure,
        [
            words_at(f"<b>{text}</b>", (end, row), shift=(5 if end >= 0 else -5, 0), xanchor="left" if end >= 0 else "right")
            for row, end, text in zip(labels, ends, texts, strict=True)
        ],
    )
    least, greatest = min(0.0, *ends), reach or max(ends)
    figure.update_xaxes(range=[least - (room - 1) / 2 * greatest if least < 0 else 0.0, greatest * room], visible=False)
    for words, role in (legend or {}).items():
        figure.add_scatter(
            x=[None], y=labels[:1], name=words, mode="markers", marker={"color": ROLES[role], "symbol": "square", "size": 9}, meta=DECOR,
        )  # fmt: skip
    top = 34 if legend else 6
    margin = {"l": 4, "r": 12, "t": top, "b": 6}
    figure.update_layout(height=ROW * len(labels) + top + 6, margin=margin, showlegend=bool(legend), meta={"fit": "bars"})
    return figure


def stacked(
    table: pd.DataFrame, x: str, series: Sequence[Series], *, unit: str, x_range: Sequence[float], x_ticks: Sequence[int],
    y_range: Sequence[float], y_ticks: Sequence[float], height: int = 340, legend_rows: int = 1,
) -> go.Figure:  # fmt: skip
    """Return stacked upright bars with a legend in reading order; without one where ``legend_rows`` is 0."""
    figure = blank_figure(height)
    for drawn in series:
        figure.add_bar(
            x=values_of(table[x]), y=values_of(table[drawn.column]), name=drawn.label, marker={"color": ROLES[drawn.role]},
            hovertemplate=f"%{{x}}: <b>%{{y:,g}}</b> {unit}<br>{drawn.label}<extra></extra>",
        )  # fmt: skip
    margin = {"l": 34, "r": 12, "t": 18 + 22 * legend_rows, "b": 30}
    figure.update_layout(barmode="stack", bargap=0.18, showlegend=legend_rows > 0, margin=margin)
    figure.update_xaxes(range=list(x_range), tickvals=list(x_ticks), ticktext=[str(tick) for tick in x_ticks])
    figure.update_yaxes(range=list(y_range), tickvals=list(y_ticks), ticktext=[f"{tick:,g}" for tick in y_ticks])
    return figure


def rows_of_dots(
    table: pd.DataFrame, label: str, series: Sequence[Series], *, x_range: Sequence[float], x_ticks: Sequence[float],
    unit: str, digits: int = 1, legend_rows: int = 1,
) -> go.Figure:  # fmt: skip
    """Return one row of dots per label, the label on the row, the dots joined by a thin rule; symbols differ as well as colours."""
    labels = [str(name) for name in table[label]]
    beneath = any(drawn.text_at.startswith("bottom") for drawn in series)
    figure = dot_rows(labels, _DOT_ROW if beneath else _BARE_ROW, legend_rows)
    columns = [values_of(table[drawn.column]) for drawn in series]
    joins: list[tuple[float | None, str | None]] = []
    for row, *values in zip(labels, *columns, strict=True):
        known = [value for value in values if value is not None]
        joins += [(min(known), row), (max(known), row), (None, None)] if known else []
        if not known:
            note(figure, NO_DATA, (0, row), xref="paper", shift=(4, 0), role="muted", size=TEXT_SIZE - 1)
    figure.add_scatter(
        x=[x for x, _ in joins], y=[y for _, y in joins], mode="lines", meta=DECOR, hoverinfo="skip", showlegend=False,
        line={"color": ROLES["pale"], "width": 1.5}, connectgaps=False,
    )  # fmt: skip
    for drawn, values in zip(series, columns, strict=True):
        figure.add_scatter(
            x=values, y=labels, name=drawn.label, mode="markers+text" if drawn.text_at else "markers",
            text=["" if value is None else f"{value:,.{digits}f}" for value in values],
            textposition=drawn.text_at or "bottom center",
            textfont={"size": TEXT_SIZE - 1, "color": ROLES["ink"]}, cliponaxis=False,
            marker={"color": ROLES[drawn.role], "symbol": drawn.symbol, "size": 10, "line": {"width": 1.6, "color": ROLES[drawn.role]}},
            hovertemplate=f"%{{y}}<br>{drawn.label}: <b>%{{x:,.{digits}f}}</b> {unit}<extra></extra>",
        )  # fmt: skip
    words = [f"{tick:,g}".replace("-", "\u2212") for tick in x_ticks]
    figure.update_xaxes(range=list(x_range), tickvals=list(x_ticks), ticktext=words, showgrid=True)
    figure.update_layout(showlegend=legend_rows > 0)
    return figure


def spans(
    table: pd.DataFrame, *, row: str, kind: str, start: str, end: str, rows: Sequence[str], kinds: Sequence[Span],
    marks: pd.DataFrame | None = None, mark_kinds: Sequence[Mark] = (), date: str = "date", x_range: Sequence[str],
    years: Sequence[int], pitch: int = 22, label_width: int = 140, legend_rows: int = 2,
) -> go.Figure:  # fmt: skip
    """Return a timeline: bars from ISO date to ISO date by row, coloured by kind, and marks for single dates."""
    figure = labelled_rows(rows, pitch, label_width, legend_rows)
    for span in kinds:
        part = table[table[kind] == span.kind]
        xs: list[str | None] = []
        ys: list[str | None] = []
        for place, begin, finish in zip(part[row], part[start], part[end], strict=True):
            xs += [begin, finish, None]
            ys += [place, place, None]
        figure.add_scatter(
            x=xs, y=ys, name=span.kind, mode="lines", line={"color": ROLES[span.role], "width": span.width}, connectgaps=False,
            hovertemplate=f"%{{y}}: {span.kind}<br>%{{x|%-d %B %Y}}<extra></extra>",
        )  # fmt: skip
    for spot in mark_kinds if marks is not None else ():
        part = marks[marks[kind] == spot.kind]  # type: ignore[index]
        figure.add_scatter(
            x=list(part[date]), y=list(part[row]), name=spot.kind, mode="markers",
            marker=_marker(spot),
            hovertemplate=f"%{{y}}: {spot.kind}<br>%{{x|%-d %B %Y}}<extra></extra>",
        )  # fmt: skip
    figure.update_xaxes(
        type="date", range=list(x_range), tickvals=[f"{year}-01-01" for year in years], ticktext=[str(year) for year in years],
        showgrid=True,
    )  # fmt: skip
    return figure


def grid(
    table: pd.DataFrame, *, row: str, column: str, kind: str, rows: Sequence[str], kinds: Sequence[Mark],
    x_range: Sequence[float], x_ticks: Sequence[int], pitch: int = 24, label_width: int = 92, legend_rows: int = 2, name: str = "",
) -> go.Figure:  # fmt: skip
    """Return a grid of symbols by row and year; a cell whose kind is not among ``kinds`` stays empty.

    A symbol that is pointed at tells its row and column, or what it is by the column ``name``.
    """
    figure = labelled_rows(rows, pitch, label_width, legend_rows)
    for style in kinds:
        part = table[table[kind] == style.kind]
        figure.add_scatter(
            x=values_of(part[column]), y=values_of(part[row]), name=style.kind, mode="markers",
            marker=_marker(style), customdata=list(part[name]) if name else None,
            hovertemplate=f"{'%{customdata}' if name else '%{y}, %{x}'}: {style.kind}<extra></extra>",
        )  # fmt: skip
    ticks = {"tickvals": list(x_ticks), "ticktext": [str(tick) for tick in x_ticks]}
    figure.update_xaxes(range=list(x_range), showgrid=True, **ticks)
    return figure


def mark(
    figure: go.Figure, value: Any, text: str, *, xanchor: str = "left", role: str = "rust", down: int = -9, below: bool = False,
) -> None:  # fmt: skip
    """Draw an upright rule at a value, with its label ``down`` pixels under the top, or below the axis."""
    line = {"color": ROLES[role], "width": 1.6, "dash": "dash"}
    figure.add_shape(type="line", xref="x", yref="paper", x0=value, x1=value, y0=0, y1=1, line=line)
    shift = ({"left": 4, "right": -4}.get(xanchor, 0), -34 if below else -down)
    if below:
        figure.update_layout(margin={"b": 46}, height=figure.layout.height + 16)
    place = (value, 0 if below else 1)
    note(figure, f"<b>{text}</b>", place, yref="paper", shift=shift, xanchor=xanchor, role=role, size=TEXT_SIZE - 1)


def note(
    figure: go.Figure, text: str, place: tuple[Any, Any], *, xref: str = "x", yref: str = "y", shift: tuple[int, int] = (0, 0),
    xanchor: str = "left", yanchor: str = "middle", role: str = "ink", size: int = TEXT_SIZE,
) -> None:  # fmt: skip
    """Write a text at a place in the figure; shift in pixels, right and up."""
    words = words_at(text, place, xref=xref, yref=yref, shift=shift, xanchor=xanchor, yanchor=yanchor, role=role, size=size)
    write_notes(figure, [words])


def _marker(style: Mark) -> dict[str, Any]:
    """Return a mark's style; a mark that is only a stroke is drawn by its line."""
    colour = ROLES[style.role]
    edge = {"width": 1.5, "color": colour}
    return {"color": colour, "symbol": style.symbol, "size": style.size, "line": edge}


def _line_label(figure: go.Figure, drawn: Series, points: Sequence[tuple[Any, Any]], log: bool) -> None:
    known = [point for point in points if point[1] is not None]
    place = next((point for point in known if point[0] == drawn.label_at), known[-1])
    height = math.log10(place[1]) if log else place[1]
    note(figure, f"<b>{drawn.label}</b>", (place[0], height), shift=drawn.shift, xanchor=drawn.anchor, role=words_role(drawn.role))
