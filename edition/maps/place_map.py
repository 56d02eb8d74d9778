"""The map of places as script-free SVG: on a wide screen with names, on a phone with numbers that a key explains.

The dense middle is drawn once more at a larger scale. The colours here are for readers without style sheets; on a page those of
charts.css, by class, override them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

from edition import templates
from edition.maps.label_room import Box, LabelRoom
from edition.maps.projection import WATERS, Point, Shape, cut, project

#: Widths in CSS pixels: a text column with its margin, where names fit, and a phone, where numbers do.
NAMED, NARROW = 908, 350
#: The windows of the two maps, in kilometres from the projection's centre: left, right, bottom, top. From Strasbourg to Tokyo and Goa.
WHOLE: Final[Box] = (-5000.0, 4330.0, -3150.0, 3950.0)
MIDDLE: Final[Box] = (-2200.0, -960.0, -330.0, 330.0)
#: Shape of a mark by kind of place, as a path around its own middle.
MARKS: Final = {
    "city": "M-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0z", "site": "M0-4l4 7h-8z", "region": "M0-4.5l4.5 4.5l-4.5 4.5l-4.5-4.5z",
    "country": "M-3.2-3.2h6.4v6.4h-6.4z",
}  # fmt: skip
_TEMPLATES: Final = templates.environment(Path(__file__).parent / "templates")
_Scaling = Callable[[Point], Point]
_SIZE: Final = 11
#: Widest width of a letter on average, in parts of the font's size: DejaVu Sans, and its capitals set apart.
_LETTER, _CAPITAL, _DIGIT = 0.62, 0.86, 0.66
_HALF_MARK: Final = 5
#: A label further from its mark than this, in pixels, is tied to it by a line.
_NEAR: Final = 9


@dataclass(frozen=True)
class MappedPlace:
    """A place: its number in the key, the id of its entry, its name, its kind and its point on the plane."""

    number: int
    id: str
    name: str
    kind: str
    spot: Point


@dataclass(frozen=True)
class _Label:
    """A text and its box in pixels."""

    text: str
    x: float
    y: float
    kind: str
    anchor: str = "middle"
    place: MappedPlace | None = None
    mark: Point | None = None
    tie: tuple[Point, Point] | None = None


def numbered(rows: Iterable[tuple[str, str, str, float, float]]) -> list[MappedPlace]:
    """Return places from id, name, kind, latitude and longitude: numbered by kind and name."""
    ordered = sorted(rows, key=lambda row: (list(MARKS).index(row[2]), row[1].casefold()))
    return [MappedPlace(number, id_, name, kind, project(lat, lon)) for number, (id_, name, kind, lat, lon) in enumerate(ordered, start=1)]


def inside(place: MappedPlace, window: Box) -> bool:
    """Return whether a place lies in a window of the plane."""
    return window[0] <= place.spot[0] <= window[1] and window[2] <= place.spot[1] <= window[3]


def overview(places: Sequence[MappedPlace], shapes: Sequence[Shape], width: int) -> str:
    """Return the map of the whole, with a frame around the window of the second map; names where it is wide, else numbers."""
    shown = [place for place in places if inside(place, WHOLE) and not inside(place, MIDDLE)]
    return _svg(shown, shapes, WHOLE, width, frame=MIDDLE)


def middle(places: Sequence[MappedPlace], shapes: Sequence[Shape], width: int) -> str:
    """Return the map of the dense middle; names where it is wide, else numbers."""
    return _svg([place for place in places if inside(place, MIDDLE)], shapes, MIDDLE, width)


def mark(kind: str) -> str:
    """Return the mark of a kind of place as a drawing of its own, for a key."""
    return _TEMPLATES.get_template("place-mark.svg").render(d=MARKS[kind])


def _svg(places: Sequence[MappedPlace], shapes: Sequence[Shape], window: Box, width: int, frame: Box | None = None) -> str:
    scale = width / (window[1] - window[0])
    size = (width, round(scale * (window[3] - window[2])))

    def to_pixels(point: Point) -> Point:
        return (point[0] - window[0]) * scale, (window[3] - point[1]) * scale

    land = "".join(_ring(map(to_pixels, ring)) for shape in shapes for outline in shape.rings if len(ring := cut(outline, window)) > 2)
    room = LabelRoom(size)
    box = (*to_pixels((frame[0], frame[3])), *to_pixels((frame[1], frame[2]))) if frame else None
    if box:
        room.take(box)
    labels = _names(places, to_pixels, room) if width >= NAMED else _numbers(places, to_pixels, room)
    return _TEMPLATES.get_template("place-map.svg").render(size=size, land=land, frame=box, labels=labels, letters=_SIZE, marks=MARKS)


def _numbers(places: Sequence[MappedPlace], to_pixels: _Scaling, room: LabelRoom) -> list[_Label]:
    spots = [to_pixels(place.spot) for place in places]
    for spot in spots:
        room.take(_around(spot))
    return [_marked(place, str(place.number), _DIGIT, spot, room) for place, spot in zip(places, spots, strict=True)]


def _names(places: Sequence[MappedPlace], to_pixels: _Scaling, room: LabelRoom) -> list[_Label]:
    """Return names beside the marks of towns and sites, over states, beside the marks of regions, then those of waters."""
    spots = {place.id: to_pixels(place.spot) for place in places}
    marked, states = ([place for place in places if (place.kind == "country") == wanted] for wanted in (False, True))
    for place in marked:
        room.take(_around(spots[place.id]))
    labels = [_marked(place, place.name, _LETTER, spots[place.id], room) for place in marked if place.kind != "region"]
    labels += [_of_state(place, spots[place.id], room) for place in states]
    labels += [_marked(place, place.name, _LETTER, spots[place.id], room) for place in marked if place.kind == "region"]
    for name, (latitude, longitude) in WATERS.items():
        x, y = to_pixels(project(latitude, longitude))
        if 0 < x < room.size[0] and 0 < y < room.size[1] and (free := room.over((x, y), *_extent(name, _LETTER))):
            labels.append(_Label(name, *free, "water"))
    return labels


def _of_state(place: MappedPlace, spot: Point, room: LabelRoom) -> _Label:
    """Return a state's name over its middle; where there is no room, further off and connected to it by a line."""
    text = place.name.upper()
    extent = _extent(text, _CAPITAL)
    centre = _found(room.over(spot, *extent), text)
    edge = _edge(spot, centre, extent)
    return _Label(text, *centre, "country", place=place, tie=(spot, edge) if math.dist(spot, edge) > _NEAR else None)


