"""A map in steps: who held which status at each step; small pictures side by side, and one map that a reader steps through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from edition.charts.canvas import blank_figure, values_of
from edition.charts.figures import Mark
from edition.charts.publishing import DECOR
from edition.charts.style import ROLES, TEXT_SIZE
from edition.maps.projection import WATERS, WINDOW, Point, Shape, area, project

#: Height of the map divided by its width.
ASPECT: Final = (WINDOW[3] - WINDOW[2]) / (WINDOW[1] - WINDOW[0])
#: The figure's unit in kilometres: a pixel on a phone and two on a wide screen, so that the outlines weigh little in the page.
_UNIT: Final = 27
_HEIGHT: Final = 640
_EDGE: Final = 0.6
#: The smallest area, in square kilometres, of a state that the stepped map names; of one that it names on a phone too.
_NAMED_AREA: Final = 205_000
_NAMED_ON_A_PHONE: Final = 2_000_000


@dataclass(frozen=True)
class Panel:
    """One of the maps of the static picture: the line under its step, and the states that it names."""

    caption: str
    named: Sequence[str] = ()


def stepped_map(
    table: pd.DataFrame, shapes: Sequence[Shape], *, state: str, kind: str, first: str, last: str, names: Mapping[str, str],
    kinds: Sequence[Mark], steps: Sequence[int], panels: Mapping[int, Panel],
) -> go.Figure:  # fmt: skip
    """Return a map whose states have the colour and symbol of their kind, with a frame per step.

    ``table`` holds each state's kind from a first to a last step; ``names`` maps a state's code to its name in the table.
    A step holds until the next. ``panels`` are the steps shown side by side in the static picture, the last of them large; the map that
    a reader steps through names the larger states and the waters.
    """
    placed = {names[shape.state]: shape for shape in shapes if shape.state}
    drawn = {name: shape for name, shape in placed.items() if shape.rings}
    figure = blank_figure(_HEIGHT)
    land = [shape for shape in shapes if not shape.state]
    figure.add_scatter(**_area(land, ROLES["grid"]))
    for shape in drawn.values():
        figure.add_scatter(**_area([shape], ROLES["grid"]))
    for style in kinds:
        figure.add_scatter(
            x=[None], y=[None], text=[None], name=style.kind, mode="markers", meta=DECOR, cliponaxis=False,
            hovertemplate=f"%{{text}}: {style.kind}<extra></extra>",
            marker={
                "color": ROLES[style.role], "symbol": style.symbol, "size": style.size, "opacity": 1,
                "line": {"width": 1.2, "color": ROLES["paper"]},
            },
        )  # fmt: skip
    frames = [_frame(str(step), table[(table[first] <= step) & (step <= table[last])], state, kind, kinds, placed) for step in steps]
    figure.frames = frames
    for trace, change in zip(figure.data[1:], frames[-1].data, strict=True):
        trace.update({key: value for key, value in change.to_plotly_json().items() if key != "type"})
    axis = {"visible": False, "showgrid": False, "constrain": "domain"}
    figure.update_xaxes(range=[end / _UNIT for end in WINDOW[:2]], **axis)
    figure.update_yaxes(range=[end / _UNIT for end in WINDOW[2:]], scaleanchor="x", **axis)
    figure.update_layout(
        showlegend=True, margin={"l": 0, "r": 0, "t": 34, "b": 0}, sliders=[_slider(steps)],
        meta={"aspect": round(ASPECT, 4), "few": len(_larger(drawn, _NAMED_ON_A_PHONE)),
              "panels": {str(step): asdict(panel) for step, panel in panels.items()}},
        annotations=[*_state_names(drawn), *_water_names()],
    )  # fmt: skip
    return figure


def _area(shapes: Sequence[Shape], colour: str) -> dict[str, Any]:
    """Return one trace of the outlines of several shapes, in the unit of the map; a missing point separates two rings."""
    xs: list[int | None] = []
    ys: list[int | None] = []
    for ring in (ring for shape in shapes for ring in shape.rings):
        points = [_spot(point) for point in [*ring, ring[0]]]
        distinct = [point for place, point in enumerate(points) if place == 0 or point != points[place - 1]]
        xs += [*(x for x, _ in distinct), None]
        ys += [*(y for _, y in distinct), None]
    return {
        "x": xs, "y": ys, "mode": "lines", "fill": "toself", "fillcolor": colour, "meta": DECOR, "hoverinfo": "skip",
        "showlegend": False, "line": {"width": _EDGE, "color": ROLES["paper"]},
    }  # fmt: skip


def _spot(point: Point) -> tuple[int, int]:
    return round(point[0] / _UNIT), round(point[1] / _UNIT)


def _state_names(drawn: Mapping[str, Shape]) -> list[dict[str, Any]]:
    """Return the names of states that are large enough to hold one, above their symbols; the largest first."""
    return [
        _name(name, drawn[name].centre, yshift=15, bgcolor=ROLES["paper"], opacity=0.85) for name in _larger(drawn, _NAMED_AREA)
    ]


def _larger(drawn: Mapping[str, Shape], least: float) -> list[str]:
    """Return the states of at least an area, the largest first."""
    areas = {name: sum(map(area, shape.rings)) for name, shape in drawn.items()}
    return sorted((name for name in areas if areas[name] >= least), key=lambda name: -areas[name])


def _water_names() -> list[dict[str, Any]]:
    return [_name(f"<i>{name}</i>", project(*place), yshift=0) for name, place in WATERS.items()]


def _name(text: str, spot: Point, **style: Any) -> dict[str, Any]:
    x, y = _spot(spot)
    return {"x": x, "y": y, "text": text, "showarrow": False, "borderpad": 1, "font": {"size": TEXT_SIZE - 2}, **style}


def _frame(
    name: str, current: pd.DataFrame, state: str, kind: str, kinds: Sequence[Mark], placed: Mapping[str, Shape]
) -> go.Frame:
    """Return the changes of one step: the colour of every outline, and each kind's symbols."""
    roles = {style.kind: style.role for style in kinds}
    kind_of = dict(zip(values_of(current[state]), values_of(current[kind]), strict=True))
    changes: list[dict[str, Any]] = [
        {"type": "scatter", "fillcolor": ROLES[roles[kind_of[name]] if name in kind_of else "grid"]}
        for name, shape in placed.items() if shape.rings
    ]  # fmt: skip
    for style in kinds:
        holders = [place for place in placed if kind_of.get(place) == style.kind]
        spots = [_spot(placed[place].centre) for place in holders]
        changes.append({
            "type": "scatter", "x": [x for x, _ in spots] or [None], "y": [y for _, y in spots] or [None],
            "text": holders or [None],
        })  # fmt: skip
    return go.Frame(name=name, data=changes, traces=list(range(1, 1 + len(changes))))


def _slider(steps: Sequence[int]) -> dict[str, Any]:
    """Return plotly's own slider, for a notebook; the book replaces it with the browser's."""
    at_once = {"mode": "immediate", "frame": {"duration": 0, "redraw": True}, "transition": {"duration": 0}}
    return {
        "active": len(steps) - 1,
        "currentvalue": {"prefix": "End of "},
        "pad": {"t": 8},
        "steps": [{"label": str(step), "method": "animate", "args": [[str(step)], at_once]} for step in steps],
    }
