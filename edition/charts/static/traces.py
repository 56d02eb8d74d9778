"""Draw a plotly figure with matplotlib: the trace types and layout parts that this edition uses, and no others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from edition.charts.static.axes import Frame, make_frame, make_panel
from edition.charts.static.fit import fit
from edition.charts.static.legend import draw_legend, fit_legend, heads_above
from edition.charts.static.marks import DASHES, draw_bars, draw_markers, fill_polygons, first_of
from edition.charts.static.text import TextStyle, anchors, write
from edition.charts.style import ROLES
from edition.charts.values import plain_values

#: Step lines: the value holds until the next point.
_STEPS: Final = {"linear": "default", "hv": "steps-post"}


class UnsupportedFigure(ValueError):
    """A plotly part that the static pictures cannot draw."""


def draw(spec: Mapping[str, Any], width: int) -> Figure:
    """Return the figure at a width in CSS pixels (one matplotlib point each); the height is the layout's own."""
    shown = [trace for trace in spec.get("data", []) if trace.get("visible", True) is True]
    layout, traces = fit(spec["layout"], shown, width)
    layout = fit_legend(layout, traces, width)
    if "xaxis2" in layout:
        frame = make_frame({**layout, "xaxis": {"visible": False}, "yaxis": {"visible": False}}, (), width)
        for number in sorted({str(trace.get("xaxis", "x"))[1:] for trace in traces}, key=lambda suffix: int(suffix or 1)):
            panel_traces = [trace for trace in traces if str(trace.get("xaxis", "x"))[1:] == number]
            _traces(make_panel(frame, layout, panel_traces, number), panel_traces, layout)
    else:
        frame = make_frame(layout, traces, width)
        for shape in layout.get("shapes", []):
            _shape(frame, shape)
        _traces(frame, traces, layout)
    for annotation in layout.get("annotations", []):
        _annotation(frame, annotation)
    if layout.get("showlegend"):
        draw_legend(frame, traces, heads_above(layout))
    return frame.figure


def _traces(frame: Frame, traces: Sequence[Mapping[str, Any]], layout: Mapping[str, Any]) -> None:
    """Draw the traces of one pair of axes: bars first, then the others on top, in order."""
    draw_bars(frame, [trace for trace in traces if trace["type"] == "bar"], layout.get("barmode", "group"))
    for order, trace in enumerate(traces):
        if trace["type"] == "scatter":
            _scatter(frame, trace, 3 + order * 0.01)
        elif trace["type"] != "bar":
            raise UnsupportedFigure(f"no static picture for a trace of type {trace['type']!r}")


def _scatter(frame: Frame, trace: Mapping[str, Any], order: float) -> None:
    x, y = frame.x.numbers(plain_values(trace.get("x"))), frame.y.numbers(plain_values(trace.get("y")))
    line, marker, mode = trace.get("line", {}), trace.get("marker", {}), trace.get("mode", "lines")
    colour = line.get("color") or first_of(marker.get("color")) or ROLES["blue"]
    opacity = trace.get("opacity", 1)
    if trace.get("fill") == "toself":
        fill_polygons(frame.axes, x, y, trace, order)
    elif "lines" in mode:
        frame.axes.plot(
            x, y, color=colour, linewidth=line.get("width", 2), linestyle=DASHES[line.get("dash", "solid")],
            drawstyle=_STEPS[line.get("shape", "linear")], alpha=opacity,
            zorder=order, solid_capstyle="butt", dash_capstyle="butt", clip_on=trace.get("cliponaxis", True),
        )  # fmt: skip
    if "markers" in mode:
        draw_markers(frame.axes, x, y, marker, colour, opacity, order)
    if "text" in mode:
        ha, va, dx, dy = anchors(trace.get("textposition", "middle center"))
        texts = plain_values(trace.get("text"))
        for left, top, text in zip(x, y, texts if len(texts) > 1 else texts * len(x), strict=True):
            if text and not np.isnan(left) and not np.isnan(top):
                write(frame, str(text), (left, top), TextStyle(trace.get("textfont", {}), ha, va, (dx, dy)))


def _shape(frame: Frame, shape: Mapping[str, Any]) -> None:
    (x0, x1), (y0, y1) = frame.x.numbers([shape["x0"], shape["x1"]]), frame.y.numbers([shape["y0"], shape["y1"]])
    line = shape.get("line", {})
    transform = frame.transform(shape.get("xref", "x"), shape.get("yref", "y"))
    order = 1 if shape.get("layer") == "below" else 2.5
    if shape["type"] == "line":
        frame.axes.plot(
            [x0, x1], [y0, y1], color=line.get("color", ROLES["pale"]), linewidth=line.get("width", 1), zorder=order,
            linestyle=DASHES[line.get("dash", "solid")], transform=transform, clip_on=False, scalex=False, scaley=False,
        )  # fmt: skip
    elif shape["type"] == "rect":
        frame.axes.add_patch(Rectangle(
            (x0, y0), x1 - x0, y1 - y0, facecolor=shape.get("fillcolor", "none"), alpha=shape.get("opacity", 1),
            edgecolor=line.get("color", "none"), linewidth=line.get("width", 0), transform=transform, zorder=order,
        ))  # fmt: skip
    else:
        raise UnsupportedFigure(f"no static picture for a shape of type {shape['type']!r}")


def _annotation(frame: Frame, note: Mapping[str, Any]) -> None:
    """Write an annotation at plotly's position, with its leader line when it has an arrow."""
    shift = (note.get("xshift", 0), note.get("yshift", 0))
    if note.get("showarrow", True):
        shift = (note.get("ax", 0), -note.get("ay", 0))
    place = (frame.x.numbers([note["x"]])[0], frame.y.numbers([note["y"]])[0])
    if frame.y.kind == "log" and note.get("yref", "y") == "y":
        place = (place[0], 10.0 ** place[1])  # on a log axis plotly places a note by its logarithm
    va = note.get("yanchor", "middle")
    words = TextStyle(
        font=note.get("font", {}),
        ha=note.get("xanchor", "center"),
        va="center" if va == "middle" else va,
        shift=shift,
        transform=frame.transform(note.get("xref", "x"), note.get("yref", "y")),
        leader=note.get("showarrow", True),
    )
    write(frame, str(note["text"]), place, words)
