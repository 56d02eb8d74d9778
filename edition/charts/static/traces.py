"""Draw a plotly figure with matplotlib: the trace types and layout parts that this edition uses, and no others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.transforms import Transform

from edition.charts.static.axes import DEFAULTS, HEIGHT, Frame, make_frame, make_panel
from edition.charts.static.fit import fit
from edition.charts.static.text import TextStyle, anchors, width_of, write
from edition.charts.style import ROLES, TEXT_SIZE
from edition.charts.values import plain_values

_SYMBOLS: Final = {
    "circle": "o", "square": "s", "diamond": "D", "triangle-up": "^", "triangle-down": "v", "x": "X", "line-ns": "|",
}  # fmt: skip
_DASHES: Final[dict[str, Any]] = {
    "solid": "-", "dot": (0, (1, 2.2)), "dash": (0, (5, 3)), "dashdot": (0, (6, 2.5, 1.5, 2.5)),
}  # fmt: skip

#: Step lines: the value holds until the next point.
_STEPS: Final = {"linear": "default", "hv": "steps-post"}

#: Distances above the plot's edge: of the middle of the legend's last row; and between rows.
_LEGEND_FOOT: Final = 18
_LEGEND_ROW: Final = TEXT_SIZE + 6

#: Widths in the legend: a sample of a mark or fill; of a line, wide enough for its dashes; before the words; after them.
_SAMPLE: Final = 14
_LINE_SAMPLE: Final = 22
_LEGEND_SPACE: Final = 5
_LEGEND_GAP: Final = 16

#: A line from this width on is a bar: its sample is a filled block.
_BROAD: Final = 4


class UnsupportedFigure(ValueError):
    """A plotly part that the static pictures cannot draw."""


def draw(spec: Mapping[str, Any], width: int) -> Figure:
    """Return the figure at a width in CSS pixels (one matplotlib point each); the height is the layout's own."""
    shown = [trace for trace in spec.get("data", []) if trace.get("visible", True) is True]
    layout, traces = fit(spec["layout"], shown, width)
    layout = _fit_legend(layout, traces, width)
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
        draw_legend(frame, traces, _heads(layout))
    return frame.figure


def _traces(frame: Frame, traces: Sequence[Mapping[str, Any]], layout: Mapping[str, Any]) -> None:
    """Draw the traces of one pair of axes: bars first, then the others on top, in order."""
    _bars(frame, [trace for trace in traces if trace["type"] == "bar"], layout.get("barmode", "group"))
    for order, trace in enumerate(traces):
        if trace["type"] == "scatter":
            _scatter(frame, trace, 3 + order * 0.01)
        elif trace["type"] != "bar":
            raise UnsupportedFigure(f"no static picture for a trace of type {trace['type']!r}")


