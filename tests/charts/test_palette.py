"""Every chart of the book can be seen: contrast in both themes, marks that part for the colour-blind and in grey, one meaning for a hue."""

from __future__ import annotations

import ast
import re
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from edition.charts import Chart, palette
from edition.charts.style import DARK, FINDING_SIGNS, ROLES
from edition.evidence.notes import charts as notes_charts
from tests.conftest import ROOT

NOTEBOOKS = sorted((ROOT / "book" / "evidence").glob("*.md"))
SERIES = ("blue", "rust", "teal", "gold", "plum")
DARK_PAPER = DARK["paper"]


def dark() -> dict[str, str]:
    """Colour on light paper -> colour in the dark theme."""
    return {colour: DARK[role] for role, colour in ROLES.items()}


def in_style_sheets() -> dict[str, str]:
    """Role -> colour in the dark theme, as the style sheets have them for the pictures within a page."""
    tokens = (ROOT / "book" / "_static" / "css" / "tokens.css").read_text(encoding="utf-8").partition('[data-theme="dark"]')[2]
    style = (ROOT / "book" / "_static" / "charts" / "charts.css").read_text(encoding="utf-8")
    own = dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6})", tokens)) | dict(reversed(re.findall(r"--chart-([a-z]+): (#[0-9a-f]{6})", style)))
    own["grid"] = own["rule"]
    return {role: own[role] for role in ROLES}


def published(path: Path) -> list[Chart]:
    """The charts that a notebook's cells end with, run here and now."""
    space: dict[str, Any] = {}
    found = []
    for cell in re.findall(r"```\{code-cell\} python\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL):
        tree = ast.parse("\n".join(line for line in cell.splitlines() if not line.startswith(":")))
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, path.name, "exec"), space)
        shown = eval(compile(ast.Expression(last.value), path.name, "eval"), space) if last else None
        found += [shown] if isinstance(shown, Chart) else []
    return found


def test_a_picture_in_a_file_has_the_dark_colours_of_a_picture_in_a_page() -> None:
    assert in_style_sheets() == DARK


def unseen(chart: Chart) -> list[str]:
    """What cannot be seen of a chart, in either theme."""
    light = palette.faults(chart.figure, {}, ROLES["paper"])
    return light + [f"dark: {fault}" for fault in palette.faults(chart.figure, dark(), DARK_PAPER)]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_chart_of_a_notebook_can_be_seen_and_states_its_point(path: Path) -> None:
    charts = published(path)
    assert charts
    assert {chart.name: faults for chart in charts if (faults := unseen(chart))} == {}
    assert [chart.name for chart in charts if not chart.subtitle] == []


@pytest.mark.parametrize("name", notes_charts.VIEWS)
def test_every_chart_of_the_apparatus_can_be_seen(name: str) -> None:
    chart = notes_charts.VIEWS[name](notes_charts.read(ROOT))
    assert unseen(chart) == []
    assert chart.subtitle


def test_no_series_has_the_hue_of_a_finding() -> None:
    for role in SERIES:
        for finding in FINDING_SIGNS:
            assert palette.difference(ROLES[role], ROLES[finding]) > 15, (role, finding)


def test_findings_have_the_colours_of_the_notes() -> None:
    tokens = (ROOT / "book" / "_static" / "css" / "tokens.css").read_text(encoding="utf-8")
    for finding in FINDING_SIGNS:
        assert f"--{finding}: {ROLES[finding]};" in tokens
        assert f"--chart-{finding}: var(--{finding});" in tokens
    assert len(set(FINDING_SIGNS.values())) == 7


def test_what_is_measured_is_what_is_known() -> None:
    assert palette.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert palette.difference("#ffffff", "#000000") == pytest.approx(100, abs=0.1)
    red, green = "#c03030", "#407020"
    assert palette.difference(red, green) > 60
    assert palette.difference(red, green, "deuteranopia") < palette.difference(red, green) / 2
    assert palette.difference_in_grey("#808080", "#808080") == 0


def faulty(**changes: Any) -> dict[str, Any]:
    """A figure of two lines, alike in all but their colours."""
    def line(colour: str, name: str) -> dict[str, Any]:
        return {"type": "scatter", "mode": "lines", "name": name, "x": [1, 2], "y": [1, 2], "line": {"color": colour, "width": 2}}
    words = {"text": "one", "font": {"color": changes.get("text", ROLES["ink"])}}
    lines = [line(changes.get("first", ROLES["blue"]), "a"), line(changes.get("second", ROLES["gold"]), "b")]
    return {"data": lines, "layout": {"annotations": [words]}}


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"text": ROLES["gold"]}, "text 'one': 3."),
        ({"first": "#e8e0d0"}, "mark #e8e0d0: 1."),
        ({"first": "#c03030", "second": "#407020"}, "a and b: alike in grey"),
        ({"first": "#b04a20", "second": "#8a6a00"}, "a and b: alike in deuteranopia"),
    ],
)
def test_what_cannot_be_seen_is_named(changes: dict[str, str], fault: str) -> None:
    found = palette.faults(faulty(**changes), {}, ROLES["paper"])
    assert any(one.startswith(fault) for one in found), found
    assert palette.faults(faulty(), {}, ROLES["paper"]) == []


def test_a_dash_parts_what_colour_does_not() -> None:
    figure = faulty(first="#c03030", second="#407020")
    figure["data"][1]["line"]["dash"] = "dash"
    assert palette.faults(figure, {}, ROLES["paper"]) == []


def test_the_dark_theme_keeps_series_apart() -> None:
    colours = [dark()[ROLES[role]] for role in SERIES]
    assert len(set(colours)) == len(SERIES)
    assert all(palette.contrast(colour, DARK_PAPER) >= 4.5 for colour in colours)
    assert all(palette.difference(a, b) > 25 for a, b in combinations(colours, 2))
