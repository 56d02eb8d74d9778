"""Words in the static pictures: on one baseline, flush on their side, in a key that looks like its marks."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

import pytest

from edition import charts
from edition.charts.figures import words_at, write_notes
from edition.charts.static.pictures import draw_pictures

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
    figure = charts.figures._figure(200)
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
