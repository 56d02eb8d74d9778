"""Small choices of charts: bars in groups, bars below zero, unknown cells, the scale of a rule, a key that is not needed."""

from __future__ import annotations

import json

import pandas as pd
from matplotlib.patches import Rectangle

from edition import charts
from edition.charts import Series
from edition.charts.static.pictures import NARROW, WIDE
from edition.charts.static.traces import draw

PERIODS = pd.DataFrame({"state": ["Russia", "Iran"], "before": [3.0, None], "after": [17.0, -10.0]})


def test_grouped_bars_stand_in_the_order_of_time_with_their_numbers() -> None:
    series = [Series("before", "to 2016", "pale", dash="dot"), Series("after", "to 2024", "blue")]
    figure = charts.grouped_bars(PERIODS, "state", series, x_range=[-20, 20], unit="% a year")
    axes = draw(json.loads(figure.to_json()), WIDE).axes[0]
    bars = [patch for patch in axes.patches if isinstance(patch, Rectangle) and patch.get_transform().contains_branch(axes.transData)]
    up = {bar.get_width(): axes.transData.transform((0, bar.get_y()))[1] for bar in bars}
    assert sorted(up) == [-10, 3, 17], "no bar for what is not known"
    assert up[3] > up[17] > up[-10], "the first period is on top"
    assert {bar.get_width() for bar in bars if bar.get_hatch()} == {3}
    assert [patch.get_hatch() for patch in axes.patches if patch not in bars] == ["////", None], "the key shows the hatch too"
    words = {text.get_text(): text for text in axes.texts}
    assert {"3", "17", "\u221210"} <= set(words)
    assert words["\u221210"].get_ha() == "right" and words["17"].get_ha() == "left"


def test_the_number_of_a_bar_below_zero_stands_at_its_end() -> None:
    table = pd.DataFrame({"state": ["India", "Russia"], "surplus": [729.0, -99.0]})
    figure = charts.bars(table, "state", "surplus", texts=["+729", "\u221299"], roles=["blue", "rust"], unit="billion yuan")
    words = {text.get_text(): text for text in draw(json.loads(figure.to_json()), NARROW).axes[0].texts}
    assert words["\u221299"].get_ha() == "right" and words["+729"].get_ha() == "left"
    assert words["\u221299"].get_window_extent().x0 > 0


def test_a_cell_says_that_it_is_small_or_not_known() -> None:
    table = pd.DataFrame({"buyer": ["a", "a", "b"], "seller": ["a", "b", "a"], "value": [7.3, 0.004, None]})
    figure = charts.bubbles(
        table, row="buyer", column="seller", value="value", rows=["a", "b"], columns=["a", "b"], unit="", digits=1, unknown="?"
    )
    assert list(figure.data[0].text) == ["7.3", "\u00b7"]
    assert list(figure.data[1].text) == ["?"] and figure.data[1].meta == charts.DECOR


def test_the_rule_of_small_multiples_is_on_their_scale() -> None:
    table = pd.DataFrame({"partner": ["a", "b"] * 2, "year": [2014, 2014, 2024, 2024], "ratio": [4.0, 1.2, 4.1, 1.1]})
    figure = charts.small_multiples(
        table, panel="partner", x="year", panels=["a", "b"], tops={"a": 5, "b": 5}, unit="times", x_range=[2013, 2025],
        x_ticks=[2014, 2024], columns=2, line_at=1, series=[Series("ratio", "ratio")],
    )  # fmt: skip
    for width in (WIDE, NARROW):
        first, second = draw(json.loads(figure.to_json()), width).axes[1:3]
        assert [text.get_text() for text in first.get_yticklabels()] == ["0", "1", "5"]
        assert not any(text.get_text() for text in second.get_yticklabels())


def test_only_the_panels_of_the_title_have_a_frame_and_it_is_no_data() -> None:
    table = pd.DataFrame({"partner": ["a", "b"], "year": [2014, 2014], "ratio": [4.0, 1.2]})
    figure = charts.small_multiples(
        table, panel="partner", x="year", panels=["a", "b"], tops={"a": 5, "b": 5}, unit="times", x_range=[2013, 2025], x_ticks=[2014],
        series=[Series("ratio", "ratio")], framed=["b"],
    )  # fmt: skip
    frames = [trace for trace in figure.data if trace.meta == charts.DECOR]
    assert [(trace.xaxis, trace.yaxis) for trace in frames] == [("x2", "y2")]
    assert (min(frames[0].x), max(frames[0].x), min(frames[0].y), max(frames[0].y)) == (2013, 2025, 0, 5)


def test_one_series_needs_no_key() -> None:
    table = pd.DataFrame({"year": [2001, 2002], "events": [1, 16]})
    figure = charts.stacked(
        table, "year", [Series("events", "events")], unit="events", x_range=[2000, 2003], x_ticks=[2001], y_range=[0, 18], y_ticks=[0, 10],
        legend_rows=0,
    )  # fmt: skip
    assert not figure.layout.showlegend