def _scatter(frame: Frame, trace: Mapping[str, Any], order: float) -> None:
    x, y = frame.x.numbers(plain_values(trace.get("x"))), frame.y.numbers(plain_values(trace.get("y")))
    line, marker, mode = trace.get("line", {}), trace.get("marker", {}), trace.get("mode", "lines")
    colour = line.get("color") or _first(marker.get("color")) or ROLES["blue"]
    opacity = trace.get("opacity", 1)
    if trace.get("fill") == "toself":
        _polygons(frame.axes, x, y, trace, order)
    elif "lines" in mode:
        frame.axes.plot(
            x, y, color=colour, linewidth=line.get("width", 2), linestyle=_DASHES[line.get("dash", "solid")],
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


def draw_markers(
    axes: Axes, x: Sequence[float], y: Sequence[float], marker: Mapping[str, Any], colour: str, opacity: float, order: float,
    transform: Transform | None = None,
) -> None:  # fmt: skip
    """Draw each kind of symbol, colour and size as its own line of markers."""

    def each(key: str, default: Any) -> list[Any]:
        values = plain_values(marker.get(key)) or [default]
        return values if len(values) > 1 else values * len(x)

    styles: dict[tuple[Any, ...], list[int]] = {}
    for index, style in enumerate(zip(each("symbol", "circle"), each("color", colour), each("size", 8), strict=True)):
        styles.setdefault(style, []).append(index)
    for (symbol, fill, size), places in styles.items():
        hollow = str(symbol).endswith("-open")
        edge = marker.get("line", {})
        axes.plot(
            [x[place] for place in places], [y[place] for place in places], linestyle="none",
            marker=_SYMBOLS[str(symbol).removesuffix("-open")], markersize=size, alpha=opacity, zorder=order + 0.005,
            markerfacecolor=ROLES["paper"] if hollow else fill, markeredgecolor=fill if hollow else edge.get("color", fill),
            markeredgewidth=edge.get("width", 1.6 if hollow or symbol == "line-ns" else 0), clip_on=False,
            transform=transform or axes.transData, scalex=transform is None, scaley=transform is None,
        )  # fmt: skip


def _polygons(axes: Axes, x: Sequence[float], y: Sequence[float], trace: Mapping[str, Any], order: float) -> None:
    """Fill rings separated by missing values, as one path."""
    line = trace.get("line", {})
    if path := outline(x, y):
        axes.add_patch(PathPatch(
            path, facecolor=trace.get("fillcolor", "none"), edgecolor=line.get("color", "none"),
            linewidth=line.get("width", 0), alpha=trace.get("opacity", 1), zorder=order,
        ))  # fmt: skip


def outline(x: Sequence[float], y: Sequence[float]) -> Path | None:
    """Return rings separated by missing values as one path; None where there is no point."""
    points: list[tuple[float, float]] = []
    codes: list[np.uint8] = []
    new = True
    for point in zip(x, y, strict=True):
        if np.isnan(point[0]):
            new = True
            continue
        points.append(point)
        codes.append(Path.MOVETO if new else Path.LINETO)
        new = False
    return Path(points, codes) if points else None


def _bars(frame: Frame, traces: Sequence[Mapping[str, Any]], barmode: str) -> None:
    """Draw bar traces next to or on top of each other; a missing value leaves its place empty."""
    offsets: dict[tuple[float, bool], float] = {}
    for order, trace in enumerate(traces):
        upright = trace.get("orientation", "v") == "v"
        places = (frame.x if upright else frame.y).numbers(plain_values(trace["x" if upright else "y"]))
        lengths = (frame.y if upright else frame.x).numbers(plain_values(trace["y" if upright else "x"]))
        share = len(traces) if barmode == "group" else 1
        bases = plain_values(trace.get("base"))
        thick = trace.get("width") or (1 - frame.bargap) / share
        colours = plain_values(trace.get("marker", {}).get("color", ROLES["blue"]))
        for index, (place, length) in enumerate(zip(places, lengths, strict=True)):
            if np.isnan(length):
                continue
            key = (place, length >= 0)
            start = bases[index] if bases else (offsets.get(key, 0.0) if barmode in ("stack", "relative") else 0.0)
            offsets[key] = start + length
            low = place - (1 - frame.bargap) / 2 + thick * order if share > 1 else place - thick / 2
            corner, size = ((low, start), (thick, length)) if upright else ((start, low), (length, thick))
            frame.axes.add_patch(Rectangle(
                corner, *size, facecolor=colours[index % len(colours)], edgecolor=ROLES["paper"], alpha=trace.get("opacity", 1),
                linewidth=0.8 if barmode == "stack" else 0, zorder=2, hatch=_hatch(trace, index),
            ))  # fmt: skip


def _hatch(trace: Mapping[str, Any], index: int = 0) -> str | None:
    shapes = plain_values(trace.get("marker", {}).get("pattern", {}).get("shape"))
    return {"/": "////"}.get(str(shapes[index % len(shapes)])) if shapes else None


def _shape(frame: Frame, shape: Mapping[str, Any]) -> None:
    (x0, x1), (y0, y1) = frame.x.numbers([shape["x0"], shape["x1"]]), frame.y.numbers([shape["y0"], shape["y1"]])
    line = shape.get("line", {})
    transform = frame.transform(shape.get("xref", "x"), shape.get("yref", "y"))
    order = 1 if shape.get("layer") == "below" else 2.5
    if shape["type"] == "line":
        frame.axes.plot(
            [x0, x1], [y0, y1], color=line.get("color", ROLES["pale"]), linewidth=line.get("width", 1), zorder=order,
            linestyle=_DASHES[line.get("dash", "solid")], transform=transform, clip_on=False, scalex=False, scaley=False,
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


def draw_legend(frame: Frame, traces: Sequence[Mapping[str, Any]], heads: int = 0) -> None:
    """Draw the legend above the plot and its heads, from the picture's left edge; it wraps at the plot's right."""
    entries = _entries(traces)
    spots = _legend_spots(entries, 4 - frame.plot_left, frame.plot_width)
    last = max((line for _, line in spots), default=0)
    for trace, (x, line) in zip(entries, spots, strict=True):
        y = frame.plot_height + heads + _LEGEND_FOOT + (last - line) * _LEGEND_ROW
        colour = trace.get("line", {}).get("color") or _first(trace.get("marker", {}).get("color")) or trace.get("fillcolor")
        _swatch(frame, trace, (x, y), colour)
        right = x + _sample_width(trace) + _LEGEND_SPACE
        write(frame, str(trace["name"]), (right, y), TextStyle({"size": TEXT_SIZE - 1}, "left", "center", (0, 0), frame.pixels))


def legend_room(traces: Sequence[Mapping[str, Any]], left: float, width: float) -> int:
    """Return the height in pixels of the legend above a plot of a width that begins this far from the picture's left edge."""
    rows = 1 + max((line for _, line in _legend_spots(_entries(traces), 4 - left, width)), default=0)
    return _LEGEND_FOOT + _LEGEND_ROW * (rows - 1) + TEXT_SIZE // 2 + 2


def _fit_legend(layout: Mapping[str, Any], traces: Sequence[Mapping[str, Any]], width: int) -> Mapping[str, Any]:
    """Return the layout with a top margin that fits the legend at this width: fewer rows leave no empty band."""
    if not layout.get("showlegend"):
        return layout
    margin = {**DEFAULTS["margin"], **layout.get("margin", {})}
    room = legend_room(traces, margin["l"], width - margin["l"] - margin["r"]) + _heads(layout)
    return {**layout, "height": layout.get("height", HEIGHT) - margin["t"] + room, "margin": {**margin, "t": room}}


def _heads(layout: Mapping[str, Any]) -> int:
    """Return the height of the columns' heads above a plot."""
    return int((layout.get("meta") or {}).get("heads", 0))


def _entries(traces: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [trace for trace in traces if trace.get("showlegend", True) and trace.get("name")]


def _legend_spots(entries: Sequence[Mapping[str, Any]], start: float, limit: float) -> list[tuple[float, int]]:
    """Return the position of each entry of the legend, and its row from the top."""
    left, row = start, 0
    spots = []
    for trace in entries:
        width = _sample_width(trace) + _LEGEND_SPACE + width_of(str(trace["name"]), TEXT_SIZE - 1)
        if left > start and left + width > limit:
            left, row = start, row + 1
        spots.append((left, row))
        left += width + _LEGEND_GAP
    return spots


def _sample_width(trace: Mapping[str, Any]) -> int:
    return _LINE_SAMPLE if _is_line(trace) else _SAMPLE


def _is_line(trace: Mapping[str, Any]) -> bool:
    """Return whether a trace is a drawn line and not a bar, an area or marks alone."""
    is_open = trace["type"] == "scatter" and "lines" in trace.get("mode", "lines") and trace.get("fill") != "toself"
    return is_open and trace.get("line", {}).get("width", 2) < _BROAD


def _swatch(frame: Frame, trace: Mapping[str, Any], place: tuple[float, float], colour: Any) -> None:
    """Draw a legend entry's sample: its line with its dashes, its symbol, or its fill."""
    x, y = place
    has_marks = trace["type"] == "scatter" and "markers" in trace.get("mode", "")
    if _is_line(trace):
        line = trace.get("line", {})
        frame.axes.plot(
            [x, x + _LINE_SAMPLE], [y, y], color=colour, linewidth=line.get("width", 2), linestyle=_DASHES[line.get("dash", "solid")],
            alpha=trace.get("opacity", 1), solid_capstyle="butt", dash_capstyle="butt", clip_on=False, transform=frame.pixels,
            scalex=False, scaley=False,
        )  # fmt: skip
    elif not has_marks:
        thick = min(8, trace.get("line", {}).get("width", 8)) if trace["type"] == "scatter" else 8
        look = {
            "facecolor": colour, "edgecolor": ROLES["paper"], "linewidth": 0, "hatch": _hatch(trace),
            "alpha": trace.get("opacity", 1), "transform": frame.pixels, "clip_on": False,
        }  # fmt: skip
        frame.axes.add_patch(Rectangle((x, y - thick / 2), _SAMPLE, thick, **look))
    if has_marks:
        middle = x + _sample_width(trace) / 2
        draw_markers(frame.axes, [middle], [y], {**trace.get("marker", {}), "size": 9}, colour, 1, 5, frame.pixels)


def _first(value: Any) -> Any:
    values = plain_values(value)
    return values[0] if values else None
