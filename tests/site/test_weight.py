"""What a first visit loads stays within its bounds, on the heaviest chapter and the heaviest notebook: bytes as sent under gzip."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.bench.weight import QUIET, WINDOWS, Visit, serve, zipped

CHAPTER = (42_000, 4)  # bytes and requests
NOTEBOOK = (100_000, 8)


def heaviest(site: Path, folder: str) -> str:
    """The address of the page that is largest under gzip."""
    found = max((site / "book" / folder).rglob("*.html"), key=lambda path: len(zipped(path.read_bytes())))
    return found.relative_to(site).as_posix()


@pytest.mark.parametrize(
    ("folder", "window", "bounds"), [("text", "390", CHAPTER), ("text", "1280", CHAPTER), ("evidence", "390", NOTEBOOK)]
)
def test_a_first_visit_is_light(browser: Browser, site: Path, folder: str, window: str, bounds: tuple[int, int]) -> None:
    with serve(site) as home:
        width, height = WINDOWS[window]
        context = browser.new_context(viewport={"width": width, "height": height})
        page = context.new_page()
        visit = Visit(page, home, site)
        page.goto(f"{home}/{heaviest(site, folder)}", wait_until="load")
        page.wait_for_timeout(QUIET)
        seen = visit.seen()
        assert seen["bytes"] > len(zipped(page.content().encode())) / 2  # the page itself was counted
        assert seen["bytes"] <= bounds[0] and seen["requests"] <= bounds[1], seen
        assert seen["elsewhere"] == 0
        context.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_the_text_does_not_move_when_script_arrives(browser: Browser, site: Path, width: int) -> None:
    tops = []
    with serve(site) as home:
        for blocked in (True, False):
            context = browser.new_context(viewport={"width": width, "height": 900})
            page = context.new_page()
            if blocked:
                page.route("**/edition.js*", lambda route: route.abort())
            page.goto(f"{home}/{heaviest(site, 'text')}")
            assert page.locator(".own-bar").count() == (not blocked)
            tops.append(page.locator("section.passage").first.evaluate("one => Math.round(one.getBoundingClientRect().top)"))
            context.close()
    assert tops[0] == tops[1]
