"""What a reader does with a chapter: lines of a good length, notes in place, three depths, the map of sentences."""

from __future__ import annotations

import re
import statistics
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Locator, Page

from edition.sources import bibtex
from tests.conftest import ROOT
from tests.site.conftest import until

CHAPTER = "book/text/part-1/section-2.html"
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


#: Of each footnote in the margin: its box, the height of its first mark, the right edge of the text and the end of the page's text.
BESIDE = """() => { const main = document.querySelector('main'), edge = main.getBoundingClientRect();
  return Array.from(document.querySelectorAll('aside.footnote:not(.is-away)'), (note) => {
    const { top, bottom, left } = note.getBoundingClientRect();
    const mark = document.querySelector(`a.footnote-reference[href="#${CSS.escape(note.id)}"], a.footnote-reference[href="#${note.id}"]`);
    return { top, bottom, left, mark: mark.getBoundingClientRect().top, text: edge.right, end: edge.bottom };
  }); }"""


def _box(page: Page) -> Locator:
    return page.locator(".in-place")


@pytest.mark.parametrize("width", [768, 1280, 2560])
@pytest.mark.parametrize("selector", [".precis p", ".note.claim > p:not([class])", ".note-headline"])
def test_lines_hold_about_66_characters(lettered: Page, served: str, selector: str, width: int) -> None:
    desk = lettered
    desk.set_viewport_size({"width": width, "height": 900})
    desk.goto(f"{served}/{CHAPTER}")
    lengths = desk.evaluate(LINES, selector)
    assert len(lengths) > 10
    least = 40 if selector == ".note-headline" else 60  # larger type on the same measure
    assert least <= statistics.median(lengths) <= 75


def test_footnotes_at_the_pages_end_hold_60_to_75_characters(desk: Page, served: str) -> None:
    desk.set_viewport_size({"width": 768, "height": 900})
    desk.goto(f"{served}/{CHAPTER}")
    assert 60 <= statistics.median(desk.evaluate(LINES, "aside.footnote > p")) <= 75


def test_a_note_opens_with_its_answer(desk: Page, served: str) -> None:
    desk.goto(f"{served}/{CHAPTER}")
    for note in desk.locator(".note.claim").all():
        headline = note.locator("h3").inner_text()
        assert len(headline.split()) >= 3 and headline.rstrip("0123456789 \u202f").endswith((".", "?", "!", "”")), headline
        assert note.locator(".note-meta .finding").count() == 1 and note.locator(".confidence").count() == 1
        assert headline not in note.locator("> p:not([class])").first.inner_text()
        assert note.locator(".note-phrase > a.lemma").count() == 1


def test_what_would_change_a_finding_is_in_the_menu_and_the_menu_says_so(desk: Page, served: str) -> None:
    desk.goto(f"{served}/{CHAPTER}")
    menu = desk.locator("#n-1\\.2\\.1-b .note-menu")
    assert not menu.locator(".note-would-change").is_visible()
    named = menu.locator("summary").inner_text().partition(": ")[2].split(", ")
    assert named == ["what would change it", "a caution", "cite", "share"]
    menu.locator("summary").click()
    menu.locator(".share").wait_for()  # made when the menu first opens
    assert all(menu.locator(one).is_visible() for one in (".note-would-change", ".note-caution", "a.cite", ".share"))
    assert menu.locator(".share").evaluate("node => node.tagName") == "BUTTON"


@pytest.mark.parametrize("width", [1120, 1280, 1920])
def test_footnotes_stand_beside_their_lines_and_do_not_overlap(desk: Page, served: str, width: int) -> None:
    desk.set_viewport_size({"width": width, "height": 900})
    desk.goto(f"{served}/{CHAPTER}")
    until(desk, "document.documentElement.classList.contains('has-sidenotes')")
    boxes = desk.evaluate(BESIDE)
    assert len(boxes) > 60
    shifts = [box["top"] - box["mark"] for box in boxes]
    assert min(shifts) > -20 and statistics.median(shifts) < 60 and max(shifts) < 700, (min(shifts), max(shifts))
    assert all(box["left"] >= box["text"] for box in boxes), "none stands over the text"
    boxes.sort(key=lambda box: box["top"])
    assert all(above["bottom"] <= below["top"] for above, below in pairwise(boxes))
    assert boxes[-1]["bottom"] <= boxes[-1]["end"], "the page is long enough for the last"


