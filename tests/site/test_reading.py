"""What a reader does with a chapter: lines of a good length, notes in place, three depths, the map of sentences, the way about."""

from __future__ import annotations

import statistics
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page

from tests.site.conftest import until

CHAPTER = "book/text/part-1/section-2.html"
START = "book/index.html"
MARK = "#n-1\\.2\\.1-c a.footnote-reference"

#: The number of characters in each full line of the paragraphs of a selector.
LINES = """selector => Array.from(document.querySelectorAll(selector)).flatMap((paragraph) => {
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT), lines = new Map(), range = document.createRange();
  for (let node; (node = walker.nextNode());) {
    for (let i = 0; i < node.length; i += 1) {
      range.setStart(node, i); range.setEnd(node, i + 1);
      const box = range.getClientRects()[0];
      if (box) { const line = Math.round(box.bottom / 10); lines.set(line, (lines.get(line) || 0) + 1); }
    }
  }
  return [...lines.entries()].sort((a, b) => a[0] - b[0]).map((line) => line[1]).slice(0, -1).filter((length) => length > 20);
})"""


@pytest.fixture
def desk(browser: Browser) -> Iterator[Page]:
    """A page on a screen with room beside the text."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A page on a phone that is touched."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    yield context.new_page()
    context.close()


def _box(page: Page) -> Locator:
    return page.locator(".in-place")


@pytest.mark.parametrize("width", [768, 1280, 2560])
@pytest.mark.parametrize("selector", [".precis p", ".note.claim > p:not([class])", "aside.footnote > p", ".note-would-change"])
def test_lines_hold_60_to_75_characters(desk: Page, served: str, selector: str, width: int) -> None:
    desk.set_viewport_size({"width": width, "height": 900})
    desk.goto(f"{served}/{CHAPTER}")
    lengths = desk.evaluate(LINES, selector)
    assert len(lengths) > 10
    assert 60 <= statistics.median(lengths) <= 75


def test_a_mark_opens_its_note_beside_the_line_when_pointed_at(desk: Page, served: str) -> None:
    desk.goto(f"{served}/{CHAPTER}")
    mark = desk.locator(MARK).first
    mark.hover()
    _box(desk).wait_for()
    text, note, line = (desk.locator(s).first.bounding_box() for s in (".note.claim", ".in-place", MARK))
    assert text and note and line
    assert note["x"] >= text["x"] + text["width"]
    assert abs(note["y"] - line["y"]) < 60
    footnote = desk.locator(f"[id='{(mark.get_attribute('href') or '')[1:]}'] > p").first
    assert footnote.inner_text().strip() in _box(desk).inner_text()
    desk.mouse.move(5, 5)
    _box(desk).wait_for(state="detached")


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
    assert _box(desk).locator("p:not(.in-place-foot)").count() == 2
    assert _box(desk).locator("li").count() == 2
    ids = desk.evaluate("Array.from(document.querySelectorAll('[id]'), (node) => node.id)")
    assert len(ids) == len(set(ids))


def test_every_footnote_stands_at_the_end_and_leads_back_to_each_use(desk: Page, served: str) -> None:
    desk.goto(f"{served}/{CHAPTER}")
    uses = desk.eval_on_selector_all(
        "a.footnote-reference", "marks => marks.map((mark) => [mark.id || mark.closest('[id]').id, mark.hash.slice(1)])"
    )
    assert len(uses) > 30
    for use, footnote in uses:
        assert desk.locator(f"aside.footnote[id='{footnote}'] a[href='#{use}']").count() == 1, (use, footnote)


def test_a_depth_stands_in_the_address_and_goes_along(desk: Page, served: str) -> None:
    desk.goto(f"{served}/{CHAPTER}")
    note, verdict = desk.locator("#n-1\\.2\\.1-c"), desk.locator("#n-1\\.2\\.1-c .finding")
    body, change = note.locator("> p:not([class])").first, note.locator(".note-would-change")
    assert desk.get_by_role("radio", name="All").is_checked()
    assert body.is_visible()
    assert change.is_visible()
    desk.locator(".depth label", has_text="Précis").click()
    assert desk.url.endswith("?depth=precis")
    assert desk.locator(".precis").first.is_visible()
    assert verdict.is_visible()
    assert not body.is_visible()
    desk.locator(".depth label", has_text="Notes").click()
    assert body.is_visible()
    assert not change.is_visible()
    desk.locator(".turn .next").click()
    assert "depth=notes" in desk.url
    assert desk.get_by_role("radio", name="Notes").is_checked()
    assert desk.locator("html").get_attribute("data-depth") == "notes"
    desk.locator(".depth label", has_text="All").click()
    assert "depth" not in desk.url


def test_a_link_to_a_note_that_the_depth_hides_shows_it(desk: Page, served: str) -> None:
    desk.goto(f"{served}/{CHAPTER}?depth=precis#n-1.2.1-cst")
    until(desk, "document.documentElement.dataset.depth === undefined")
    assert desk.locator("#n-1\\.2\\.1-cst").is_visible()


def test_a_verdict_is_a_word_and_a_shape_and_leads_to_its_definition(desk: Page, served: str) -> None:
    desk.goto(f"{served}/{CHAPTER}")
    shapes = {}
    for finding in desk.locator(".note-meta a.finding").all():
        shapes[finding.inner_text().strip()] = finding.evaluate("node => getComputedStyle(node, '::before').maskImage")
    assert len(shapes) > 3
    assert len(set(shapes.values())) == len(shapes)
    assert all(shape.startswith("url(") for shape in shapes.values())
    first = desk.locator(".note-meta a.finding").first
    word = first.inner_text().strip()
    first.click()
    assert "/method.html#finding-" in desk.url
    target = desk.locator("[id='" + desk.url.rpartition("#")[2] + "']")
    assert word.lower() in target.evaluate("node => node.closest('section, dl, p').innerText.toLowerCase()")


def test_the_map_numbers_every_sentence_and_leads_to_notes_findings_and_the_publishers_words(desk: Page, served: str) -> None:
    desk.goto(f"{served}/{CHAPTER}")
    numbers = desk.locator("#p-1\\.2\\.1 .sentence-map > .sentence")
    assert [n.evaluate("node => node.firstChild.textContent") for n in numbers.all()] == [str(i + 1) for i in range(numbers.count())]
    third = desk.locator("#p-1\\.2\\.1 .sentence-map a.sentence", has_text="3").first
    third.hover()
    _box(desk).wait_for()
    expected = [
        note.get_attribute("id")
        for note in desk.locator("#p-1\\.2\\.1 .note").all()
        if "3" in (note.locator(".note-sentence").text_content() or "")
    ]
    assert len(expected) > 1
    assert [link.get_attribute("href") for link in _box(desk).locator("a.note-id").all()] == [f"#{note}" for note in expected]
    words = _box(desk).locator("a", has_text="at the publisher")
    assert words.count() == len(expected)
    assert all("#:~:text=" in (link.get_attribute("href") or "") for link in words.all())
    assert _box(desk).locator("a.finding").count() > 0
    third.click()
    assert desk.url.endswith(third.get_attribute("href") or "-")


def test_a_touch_on_a_sentences_number_opens_its_notes(phone: Page, served: str) -> None:
    phone.goto(f"{served}/{CHAPTER}")
    phone.locator("a.sentence").first.tap()
    _box(phone).wait_for()
    box = _box(phone).bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    _box(phone).locator("a.note-id").first.tap()
    assert "#n-" in phone.url


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
    assert desk.locator(".keys-switch").count() == ("#p-" in page)


def test_the_keys_can_be_turned_off(desk: Page, served: str) -> None:
    desk.goto(f"{served}/{CHAPTER}")
    desk.locator(".keys-switch").click()
    desk.keyboard.press("j")
    assert "#" not in desk.url
    desk.reload()
    assert "off" in desk.locator(".keys-switch").inner_text()


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


def test_a_sentences_number_says_its_findings_to_a_screen_reader_and_leads_to_their_meaning(desk: Page, served: str) -> None:
    desk.goto(f"{served}/{CHAPTER}")
    row = desk.locator("#p-1\\.2\\.1 .sentence-map")
    assert row.get_by_role("link", name="3 confirmed with qualification, imprecise, confirmed", exact=True).count() == 1
    row.get_by_role("link", name="Sentences").click()
    desk.wait_for_url("**/method.html#findings")
    drawn = "words => words.map((word) => [word.textContent, getComputedStyle(word, '::before').maskImage])"
    shapes = dict(desk.eval_on_selector_all("h3 .finding", drawn))
    assert len(shapes) == 7 and len(set(shapes.values())) == 7 and "none" not in shapes.values()


def test_marks_that_follow_each_other_stand_apart(desk: Page, served: str) -> None:
    desk.goto(f"{served}/{CHAPTER}")
    pairs = desk.evaluate(
        """() => Array.from(document.querySelectorAll('a.footnote-reference + a.footnote-reference'), (mark) => {
            const before = mark.previousElementSibling, text = mark.previousSibling;
            return text === before || text.data === '\\u202f' ? [before, mark].map((one) => one.getBoundingClientRect()) : null;
        }).filter(Boolean).filter(([a, b]) => a.top === b.top).map(([a, b]) => b.left - a.right)"""
    )
    assert len(pairs) > 5
    assert min(pairs) > 1  # between the boxes, which have a little room of their own on both sides


def test_the_contents_open_where_the_reader_is(phone: Page, served: str) -> None:
    phone.goto(f"{served}/book/apparatus/sources.html")
    phone.locator("details.contents > summary").tap()
    until(
        phone,
        """() => { const at = document.querySelector('.contents-panel [aria-current]').getBoundingClientRect();
             return at.top > 0 && at.bottom < innerHeight; }""",
    )
