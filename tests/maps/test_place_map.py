"""The map of places: each place stands where it lies, once on the maps, its name or number legible and its link right."""

from __future__ import annotations

from itertools import combinations

import pytest
from lxml import etree

from edition.apparatus import entries as apparatus
from edition.maps import place_map, projection
from edition.maps.label_room import LabelRoom
from edition.maps.place_map import MIDDLE, NAMED, NARROW, WHOLE, MappedPlace
from edition.maps.projection import WATERS
from edition.tables import package as tables

SVG = {"s": "http://www.w3.org/2000/svg"}
Maps = list[etree._Element]


@pytest.fixture(scope="module")
def places() -> list[MappedPlace]:
    rows = (entry.row for entry in apparatus.load(tables.DATA).values() if entry.table == "places")
    return place_map.numbered((row["id"], row["name"], row["category"], float(row["latitude"]), float(row["longitude"])) for row in rows)


def drawn(places: list[MappedPlace], width: int) -> Maps:
    shapes = projection.shapes()
    return [etree.fromstring(draw(places, shapes, width)) for draw in (place_map.overview, place_map.middle)]


@pytest.fixture(scope="module", params=[NAMED, NARROW])
def maps(request: pytest.FixtureRequest, places: list[MappedPlace]) -> Maps:
    return drawn(places, request.param)


def links(drawing: etree._Element) -> list[etree._Element]:
    return list(drawing.iterfind(".//s:a", SVG))


def target(link: etree._Element) -> str:
    return str(link.get("href")).removeprefix("#e-")


def test_every_place_stands_once_on_the_maps_or_is_beyond_them(places: list[MappedPlace], maps: Maps) -> None:
    linked = [target(link) for drawing in maps for link in links(drawing)]
    beyond = [place.id for place in places if not place_map.inside(place, WHOLE)]
    assert sorted(linked + beyond) == sorted(place.id for place in places)
    assert set(beyond) == {"new-york", "washington", "country-united-states"}
    assert {"bishkek", "tashkent", "almaty"} <= {target(link) for link in links(maps[1])}


def test_numbers_run_by_kind_and_name(places: list[MappedPlace]) -> None:
    assert [place.number for place in places] == list(range(1, len(places) + 1))
    kinds = [place.kind for place in places]
    assert kinds == sorted(kinds, key=list(place_map.MARKS).index)


def test_a_label_is_the_name_of_its_place_where_it_is_wide_and_its_number_where_it_is_narrow(places: list[MappedPlace], maps: Maps) -> None:
    by_id = {place.id: place for place in places}
    named = maps[0].get("viewBox") == f"0 0 {NAMED} {round(NAMED / (WHOLE[1] - WHOLE[0]) * (WHOLE[3] - WHOLE[2]))}"
    for link in (link for drawing in maps for link in links(drawing)):
        place, text = by_id[target(link)], str(link.findtext("s:text", namespaces=SVG))
        assert link.findtext("s:title", namespaces=SVG) == place.name
        assert text.casefold() == (place.name.casefold() if named else str(place.number))
        assert (link.find("s:path[@transform]", SVG) is not None) == (not named or place.kind != "country"), "a state is named, not marked"


def test_seas_are_named_where_names_have_room_and_lead_nowhere(places: list[MappedPlace]) -> None:
    waters = {text.text: text for text in drawn(places, NAMED)[0].iterfind(".//s:text[@class='water']", SVG)}
    assert {"Black Sea", "Caspian Sea", "Arabian Sea"} <= set(waters) <= set(WATERS)
    assert {text.getparent().tag for text in waters.values()} == {f"{{{SVG['s']}}}svg"}  # type: ignore[union-attr]
    assert not list(drawn(places, NARROW)[0].iterfind(".//s:text[@class='water']", SVG))


def test_a_mark_lies_where_the_table_puts_it(maps: Maps) -> None:
    found = {target(link): link.find("s:path[@transform]", SVG) for link in links(maps[1])}
    spots = {}
    for name in ("bishkek", "tashkent"):
        mark = found[name]
        assert mark is not None
        x, y = str(mark.get("transform")).removeprefix("translate(").removesuffix(")").split()
        spots[name] = (float(x), float(y))
    bishkek, tashkent = spots["bishkek"], spots["tashkent"]
    assert bishkek[0] > tashkent[0] and bishkek[1] < tashkent[1], "Bishkek lies north-east of Tashkent"
    scale = float(str(maps[1].get("viewBox")).split()[2]) / (MIDDLE[1] - MIDDLE[0])
    away = ((bishkek[0] - tashkent[0]) ** 2 + (bishkek[1] - tashkent[1]) ** 2) ** 0.5 / scale
    assert away == pytest.approx(474.7, rel=0.02), "the distance on the globe, in kilometres"


def test_labels_get_room_apart_from_each_other_from_marks_and_from_edges() -> None:
    room = LabelRoom((300, 200))
    mark = (145.0, 95.0, 155.0, 105.0)
    room.take(mark)
    assert room.beside((150, 100), 40, 12) == (177, 100), "to the right, at the first distance clear of the mark"
    for _ in range(12):
        assert room.beside((150, 100), 40, 12) is not None
    for first, second in combinations(room.taken, 2):
        assert first[2] <= second[0] or second[2] <= first[0] or first[3] <= second[1] or second[3] <= first[1]
    assert all(box[0] >= 0 and box[1] >= 0 and box[2] <= 300 and box[3] <= 200 for box in room.taken)
    assert room.over((20, 20), 30, 12) == (20, 20) and room.over((20, 20), 30, 12) != (20, 20)
    assert LabelRoom((30, 30)).beside((15, 15), 60, 12) is None


def test_where_there_is_no_room_the_map_says_so() -> None:
    crowd = place_map.numbered((f"p{number}", f"p{number}", "city", 42.9, 74.6) for number in range(400))
    with pytest.raises(ValueError, match=r"no room on the map for '\d+'; take a place out of data/places.csv"):
        place_map.middle(crowd, [], NARROW)
