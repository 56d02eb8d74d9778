"""What seldom happens to a reader's page: a part that does not load, the Back button, an address with a fault, an open dialog."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.site.conftest import CHROMIUM, FLAGS, chromium, until

CHAPTER = "book/text/part-1/section-1.html"
NEXT = "book/text/part-1/section-2.html"
NOTEBOOK = "book/evidence/trade-growth.html"


@pytest.fixture
def page(desk: Page) -> Page:
    return desk


def test_the_dialog_opens_at_the_second_try_when_a_part_of_it_did_not_load(page: Page, served: str) -> None:
    page.route("**/own-copy/own-copy.js*", lambda route: route.abort(), times=1)
    page.goto(f"{served}/{CHAPTER}")
    button = page.get_by_role("button", name="Read with your own copy")
    button.click()
    page.get_by_text("could not be loaded").wait_for()
    assert page.locator("dialog[open]").count() == 0
    button.click()
    page.locator("dialog[open]").wait_for()


def test_the_keys_are_silent_behind_an_open_dialog(page: Page, served: str) -> None:
    page.goto(f"{served}/{CHAPTER}")
    page.get_by_role("button", name="Read with your own copy").click()
    page.get_by_label("Keep it on this device").focus()
    for _ in range(4):
        page.keyboard.press("j")
    page.wait_for_timeout(300)
    assert page.url == f"{served}/{CHAPTER}"


def test_what_was_forgotten_or_chosen_on_one_page_holds_on_the_page_that_back_brings(browser: Browser, served: str) -> None:
    keeping = browser.browser_type.launch(
        executable_path=chromium(CHROMIUM[1:]), args=FLAGS, ignore_default_args=["--disable-back-forward-cache"]
    )  # as readers have it: Back brings the page as it was left; the Chromium without a window keeps none
    page = keeping.new_page()
    page.goto(f"{served}/{CHAPTER}")
    page.evaluate("sessionStorage.setItem('edition-own-copy', JSON.stringify({ sentences: { '1.1.1.1': 'Mine.' }, total: 144 }))")
    page.reload()
    page.get_by_text("Mine.").wait_for()
    page.evaluate("window.left = true")
    page.goto(f"{served}/{NEXT}")
    page.get_by_role("button", name="Forget your copy").click()
    page.locator(".theme-switch").click()
    chosen = page.evaluate("localStorage['edition-theme']")
    page.go_back(wait_until="commit")  # a page that was kept is not loaded
    assert page.evaluate("window.left === true"), "the page was kept, not loaded anew"
    assert page.get_by_text("Mine.").count() == 0
    assert page.get_by_role("button", name="Forget your copy").count() == 0
    assert page.locator("html").get_attribute("data-theme") == chosen
    keeping.close()


def test_a_depth_chosen_in_a_chapter_hides_no_footnote_of_a_notebook(page: Page, served: str) -> None:
    page.goto(f"{served}/{NOTEBOOK}?depth=precis")
    assert page.locator("aside.footnote").first.is_visible()
    page.goto(f"{served}/{NEXT}?depth=precis")
    marks = {mark.get_attribute("href") for mark in page.locator("a.footnote-reference:visible").all()}
    assert {f"#{note.get_attribute('id')}" for note in page.locator("aside.footnote:visible").all()} <= marks


def test_a_search_result_carries_the_depth(page: Page, served: str) -> None:
    page.goto(f"{served}/search.html?depth=precis&q=Kabul")
    page.locator("ul.search a").first.click()
    page.wait_for_url("**/book/**")
    assert "depth=precis" in page.url


def test_a_link_to_a_note_shows_it_again_when_the_depth_has_hidden_it(page: Page, served: str) -> None:
    page.goto(f"{served}/{NEXT}#n-1.2.1-cst")
    page.locator(".depth label", has_text="Gist").click()
    note = page.locator("#n-1\\.2\\.1-cst")
    assert not note.is_visible()
    page.evaluate("document.body.append(Object.assign(document.createElement('a'), { href: '#n-1.2.1-cst', textContent: 'there' }))")
    page.get_by_role("link", name="there", exact=True).click()
    until(page, "document.documentElement.dataset.depth === undefined")
    assert note.is_visible()


def test_an_address_with_a_stray_percent_breaks_nothing(page: Page, served: str) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{served}/{CHAPTER}#50%")
    page.wait_for_timeout(200)
    assert errors == []
    assert page.locator(".own-bar").count() == 1


def test_the_first_j_leads_to_the_first_passage_in_a_tall_window_too(page: Page, served: str) -> None:
    page.set_viewport_size({"width": 1680, "height": 1440})
    page.goto(f"{served}/book/text/part-3/section-3.html")
    page.wait_for_timeout(300)
    page.keyboard.press("j")
    page.wait_for_url("**#p-3.3.1")


def test_the_next_search_asks_again_for_an_index_that_did_not_load(page: Page, served: str) -> None:
    page.route("**/search-index.js*", lambda route: route.abort(), times=1)
    page.goto(f"{served}/search.html?q=Kabul")
    page.get_by_text("could not be loaded").wait_for()
    page.get_by_role("search").get_by_role("button", name="Search").click()
    page.locator("ul.search a").first.wait_for()
