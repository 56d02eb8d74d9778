"""The legend of a static picture: samples and names above the plot, in as many rows as the width needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from matplotlib.patches import Rectangle

from edition.charts.static.axes import DEFAULTS, HEIGHT, Frame
from edition.charts.static.marks import DASHES, draw_markers, first_of, hatch
from edition.charts.static.text import TextStyle, width_of, write
from edition.charts.style import ROLES, TEXT_SIZE

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


def draw_legend(frame: Frame, traces: Sequence[Mapping[str, Any]], heads: int = 0) -> None:
    """Draw the legend above the plot and its heads, from the picture's left edge; it wraps at the plot's right."""
    entries = _entries(traces)
    spots = _legend_spots(entries, 4 - frame.plot_left, frame.plot_width)
    last = max((line for _, line in spots), default=0)
    for trace, (x, line) in zip(entries, spots, strict=True):
        y = frame.plot_height + heads + _LEGEND_FOOT + (last - line) * _LEGEND_ROW
        colour = trace.get("line", {}).get("color") or first_of(trace.get("marker", {}).get("color")) or trace.get("fillcolor")
        _swatch(frame, trace, (x, y), colour)
        right = x + _sample_width(trace) + _LEGEND_SPACE
        write(frame, str(trace["name"]), (right, y), TextStyle({"size": TEXT_SIZE - 1}, "left", "center", (0, 0), frame.pixels))


def legend_room(traces: Sequence[Mapping[str, Any]], left: float, width: float) -> int:
    """Return the height in pixels of the legend above a plot of a width that begins this far from the picture's left edge."""
    rows = 1 + max((line for _, line in _legend_spots(_entries(traces), 4 - left, width)), default=0)
    return _LEGEND_FOOT + _LEGEND_ROW * (rows - 1) + TEXT_SIZE // 2 + 2


def fit_legend(layout: Mapping[str, Any], traces: Sequence[Mapping[str, Any]], width: int) -> Mapping[str, Any]:
    """Return the layout with a top margin that fits the legend at this width: fewer rows leave no empty band."""
    if not layout.get("showlegend"):
        return layout
    margin = {**DEFAULTS["margin"], **layout.get("margin", {})}
    room = legend_room(traces, margin["l"], width - margin["l"] - margin["r"]) + heads_above(layout)
    return {**layout, "height": layout.get("height", HEIGHT) - margin["t"] + room, "margin": {**margin, "t": room}}


def heads_above(layout: Mapping[str, Any]) -> int:
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
            [x, x + _LINE_SAMPLE], [y, y], color=colour, linewidth=line.get("width", 2), linestyle=DASHES[line.get("dash", "solid")],
            alpha=trace.get("opacity", 1), solid_capstyle="butt", dash_capstyle="butt", clip_on=False, transform=frame.pixels,
            scalex=False, scaley=False,
        )  # fmt: skip
    elif not has_marks:
        thick = min(8, trace.get("line", {}).get("width", 8)) if trace["type"] == "scatter" else 8
        look = {
            "facecolor": colour, "edgecolor": ROLES["paper"], "linewidth": 0, "hatch": hatch(trace),
            "alpha": trace.get("opacity", 1), "transform": frame.pixels, "clip_on": False,
        }  # fmt: skip
        frame.axes.add_patch(Rectangle((x, y - thick / 2), _SAMPLE, thick, **look))
    if has_marks:
        middle = x + _sample_width(trace) / 2
        draw_markers(frame.axes, [middle], [y], {**trace.get("marker", {}), "size": 9}, colour, 1, 5, frame.pixels)
