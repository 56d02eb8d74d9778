"""Words in the static pictures: on one baseline, flush on their side, in a key that looks like its marks."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import pandas as pd
import pytest

from edition import charts
from edition.charts import Mark, Series
from edition.charts.canvas import blank_figure, words_at, write_notes
from edition.charts.static.pictures import NARROW, draw_pictures
from edition.charts.static.text import width_of
from edition.charts.static.traces import draw
from edition.charts.style import ROLES

SVG = "{http://www.w3.org/2000/svg}"


def written(figure: Any, width: str = "narrow") -> dict[str, tuple[float, float, str]]:
    """Each text of a picture: its x, its baseline's y, and its anchor."""
    found = {}
    for node in ElementTree.fromstring(getattr(draw_pictures(figure.to_plotly_json(), "n"), width)).iter(f"{SVG}text"):
        anchor = re.search(r"text-anchor: (\w+)", node.attrib["style"])
        shift = re.match(r"translate\(([-\d.]+) ([-\d.]+)\)", node.attrib.get("transform", ""))
        x, y = (shift[1], shift[2]) if shift else (node.attrib["x"], node.attrib["y"])
        found[str(node.text)] = (float(x), float(y), anchor[1] if anchor else "start")
    return found


def notes(*texts: str, **style: Any) -> Any:
    """A figure with these texts at one height."""
    figure = blank_figure(200)
    figure.update_xaxes(range=[0, 1], visible=False)
    figure.update_yaxes(range=[0, 1], visible=False)
    write_notes(figure, [words_at(text, (0.5, 0.5), **style) for text in texts])
    return figure


@pytest.mark.parametrize("anchor", ["middle", "top", "bottom"])
def test_words_at_one_height_stand_on_one_baseline(anchor: str) -> None:
    baselines = {y for _, y, _ in written(notes("xxx", "press", "Jig (1)", "ÅÉ", yanchor=anchor)).values()}
    assert max(baselines) - min(baselines) < 0.05


def test_lines_of_a_broken_text_are_flush_on_their_side() -> None:
    lines = written(notes("a long first line<br>and a second", xanchor="right"))
    (x, y, anchor), (other_x, other_y, other_anchor) = lines.values()
    assert (anchor, other_anchor) == ("end", "end")
    assert x == pytest.approx(other_x, abs=0.05)
    assert other_y - y == pytest.approx(1.25 * 13, abs=0.05)
    assert (y + other_y) / 2 == pytest.approx(written(notes("one"))["one"][1], abs=0.05), "centred where a single line stands"


def two_lines() -> Any:
    """Two panels of two lines, one of them dotted, with a key."""
    table = pd.DataFrame({"place": ["a", "a"], "year": [2001, 2002], "one": [1, 2], "two": [2, 1]})
    return charts.small_multiples(
        table, panel="place", x="year", panels=["a"], tops={"a": 3}, unit="", x_range=[2000, 2003], x_ticks=[2001],
        series=[Series("one", "one", mode="lines"), Series("two", "two", "rust", dash="dot", mode="lines")],
    )  # fmt: skip


def test_the_key_of_a_dotted_line_is_dotted() -> None:
    drawn = draw(two_lines().to_plotly_json(), NARROW)
    dashed = [line for axes in drawn.axes for line in axes.lines if line.get_linestyle() != "-" and line.get_color() == ROLES["rust"]]
    assert len(dashed) == 2, "the line and its sample"


def test_the_entries_of_a_key_are_as_far_apart_as_their_words_are_wide() -> None:
    names = ["il", "WWWW", "minimum", "m"]
    table = pd.DataFrame({"row": ["a"] * 4, "column": range(4), "kind": names})
    figure = charts.grid(
        table, row="row", column="column", kind="kind", rows=["a"], kinds=[Mark(name, "blue") for name in names],
        x_range=[0, 9], x_ticks=[1],
    )  # fmt: skip
    words = written(figure)
    gaps = [words[right][0] - words[left][0] - width_of(left, 12) for left, right in pairwise(names)]
    assert max(gaps) - min(gaps) < 0.1
