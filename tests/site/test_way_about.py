"""The way about the book: keys, contents, where one is, permalinks, the start page, and the switch of light and dark."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from edition.evidence import results
from tests.site.conftest import until

CHAPTER = "book/text/part-1/section-2.html"
START = "index.html"


def test_the_keys_j_and_k_go_from_passage_to_passage_and_over_the_edge_of_a_chapter(desk: Page, served: str) -> None:
    desk.goto(f"{served}/{CHAPTER}")
    desk.keyboard.press("j")
    desk.wait_for_url("**#p-1.2.1")  # what turns the pages comes with the first key
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


@pytest.mark.parametrize("page", ["book/text/part-3/section-3.html#p-3.3.2", "book/apparatus/register.html", "index.html"])
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
    desk.wait_for_timeout(300)
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
    with desk.expect_response("**/later/places.js*"):  # what keeps the place comes with the first scrolling
        desk.evaluate("document.getElementById('n-1.2.2-b').scrollIntoView()")
    desk.wait_for_load_state("networkidle")
    desk.goto(f"{served}/{START}")
    desk.goto(f"{served}/{CHAPTER}")
    link = desk.locator(".go-on a")
    assert link.inner_text() == "Go on at 1.2.2-b"
    link.click()
    assert desk.url.endswith("#n-1.2.2-b")


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_where_one_is_and_the_contents_stay_in_sight(lettered: Page, served: str, width: int) -> None:
    desk = lettered
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
    passages = desk.get_by_role("group", name="Passages").locator("a")
    assert passages.all_text_contents() == ["1.2.1", "1.2.2"] and "#p-1.2.1" in (passages.first.get_attribute("href") or "")
    desk.keyboard.press("Escape")
    assert not link.is_visible()
    assert desk.evaluate("document.activeElement.tagName") == "SUMMARY"


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
@pytest.mark.parametrize("place", ["p-1.2.2", "n-1.2.1-c", "n-1.2.2-a"])
def test_a_permalink_leads_to_its_place_below_the_bar(desk: Page, served: str, place: str, width: int) -> None:
    desk.set_viewport_size({"width": width, "height": 844})
    kind, _, name = place.partition("-")
    desk.goto(f"{served}/{kind}/{name}/")
    desk.locator(f"main a[href$='#{place}']").first.click()
    desk.wait_for_url(f"**#{place}")
    desk.wait_for_load_state()
    desk.wait_for_timeout(200)
    heading, bar = (desk.locator(s).first.bounding_box() for s in (f"[id='{place}'] > :is(h2, h3)", ".where"))
    assert heading and bar
    assert bar["y"] + bar["height"] <= heading["y"] < 420


@pytest.mark.parametrize(("width", "screens"), [(390, 1), (1280, 1)])
def test_the_start_page_says_what_this_is_and_leads_on_within_one_screen(desk: Page, served: str, width: int, screens: int) -> None:
    desk.set_viewport_size({"width": width, "height": 844})
    desk.goto(f"{served}/{START}")
    first = desk.locator("h1 ~ p:not(:has(> em:only-child))").first
    assert "Shanghai Cooperation Organization (SCO)" in first.inner_text()
    assert desk.locator("h1").count() == 1 and desk.locator(".crumbs li:not([hidden])").count() == 0
    begin = desk.locator(".begin a").first
    box = begin.bounding_box()
    assert box and box["y"] + box["height"] <= 844 * screens
    assert "notes beside it" in begin.inner_text()


def test_the_map_holds_every_claim_in_the_essays_order_by_hue_and_shape(desk: Page, served: str, site: Path) -> None:
    desk.goto(f"{served}/{START}")
    cells = desk.locator(".claim-cells a").all()
    claims = {claim["id"]: claim["finding"] for claim in json.loads((site / "claims.json").read_text(encoding="utf-8"))}
    said = [cell.inner_text().strip().split(", ", 1) for cell in cells]
    assert dict(said) == claims
    parts = [id_[0] for id_, _ in said if not id_.startswith("fig")]
    assert parts == sorted(parts)
    looks = "one => [getComputedStyle(one).color, getComputedStyle(one, '::before').maskImage]"
    by_finding = {finding: tuple(cell.evaluate(looks)) for (_, finding), cell in zip(said, cells, strict=True)}
    assert len({look[1] for look in by_finding.values()}) == len({look[0] for look in by_finding.values()}) == len(by_finding)
    for finding in by_finding:
        key = desk.locator(f".claim-key .finding-{finding.replace(' ', '-')}")
        assert key.inner_text().split(" ", 1) == [str(list(claims.values()).count(finding)), finding]


def test_a_cell_leads_to_the_page_of_its_claim(desk: Page, served: str) -> None:
    desk.goto(f"{served}/{START}")
    desk.locator('.claim-cells a[href="n/2.1.1-e/index.html"]').click()
    assert desk.locator(".verdict .finding").inner_text() == "contradicted"


def test_the_picture_of_the_multiple_is_computed(desk: Page, served: str) -> None:
    desk.goto(f"{served}/{START}")
    whole, growth, factor = (results.value(f"trade.{name}") for name in ("multiple-announced", "multiple-five", "membership-effect"))
    assert whole == pytest.approx(growth * factor, rel=0.01)
    heights = [desk.locator(f".product-{part}").evaluate("one => one.getBBox().height") for part in ("growth", "added")]
    assert sum(heights) / heights[0] == pytest.approx(factor, abs=0.01)
    words = desk.locator(".product svg").get_attribute("aria-label") or ""
    assert all(results.text(f"trade.{name}") in words for name in ("multiple-announced", "multiple-five", "membership-effect"))


def test_the_address_of_old_leads_to_the_start_page(desk: Page, served: str) -> None:
    desk.goto(f"{served}/book/index.html")
    desk.wait_for_url(f"{served}/index.html")


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
