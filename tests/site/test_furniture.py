"""What stands around the text: the ways in, the foot, what is printed, what is said where script is off."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from edition import publication
from tests.conftest import ROOT
from tests.site.other_forms import BOXES, PAPER

CHAPTER = "book/text/part-1/section-2.html"
PAGES = (CHAPTER, "n/2.2.2-h/index.html", "t/trade_annual/index.html", "index.html")


@pytest.mark.parametrize("width", [390, 820, 1280])
def test_no_way_in_stands_alone_below_the_others(desk: Page, served: str, width: int) -> None:
    desk.set_viewport_size({"width": width, "height": 900})
    desk.goto(f"{served}/index.html")
    tops = [round(box["y"] + box["height"] / 2) for one in desk.locator(".begin a").all() if (box := one.bounding_box())]
    assert len(tops) == 4
    assert max(tops[1:]) - min(tops[1:]) <= 2 or width > 1120


@pytest.mark.parametrize("address", PAGES)
def test_a_printed_page_says_how_to_cite_it(desk: Page, served: str, address: str) -> None:
    meta = publication.load(ROOT)
    desk.goto(f"{served}/{address}")
    line = desk.locator(".on-paper")
    assert not line.is_visible()
    desk.emulate_media(media="print")
    assert line.is_visible()
    words = line.inner_text()
    assert meta.title in words and f"version {meta.version} ({meta.date.year})" in words
    if address != "index.html":
        assert (desk.locator("h1").first.inner_text().split()[-1]) in words
    assert words.startswith(meta.editors[0]) and ("http" in words) is bool(meta.base_url), "no address is invented"


def test_nothing_dead_is_printed(desk: Page, served: str) -> None:
    """A link to all debates, and a sign that something unfolds, mean nothing on paper."""
    desk.goto(f"{served}/{CHAPTER}")
    sign = "getComputedStyle(document.querySelector('.chapter-claims > summary'), '::before').content"
    assert "▸" in desk.evaluate(sign)
    assert desk.locator(".note-debate").first.is_visible()
    desk.emulate_media(media="print")
    assert desk.evaluate(sign) == "none"
    assert not any(one.is_visible() for one in desk.locator(".note-debate").all())


def test_paper_does_not_scroll(opened: Callable[..., Page], site: Path, served: str) -> None:
    """What scrolls on a screen stands whole on paper, within the width of the text on A4; with or without the script that names cells."""
    pages = [path for path in sorted((site / "book").rglob("*.html")) if "table-scroll" in path.read_text(encoding="utf-8")]
    assert len(pages) > 20
    page = opened(java_script_enabled=False, viewport={"width": PAPER, "height": 900})
    page.emulate_media(media="print")
    for path in pages:
        page.goto(f"{served}/{path.relative_to(site).as_posix()}")
        found = page.locator("main .table-scroll:visible").evaluate_all(BOXES)
        assert all(overflow == "visible" and beyond <= 1 for overflow, beyond in found), (path.name, found)


@pytest.mark.parametrize("address", PAGES)
def test_without_script_the_foot_says_what_is_missing(browser: Browser, served: str, address: str) -> None:
    for script in (False, True):
        context = browser.new_context(java_script_enabled=script)
        page = context.new_page()
        page.goto(f"{served}/{address}")
        assert ("Without JavaScript" in page.locator("footer").inner_text()) is not script
        context.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_the_words_of_the_foot_stand_on_one_line_with_what_follows(desk: Page, served: str, width: int) -> None:
    desk.set_viewport_size({"width": width, "height": 900})
    titles = set()
    bottom = "one => { const r = document.createRange(); r.selectNodeContents(one); return r.getBoundingClientRect().bottom; }"
    for address in PAGES:
        desk.goto(f"{served}/{address}")
        link, keys = desk.locator("footer a").last, desk.locator("footer .keys-switch")
        bottoms = [one.evaluate(bottom) for one in (link, keys)]
        assert abs(bottoms[0] - bottoms[1]) <= 1 or bottoms[1] - bottoms[0] > 10, "on one line, or on the next"
        titles.add(desk.locator("footer p").first.inner_text().split(", version")[0])
    assert titles == {publication.load(ROOT).title}


def test_the_button_of_the_theme_says_what_it_is(desk: Page, served: str) -> None:
    desk.goto(f"{served}/index.html")
    assert desk.locator(".theme-switch").inner_text().split() == ["Theme:", "system"]


def test_without_an_address_no_page_names_its_translations_to_search_engines(site: Path) -> None:
    """They read whole addresses only; the links that readers see are there in any case."""
    for name in ("index.html", "book/zh/index.html", "book/ru/index.html"):
        text = (site / name).read_text(encoding="utf-8")
        assert 'rel="alternate" hreflang' not in text and "По-русски" in text
