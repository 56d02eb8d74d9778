"""Layouts fitted to the width of a picture: wide pictures use their room, narrow ones stay legible."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pandas as pd
import pytest

from edition import charts
from edition.charts import Mark, Series
from edition.charts.static.pictures import NARROW, WIDE
from edition.charts.static.traces import draw

NAMES = ["Output, purchasing power", "People"]


def boxes(figure: Any, width: int) -> dict[str, Any]:
    """Each text of a picture and its box, as matplotlib draws it."""
    drawn = draw(figure.to_plotly_json(), width)
    return {text.get_text(): text.get_window_extent() for axes in drawn.axes for text in axes.texts}


def height(figure: Any, width: int) -> float:
    return float(draw(figure.to_plotly_json(), width).get_size_inches()[1])


def bars() -> Any:
    table = pd.DataFrame({"name": NAMES, "value": [2.0, 1.0]})
    return charts.bars(table, "name", "value", texts=["two", "one"], roles=["blue", "blue"], unit="")


def test_names_of_bars_stand_above_them_on_a_phone_and_beside_them_on_a_page() -> None:
    narrow, wide = boxes(bars(), NARROW), boxes(bars(), WIDE)
    assert narrow["People"].y0 > narrow["one"].y1
    assert wide["People"].y0 == pytest.approx(wide["one"].y0, abs=3)
    assert wide["People"].x1 == pytest.approx(wide[NAMES[0]].x1, abs=1)
    assert wide[NAMES[0]].x0 >= 0
    assert height(bars(), WIDE) < height(bars(), NARROW)


def test_a_name_too_long_for_the_side_stays_above_its_bar() -> None:
    table = pd.DataFrame({"name": ["a name of a bar that would leave no room for the bar itself"], "value": [2.0]})
    figure = charts.bars(table, "name", "value", texts=["two"], roles=["blue"], unit="")
    wide = boxes(figure, WIDE)
    assert wide[table["name"][0]].y0 > wide["two"].y1


def test_labels_of_rows_fold_on_a_phone_alone() -> None:
    table = pd.DataFrame({"name": NAMES, "value": [2.0, 1.0]})
    figure = charts.rows_of_dots(table, "name", [Series("value", "value")], x_range=[0, 3], x_ticks=[0], unit="")
    assert "power" in boxes(figure, NARROW)
    wide = boxes(figure, WIDE)
    assert wide[NAMES[0]].x0 >= 0


@pytest.mark.parametrize("legend_rows", [1, 2])
def test_heads_of_columns_stand_over_the_rows_on_as_few_levels_as_they_need(legend_rows: int) -> None:
    heads = ["confirmed", "qualified", "imprecise", "contradicted", "contested", "interpretive"]
    table = pd.DataFrame({"row": ["a"] * 6, "column": heads, "kind": ["member"] * 6})
    figure = charts.cells(
        table, row="row", column="column", kind="kind", rows=["a"], columns=heads, kinds=[Mark("member", "blue")], legend_rows=legend_rows
    )
    for width, levels in ((WIDE, 1), (NARROW, 2)):
        words = boxes(figure, width)
        assert len({round(words[head].y0) for head in heads}) == levels
        assert min(words[head].y0 for head in heads) > words["a"].y1
        assert max(words[head].y1 for head in heads) < words["member"].y0, "the key is above the heads"
        assert not [pair for pair in pairwise(heads) if words[pair[0]].overlaps(words[pair[1]])]


@pytest.mark.parametrize("tops", [(100, 100, 100), (100, 150, 2500)])
def test_small_multiples_stand_two_in_a_row_on_a_phone_and_their_scales_keep_clear(tops: tuple[int, int, int]) -> None:
    table = pd.DataFrame({"place": ["a", "b", "c"], "year": [2001, 2001, 2001], "one": [1, 2, 3]})
    figure = charts.small_multiples(
        table, panel="place", x="year", series=[Series("one", "one")], panels=["a", "b", "c"], unit="", x_range=[2000, 2003],
        x_ticks=[2001, 2003], tops=dict(zip("abc", tops, strict=True)),
    )  # fmt: skip
    for width, columns in ((WIDE, 3), (NARROW, 2)):
        drawn = draw(figure.to_plotly_json(), width)
        panels = [axes for axes in drawn.axes if axes.lines]
        lefts = {round(axes.get_position().x0, 3) for axes in panels}
        assert len(lefts) == columns
        drawn.canvas.draw()
        for axes in panels:
            scale = [label for label in axes.get_yticklabels() if label.get_text()]
            assert bool(scale) == (len(set(tops)) > 1 or axes.get_position().x0 == min(panel.get_position().x0 for panel in panels))
            edges = [other.get_position().x1 * width for other in panels if other.get_position().x1 <= axes.get_position().x0]
            assert all(label.get_window_extent().x0 > max(edges, default=0) for label in scale)
        years = [label.get_text() for label in panels[0].get_xticklabels()]
        assert years == ["2001", "2003"]


def test_labels_of_lines_stand_beside_their_ends() -> None:
    table = pd.DataFrame({"year": [2001, 2002, 2003], "one": [1.0, 2.0, 3.0], "two": [3.0, 1.0, None]})
    figure = charts.lines(
        table, "year", [Series("one", "Kazakhstan", label_at=2001), Series("two", "two", "gold", up=-6)], unit="tons",
        x_range=[2001, 2003], y_range=[0, 4], x_ticks=[2001], y_ticks=[0], ends=96,
    )  # fmt: skip
    one, two = (note for note in figure.layout.annotations if note.text != "tons")
    assert (one.x, one.y, one.xanchor, one.xshift, one.yshift) == (2003, 3.0, "left", 8, 0)
    assert (two.x, two.y, two.yshift) == (2002, 1.0, -6)
    assert boxes(figure, NARROW)["Kazakhstan"].x1 <= NARROW
