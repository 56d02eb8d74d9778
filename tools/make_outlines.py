"""How the table ``outlines`` was made from Natural Earth; run again with ``python tools/make_outlines.py FOLDER``.

FOLDER holds ``countries-110m.json`` and ``countries-50m.json`` of the package world-atlas 2.0.2, Natural Earth 4.1.0 as TopoJSON.
"""

from __future__ import annotations

import csv
import json
import math
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from edition.maps.projection import CENTRE, WINDOW, Point, area, project
from edition.tables import package as tables

SOURCE: Final = "natural-earth-2018"
COLUMNS: Final = ("id", "name", "state", "latitude", "longitude", "outline", "source")
#: Natural Earth's name -> the state's code in the table ``countries``, for every state that has had a status in the SCO.
STATES: Final = {
    "Afghanistan": "AFG", "United Arab Emirates": "ARE", "Armenia": "ARM", "Azerbaijan": "AZE", "Belarus": "BLR", "China": "CHN",
    "Egypt": "EGY", "India": "IND", "Iran": "IRN", "Kazakhstan": "KAZ", "Kyrgyzstan": "KGZ", "Cambodia": "KHM", "Kuwait": "KWT",
    "Laos": "LAO", "Sri Lanka": "LKA", "Myanmar": "MMR", "Mongolia": "MNG", "Nepal": "NPL", "Pakistan": "PAK", "Qatar": "QAT",
    "Russia": "RUS", "Saudi Arabia": "SAU", "Tajikistan": "TJK", "Turkey": "TUR", "Uzbekistan": "UZB",
}  # fmt: skip
#: States that the small scale leaves out; the larger gives their place.
SMALL: Final = {"Bahrain": "BHR", "Maldives": "MDV"}
#: The source draws Crimea as one ring of Russia; its sovereignty is disputed, so it stands in a row of its own, of no state.
CRIMEA: Final = (32.0, 37.0, 44.0, 47.0)
#: Bends of a line smaller than this many degrees are left out: a pixel of the map.
_BEND: Final = 0.12
#: Islands under this many square kilometres cannot be seen at the map's scale.
_LEAST: Final = 4000.0
_ARCTIC_TURN: Final = -150.0

Ring = list[Point]


