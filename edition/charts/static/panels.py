"""The static picture of a map in steps: the chosen steps side by side, the last one large."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.transforms import Affine2D

from edition.charts.static.axes import Frame, Scale
from edition.charts.static.legend import draw_legend, legend_room
from edition.charts.static.marks import draw_markers, outline
from edition.charts.static.text import TextStyle, width_of, write
from edition.charts.style import ROLES, TEXT_SIZE
from edition.charts.values import plain_values
from edition.maps.label_room import LabelRoom
from edition.maps.projection import Point

_GAP: Final = 12
_HEAD: Final = 40
_LEFT: Final = 4
_NARROW: Final = 500
#: Half the width of a symbol in pixels.
_SYMBOL: Final = 5


@dataclass(frozen=True)
class _Place:
    """Where a map stands: the left edge and the top of its head in pixels from the left and the top, and its width."""

    left: float
    top: float
    across: float


def draw_panels(spec: Mapping[str, Any], width: int) -> Figure:
    """Return the steps named in the layout's ``meta`` at a width in CSS pixels: the last large, the others small before it."""
    layout = spec["layout"]
    shown: Mapping[str, Mapping[str, Any]] = layout["meta"]["panels"]
    key = legend_room(spec["data"], _LEFT, width)
    (left, right), (bottom, top) = layout["xaxis"]["range"], layout["yaxis"]["range"]
    aspect = (top - bottom) / (right - left)
    places = dict(zip(shown, _places(len(shown), width, aspect), strict=True))
    body = max(place.top + _HEAD + place.across * aspect for place in places.values())
    frame = _canvas(width, body, body + key)
    corners = {step: (place.left, body - place.top - _HEAD - place.across * aspect) for step, place in places.items()}
    scales = {step: place.across / (right - left) for step, place in places.items()}
    traces = {step: _traces_at(spec, step) for step in shown}
    for number, trace in enumerate(spec["data"]):
        looks = {step: traces[step][number] for step in shown}
        if trace.get("fill") == "toself":
            for scale in sorted(set(scales.values())):
                if number == 0 and scale < max(scales.values()):
                    continue  # the land around is drawn on the large map alone: outlines weigh, and the small ones say what changes
                alike = [step for step in shown if scales[step] == scale]
                points = [_to_pixels(values, low, scale) for values, low in ((trace["x"], left), (trace["y"], bottom))]
                _outlines(frame, points, trace, [looks[step]["fillcolor"] for step in alike], [corners[step] for step in alike])
            continue
        for step, look in looks.items():
            spots = [(px, py) for px, py in zip(plain_values(look["x"]), plain_values(look["y"]), strict=True) if px is not None]
            xs = [corners[step][0] + (px - left) * scales[step] for px, _ in spots]
            ys = [corners[step][1] + (py - bottom) * scales[step] for _, py in spots]
            if spots:
                marker = {**trace["marker"], "size": trace["marker"]["size"] - 2}
                draw_markers(frame.axes, xs, ys, marker, marker["color"], 1, 4)
    muted = {"size": TEXT_SIZE - 1, "color": ROLES["muted"]}
    for step, place in places.items():
        head = (place.left, body - place.top - 10)
        write(frame, f"<b>{step}</b>", head, TextStyle({}, "left", "center"))
        write(frame, shown[step]["caption"], (head[0], head[1] - 17), TextStyle(muted, "left", "center"))
        marked = _marked_states(traces[step], left, bottom, scales[step])
        _write_names(frame, shown[step]["named"], marked, corners[step], (place.across, place.across * aspect))
    draw_legend(frame, spec["data"])
    return frame.figure


def _places(count: int, width: float, aspect: float) -> list[_Place]:
    """Return the places of the maps: the small ones two in a row, the large one right of them, or below where the width is narrow."""
    narrow = width < _NARROW
    across = (width - _GAP) / 2 if narrow else (width - 3 * _GAP) / 4
    pitch = _HEAD + across * aspect
    small = [_Place((n % 2) * (across + _GAP), (n // 2) * pitch, across) for n in range(count - 1)]
    rows = math.ceil(len(small) / 2)
    large = _Place(0, rows * pitch, width) if narrow else _Place(2 * (across + _GAP), 0, 2 * across + _GAP)
    return [*small, large]


def _marked_states(traces: Sequence[Mapping[str, Any]], left: float, bottom: float, scale: float) -> dict[str, Point]:
    """Return where each state's symbol stands in a panel, in pixels from its lower left corner."""
    return {
        name: ((x - left) * scale, (y - bottom) * scale)
        for trace in traces if trace.get("fill") != "toself"
        for name, x, y in zip(*(plain_values(trace[part]) for part in ("text", "x", "y")), strict=True) if name and x is not None
    }  # fmt: skip


def _write_names(frame: Frame, names: Sequence[str], marked: Mapping[str, Point], corner: Point, size: Point) -> None:
    """Write the names of some states beside their symbols, on paper of their own, as far as there is room in the panel.

    From west to east, since most names stand left of symbols that others crowd from the right.
    """
    room = LabelRoom(size)
    for x, y in marked.values():
        room.take((x - _SYMBOL, size[1] - y - _SYMBOL, x + _SYMBOL, size[1] - y + _SYMBOL))
    for name in sorted((name for name in names if name in marked), key=lambda name: marked[name]):
        x, y = marked[name]
        if spot := room.beside((x, size[1] - y), width_of(name, TEXT_SIZE - 2) + 4, TEXT_SIZE + 1):
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
    """Return coordinates in whole CSS pixels, so that lines shared by two states stay shared and the page stays light."""
    return [math.nan if value is None else round((value - low) * scale) for value in plain_values(values)]


def _outlines(
    frame: Frame, points: Sequence[list[float]], trace: Mapping[str, Any], colours: list[str],
    corners: list[tuple[float, float]],
) -> None:  # fmt: skip
    """Draw one outline in every panel of one size, each in its own colour: as a collection, whose SVG writes the path once."""
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
