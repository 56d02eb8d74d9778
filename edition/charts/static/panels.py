"""The static picture of a map in steps: the chosen steps side by side, every outline written once."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final

from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.transforms import Affine2D

from edition.charts.static.axes import Frame, Scale
from edition.charts.static.legend import draw_legend, legend_room
from edition.charts.static.marks import draw_markers, outline
from edition.charts.static.text import TextStyle, write
from edition.charts.style import ROLES, TEXT_SIZE
from edition.charts.values import plain_values
from edition.maps.label_room import LabelRoom
from edition.maps.projection import Point

_GAP: Final = 12
_HEAD: Final = 40
_LEFT: Final = 4
_NARROW: Final = 500
#: Half the width of a symbol, and the width of a letter of a state's name on average, in pixels.
_SYMBOL: Final = 5
_LETTER: Final = 6.4


def draw_panels(spec: Mapping[str, Any], width: int) -> Figure:
    """Return the steps named in the layout's ``meta`` at a width in CSS pixels: three in a row, two where it is narrow."""
    layout = spec["layout"]
    shown: Mapping[str, Mapping[str, Any]] = layout["meta"]["panels"]
    captions = {step: panel["caption"] for step, panel in shown.items()}
    columns = 2 if width < _NARROW else 3
    key = legend_room(spec["data"], _LEFT, width)
    (left, right), (bottom, top) = layout["xaxis"]["range"], layout["yaxis"]["range"]
    across = (width - _GAP * (columns - 1)) / columns
    scale = across / (right - left)
    pitch = _HEAD + scale * (top - bottom)
    body = pitch * math.ceil(len(captions) / columns)
    frame = _canvas(width, body, body + key)
    corners = [((n % columns) * (across + _GAP), body - (n // columns + 1) * pitch) for n in range(len(captions))]
    panels = dict(zip(captions, corners, strict=True))
    traces = {step: _traces_at(spec, step) for step in captions}
    for number, trace in enumerate(spec["data"]):
        looks = [traces[step][number] for step in captions]
        if trace.get("fill") == "toself":
            points = [_to_pixels(values, low, scale) for values, low in ((trace["x"], left), (trace["y"], bottom))]
            _outlines(frame, points, trace, [look["fillcolor"] for look in looks], corners)
            continue
        for (right_by, up_by), look in zip(panels.values(), looks, strict=True):
            spots = [(px, py) for px, py in zip(plain_values(look["x"]), plain_values(look["y"]), strict=True) if px is not None]
            xs, ys = [right_by + (px - left) * scale for px, _ in spots], [up_by + (py - bottom) * scale for _, py in spots]
            if spots:
                marker = {**trace["marker"], "size": trace["marker"]["size"] - 2}
                draw_markers(frame.axes, xs, ys, marker, marker["color"], 1, 4)
    for step, (right_by, up_by) in panels.items():
        head = (right_by, up_by + pitch - 10)
        write(frame, f"<b>{step}</b>", head, TextStyle({}, "left", "center"))
        write(frame, captions[step], (head[0], head[1] - 17), TextStyle({"size": TEXT_SIZE - 1, "color": ROLES["muted"]}, "left", "center"))
        marked = _marked_states(traces[step], left, bottom, scale)
        _write_names(frame, shown[step]["named"], marked, (right_by, up_by), (across, pitch - _HEAD))
    draw_legend(frame, spec["data"])
    return frame.figure


def _marked_states(traces: Sequence[Mapping[str, Any]], left: float, bottom: float, scale: float) -> dict[str, Point]:
    """Return where each state's symbol stands in a panel, in pixels from its lower left corner."""
    return {
        name: ((x - left) * scale, (y - bottom) * scale)
        for trace in traces if trace.get("fill") != "toself"
        for name, x, y in zip(*(plain_values(trace[part]) for part in ("text", "x", "y")), strict=True) if name and x is not None
    }  # fmt: skip


def _write_names(frame: Frame, names: Sequence[str], marked: Mapping[str, Point], corner: Point, size: Point) -> None:
    """Write the names of some states beside their symbols, on paper of their own, as far as there is room in the panel."""
    room = LabelRoom(size)
    for x, y in marked.values():
        room.take((x - _SYMBOL, size[1] - y - _SYMBOL, x + _SYMBOL, size[1] - y + _SYMBOL))
    for name in (name for name in names if name in marked):
        x, y = marked[name]
        if spot := room.beside((x, size[1] - y), _LETTER * len(name) + 4, TEXT_SIZE):
            frame.axes.text(
                corner[0] + spot[0], corner[1] + size[1] - spot[1], name, ha="center", va="center", fontsize=TEXT_SIZE - 2, zorder=7,
                color=ROLES["ink"], bbox={"facecolor": ROLES["paper"], "edgecolor": "none", "pad": 1, "alpha": 0.85},
            )  # fmt: skip


def _canvas(width: float, body: float, height: float) -> Frame:
    """Return axes with the CSS pixel as unit, over the whole figure; the space above ``body`` is the legend's."""
    figure = Figure(figsize=(width / 72, height / 72), dpi=72, facecolor="none")
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, width), ylim=(0, height))
    axes.set_axis_off()
    plain = Scale("linear", ())
    return Frame(figure, axes, plain, plain, width, body, _LEFT, 0, Affine2D() + axes.transData)


def _traces_at(spec: Mapping[str, Any], step: str) -> list[dict[str, Any]]:
    """Return the figure's traces at one step."""
    frame = next(frame for frame in spec["frames"] if frame["name"] == step)
    traces = [dict(trace) for trace in spec["data"]]
    for number, change in zip(frame["traces"], frame["data"], strict=True):
        traces[number].update(change)
    return traces


def _to_pixels(values: Any, low: float, scale: float) -> list[float]:
    """Return coordinates in CSS pixels to the nearest half, so that lines shared by two states stay shared."""
    return [math.nan if value is None else round((value - low) * scale * 2) / 2 for value in plain_values(values)]


def _outlines(
    frame: Frame, points: Sequence[list[float]], trace: Mapping[str, Any], colours: list[str],
    corners: list[tuple[float, float]],
) -> None:  # fmt: skip
    """Draw one outline in every panel, each in its own colour: as a collection, whose SVG writes the path once."""
    spots = list(zip(*points, strict=True))
    distinct = [spot for place, spot in enumerate(spots) if place == 0 or spot != spots[place - 1]]
    if (path := outline([x / 72 for x, _ in distinct], [y / 72 for _, y in distinct])) is None:
        return
    line = trace["line"]
    shapes = PathCollection(
        [path], offsets=corners, offset_transform=frame.axes.transData, facecolors=colours, edgecolors=line["color"],
        linewidths=line["width"], zorder=2,
    )  # fmt: skip
    shapes.set_transform(frame.figure.dpi_scale_trans)
    frame.axes.add_collection(shapes, autolim=False)
