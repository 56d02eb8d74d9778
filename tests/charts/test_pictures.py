"""Static pictures: what is drawn of each kind of chart, legible and the same in every build."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import pandas as pd
import plotly.graph_objects as go
import pytest

from edition import charts
from edition.charts import Mark, Series, Span
from edition.charts.html import concrete
from edition.charts.static.pictures import NARROW, WIDE, draw_pictures
from edition.charts.static.traces import UnsupportedFigure, draw
from edition.charts.style import ROLES
from tests.charts.samples import published

SVG = "{http://www.w3.org/2000/svg}"


def test_a_missing_bar_is_no_bar_and_says_so() -> None:
    table = pd.DataFrame({"partner": ["Russia", "Belarus"], "value": [1741.0, None]})
    figure = charts.bars(table, "partner", "value", texts=["1,741", "no data"], roles=["blue", "blue"], unit="billion yuan")
    axes = draw(json.loads(figure.to_json()), WIDE).axes[0]
    assert [round(patch.get_width(), 6) for patch in axes.patches] == [1741.0]
    assert "no data" in [text.get_text() for text in axes.texts]


def test_a_row_of_dots_without_any_value_says_so() -> None:
    table = pd.DataFrame({"state": ["Laos", "India"], "days": [None, 700.0]})
    figure = charts.rows_of_dots(
        table, "state", [Series("days", "days")], x_range=[0, 800], x_ticks=[0, 400], unit="days", digits=0
    )
    words = [annotation.text for annotation in figure.layout.annotations]
    assert words.count("no data") == 1
    assert words.index("no data") > words.index("Laos")


def test_stacked_bars_stand_on_one_another() -> None:
    table = pd.DataFrame({"year": [2001, 2002], "members": [6, 6], "partners": [1, 4]})
    series = [Series("members", "members"), Series("partners", "partners", "gold")]
    figure = charts.stacked(
        table, "year", series, unit="states", x_range=[2000, 2003], x_ticks=[2001], y_range=[0, 12], y_ticks=[0, 10]
    )
    patches = draw(json.loads(figure.to_json()), WIDE).axes[0].patches
    assert [(patch.get_y(), patch.get_height()) for patch in patches[:4]] == [(0, 6), (0, 6), (6, 1), (6, 4)]


def test_a_grid_leaves_cells_of_other_kinds_empty() -> None:
    table = pd.DataFrame({"partner": ["Iran"] * 3, "year": [2001, 2002, 2003], "kind": ["total", "nothing", "total"]})
    figure = charts.grid(
        table,
        row="partner",
        column="year",
        kind="kind",
        rows=["Iran"],
        kinds=[Mark("total", "blue")],
        x_range=[2000, 2004],
        x_ticks=[2001],
    )
    assert list(figure.data[0].x) == [2001, 2003]


def test_a_sign_of_a_grid_tells_what_it_is() -> None:
    table = pd.DataFrame({"partner": ["Iran"], "year": [2001], "kind": ["total"], "case": ["Oil for grain"]})
    marks = {"rows": ["Iran"], "kinds": [Mark("total", "blue")], "x_range": [2000, 2004], "x_ticks": [2001]}
    told, plain = (charts.grid(table, row="partner", column="year", kind="kind", **marks, name=name).data[0] for name in ("case", ""))
    assert (told.customdata, told.hovertemplate) == (("Oil for grain",), "%{customdata}: total<extra></extra>")
    assert plain.hovertemplate == "%{y}, %{x}: total<extra></extra>"


def test_numbers_that_read_alike_are_written_once_beside_their_dots() -> None:
    table = pd.DataFrame({"state": ["India", "Iran"], "one": [87.6, 84.0], "two": [88.2, 89.0]})
    figure = charts.rows_of_dots(
        table, "state", [Series("one", "one", text_at=""), Series("two", "two", text_at="")], x_range=[80, 90], x_ticks=[80], unit="%"
    )
    charts.outer_labels(figure, table, "state", ["one", "two"], digits=0)
    beside = [(note.text, note.x, note.xanchor) for note in figure.layout.annotations if note.text.isdigit()]
    assert beside == [("88", 88.2, "left"), ("89", 89.0, "left"), ("84", 84.0, "right")]


def test_a_network_says_in_its_key_what_a_square_is() -> None:
    ties = pd.DataFrame({"one": ["China"], "other": ["India"], "kind": ["border"]})
    drawing = {"ends": ("one", "other"), "kind": "kind", "kinds": [Span("border", "blue", 3)], "places": {"China": (0, 0), "India": (1, 1)}}
    for words in ("a hinge", ""):
        figure = charts.network(ties, **drawing, marked=["China"], marked_as=words)
        shown = [text.get_text() for text in draw(json.loads(figure.to_json()), NARROW).axes[0].texts]
        assert ("a hinge" in shown) == bool(words)


def test_pictures_are_the_same_in_every_build_and_differ_by_name() -> None:
    spec = published().figure
    first, again, other = draw_pictures(spec, "one"), draw_pictures(spec, "one"), draw_pictures(spec, "two")
    assert first == again
    assert first.wide != other.wide
    assert first.png.startswith(b"\x89PNG")


def test_pictures_fit_their_widths_and_share_no_id() -> None:
    pictures = published().pictures
    wide, narrow = ElementTree.fromstring(pictures.wide), ElementTree.fromstring(pictures.narrow)
    assert float(wide.attrib["viewBox"].split()[2]) == WIDE
    assert float(narrow.attrib["viewBox"].split()[2]) == NARROW
    ids = [node.attrib["id"] for root in (wide, narrow) for node in root.iter() if "id" in node.attrib]
    assert len(ids) == len(set(ids))
    assert all(one.startswith("trade-line-") for one in ids)
    targets = set(re.findall(r'(?:href="|url\()#([^")]+)', pictures.wide + pictures.narrow))
    assert targets <= set(ids)


def test_pictures_with_groups_that_hold_nothing_are_well_formed() -> None:
    bars = go.Figure(go.Bar(x=[1, 2], y=["a", "b"], orientation="h", text=["", "two"]))
    for picture in (draw_pictures(json.loads(bars.to_json()), "bars").wide, published().pictures.narrow):
        assert ElementTree.fromstring(picture).tag == f"{SVG}svg"


def test_pictures_have_real_text_and_colours_that_a_style_sheet_can_change() -> None:
    svg = published().pictures.wide
    words = [node.text for node in ElementTree.fromstring(svg).iter(f"{SVG}text")]
    assert {"Five founders", "billion dollars", "2001", "120"} <= set(words)
    assert f"var(--chart-blue, {ROLES['blue']})" in svg
    assert not re.search(r"(?<!, )#[0-9a-f]{6}", svg), "a colour outside the roles"
    assert "var(" not in re.sub(r"var\(--chart-font[^)]*\)", "", concrete(svg))
    assert ROLES["blue"] in concrete(svg)


def test_text_is_legible_on_a_phone() -> None:
    sizes = [float(size) for size in re.findall(r"font-size: ([\d.]+)px", published().pictures.narrow)]
    assert sizes
    assert min(sizes) >= 11


def test_an_unknown_kind_of_trace_is_refused() -> None:
    with pytest.raises(UnsupportedFigure, match="pie"):
        draw(json.loads(go.Figure(go.Pie(values=[1])).to_json()), WIDE)


@pytest.mark.parametrize("names", [["member", "partner"], [f"states that were observers in {year}" for year in range(2001, 2007)]])
def test_above_a_plot_is_the_room_that_its_legend_takes(names: list[str]) -> None:
    table = pd.DataFrame({"row": ["a"] * len(names), "column": range(len(names)), "kind": names})
    figure = charts.grid(
        table, row="row", column="column", kind="kind", rows=["a"], kinds=[Mark(name, "blue") for name in names], x_range=[0, 9],
        x_ticks=[1], legend_rows=3,
    )  # fmt: skip
    drawn = draw(json.loads(figure.to_json()), NARROW)
    height = drawn.get_size_inches()[1] * 72
    tops = [height - text.get_window_extent().y1 for text in drawn.axes[0].texts if text.get_text() in names]
    assert min(tops) == pytest.approx(2, abs=3), "neither cut off nor under an empty band"


def test_bars_say_in_a_legend_what_their_colours_mean() -> None:
    table = pd.DataFrame({"state": ["Russia", "Laos"], "value": [2.0, 1.0]})
    figure = charts.bars(
        table, "state", "value", texts=["2", "1"], roles=["blue", "gold"], unit="", legend={"members": "blue", "partners": "gold"}
    )
    words = {text.get_text(): text for text in draw(json.loads(figure.to_json()), NARROW).axes[0].texts}
    lowest = min(words[name].get_window_extent().y0 for name in ("members", "partners"))
    assert lowest > words["Russia"].get_window_extent().y1, "the legend stands above the first row"
