"""The outlines, their projection, and the stepped map: what a colour says, the timeline says too."""

from __future__ import annotations

import json
import re
from itertools import combinations
from typing import Any

import pandas as pd
import pytest

from edition.charts import Mark, Panel, stepped_map
from edition.charts.static.panels import draw_panels
from edition.charts.static.pictures import NARROW, WIDE, draw_pictures
from edition.charts.style import ROLES
from edition.evidence.membership import arithmetic as membership
from edition.evidence.membership import tables as membership_tables
from edition.maps import projection
from edition.maps.projection import CENTRE, RADIUS_KM, WINDOW, area, cut, project
from edition.tables import package as tables
from tools import make_outlines as outlines

ROLE = {"Shanghai Five": "pale", "member": "blue", "observer": "gold", "dialogue partner": "teal", "SCO partner": "plum"}
KINDS = [Mark(kind, role) for kind, role in ROLE.items()]


@pytest.fixture(scope="module")
def names() -> dict[str, str]:
    return dict(tables.load("countries")[["code", "short_name"]].itertuples(index=False))


@pytest.fixture(scope="module")
def table(names: dict[str, str]) -> pd.DataFrame:
    return membership_tables.standings(membership_tables.intervals(tables.load("accessions"), names), range(1996, 2026))


@pytest.fixture(scope="module")
def spec(table: pd.DataFrame, names: dict[str, str]) -> dict[str, Any]:
    years = [1996, 2001, 2005, 2023, 2025]
    captions, newcomers = membership_tables.captions(table, years), membership_tables.newcomers(table, years)
    figure = stepped_map(
        table, projection.shapes(), state="state", kind="status", first="first", last="last", names=names, kinds=KINDS,
        steps=membership_tables.steps(table), panels={year: Panel(captions[year], newcomers[year]) for year in years},
    )  # fmt: skip
    read: dict[str, Any] = json.loads(figure.to_json())
    return read


def test_the_projection_keeps_areas_and_has_its_centre_at_nought() -> None:
    assert project(*CENTRE) == pytest.approx((0, 0))
    assert project(CENTRE[0] - 90, CENTRE[1]) == pytest.approx((0, -RADIUS_KM * 2**0.5))
    cells = [[project(a, b) for a, b in ((x, y), (x, y + 0.1), (x + 0.1, y + 0.1), (x + 0.1, y))] for x, y in ((50.0, 20.0), (50.0, 150.0))]
    assert area(cells[0]) == pytest.approx(area(cells[1]), rel=1e-4)


def test_outlines_have_the_size_that_the_record_gives_the_states() -> None:
    stats = tables.load("country_stats")
    land = stats[stats["measure"] == "land-area"].sort_values("year").groupby("country")["value"].last()
    sizes = {shape.state: sum(map(area, shape.rings)) for shape in projection.shapes() if shape.state}
    for state in ("RUS", "CHN", "KAZ", "IND", "IRN", "MNG", "KGZ", "TJK", "UZB", "BLR"):
        assert sizes[state] == pytest.approx(land[state], rel=0.07), state


def test_russia_is_whole_and_nothing_leaves_the_window() -> None:
    shapes = {shape.id: shape for shape in projection.shapes()}
    mainland = max(shapes["RUS"].rings, key=area)
    assert max(area(ring) for ring in shapes["RUS"].rings) > 0.98 * sum(map(area, shapes["RUS"].rings))
    assert project(65.5, 188.0)[0] < max(x for x, _ in mainland) and any(abs(y - project(66.0, 189.5)[1]) < 150 for _, y in mainland)
    for shape in shapes.values():
        for x, y in (point for ring in shape.rings for point in ring):
            assert WINDOW[0] - 1 <= x <= WINDOW[1] + 1 and WINDOW[2] - 1 <= y <= WINDOW[3] + 1


def test_disputed_ground_with_a_shape_of_its_own_belongs_to_no_state() -> None:
    shapes = {shape.id: shape for shape in projection.shapes()}
    assert shapes["crimea"].state == shapes["158"].state == ""
    x, y = shapes["crimea"].centre
    for ring in shapes["RUS"].rings:
        assert max(b for _, b in ring) > y + 200 or not min(a for a, _ in ring) < x < max(a for a, _ in ring)


def test_a_ring_is_cut_at_the_window() -> None:
    ring = [(-2.0, -2.0), (2.0, -2.0), (2.0, 2.0), (-2.0, 2.0)]
    assert area(cut(ring, (-1, 1, -1, 1))) == pytest.approx(4)
    assert cut(ring, (-3, 3, -3, 3)) == ring
    assert cut(ring, (5, 6, 5, 6)) == []


def test_the_table_is_made_from_a_topology_with_shared_and_reversed_arcs() -> None:
    world = {
        "transform": {"scale": [0.01, 0.01], "translate": [60, 40]},
        "arcs": [[[0, 0], [0, 500], [500, 0], [0, -500]], [[0, 0], [500, 0]], [[0, 0], [0, -500], [500, 0], [0, 500]]],
        "objects": {"countries": {"geometries": [
            {"type": "Polygon", "arcs": [[0, ~1]], "id": "398", "properties": {"name": "Kazakhstan"}},
            {"type": "MultiPolygon", "arcs": [[[1, ~2]]], "properties": {"name": "Bahrain"}},
        ]}},
    }  # fmt: skip
    first, second, third = outlines.rows(world, world)
    assert (first["id"], first["state"], first["outline"]) == (
        "KAZ", "KAZ", "MULTIPOLYGON (((60.0 40.0, 60.0 45.0, 65.0 45.0, 65.0 40.0, 60.0 40.0)))",
    )  # fmt: skip
    assert (first["latitude"], first["longitude"]) == ("42.5", "62.5")
    assert "60.0 40.0, 65.0 40.0, 65.0 35.0, 60.0 35.0" in second["outline"]
    assert (third["state"], third["outline"]) == ("BHR", "")


