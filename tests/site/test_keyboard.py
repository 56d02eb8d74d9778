"""A walk through the book with the keyboard alone: open a note, cite, switch depth, search, read a chart's table."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.site.conftest import until

CHAPTER = "book/text/part-1/section-2.html"
NOTEBOOK = "book/evidence/trade-growth.html"
FAR = 400


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page without a mouse."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield context.new_page()
    context.close()


def _tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is on what the selector names; every stop on the way is seen to have a ring."""
    for _ in range(FAR):
        page.keyboard.press("Tab")
        ring = page.evaluate(
            """() => { const it = document.activeElement, seen = it.matches('input[type=radio]') ? it.nextElementSibling : it;
                 return it === document.body || getComputedStyle(seen).outlineStyle !== 'none' || it.outerHTML.slice(0, 120); }"""
        )
        assert ring is True, ring
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"no way to {selector} with Tab")


def test_the_first_stop_skips_to_the_text(page: Page, served: str) -> None:
    page.goto(f"{served}/{CHAPTER}")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "Skip to the text"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_a_note_is_opened_read_and_closed(page: Page, served: str) -> None:
    page.goto(f"{served}/{CHAPTER}#n-1.2.1-a")
    _tab_to(page, "a.footnote-reference, a.mention")
    while not page.evaluate("document.activeElement.matches('a.footnote-reference')"):
        page.keyboard.press("ArrowRight")
    mark = page.evaluate("document.activeElement.id")
    page.wait_for_selector(".is-beside")
    assert page.evaluate("document.getElementById(document.activeElement.getAttribute('aria-describedby')).matches('.footnote')")
    page.keyboard.press("Enter")
    until(page, "document.activeElement.matches('.in-place')")
    assert page.locator(f"[id='{mark}']").get_attribute("aria-expanded") == "true"
    assert page.evaluate("document.activeElement.matches('.in-place')")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.in-place') !== null")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == mark


def test_a_note_that_the_focus_alone_has_opened_costs_no_stop(page: Page, served: str) -> None:
    page.goto(f"{served}/{CHAPTER}")
    _tab_to(page, ".sentence-map a")
    page.keyboard.press("ArrowRight")
    page.wait_for_selector(".in-place")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.matches('.sentence-map > a.sentence')")
    number = page.evaluate("document.activeElement.firstChild.textContent")
    assert page.locator(".in-place").get_attribute("aria-label") == f"Notes on sentence {number}"


def test_a_sentences_number_leads_to_its_notes(page: Page, served: str) -> None:
    page.goto(f"{served}/{CHAPTER}")
    _tab_to(page, ".sentence-map a")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    until(page, "document.activeElement.matches('.in-place')")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.in-place') !== null")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.matches('a.sentence')")
    page.keyboard.press("Enter")
    _tab_to(page, ".in-place a.note-id")
    page.keyboard.press("Enter")
    assert "#n-1.2.1" in page.url


def test_a_passage_is_cited(page: Page, served: str) -> None:
    page.goto(f"{served}/{CHAPTER}#p-1.2.1")
    _tab_to(page, "a.cite")
    page.keyboard.press("Enter")
    page.wait_for_selector("button.cite-copy")
    _tab_to(page, "button.cite-copy")
    page.keyboard.press("Enter")
    until(page, "document.activeElement.nextElementSibling.textContent === 'Copied'")
    assert "1.2.1" in page.evaluate("navigator.clipboard.readText()")


def test_the_depth_is_switched(page: Page, served: str) -> None:
    page.goto(f"{served}/{CHAPTER}")
    _tab_to(page, ".depth input")
    page.keyboard.press("ArrowLeft")
    assert "depth=notes" in page.url
    page.keyboard.press("ArrowLeft")
    assert "depth=precis" in page.url
    assert page.evaluate("document.activeElement.value") == "precis"


def test_the_theme_is_switched(page: Page, served: str) -> None:
    page.goto(f"{served}/{CHAPTER}")
    _tab_to(page, ".theme-switch")
    page.keyboard.press("Space")
    assert page.locator("html").get_attribute("data-theme") == "light"


def test_the_contents_lead_to_a_chapter(page: Page, served: str) -> None:
    page.goto(f"{served}/{CHAPTER}")
    _tab_to(page, "details.contents > summary")
    page.keyboard.press("Enter")
    _tab_to(page, ".contents-panel a[href$='section-3.html']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/section-3.html")


def test_a_word_is_searched_over_the_page_and_back_brings_the_search_again(page: Page, served: str) -> None:
    page.goto(f"{served}/{CHAPTER}")
    page.keyboard.press("/")
    page.wait_for_selector("dialog.palette[open]")
    page.keyboard.type("Kabul")
    until(page, "history.state?.palette === 'Kabul'")  # what was typed is searched, and not a part of it
    page.wait_for_selector(".palette ul.search > li")
    found = page.locator(".palette ul.search a").all_inner_texts()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: not url.endswith("section-2.html"))
    page.go_back()
    page.wait_for_selector("dialog.palette[open] ul.search > li")
    assert page.input_value(".palette input") == "Kabul"
    assert page.locator(".palette ul.search a").all_inner_texts() == found
    page.keyboard.press("Escape")
    assert page.locator("dialog.palette[open]").count() == 0


def test_the_word_search_in_the_bar_opens_it_too(page: Page, served: str) -> None:
    page.goto(f"{served}/{CHAPTER}")
    _tab_to(page, "a.to-search")
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog.palette[open]")


def test_a_charts_table_is_opened_and_its_interactive_form_too(page: Page, served: str) -> None:
    page.goto(f"{served}/{NOTEBOOK}")
    _tab_to(page, ".chart-table > summary")
    page.keyboard.press("Enter")
    table = page.locator(".chart-table[open] table").first
    assert table.is_visible()
    assert table.locator("th").count() > 1
    _tab_to(page, "button.chart-interactive")
    page.keyboard.press("Enter")
    page.wait_for_selector(".chart-live .main-svg", timeout=30000)
    assert page.evaluate("document.activeElement.matches('button.chart-interactive')")
