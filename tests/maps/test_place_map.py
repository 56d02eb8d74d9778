"""The map of places: each place stands where it lies, once on the maps, with its number legible and its link right."""

from __future__ import annotations

import re
from itertools import combinations

import pytest

from edition.apparatus import entries as apparatus
from edition.maps import place_map, projection
from edition.maps.place_map import MIDDLE, NARROW, WIDE, MappedPlace
from edition.tables import package as tables


@pytest.fixture(scope="module")
def places() -> list[MappedPlace]:
    rows = (entry.row for entry in apparatus.load(tables.DATA).values() if entry.table == "places")
    return place_map.numbered((row["id"], row["name"], row["category"], float(row["latitude"]), float(row["longitude"])) for row in rows)


@pytest.fixture(scope="module", params=[WIDE, NARROW])
def maps(request: pytest.FixtureRequest, places: list[MappedPlace]) -> tuple[str, str, int]:
    shapes = projection.shapes()
    return place_map.overview(places, shapes, request.param), place_map.middle(places, shapes, request.param), request.param


def test_every_place_stands_once_on_the_maps_or_is_beyond_them(places: list[MappedPlace], maps: tuple[str, str, int]) -> None:
    linked = re.findall(r'href="#e-([a-z0-9-]+)"', maps[0] + maps[1])
    beyond = [place.id for place in places if not place_map.inside(place, projection.WINDOW)]
    assert sorted(linked + beyond) == sorted(place.id for place in places)
    assert set(beyond) == {"new-york", "washington", "country-united-states"}
    assert {"bishkek", "tashkent", "almaty"} <= set(re.findall(r'href="#e-([a-z0-9-]+)"', maps[1]))


def test_numbers_run_by_kind_and_name_and_name_their_place(places: list[MappedPlace], maps: tuple[str, str, int]) -> None:
    assert [place.number for place in places] == list(range(1, len(places) + 1))
    by_number = {str(place.number): place for place in places}
    mark = r'href="#e-([a-z0-9-]+)" tabindex="-1"><title>([^<]+)</title>.*?>(\d+)</text>'
    for link, title, number in re.findall(mark, maps[0] + maps[1]):
        assert by_number[number].id == link
        assert title.replace("&#x27;", "'") == by_number[number].name


def test_no_number_covers_another_or_leaves_the_picture(maps: tuple[str, str, int]) -> None:
    for svg in maps[:2]:
        height = int(re.search(r'viewBox="0 0 \d+ (\d+)"', svg)[1])  # type: ignore[index]
        spots = [(float(x), float(y)) for x, y in re.findall(r'<text x="([\d.]+)" y="([\d.]+)"', svg)]
        assert all(3 < x < maps[2] - 3 and 5 < y < height - 5 for x, y in spots)
        assert all(abs(a - c) >= 6 or abs(b - d) >= 10 for (a, b), (c, d) in combinations(spots, 2))


def test_a_mark_lies_where_the_table_puts_it(places: list[MappedPlace], maps: tuple[str, str, int]) -> None:
    found = dict(re.findall(r'href="#e-([a-z0-9-]+)".*?transform="translate\(([\d.]+ [\d.]+)\)"', maps[1]))
    bishkek, tashkent = (tuple(map(float, found[name].split())) for name in ("bishkek", "tashkent"))
    assert bishkek[0] > tashkent[0] and bishkek[1] < tashkent[1], "Bishkek lies north-east of Tashkent"
    scale = maps[2] / (MIDDLE[1] - MIDDLE[0])
    away = ((bishkek[0] - tashkent[0]) ** 2 + (bishkek[1] - tashkent[1]) ** 2) ** 0.5 / scale
    assert away == pytest.approx(474.7, rel=0.02), "the distance on the globe, in kilometres"


def test_where_there_is_no_room_the_map_says_so() -> None:
    crowd = place_map.numbered((f"p{number}", f"p{number}", "city", 42.9, 74.6) for number in range(400))
    with pytest.raises(ValueError, match="no room on the map for the number"):
        place_map.middle(crowd, [], NARROW)