def rows(small_scale: Mapping[str, Any], large_scale: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    """Yield the table's rows from two TopoJSON worlds: states in the window, Crimea apart, then the two states that are points."""
    for name, number, rings in countries(small_scale, _BEND):
        parts = {"Crimea": [ring for ring in rings if name == "Russia" and _within(ring, CRIMEA)]}
        parts[name] = [ring for ring in rings if ring not in parts["Crimea"]]
        for part, own in parts.items():
            if kept := sorted(filter(_shown, own), key=_size, reverse=True):
                yield _row(part, number if part == name else "", STATES.get(part, ""), kept[0], kept)
    for name, _, rings in countries(large_scale, 0.0):
        if name in SMALL:
            yield _row(name, "", SMALL[name], max(rings, key=_size), [])


def countries(world: Mapping[str, Any], bend: float) -> Iterator[tuple[str, str, list[Ring]]]:
    """Yield name, ISO 3166-1 number (empty where none) and outer rings of every country, without bends under a number of degrees.

    Rings are longitudes and latitudes in degrees; one that crosses the 180th meridian runs on past 180 (TopoJSON 1.0, section 2.2).
    """
    arcs = [_plainer(arc, bend) for arc in _arcs(world)]
    for shape in world["objects"]["countries"]["geometries"]:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        yield shape["properties"]["name"], shape.get("id") or "", [_unwrapped(_joined(arcs, polygon[0])) for polygon in polygons]


def write(folder: Path, directory: Path = tables.DATA) -> int:
    """Write the table from the two files in a folder and return the number of rows."""
    worlds = [json.loads((folder / f"countries-{scale}.json").read_text(encoding="utf-8")) for scale in ("110m", "50m")]
    found = sorted(rows(*worlds), key=lambda row: (row["state"] == "", row["state"], row["name"]))
    with (directory / "outlines.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(found)
    return len(found)


def _arcs(world: Mapping[str, Any]) -> Iterator[Ring]:
    (scale_x, scale_y), (left, bottom) = world["transform"]["scale"], world["transform"]["translate"]
    for steps in world["arcs"]:
        x = y = 0
        points = []
        for right, up in steps:
            x, y = x + right, y + up
            points.append((x * scale_x + left, y * scale_y + bottom))
        yield points


def _plainer(line: Ring, bend: float) -> Ring:
    """Return a line without its small bends (Douglas and Peucker 1973); lines that two states share stay shared."""
    (x0, y0), (x1, y1) = line[0], line[-1]
    length = math.hypot(x1 - x0, y1 - y0)

    def off(point: Point) -> float:
        x, y = point[0] - x0, point[1] - y0
        return abs(x * (y1 - y0) - y * (x1 - x0)) / length if length else math.hypot(x, y)

    if len(line) < 3:
        return line
    place = max(range(1, len(line) - 1), key=lambda number: off(line[number]))
    if off(line[place]) < bend:
        return [line[0], line[-1]]
    return _plainer(line[: place + 1], bend)[:-1] + _plainer(line[place:], bend)


def _joined(arcs: list[Ring], ids: Iterable[int]) -> Ring:
    """Return one ring from its arcs; a negative number is an arc read backwards, and arcs share their ends."""
    ring: Ring = []
    for number in ids:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += arc[1:] if ring else arc
    return ring


def _unwrapped(ring: Ring) -> Ring:
    crosses = any(x > 170 for x, _ in ring) and any(x < -170 for x, _ in ring)
    return [(x + 360 if crosses and x < _ARCTIC_TURN else x, y) for x, y in ring]


def _within(ring: Ring, box: tuple[float, float, float, float]) -> bool:
    return all(box[0] < x < box[1] and box[2] < y < box[3] for x, y in ring)


def _size(ring: Ring) -> float:
    return area([project(y, x) for x, y in ring])


def _shown(ring: Ring) -> bool:
    """Say whether a ring is large enough and reaches into the window; what lies beyond the projection's half of the globe does not."""
    near = [project(y, x) for x, y in ring if abs((x - CENTRE[1] + 180) % 360 - 180) < 120 and y > -20]
    inside = any(WINDOW[0] < x < WINDOW[1] and WINDOW[2] < y < WINDOW[3] for x, y in near)
    return inside and _size(ring) >= _LEAST


def _row(name: str, number: str, state: str, largest: Ring, kept: list[Ring]) -> dict[str, str]:
    x, y = _middle(largest)
    return {
        "id": state or number or name.casefold().replace(". ", "-").replace(" ", "-"),
        "name": name,
        "state": state,
        "latitude": f"{y:.1f}",
        "longitude": f"{x:.1f}",
        "outline": f"MULTIPOLYGON ({', '.join(map(_wkt, kept))})" if kept else "",
        "source": SOURCE,
    }


def _wkt(ring: Ring) -> str:
    """Return a ring as WKT to a tenth of a degree, which is one pixel of the map; points that fall together stand once."""
    points = [f"{x:.1f} {y:.1f}".replace("-0.0", "0.0") for x, y in ring]
    return f"(({', '.join(point for place, point in enumerate(points) if place == 0 or point != points[place - 1])}))"


def _middle(ring: Ring) -> Point:
    """Return the centroid of a ring's plane figure in degrees."""
    doubled = x = y = 0.0
    for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = x0 * y1 - x1 * y0
        doubled, x, y = doubled + cross, x + (x0 + x1) * cross, y + (y0 + y1) * cross
    return x / (3 * doubled), y / (3 * doubled)


if __name__ == "__main__":
    print(f"outlines: {write(Path(sys.argv[1]))} rows; now run python -m edition.tables.package")