def test_without_room_or_script_footnotes_stand_at_the_end(desk: Page, browser: Browser, served: str) -> None:
    desk.set_viewport_size({"width": 1000, "height": 900})
    desk.goto(f"{served}/{CHAPTER}")
    assert "has-sidenotes" not in (desk.locator("html").get_attribute("class") or "")
    plain = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900}).new_page()
    plain.goto(f"{served}/{CHAPTER}")
    for page in (desk, plain):
        last, first = page.locator(".note").last.bounding_box(), page.locator("aside.footnote").first.bounding_box()
        assert last and first and first["y"] > last["y"] + last["height"] / 2
    assert plain.locator(".note-menu > summary").first.is_visible()


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


def test_a_pointer_reaches_the_note_over_other_marks_on_its_way(desk: Page, served: str) -> None:
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
    body = note.locator("> p:not([class])").first
    assert desk.get_by_role("radio", name="Everything").is_checked()
    assert body.is_visible()
    assert note.locator(".note-phrase").is_visible()
    desk.locator(".depth label", has_text="Gist").click()
    assert desk.url.endswith("?depth=precis")
    assert desk.locator(".precis").first.is_visible()
    assert verdict.is_visible()
    assert not body.is_visible()
    note.locator(".unfold").click()
    assert body.is_visible() and note.locator(".unfold").get_attribute("aria-expanded") == "true"
    desk.locator(".depth label", has_text="Notes").click()
    assert body.is_visible()
    assert not note.locator(".note-phrase").is_visible()
    desk.locator(".turn .next").click()
    assert "depth=notes" in desk.url
    assert desk.get_by_role("radio", name="Notes").is_checked()
    assert desk.locator("html").get_attribute("data-depth") == "notes"
    desk.locator(".depth label", has_text="Everything").click()
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
    until(desk, "Boolean(window.editionInPlace)")
    third.hover(position={"x": 3, "y": 3})
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
    desk.mouse.move(5, 5)
    _box(desk).get_by_role("link", name="To the first note").click()
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


def test_a_sentences_number_says_its_findings_to_a_screen_reader_and_leads_to_their_meaning(desk: Page, served: str) -> None:
    desk.goto(f"{served}/{CHAPTER}")
    row = desk.locator("#p-1\\.2\\.1 .sentence-map")
    findings = [
        note.locator(".note-meta .finding").inner_text().strip()
        for note in desk.locator("#p-1\\.2\\.1 .note.claim").all()
        if "3" in (note.locator(".note-sentence").text_content() or "")
    ]
    assert row.get_by_role("link", name=f"3 {', '.join(dict.fromkeys(findings))}", exact=True).count() == 1 and len(set(findings)) > 1
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


def test_a_chapter_opens_with_its_number_its_length_and_its_findings(desk: Page, served: str) -> None:
    desk.goto(f"{served}/{CHAPTER}")
    assert desk.locator("h1").inner_text().startswith("1.2 ")
    assert re.fullmatch(r"To read: gist \d+ min, notes \d+ min, everything \d+ min\.", desk.locator(".chapter-length").inner_text())
    summary = desk.locator("details.chapter-claims > summary")
    counts = [int(word) for word in re.findall(r"\d+", summary.inner_text())]
    assert counts[0] == sum(counts[1:]) == desk.locator(".note.claim").count()
    summary.click()
    links = desk.locator(".chapter-findings a")
    links.first.wait_for()
    assert links.count() == counts[0]
    first = links.first.get_attribute("href")
    links.first.click()
    assert desk.url.endswith(first or "-")
    desk.goto(f"{served}/book/text/part-1/index.html")
    assert desk.locator("h1").inner_text().startswith("Part 1")
    assert "Part 1:" in desk.locator(".crumbs").inner_text()


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


def test_a_chapter_has_at_most_200_stops_while_its_notes_are_closed(desk: Page, served: str) -> None:
    desk.goto(f"{served}/{CHAPTER}")
    desk.keyboard.press("Tab")
    until(desk, "document.querySelector('#n-1\\\\.2\\\\.1-a .footnote-reference').tabIndex === -1")
    stops = desk.evaluate(
        """() => Array.from(document.querySelectorAll("a[href], button, summary, input, [tabindex]")).filter((one) => one.tabIndex >= 0
             && one.getClientRects().length && !one.closest("details:not([open]) > :not(summary)")).length"""
    )
    assert 50 < stops <= 200
    marks = desk.locator("#n-1\\.2\\.1-a .footnote-reference, #n-1\\.2\\.1-a a.mention")
    marks.first.focus()
    desk.keyboard.press("ArrowRight")
    assert marks.nth(1).evaluate("node => node === document.activeElement")
