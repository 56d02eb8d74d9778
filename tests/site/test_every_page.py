"""Every page opens, over http and from a folder, without an error and without a request to another host, and fits its window."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.site.conftest import LAID_OUT, Watched, pages

#: How far the page, or a paragraph in it, is wider than the window.
WIDER = """() => Math.max(document.documentElement.scrollWidth - document.documentElement.clientWidth,
  ...Array.from(document.querySelectorAll('main :is(p, h1, h2, h3, li, dd)'))
    .filter((node) => !node.closest('.table-scroll, pre, .visually-hidden'))
    .map((node) => Math.round(node.getBoundingClientRect().right - innerWidth)))"""
WIDTHS = (1280, 2560, 390)


@dataclass(frozen=True)
class Seen:
    """What one visit to a page showed: its title, what it complained of, whom else it asked, and how much wider than each window it is."""

    title: str
    errors: tuple[str, ...]
    strangers: tuple[str, ...]
    wider: dict[int, int]


@pytest.fixture(scope="module", params=["http", "file"])
def visits(request: pytest.FixtureRequest, browser: Browser, site: Path) -> dict[str, Seen]:
    """Every page, opened once in a wide window, which is then made wider and narrower."""
    home = str(request.getfixturevalue("served")) if request.param == "http" else site.as_uri()
    context = browser.new_context()
    watched, found = Watched(context.new_page(), home), {}
    for address in pages(site):
        watched.page.set_viewport_size({"width": WIDTHS[0], "height": 900})
        watched.page.goto(f"{home}/{address}")
        title, wider = watched.page.title(), {}
        for width in WIDTHS:
            watched.page.set_viewport_size({"width": width, "height": 900})
            watched.page.evaluate(LAID_OUT)
            wider[width] = int(watched.page.evaluate(WIDER))
        found[address] = Seen(title, tuple(watched.errors), tuple(watched.strangers), wider)
        watched.errors.clear()
        watched.strangers.clear()
    context.close()
    return found


def test_every_page_opens_without_an_error_or_a_request_elsewhere(visits: dict[str, Seen]) -> None:
    assert len(visits) > 50
    assert [address for address, seen in visits.items() if not seen.title] == []
    assert {address: seen.errors for address, seen in visits.items() if seen.errors} == {}
    assert {address: seen.strangers for address, seen in visits.items() if seen.strangers} == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_is_wider_than_the_window(visits: dict[str, Seen], width: int) -> None:
    assert {address: seen.wider[width] for address, seen in visits.items() if seen.wider[width] > 0} == {}


def test_at_320_pixels_every_page_reflows_with_any_fonts(lettered: Page, site: Path, served: str) -> None:
    lettered.set_viewport_size({"width": 320, "height": 900})
    wider = {}
    for address in pages(site):
        lettered.goto(f"{served}/{address}")
        wider[address] = int(lettered.evaluate(WIDER))
    assert {address: by for address, by in wider.items() if by > 0} == {}
