"""The marks of a static picture: symbols, filled rings and bars."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.transforms import Transform

from edition.charts.static.axes import Frame
from edition.charts.style import ROLES
from edition.charts.values import plain_values

SYMBOLS: Final = {
    "circle": "o", "square": "s", "diamond": "D", "triangle-up": "^", "triangle-down": "v", "x": "X", "line-ns": "|",
}  # fmt: skip
DASHES: Final[dict[str, Any]] = {
    "solid": "-", "dot": (0, (1, 2.2)), "dash": (0, (5, 3)), "dashdot": (0, (6, 2.5, 1.5, 2.5)),
}  # fmt: skip


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
            marker=SYMBOLS[str(symbol).removesuffix("-open")], markersize=size, alpha=opacity, zorder=order + 0.005,
            markerfacecolor=ROLES["paper"] if hollow else fill, markeredgecolor=fill if hollow else edge.get("color", fill),
            markeredgewidth=edge.get("width", 1.6 if hollow or symbol == "line-ns" else 0), clip_on=False,
            transform=transform or axes.transData, scalex=transform is None, scaley=transform is None,
        )  # fmt: skip


def fill_polygons(axes: Axes, x: Sequence[float], y: Sequence[float], trace: Mapping[str, Any], order: float) -> None:
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


def draw_bars(frame: Frame, traces: Sequence[Mapping[str, Any]], barmode: str) -> None:
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
                linewidth=0.8 if barmode == "stack" else 0, zorder=2, hatch=hatch(trace, index),
            ))  # fmt: skip


def hatch(trace: Mapping[str, Any], index: int = 0) -> str | None:
    """Return matplotlib's pattern for a bar of a trace; None for a plain one."""
    shapes = plain_values(trace.get("marker", {}).get("pattern", {}).get("shape"))
    return {"/": "////"}.get(str(shapes[index % len(shapes)])) if shapes else None


def first_of(value: Any) -> Any:
    """Return the first of the values of a trace's attribute; None where there is none."""
    values = plain_values(value)
    return values[0] if values else None
