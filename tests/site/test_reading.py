"""What a reader does with a chapter: lines of a good length, a note that opens with its answer, three depths."""

from __future__ import annotations

import re
import statistics

import pytest
from playwright.sync_api import Page

from tests.site.conftest import until

CHAPTER = "book/text/part-1/section-2.html"

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
