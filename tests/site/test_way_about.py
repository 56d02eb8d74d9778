"""The way about the book: keys, contents, where one is, permalinks, the start page, and the switch of light and dark."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.site.conftest import until

CHAPTER = "book/text/part-1/section-2.html"
START = "book/index.html"


def test_the_keys_j_and_k_go_from_passage_to_passage_and_over_the_edge_of_a_chapter(desk: Page, served: str) -> None:
    desk.goto(f"{served}/{CHAPTER}")
    desk.keyboard.press("j")
    assert desk.url.endswith("#p-1.2.1")
    desk.keyboard.press("j")
    assert desk.url.endswith("#p-1.2.2")
    assert desk.evaluate("document.activeElement.closest('.passage').id") == "p-1.2.2"
    until(desk, "document.querySelector('.here-passage').innerText.includes('1.2.2')")
    desk.keyboard.press("k")
    assert desk.url.endswith("#p-1.2.1")
    desk.keyboard.press("j")
    desk.keyboard.press("j")
    desk.wait_for_url("**/section-3.html#p-1.3.1")
    until(desk, "document.querySelector('.here-passage').innerText.includes('1.3.1')")
    desk.locator(".depth label", has_text="Notes").click()
    desk.evaluate("document.activeElement.blur()")
    desk.keyboard.press("k")
    desk.wait_for_url("**/section-2.html?depth=notes#p-1.2.2")


@pytest.mark.parametrize("page", ["book/text/part-3/section-3.html#p-3.3.2", "book/apparatus/register.html", "book/index.html"])
def test_the_keys_stay_within_the_essay(desk: Page, served: str, page: str) -> None:
    desk.goto(f"{served}/{page}")
    desk.wait_for_timeout(300)
    for _ in range(3):
        desk.keyboard.press("j")
    desk.wait_for_timeout(500)
    assert desk.url == f"{served}/{page}"


def test_the_keys_are_listed_and_can_be_turned_off(desk: Page, served: str) -> None:
    desk.goto(f"{served}/{CHAPTER}")
    desk.keyboard.press("?")
    listed = desk.locator("dialog.keys-list[open]")
    listed.wait_for()
    assert {"/", "?", "j, k"} <= set(listed.locator("kbd").all_inner_texts())
    listed.get_by_role("button", name="Turn single keys off").click()
    desk.keyboard.press("Escape")
    desk.keyboard.press("j")
    assert "#" not in desk.url
    desk.reload()
    desk.keyboard.press("?")
    desk.wait_for_timeout(300)
    assert listed.count() == 0
    desk.locator(".keys-switch").click()
    listed.get_by_role("button", name="Turn single keys on").click()


def test_where_one_has_read_to_is_offered_again(desk: Page, served: str) -> None:
    desk.goto(f"{served}/{CHAPTER}")
    assert desk.locator(".go-on").count() == 0
    desk.evaluate("document.getElementById('n-1.2.2-b').scrollIntoView()")
    desk.goto(f"{served}/book/index.html")
    desk.goto(f"{served}/{CHAPTER}")
    link = desk.locator(".go-on a")
    assert link.inner_text() == "Go on at 1.2.2-b"
    link.click()
    assert desk.url.endswith("#n-1.2.2-b")


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_where_one_is_and_the_contents_stay_in_sight(desk: Page, served: str, width: int) -> None:
    desk.set_viewport_size({"width": width, "height": 844})
    desk.goto(f"{served}/{CHAPTER}#p-1.2.2")
    until(desk, "document.querySelector('.here-passage').innerText.includes('1.2.2')")
    assert desk.locator(".here-passage").is_visible()
    summary = desk.locator("details.contents > summary")
    box = summary.bounding_box()
    assert box
    assert 0 <= box["y"] < 60
    summary.click()
    link = desk.locator(".contents-panel a[href$='section-3.html']").first
    assert link.is_visible()
    assert desk.locator(".contents-panel [aria-current='page']").count() == 1
    desk.keyboard.press("Escape")
    assert not link.is_visible()
    assert desk.evaluate("document.activeElement.tagName") == "SUMMARY"


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
@pytest.mark.parametrize("place", ["p-1.2.2", "n-1.2.1-c", "n-1.2.2-a"])
def test_a_permalink_leads_to_its_place_below_the_bar(desk: Page, served: str, place: str, width: int) -> None:
    desk.set_viewport_size({"width": width, "height": 844})
    kind, _, name = place.partition("-")
    desk.goto(f"{served}/{kind}/{name}/")
    desk.wait_for_url(f"**#{place}")
    desk.wait_for_load_state()
    desk.wait_for_timeout(200)
    heading, bar = (desk.locator(s).first.bounding_box() for s in (f"[id='{place}'] > :is(h2, h3)", ".where"))
    assert heading and bar
    assert bar["y"] + bar["height"] <= heading["y"] < 420


@pytest.mark.parametrize(("width", "height"), [(320, 640), (390, 844), (1280, 900)])
def test_the_start_page_sends_reader_checker_and_citer_on_within_one_screen(desk: Page, served: str, width: int, height: int) -> None:
    desk.set_viewport_size({"width": width, "height": height})
    desk.goto(f"{served}/{START}")
    ways = desk.locator(".way")
    assert [way.locator("strong").first.inner_text() for way in ways.all()] == ["To read.", "To check.", "To cite."]
    for way in ways.all():
        box = way.bounding_box()
        assert box
        assert box["y"] + box["height"] <= height
        assert way.locator("a").count() >= 1


def test_the_start_page_calls_each_page_by_its_own_name(desk: Page, served: str) -> None:
    desk.goto(f"{served}/{START}")
    links = {link.get_attribute("href") or "": link.inner_text() for link in desk.locator(".way a").all()}
    named = {href: words for href, words in links.items() if "#" not in href}
    assert len(named) >= 8
    for href, words in named.items():
        desk.goto(f"{served}/book/{href}")
        assert desk.locator("h1").evaluate("node => node.firstChild.data.trim()") == words


def test_the_contents_open_where_the_reader_is(phone: Page, served: str) -> None:
    phone.goto(f"{served}/book/apparatus/sources.html")
    phone.locator("details.contents > summary").tap()
    until(
        phone,
        """() => { const at = document.querySelector('.contents-panel [aria-current]').getBoundingClientRect();
             return at.top > 0 && at.bottom < innerHeight; }""",
    )


@pytest.mark.parametrize("place", ["", "#n-1.2.2-a"])
def test_search_and_the_top_of_the_page_are_at_hand_in_mid_chapter(phone: Page, served: str, place: str) -> None:
    phone.goto(f"{served}/{CHAPTER}{place}")
    fold, first = phone.locator("details.contents > summary"), phone.locator(".contents-first a")
    fold.tap()
    phone.wait_for_timeout(200)
    panel = phone.locator(".contents-panel").bounding_box()
    boxes = [link.bounding_box() for link in first.all()]
    assert panel and len(boxes) == 1
    assert all(box and panel["y"] <= box["y"] < panel["y"] + 40 for box in boxes), "in sight, though the panel opens further down"
    phone.locator(".contents-first").get_by_text("Top of the page").tap()
    until(phone, "scrollY === 0")
    assert not first.first.is_visible()
    phone.locator("a.to-search").tap()
    phone.locator("dialog.palette[open]").wait_for()


def test_light_and_dark_follow_the_system_and_the_switch(browser: Browser, served: str) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(f"{served}/{CHAPTER}")
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    dark = page.evaluate(ground)
    page.locator(".theme-switch").click()
    assert "light" in page.locator(".theme-switch").inner_text()
    light = page.evaluate(ground)
    assert sum(map(int, light[4:-1].split(","))) > 700 > 150 > sum(map(int, dark[4:-1].split(",")))
    page.reload()
    assert page.evaluate(ground) == light
    page.locator(".theme-switch").click()
    page.locator(".theme-switch").click()
    assert page.evaluate(ground) == dark
    context.close()
