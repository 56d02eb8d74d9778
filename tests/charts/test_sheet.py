"""Tables as pictures: every text in its column and in the picture, at every width."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

from edition import charts
from edition.charts.static.pictures import NARROW, WIDE
from edition.charts.static.traces import draw

ROWS = [
    ["a heading of two"],
    ["Putin, 2022, on the world's population", "about half", "42.4"],
    ["Xi, 2018", "half", "43.1"],
    ["all", "", "2"],
]


def table() -> Any:
    return charts.sheet(ROWS, heads=["Who", "said", "computed share"], widths=[0.5, 0.2, 0.3], strong=[3], sections=[0])


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_texts_keep_to_their_columns_and_rows_at_every_width(width: int) -> None:
    drawn = draw(table().to_plotly_json(), width)
    texts = [text for axes in drawn.axes for text in axes.texts if text.get_text()]
    boxes = {text.get_text(): text.get_window_extent() for text in texts}
    assert all(box.x0 >= 0 and box.x1 <= width for box in boxes.values())
    assert [pair for pair in combinations(boxes, 2) if boxes[pair[0]].overlaps(boxes[pair[1]])] == []
    assert (ROWS[1][0] in boxes) == (width == WIDE), "broken where its column is too narrow"


def test_heads_are_muted_and_sums_and_sections_bold() -> None:
    words = {note.text: note for note in table().layout.annotations}
    assert words["Who"].font.color == charts.ROLES["muted"]
    assert {"<b>a heading of two</b>", "<b>all</b>"} <= set(words)
    assert (words["Xi, 2018"].xanchor, words["43.1"].xanchor) == ("left", "right")