def test_every_step_colours_each_state_by_its_status_and_no_other(spec: dict[str, Any], names: dict[str, str]) -> None:
    events = tables.load("accessions")
    spells = membership_tables.intervals(events, names)
    colours = {one.kind: ROLES[one.role] for one in KINDS}
    drawn = [names[shape.state] for shape in projection.shapes() if shape.state and shape.rings]
    for frame in spec["frames"]:
        end = f"{frame['name']}-12-31"
        held = {row["state"]: row["status"] for row in spells.to_dict("records") if row["start"] <= end <= row["end"]}
        fills = dict(zip(drawn, (change["fillcolor"] for change in frame["data"]), strict=False))
        assert fills == {state: colours[held[state]] if state in held else ROLES["grid"] for state in drawn}
        marks = zip(ROLE, frame["data"][-len(ROLE) :], strict=True)
        symbols = {state: kind for kind, change in marks for state in change["text"] if state}
        assert symbols == held
    final = {state for state, status in held.items() if status == "member"}
    assert final == {names[code] for code in membership.members(events, membership.latest("2025-12-31"))}


def test_a_step_stands_wherever_a_status_changes_and_nowhere_else(table: pd.DataFrame) -> None:
    def at(year: int) -> set[tuple[str, str]]:
        return set(table[(table["first"] <= year) & (year <= table["last"])][["state", "status"]].itertuples(index=False, name=None))

    changed = [year for year in range(1996, 2026) if year == 1996 or at(year) != at(year - 1)]
    assert membership_tables.steps(table) == changed
    assert membership_tables.captions(table, [1996, 2016, 2017]) == {
        year: ", ".join(filter(None, (
            f"{sum(s == 'Shanghai Five' for _, s in at(year))} in the Shanghai Five" if year < 2001 else "",
            f"{sum(s == 'member' for _, s in at(year))} members" if year >= 2001 else "",
            f"{sum(s not in ('member', 'Shanghai Five') for _, s in at(year))} partners" if year >= 2001 else "",
        ))) for year in (1996, 2016, 2017)
    }  # fmt: skip


def test_a_map_names_the_states_that_had_newly_joined(table: pd.DataFrame, spec: dict[str, Any]) -> None:
    found = membership_tables.newcomers(table, [1996, 2001, 2005, 2017, 2023, 2025])
    assert found[1996] == ["China", "Kazakhstan", "Kyrgyzstan", "Russia", "Tajikistan"]
    assert found[2001] == ["Uzbekistan"] and found[2023] == ["Iran"] and found[2025] == ["Belarus"]
    assert found[2005] == [] and found[2017] == ["India", "Pakistan"], "observers had not joined"
    svg = draw_pictures(spec, "map").wide
    assert [f">{name}<" in svg for name in ("Kyrgyzstan", "Egypt")] == [True, False]
    named = [note["text"] for note in spec["layout"]["annotations"]]
    assert {"Russia", "China", "India", "Belarus"} < set(named), "the stepped map names large states"
    few = spec["layout"]["meta"]["few"]
    assert set(named[:few]) == {"Russia", "China", "India", "Kazakhstan"}, "and the largest alone on a phone"


def test_the_last_map_is_the_largest_and_names_keep_off_each_other_and_the_symbols(table: pd.DataFrame, names: dict[str, str]) -> None:
    years = [1996, 2001, 2017, 2023, 2025]
    captions, named = membership_tables.captions(table, years), membership_tables.newcomers(table, years)
    figure = stepped_map(
        table, projection.shapes(), state="state", kind="status", first="first", last="last", names=names, kinds=KINDS,
        steps=membership_tables.steps(table), panels={year: Panel(captions[year], named[year]) for year in years},
    )  # fmt: skip
    for width, below in ((NARROW, True), (WIDE, False)):
        drawn = draw_panels(json.loads(figure.to_json()), width)
        drawn.canvas.draw()
        texts = {text.get_text(): text for text in drawn.axes[0].texts}
        heads = {year: texts[str(year)].get_window_extent() for year in years}
        assert heads[2017].x0 == heads[1996].x0 and heads[2017].y0 < heads[1996].y0, "small maps two in a row"
        assert (heads[2025].x0 == heads[1996].x0 and heads[2025].y0 < heads[2017].y0) == below
        assert (heads[2025].x0 > heads[2001].x0 and heads[2025].y0 == heads[1996].y0) != below
        boxes = {name: texts[name].get_window_extent() for newcomers in named.values() for name in newcomers}
        assert len(boxes) == 10
        assert [pair for pair in combinations(boxes, 2) if boxes[pair[0]].overlaps(boxes[pair[1]])] == []
        assert all(box.x0 >= 0 and box.x1 <= width for box in boxes.values())


def test_the_picture_shows_the_chosen_steps_and_writes_an_outline_once_for_the_small_maps(spec: dict[str, Any]) -> None:
    pictures = draw_pictures(spec, "map")
    for svg in (pictures.wide, pictures.narrow):
        assert [text in svg for text in (">1996<", ">2025<", ">2017<")] == [True, True, False]
        written = re.findall(r'<path id="[^"]*-C\w+" d="([^"]+)"', svg)
        assert len(set(written)) == len(written) > 20
        assert len(re.findall(rf"<(?:use|path) [^>]*var\(--chart-plum, {ROLES['plum']}\)", svg)) >= 14
