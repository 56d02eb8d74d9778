"""Every page opens, over http and from a folder, without an error and without a request to another host, and fits its window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.site import fonts
from tests.site.conftest import LAID_OUT, Watched, pages

#: How far the page, or a paragraph in it, is wider than the window.
WIDER = """() => Math.max(document.documentElement.scrollWidth - document.documentElement.clientWidth,
  ...Array.from(document.querySelectorAll('main :is(p, h1, h2, h3, li, dd)'))
    .filter((node) => !node.closest('.table-scroll, pre, .visually-hidden'))
    .map((node) => Math.round(node.getBoundingClientRect().right - innerWidth)))"""
WIDTHS = (1280, 2560, 390, 320)


@dataclass(frozen=True)
class Seen:
    """What one visit to a page showed: its title, what it complained of, whom else it asked, how much wider than each window it was."""

    title: str
    errors: tuple[str, ...]
    strangers: tuple[str, ...]
    wider: dict[int, int]


@pytest.fixture(scope="module")
def visits(browser: Browser, site: Path, served: str) -> dict[str, Seen]:
    """Every page over http, opened once in a wide window, which is then made wider and narrower."""
    return visited(browser, site, served, WIDTHS)


@pytest.fixture(scope="module")
def visits_to_files(browser: Browser, site: Path) -> dict[str, Seen]:
    """Every page from a folder, where it is laid out as over http."""
    return visited(browser, site, site.as_uri(), ())


def visited(browser: Browser, site: Path, home: str, widths: Sequence[int]) -> dict[str, Seen]:
    context = browser.new_context()
    watched, found = Watched(context.new_page(), home), {}
    for address in pages(site):
        watched.page.set_viewport_size({"width": WIDTHS[0], "height": 900})
        watched.page.goto(f"{home}/{address}")
        watched.page.evaluate(LAID_OUT)
        title, wider = watched.page.title(), {}
        for width in widths:
            watched.page.set_viewport_size({"width": width, "height": 900})
            watched.page.evaluate(LAID_OUT)
            wider[width] = int(watched.page.evaluate(WIDER))
        found[address] = Seen(title, tuple(watched.errors), tuple(watched.strangers), wider)
        watched.errors.clear()
        watched.strangers.clear()
    context.close()
    return found


@pytest.mark.parametrize("way", ["visits", "visits_to_files"])
def test_every_page_opens_without_an_error_or_a_request_elsewhere(request: pytest.FixtureRequest, way: str) -> None:
    found: dict[str, Seen] = request.getfixturevalue(way)
    assert len(found) > 50
    assert [address for address, seen in found.items() if not seen.title] == []
    assert {address: seen.errors for address, seen in found.items() if seen.errors} == {}
    assert {address: seen.strangers for address, seen in found.items() if seen.strangers} == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_is_wider_than_the_window(visits: dict[str, Seen], width: int) -> None:
    assert {address: seen.wider[width] for address, seen in visits.items() if seen.wider[width] > 0} == {}


@pytest.mark.parametrize("letters", [name for name in fonts.SETS if name != fonts.USUAL])
def test_at_320_pixels_every_page_reflows_with_other_fonts(opened: Callable[..., Page], site: Path, served: str, letters: str) -> None:
    page, wider = opened(letters, viewport={"width": 320, "height": 900}), {}
    for address in pages(site):
        page.goto(f"{served}/{address}")
        wider[address] = int(page.evaluate(WIDER))
    assert {address: by for address, by in wider.items() if by > 0} == {}
