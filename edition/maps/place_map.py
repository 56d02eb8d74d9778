"""The map of places as script-free SVG: numbered marks explained by a key, the dense middle once more at a larger scale.

The colours here are for readers without style sheets; on a page those of charts.css, by class, override them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Final

from edition.maps.projection import WINDOW, Point, Shape, cut, project

Box = tuple[float, float, float, float]

#: Widths in CSS pixels: a text column, and a phone without its margins.
WIDE, NARROW = 720, 350
#: The window of the second map, in kilometres from the projection's centre: left, right, bottom, top.
MIDDLE: Final[Box] = (-2200.0, -960.0, -330.0, 330.0)
#: Shape of a mark by kind of place, as a path around its own middle.
MARKS: Final = {
    "city": "M-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0z", "site": "M0-4l4 7h-8z", "region": "M0-4.5l4.5 4.5l-4.5 4.5l-4.5-4.5z",
    "country": "M-3.2-3.2h6.4v6.4h-6.4z",
}  # fmt: skip
_SIZE: Final = 11
_REACH: Final = (9, 12, 16, 21, 27, 34, 42, 52, 64)
_TURNS: Final = 16


@dataclass(frozen=True)
class MappedPlace:
    """A place: its number in the key, the id of its entry, its name, its kind and its point on the plane."""

    number: int
    id: str
    name: str
    kind: str
    spot: Point


def numbered(rows: Iterable[tuple[str, str, str, float, float]]) -> list[MappedPlace]:
    """Return places from id, name, kind, latitude and longitude: numbered by kind and name."""
    ordered = sorted(rows, key=lambda row: (list(MARKS).index(row[2]), row[1].casefold()))
    return [MappedPlace(number, id_, name, kind, project(lat, lon)) for number, (id_, name, kind, lat, lon) in enumerate(ordered, start=1)]


def inside(place: MappedPlace, window: Box) -> bool:
    """Return whether a place lies in a window of the plane."""
    return window[0] <= place.spot[0] <= window[1] and window[2] <= place.spot[1] <= window[3]


def overview(places: Sequence[MappedPlace], shapes: Sequence[Shape], width: int) -> str:
    """Return the map of the whole, with a frame around the window of the second map."""
    shown = [place for place in places if inside(place, WINDOW) and not inside(place, MIDDLE)]
    return _svg(shown, shapes, WINDOW, width, frame=MIDDLE)


def middle(places: Sequence[MappedPlace], shapes: Sequence[Shape], width: int) -> str:
    """Return the map of the dense middle."""
    return _svg([place for place in places if inside(place, MIDDLE)], shapes, MIDDLE, width)


def _svg(places: Sequence[MappedPlace], shapes: Sequence[Shape], window: Box, width: int, frame: Box | None = None) -> str:
    scale = width / (window[1] - window[0])
    height = round(scale * (window[3] - window[2]))

    def to_pixels(point: Point) -> Point:
        return (point[0] - window[0]) * scale, (window[3] - point[1]) * scale

    land = "".join(_ring(map(to_pixels, ring)) for shape in shapes for outline in shape.rings if len(ring := cut(outline, window)) > 2)
    marks = {place.number: to_pixels(place.spot) for place in places}
    used: list[Box] = [(x - 5, y - 5, x + 5, y + 5) for x, y in marks.values()]
    frame_path = ""
    if frame:
        (left, top), (right, bottom) = to_pixels((frame[0], frame[3])), to_pixels((frame[1], frame[2]))
        used.append((left, top, right, bottom))
        frame_path = f'<path class="frame" fill="none" stroke="#211e1a" d="M{left:.0f} {top:.0f}H{right:.0f}V{bottom:.0f}H{left:.0f}z"/>'
    pieces = [_mark(place, marks[place.number], _free_spot(place.number, marks[place.number], used, (width, height))) for place in places]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" aria-hidden="true" focusable="false">'
        f'<path class="land" fill="#d9d3c5" stroke="#fdfcf8" stroke-width="0.7" d="{land}"/>{frame_path}{"".join(pieces)}</svg>'
    )


def _ring(points: Iterable[Point]) -> str:
    """Return a closed ring to the nearest half pixel, in relative steps; coinciding points are merged."""
    spots = [(round(2 * x), round(2 * y)) for x, y in points]
    steps = [f"M{spots[0][0] / 2:g} {spots[0][1] / 2:g}"]
    for (x0, y0), (x1, y1) in pairwise(spots):
        if (x0, y0) != (x1, y1):
            steps.append(f"l{(x1 - x0) / 2:g} {(y1 - y0) / 2:g}")
    return "".join(steps).replace(" -", "-") + "z"


def _mark(place: MappedPlace, spot: Point, label: Point) -> str:
    """Return a mark with its number; a number placed further off is connected to its mark by a line."""
    (x, y), (to_x, to_y) = spot, label
    away = math.hypot(to_x - x, to_y - y)
    tie = f'<path class="tie" stroke="#625b52" stroke-width="0.7" d="M{x:.1f} {y:.1f}L{to_x:.1f} {to_y:.1f}"/>' if away > _REACH[1] else ""
    return (
        f'<a href="#e-{place.id}" tabindex="-1"><title>{escape(place.name)}</title>{tie}'
        f'<path class="mark {place.kind}" fill="#8c2f1c" stroke="#fdfcf8" transform="translate({x:.1f} {y:.1f})" d="{MARKS[place.kind]}"/>'
        f'<text x="{to_x:.1f}" y="{to_y:.1f}" dy="0.36em" text-anchor="middle" font-size="{_SIZE}" fill="#211e1a">{place.number}</text></a>'
    )


def _free_spot(number: int, spot: Point, used: list[Box], size: tuple[int, int]) -> Point:
    """Return the nearest free place for a number, which covers no mark, number or edge, and reserve it."""
    half, high = 0.3 * _SIZE * len(str(number)) + 1, 0.5 * _SIZE
    for x, y in _spots_around(spot):
        box = (x - half, y - high, x + half, y + high)
        within = box[0] >= 0 and box[1] >= 0 and box[2] <= size[0] and box[3] <= size[1]
        if within and not any(_overlap(box, other) for other in used):
            used.append(box)
            return x, y
    raise ValueError(f"no room on the map for the number {number}")


def _spots_around(spot: Point) -> Iterator[Point]:
    for distance in _REACH:
        for turn in range(_TURNS):
            angle = 2 * math.pi * turn / _TURNS
            yield spot[0] + distance * math.cos(angle), spot[1] - distance * math.sin(angle)


def _overlap(first: Box, second: Box) -> bool:
    return first[0] < second[2] and second[0] < first[2] and first[1] < second[3] and second[1] < first[3]