def _marked(place: MappedPlace, text: str, letter: float, spot: Point, room: LabelRoom) -> _Label:
    """Return a label beside its mark; one placed further off is connected to its mark by a line."""
    extent = _extent(text, letter)
    x, y = centre = _found(room.beside(spot, *extent), text)
    edge = _edge(spot, centre, extent)
    tie = (spot, edge) if math.dist(spot, edge) > _NEAR else None
    anchor = "start" if edge[0] > spot[0] else "end" if edge[0] < spot[0] else "middle"
    return _Label(text, x if anchor == "middle" else edge[0], y, place.kind, anchor, place, spot, tie)


def _edge(spot: Point, centre: Point, extent: tuple[float, float]) -> Point:
    """Return the point of a box nearest to a spot."""
    (x, y), (width, height) = centre, extent
    return min(max(spot[0], x - width / 2), x + width / 2), min(max(spot[1], y - height / 2), y + height / 2)


def _extent(text: str, letter: float) -> tuple[float, float]:
    return letter * _SIZE * len(text) + 2, _SIZE + 2


def _around(spot: Point) -> Box:
    return spot[0] - _HALF_MARK, spot[1] - _HALF_MARK, spot[0] + _HALF_MARK, spot[1] + _HALF_MARK


def _found(spot: Point | None, text: str) -> Point:
    if spot is None:
        raise ValueError(f"no room on the map for {text!r}; take a place out of data/places.csv or draw the map wider")
    return spot


def _ring(points: Iterable[Point]) -> str:
    """Return a closed ring to the nearest half pixel, in relative steps; coinciding points are merged."""
    spots = [(round(2 * x), round(2 * y)) for x, y in points]
    steps = [f"M{spots[0][0] / 2:g} {spots[0][1] / 2:g}"]
    for (x0, y0), (x1, y1) in pairwise(spots):
        if (x0, y0) != (x1, y1):
            steps.append(f"l{(x1 - x0) / 2:g} {(y1 - y0) / 2:g}")
    return "".join(steps).replace(" -", "-") + "z"
