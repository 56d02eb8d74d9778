"""Charts draw, in both themes and at both widths, and say the same without script."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import combinations
from typing import Any

import pytest
from playwright.sync_api import Locator, Page

from tests.site.conftest import Watched, until

Opened = Callable[..., Page]
NOTEBOOKS = ["book/evidence/trade-growth.html", "book/evidence/membership.html"]


def _open_all(page: Page) -> None:
    buttons = page.locator("button.chart-interactive")
    for index in range(buttons.count()):
        buttons.nth(index).click()
    live = "document.querySelectorAll('figure.chart .main-svg').length"
    until(page, f"{live} >= document.querySelectorAll('figure.chart button.chart-interactive').length")


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_interactive_charts_draw(opened: Opened, home: str, notebook: str, scheme: str, width: int) -> None:
    watched = Watched(opened(viewport={"width": width, "height": 900}, color_scheme=scheme), home)
    watched.page.goto(f"{home}/{notebook}")
    assert watched.page.locator("figure.chart").count() >= 4
    _open_all(watched.page)
    assert (watched.errors, watched.strangers) == ([], [])


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_without_script_each_chart_has_its_picture_table_source_and_file(opened: Opened, home: str, notebook: str) -> None:
    page = opened(java_script_enabled=False)
    page.goto(f"{home}/{notebook}")
    charts = page.locator("figure.chart")
    for index in range(charts.count()):
        chart = charts.nth(index)
        assert chart.locator("figcaption").first.inner_text().strip()
        assert chart.locator(".chart-picture svg:visible").count() == 1
        assert chart.locator("details.chart-table table tbody tr").count() > 1
        assert "Source" in chart.locator(".chart-source").inner_text()
        assert chart.locator("a[href$='.csv']").count() == 1


MAP = "book/apparatus/places.html"
#: Relative luminance of a colour of an element as it is painted.
LUMINANCE = """(node, property) => {
  const value = getComputedStyle(node)[property];
  const [red, green, blue] = value.match(/[\\d.]+/g).map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}"""


def _open(opened: Opened, address: str, width: int, **options: Any) -> Page:
    page = opened(viewport={"width": width, "height": 844}, **options)
    page.goto(address)
    return page


def _contrast(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def _light(found: Locator, kind: str = "fill") -> float:
    return float(found.first.evaluate(LUMINANCE, kind))


@pytest.mark.parametrize("width", [390, 1280])
def test_the_map_of_places_is_drawn_once_and_follows_the_theme(opened: Opened, served: str, width: int) -> None:
    grounds = {}
    for scheme in ("light", "dark"):
        page = _open(opened, f"{served}/{MAP}", width, color_scheme=scheme)
        shown = page.locator(".place-map .chart-picture:visible")
        assert shown.count() == 1 and shown.locator("svg").count() == 2
        paper, land = _light(page.locator("html"), "backgroundColor"), _light(shown.locator(".land"))
        assert _contrast(paper, land) < 2, "land is a quiet ground"
        assert _contrast(land, _light(shown.locator("text"))) > 4.5
        assert _contrast(land, _light(shown.locator("a .mark"))) > 3
        grounds[scheme] = land
    assert grounds["light"] > 0.5 > 0.1 > grounds["dark"]


def test_no_name_or_number_on_the_map_of_places_covers_another_with_any_fonts(lettered: Page, served: str) -> None:
    lettered.goto(f"{served}/{MAP}")
    for width, shown in ((1280, ".named"), (390, ".narrow")):
        lettered.set_viewport_size({"width": width, "height": 844})
        for drawing in lettered.locator(f".place-map {shown} svg").all():
            frame = drawing.bounding_box()
            boxes = drawing.locator("text").evaluate_all("all => all.map(one => [one.textContent, one.getBoundingClientRect().toJSON()])")
            assert frame and len(boxes) > 10
            for word, box in boxes:
                assert box["left"] >= frame["x"] - 1 and box["right"] <= frame["x"] + frame["width"] + 1, f"{word} leaves the map"
            for (word, one), (other, two) in combinations(boxes, 2):
                across = min(one["right"], two["right"]) - max(one["left"], two["left"])
                down = min(one["bottom"], two["bottom"]) - max(one["top"], two["top"])
                assert across <= 1 or down <= 4, f"{word} and {other} at {width} px"  # a line's box holds more than its letters


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_a_tap_on_the_button_shows_the_interactive_chart_where_the_picture_stood(opened: Opened, served: str, notebook: str) -> None:
    page = _open(opened, f"{served}/{notebook}", 390)
    charts = page.locator("figure.chart:has(button.chart-interactive)")
    assert charts.count() >= 4
    for index in range(charts.count()):
        chart = charts.nth(index)
        button, picture = chart.locator("button.chart-interactive"), chart.locator(".chart-static")
        gap = button.bounding_box()["y"] - picture.bounding_box()["y"] - picture.bounding_box()["height"]  # type: ignore[index]
        assert 0 <= gap < 24, "directly under the picture"
        button.evaluate("node => node.scrollIntoView({ block: 'end' })")
        button.click()
        live = chart.locator(".chart-live")
        live.locator(".main-svg").first.wait_for()
        page.wait_for_timeout(50)
        top, height = live.evaluate("node => [node.getBoundingClientRect().top, node.clientHeight]")
        assert min(top + height, 844) - max(top, 0) >= min(height, 700) - 1, f"{index}: the chart lies out of sight"


def test_a_table_has_its_files_and_no_button(opened: Opened, served: str) -> None:
    page = _open(opened, f"{served}/{NOTEBOOKS[1]}", 390)
    table, chart = page.locator("#fig-membership-rules"), page.locator("#fig-membership-share")
    assert [one.locator("button.chart-interactive").count() for one in (table, chart)] == [0, 1]
    assert table.locator("a[href$='.csv'], a[href$='.svg']").count() == 2


def test_the_interactive_chart_has_every_rule_an_even_key_and_no_slab(opened: Opened, served: str) -> None:
    page = _open(opened, f"{served}/{NOTEBOOKS[1]}", 1280)
    for name in ("membership-share", "membership-map"):
        page.locator(f"#fig-{name} button.chart-interactive").click()
        page.locator(f"#fig-{name} .main-svg").first.wait_for()
    heights = page.locator("#fig-membership-share .ytick text").all_text_contents()
    assert heights[0] == "0" and page.locator("#fig-membership-share .ygrid").count() == len(heights) >= 5
    tops = page.locator("#fig-membership-map .chart-key li").evaluate_all("all => all.map(one => one.getBoundingClientRect().top)")
    assert len(tops) == 5 and max(tops) - min(tops) < 1, "one line of the key"
    page.locator("#fig-membership-map .main-svg").first.hover()
    bar = page.locator("#fig-membership-map .modebar-group").first
    bar.wait_for()
    grounds = bar.evaluate("node => [node, node.parentNode].map(one => getComputedStyle(one).backgroundColor)")
    assert set(grounds) == {"rgba(0, 0, 0, 0)"}


def test_a_small_map_names_the_largest_states_alone(opened: Opened, served: str) -> None:
    named = {}
    for width in (390, 1280):
        page = _open(opened, f"{served}/{NOTEBOOKS[1]}", width)
        page.locator("#fig-membership-map button.chart-interactive").click()
        words = page.locator("#fig-membership-map .annotation-text")
        words.first.wait_for()
        named[width] = set(words.all_text_contents())
    assert {"Russia", "China"} <= named[390] < named[1280]
    assert {"Belarus", "Baltic Sea"} <= named[1280] - named[390]


def test_a_data_table_leads_to_the_sources_it_names(opened: Opened, served: str) -> None:
    page = _open(opened, f"{served}/{NOTEBOOKS[0]}", 1280)
    link = page.locator("#fig-trade-announced .chart-table td a").first
    assert re.search(r"[A-Z].* \d{4}", link.text_content() or "")
    page.goto(str(link.evaluate("node => node.href")))
    assert page.locator(":target").count() == 1


def test_on_paper_no_closed_fold_is_printed_and_short_tables_are(opened: Opened, served: str) -> None:
    page = _open(opened, f"{served}/{NOTEBOOKS[0]}", 1280)
    page.emulate_media(media="print")
    assert page.locator("details.hide").count() > 4
    assert page.locator("details.hide:visible, .chart-interactive:visible").count() == 0
    short, long = page.locator("details.chart-table.short"), page.locator("details.chart-table:not(.short)")
    assert short.count() >= 2 and long.count() >= 2
    for index in range(short.count()):
        assert short.nth(index).locator("td").first.evaluate("node => node.checkVisibility({ contentVisibilityAuto: true })")
    assert long.locator("visible=true").count() == 0
    breaks = "node => getComputedStyle(node).breakInside"
    assert page.locator("figure.chart").first.evaluate(breaks) == "auto"
    assert page.locator(".chart-static").first.evaluate(breaks) == "avoid"
    share = "node => node.getBoundingClientRect().width / node.parentNode.getBoundingClientRect().width"
    shares = [round(one.evaluate(share), 2) for one in page.locator(".chart-picture.wide svg").all()]
    assert min(shares) >= 0.85 and max(shares) == 1
    page.emulate_media(media="screen")
    assert page.locator("details.chart-table table:visible").count() == 0


def test_the_folded_code_says_what_it_is_and_the_offer_is_set_apart(opened: Opened, served: str) -> None:
    page = _open(opened, f"{served}/{NOTEBOOKS[0]}", 1000)  # footnotes stand at the end, not in the margin
    folds = page.locator("details.hide > summary").all_inner_texts()
    assert folds[0] == "Code that reads the tables"
    assert set(folds[1:]) == {"Code of this chart"}
    offer, notes = page.locator(".notebook-offer"), page.locator("aside.footnote").last
    size = "node => getComputedStyle(node).fontSize"
    assert offer.evaluate(size) == notes.evaluate(size)
    assert offer.bounding_box()["y"] - notes.bounding_box()["y"] - notes.bounding_box()["height"] > 20  # type: ignore[index]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_forced_colours_the_marks_stand_out_from_the_grid(opened: Opened, served: str, scheme: str, theme: str) -> None:
    page = _open(opened, f"{served}/{NOTEBOOKS[0]}", 1280, color_scheme=scheme, forced_colors="active")
    page.evaluate("theme => { document.documentElement.dataset.theme = theme; }", theme)
    chart = page.locator("#fig-trade-sensitivity")
    picture = chart.locator(".wide")
    ground = _light(chart.locator(".chart-static"), "backgroundColor")
    assert (ground < 0.1) == (scheme == "dark")
    grid = _light(picture.locator("path[style*='--chart-grid']"), "stroke")
    for role in ("blue", "rust"):
        mark = picture.locator(f"path[style*='stroke: var(--chart-{role}']")
        assert _contrast(ground, _light(mark, "stroke")) > 1.5 * _contrast(ground, grid), role
    chart.locator("button.chart-interactive").click()
    words = chart.locator(".chart-live .xtick text")
    words.first.wait_for()
    assert _contrast(ground, _light(words, "fill")) > 7, "the reader's own ink"
