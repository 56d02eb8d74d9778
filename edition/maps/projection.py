"""Outlines of states on one plane: the table ``outlines`` read, and an equal-area projection centred on Asia."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from edition.tables import package as tables

#: A place on the map's plane: kilometres east and north of the projection's centre.
Point = tuple[float, float]
RADIUS_KM: Final = 6371.0
#: The centre of the projection and of the map: latitude and longitude in degrees.
CENTRE: Final = (42.0, 90.0)
#: The window of the maps, in kilometres from the centre: left, right, bottom, top; from Strasbourg and Egypt to the Bering Strait.
WINDOW: Final = (-6150.0, 4200.0, -4250.0, 5350.0)
#: Where the names of waters stand: latitude and longitude in degrees, in open water.
WATERS: Final[Mapping[str, tuple[float, float]]] = {
    "Arabian Sea": (17.5, 63.5), "Baltic Sea": (57.0, 18.5), "Barents Sea": (74.0, 40.0), "Bay of Bengal": (14.0, 88.5),
    "Black Sea": (43.3, 34.5), "Caspian Sea": (42.0, 50.6), "East China Sea": (28.5, 124.5), "Mediterranean Sea": (34.0, 26.0),
    "Pacific Ocean": (38.0, 150.0), "Red Sea": (21.0, 37.8), "Sea of Okhotsk": (54.5, 148.5), "South China Sea": (17.0, 114.5),
}  # fmt: skip
_RING: Final = re.compile(r"\(([^()]+)\)")


@dataclass(frozen=True)
class Shape:
    """One row of the table: its id, the state whose status it shows (empty for background), a point inside, its rings."""

    id: str
    state: str
    centre: Point
    rings: tuple[tuple[Point, ...], ...]


def project(latitude: float, longitude: float) -> Point:
    """Return a point, given in degrees, in the Lambert azimuthal equal-area projection.

    Snyder, Map Projections: A Working Manual (USGS, 1987), equations 22-4, 22-5 and 24-2, on a sphere.
    """
    phi, phi1, turn = math.radians(latitude), math.radians(CENTRE[0]), math.radians(longitude - CENTRE[1])
    stretch = math.sqrt(2 / (1 + math.sin(phi1) * math.sin(phi) + math.cos(phi1) * math.cos(phi) * math.cos(turn)))
    x = stretch * math.cos(phi) * math.sin(turn)
    y = stretch * (math.cos(phi1) * math.sin(phi) - math.sin(phi1) * math.cos(phi) * math.cos(turn))
    return RADIUS_KM * x, RADIUS_KM * y


def shapes(directory: Path = tables.DATA) -> list[Shape]:
    """Return the shapes of the table ``outlines`` on the plane, cut at the window; a state too small to draw has no ring."""
    return [
        Shape(str(row["id"]), str(row["state"]), project(row["latitude"], row["longitude"]), tuple(_plane(str(row["outline"]))))
        for row in tables.load("outlines", directory).to_dict("records")
    ]


def rings(outline: str) -> Iterator[list[Point]]:
    """Yield the rings of a WKT ``MULTIPOLYGON`` as pairs of longitude and latitude in degrees; an empty text has none."""
    for ring in _RING.findall(outline):
        yield [(float(x), float(y)) for x, y in (pair.split() for pair in ring.split(","))]


def area(ring: Sequence[Point]) -> float:
    """Return the area that a ring encloses, in the square of its unit, by the shoelace formula."""
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True))) / 2


def cut(ring: Sequence[Point], window: tuple[float, float, float, float] = WINDOW) -> list[Point]:
    """Return the part of a ring inside a window, by cutting at each side in turn (Sutherland and Hodgman 1974)."""
    points = list(ring)
    for axis, limit, sign in ((0, window[0], 1), (0, window[1], -1), (1, window[2], 1), (1, window[3], -1)):
        clipped: list[Point] = []
        for previous, point in zip([*points[-1:], *points[:-1]], points, strict=True):
            inside, was_inside = sign * (point[axis] - limit) >= 0, sign * (previous[axis] - limit) >= 0
            if inside != was_inside:
                share = (limit - previous[axis]) / (point[axis] - previous[axis])
                clipped.append((previous[0] + share * (point[0] - previous[0]), previous[1] + share * (point[1] - previous[1])))
            if inside:
                clipped.append(point)
        points = clipped
    return points


def _plane(outline: str) -> Iterator[tuple[Point, ...]]:
    for ring in rings(outline):
        if points := cut([project(latitude, longitude) for longitude, latitude in ring]):
            yield tuple(points)
