"""The frame of a static picture: its size, margins, axes, ticks and grid, read from a plotly layout."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from matplotlib.transforms import Affine2D, Transform, blended_transform_factory

from edition.charts.style import ROLES, TEMPLATE, TEXT_SIZE
from edition.charts.values import plain_values

HEIGHT: Final = 360
DEFAULTS: Final[dict[str, Any]] = TEMPLATE.layout.to_plotly_json()


@dataclass(frozen=True)
class Scale:
    """One axis: converts the figure's values (numbers, ISO dates, categories) to positions."""

    kind: str
    categories: tuple[str, ...]

    def numbers(self, values: Sequence[Any]) -> list[float]:
        """Return positions; a missing value becomes NaN."""
        return [self._number(value) for value in values]

    def _number(self, value: Any) -> float:
        if value is None:
            return float("nan")
        if isinstance(value, str):
            if self.kind == "category":
                return float(self.categories.index(value))
            if self.kind == "date":
                return float(np.datetime64(value, "D").astype(int))
        return float(value)


@dataclass(frozen=True)
class Frame:
    """A matplotlib figure with one pair of axes laid out as in plotly; lengths in CSS pixels."""

    figure: Figure
    axes: Axes
    x: Scale
    y: Scale
    plot_width: float
    plot_height: float
    plot_left: float
    bargap: float
    pixels: Transform

    def transform(self, xref: str, yref: str) -> Transform:
        """Return the transform for plotly's references: ``x``/``y`` are data, ``paper`` is the plot's box."""
        data, box = self.axes.transData, self.axes.transAxes
        return blended_transform_factory(box if xref == "paper" else data, box if yref == "paper" else data)


def make_frame(layout: Mapping[str, Any], traces: Sequence[Mapping[str, Any]], width: int) -> Frame:
    """Return an empty frame with grid and ticks."""
    height = layout.get("height", HEIGHT)
    margin = {**DEFAULTS["margin"], **layout.get("margin", {})}
    plot_width, plot_height = width - margin["l"] - margin["r"], height - margin["t"] - margin["b"]
    figure = Figure(figsize=(width / 72, height / 72), dpi=72, facecolor="none")
    box = (margin["l"] / width, margin["b"] / height, plot_width / width, plot_height / height)
    return _framed(figure, box, (plot_width, plot_height, margin["l"]), layout, traces)


def make_panel(frame: Frame, layout: Mapping[str, Any], traces: Sequence[Mapping[str, Any]], number: str) -> Frame:
    """Return a frame for the axes with a number ("2" for x2 and y2), inside another frame's plot, at their domains."""
    axes = {f"{name}axis": layout[f"{name}axis{number}"] for name in "xy"}
    (left, right), (low, high) = axes["xaxis"]["domain"], axes["yaxis"]["domain"]
    outer = frame.axes.get_position()
    width, height = frame.plot_width * (right - left), frame.plot_height * (high - low)
    box = (outer.x0 + outer.width * left, outer.y0 + outer.height * low, outer.width * (right - left), outer.height * (high - low))
    return _framed(frame.figure, box, (width, height, frame.plot_left), {**layout, **axes}, traces)


def _framed(
    figure: Figure, box: tuple[float, float, float, float], size: tuple[float, float, float], layout: Mapping[str, Any],
    traces: Sequence[Mapping[str, Any]],
) -> Frame:  # fmt: skip
    """Return a frame in a box of a figure (as fractions); `size` is the plot's width and height and its left edge in CSS pixels."""
    plot_width, plot_height, plot_left = size
    axes = figure.add_axes(box)
    axes.set_facecolor("none")
    axes.set_axisbelow(True)
    for spine in axes.spines.values():
        spine.set_visible(False)
    x, y = (_scale(layout.get(f"{name}axis", {}), traces, name) for name in "xy")
    pixels = Affine2D().scale(1 / plot_width, 1 / plot_height) + axes.transAxes
    frame = Frame(figure, axes, x, y, plot_width, plot_height, plot_left, layout.get("bargap", DEFAULTS["bargap"]), pixels)
    for name, scale in (("x", x), ("y", y)):
        _axis(frame, name, scale, {**DEFAULTS[f"{name}axis"], **layout.get(f"{name}axis", {})})
    return frame


def _scale(axis: Mapping[str, Any], traces: Sequence[Mapping[str, Any]], name: str) -> Scale:
    values = [value for trace in traces for value in plain_values(trace.get(name)) if isinstance(value, str)]
    kind = axis.get("type") or ("category" if values else "linear")
    if kind != "category":
        return Scale(kind, ())
    return Scale("category", tuple(dict.fromkeys([*axis.get("categoryarray", []), *values])))


def _axis(frame: Frame, name: str, scale: Scale, axis: Mapping[str, Any]) -> None:
    axes, upright = frame.axes, name == "y"
    if "range" in axis:
        ends = [10.0**end for end in axis["range"]] if scale.kind == "log" else scale.numbers(axis["range"])
        (axes.set_ylim if upright else axes.set_xlim)(*ends)
    elif scale.kind == "category":
        (axes.set_ylim if upright else axes.set_xlim)(-0.5, len(scale.categories) - 0.5)
    if scale.kind == "log":
        (axes.set_yscale if upright else axes.set_xscale)("log")
    side = axes.yaxis if upright else axes.xaxis
    side.set_tick_params(which="both", length=0, pad=5 if upright else 8, labelsize=TEXT_SIZE - 1, labelcolor=ROLES["muted"])
    side.set_minor_locator(_no_ticks())
    if axis.get("visible", True) is False or axis.get("showticklabels", True) is False:
        side.set_tick_params(which="both", labelleft=False, labelbottom=False)
    if axis.get("visible", True) is not False:
        places, labels = _ticks(frame, scale, axis, upright)
        side.set_ticks(places, labels=labels)
        if axis.get("showgrid"):
            side.grid(visible=True, color=ROLES["grid"], linewidth=1)
    else:
        side.set_ticks([])
    if axis.get("zeroline"):
        (axes.axhline if upright else axes.axvline)(0, color=ROLES["pale"], linewidth=1, zorder=1.5)
    if not upright and (title := axis.get("title", {}).get("text")):
        axes.set_xlabel(title, fontsize=TEXT_SIZE - 1, color=ROLES["muted"], labelpad=4)


def _ticks(frame: Frame, scale: Scale, axis: Mapping[str, Any], upright: bool) -> tuple[list[float], list[str]]:
    """Return tick places and labels, thinned where a narrow picture has no room for all."""
    if "tickvals" in axis:
        places = scale.numbers(plain_values(axis["tickvals"]))
        labels = [str(text) for text in axis.get("ticktext", axis["tickvals"])]
    elif scale.kind == "category":
        places, labels = list(range(len(scale.categories))), list(scale.categories)
    else:
        ends = frame.axes.get_ylim() if upright else frame.axes.get_xlim()
        low, high = min(ends), max(ends)
        steps = MaxNLocator(nbins=5, steps=[1, 2, 2.5, 5, 10]).tick_values(low, high)
        places = [float(place) for place in steps if low <= place <= high]
        labels = [f"{place:,.10g}" for place in places]
    labels = [f"{axis.get('tickprefix', '')}{label}{axis.get('ticksuffix', '')}" for label in labels]
    if not upright:
        need = sum(0.62 * (TEXT_SIZE - 1) * len(label) + 8 for label in labels)
        keep = int(-(-need // frame.plot_width)) or 1
        places, labels = places[::keep], labels[::keep]
    return places, labels


def _no_ticks() -> Any:
    from matplotlib.ticker import NullLocator

    return NullLocator()
