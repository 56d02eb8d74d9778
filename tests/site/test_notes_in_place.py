"""A footnote opens where its mark is, for a pointer, a finger and a screen reader; a link shows its card in the same way."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Locator, Page

from edition.sources import bibtex
from tests.conftest import ROOT
from tests.site.conftest import until

CHAPTER = "book/text/part-1/section-2.html"
MARK = "#n-1\\.2\\.1-c a.footnote-reference"


def _box(page: Page) -> Locator:
    return page.locator(".in-place")


def test_a_mark_points_to_its_note_in_the_margin_and_opens_it_there(desk: Page, served: str) -> None:
    desk.goto(f"{served}/{CHAPTER}#n-1.2.1-c")
    mark = desk.locator(MARK).first
    mark.hover()
    until(desk, "Boolean(window.editionInPlace)")
    desk.mouse.move(600, 600)
    mark.hover()
    desk.locator(".is-beside").wait_for()
    assert _box(desk).count() == 0
    mark.click()
    _box(desk).wait_for()
    text, note, line = (desk.locator(s).first.bounding_box() for s in (".note.claim", ".in-place", MARK))
    assert text and note and line
    assert note["x"] >= text["x"] + text["width"]
    assert abs(note["y"] - line["y"]) < 60
    footnote = desk.locator(f"[id='{(mark.get_attribute('href') or '')[1:]}'] > p").first
    assert footnote.inner_text().strip() in _box(desk).inner_text()
    desk.keyboard.press("Escape")
    _box(desk).wait_for(state="detached")


def test_a_mark_opens_its_note_below_the_line_when_pointed_at_without_a_margin(desk: Page, served: str) -> None:
    desk.set_viewport_size({"width": 1000, "height": 900})
    desk.goto(f"{served}/{CHAPTER}#n-1.2.1-c")
    mark = desk.locator(MARK).first
    mark.hover()
    until(desk, "Boolean(window.editionInPlace)")
    mark.hover(position={"x": 2, "y": 2})
    _box(desk).wait_for()
    note, line = _box(desk).bounding_box(), mark.bounding_box()
    assert note and line and note["y"] >= line["y"] + line["height"]
    desk.mouse.move(5, 5)
    _box(desk).wait_for(state="detached")


def test_a_pointer_reaches_the_note_over_other_marks_on_its_way(browser: Browser, served: str) -> None:
    desk = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()  # its clock is set
    desk.goto(f"{served}/{CHAPTER}")
    desk.locator("#p-1\\.2\\.1 a.sentence").first.hover()
    until(desk, "Boolean(window.editionInPlace)")
    desk.mouse.move(5, 5)
    desk.clock.install()  # the page's timers then run as far as the test says, however slow the machine is
    first = desk.locator("#p-1\\.2\\.1 a.sentence").first
    first.hover()
    desk.clock.run_for(500)
    opened = _box(desk).get_attribute("aria-label")
    start, goal = first.bounding_box(), _box(desk).locator("a.finding").first.bounding_box()
    assert start and goal
    for step in range(1, 41):
        desk.mouse.move(*(start[axis] + (goal[axis] + 5 - start[axis]) * step / 40 for axis in ("x", "y")))
        desk.clock.run_for(25)
    desk.clock.run_for(2000)
    assert _box(desk).get_attribute("aria-label") == opened
    desk.locator("#p-1\\.2\\.1 a.sentence").last.hover()
    desk.clock.run_for(500)
    assert _box(desk).get_attribute("aria-label") != opened
    desk.mouse.move(5, 5)
    desk.clock.run_for(2000)
    assert _box(desk).count() == 0
    desk.context.close()


def test_a_screen_reader_hears_the_note_itself_at_its_mark(desk: Page, served: str) -> None:
    desk.goto(f"{served}/{CHAPTER}")
    mark = desk.locator(MARK).first
    mark.click()
    _box(desk).wait_for()
    described = desk.locator(f"[id='{mark.get_attribute('aria-describedby')}']").inner_text()
    note = desk.locator(f"[id='{(mark.get_attribute('href') or '')[1:]}'] > p").first.inner_text()
    assert note.strip() in described
    assert "Close" not in described


def test_a_mark_opens_its_note_below_the_line_when_touched(phone: Page, served: str) -> None:
    phone.goto(f"{served}/{CHAPTER}")
    mark = phone.locator(MARK).first
    mark.tap()
    _box(phone).wait_for()
    note, line = _box(phone).bounding_box(), mark.bounding_box()
    assert note and line
    assert note["y"] >= line["y"] + line["height"]
    assert note["x"] >= 0
    assert note["x"] + note["width"] <= 390
    phone.get_by_role("button", name="Close").tap()
    _box(phone).wait_for(state="detached")


def test_a_note_of_several_paragraphs_and_a_list_is_shown_whole(desk: Page, served: str) -> None:
    desk.goto(f"{served}/{CHAPTER}")
    footnote = (desk.locator(MARK).first.get_attribute("href") or "")[1:]
    more = "<p>A second paragraph.</p><ul><li>An item</li><li>Another</li></ul>"
    desk.evaluate("([id, more]) => document.getElementById(id).insertAdjacentHTML('beforeend', more)", [footnote, more])
    desk.locator(MARK).first.click()
    _box(desk).wait_for()
    assert _box(desk).locator("p:not(.in-place-foot)").count() == 2
    assert _box(desk).locator("ul:not(.in-place-sources) > li").count() == 2
    ids = desk.evaluate("Array.from(document.querySelectorAll('[id]'), (node) => node.id)")
    assert len(ids) == len(set(ids))


def test_a_note_in_place_says_what_its_sources_are_and_leads_to_them(desk: Page, served: str) -> None:
    desk.goto(f"{served}/{CHAPTER}")
    mark = desk.locator(MARK).first
    mark.click()
    listed = _box(desk).locator(".in-place-sources li")
    listed.first.wait_for()
    cited = desk.locator(f"[id='{(mark.get_attribute('href') or '')[1:]}'] a[href*='#src-']")
    assert listed.count() == len({link.get_attribute("href") for link in cited.all()})
    key = (cited.first.get_attribute("href") or "").partition("#src-")[2]
    source = bibtex.load(ROOT / "book" / "references.bib")[key]
    assert source.title in listed.first.inner_text()
    assert listed.first.locator("a").get_attribute("href") == source.address
    desk.keyboard.press("Tab")
    assert desk.evaluate("document.activeElement.closest('.in-place') !== null")


@pytest.mark.parametrize("kind", ["mention-entry", "mention-passage"])
def test_a_link_shows_its_card_without_moving_the_page(desk: Page, served: str, kind: str) -> None:
    desk.goto(f"{served}/{CHAPTER}")
    link = desk.locator(f"a.{kind}").first
    link.scroll_into_view_if_needed()
    link.hover()
    until(desk, "Boolean(window.editionHasCards)")
    height = desk.evaluate("document.documentElement.scrollHeight")
    link.hover(position={"x": 4, "y": 4})
    card = desk.locator(".in-place.is-card")
    card.wait_for()
    assert len(card.inner_text().split()) > 4
    assert desk.evaluate("document.documentElement.scrollHeight") == height
    desk.keyboard.press("Escape")
    card.wait_for(state="detached")
    link.click()
    desk.wait_for_url("**#*")


def test_a_touch_opens_the_card_and_the_card_leads_on(phone: Page, served: str) -> None:
    phone.goto(f"{served}/{CHAPTER}")
    link = phone.locator("a.mention-entry").first
    target = (link.get_attribute("href") or "").rpartition("#")[2]
    link.tap()
    card = phone.locator(".in-place.is-card")
    card.wait_for()
    box = card.bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 390
    card.get_by_role("link", name="Open").tap()
    phone.wait_for_url(f"**#{target}")
