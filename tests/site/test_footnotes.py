"""Where footnotes stand: beside their lines where there is a margin, at the page's end always, and how their marks lead there and back."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from itertools import pairwise

import pytest
from playwright.sync_api import Page

from tests.site.conftest import until

CHAPTER = "book/text/part-1/section-2.html"

#: Of each footnote in the margin: its box, the height of its first mark, the right edge of the text and the end of the page's text.
BESIDE = """() => { const main = document.querySelector('main'), edge = main.getBoundingClientRect();
  return Array.from(document.querySelectorAll('aside.footnote:not(.is-away)'), (note) => {
    const { top, bottom, left } = note.getBoundingClientRect();
    const mark = document.querySelector(`a.footnote-reference[href="#${CSS.escape(note.id)}"], a.footnote-reference[href="#${note.id}"]`);
    return { top, bottom, left, mark: mark.getBoundingClientRect().top, text: edge.right, end: edge.bottom };
  }); }"""


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


def test_without_room_or_script_footnotes_stand_at_the_end(desk: Page, opened: Callable[..., Page], served: str) -> None:
    desk.set_viewport_size({"width": 1000, "height": 900})
    desk.goto(f"{served}/{CHAPTER}")
    assert "has-sidenotes" not in (desk.locator("html").get_attribute("class") or "")
    plain = opened(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    plain.goto(f"{served}/{CHAPTER}")
    for page in (desk, plain):
        last, first = page.locator(".note").last.bounding_box(), page.locator("aside.footnote").first.bounding_box()
        assert last and first and first["y"] > last["y"] + last["height"] / 2
    assert plain.locator(".note-menu > summary").first.is_visible()


def test_every_footnote_stands_at_the_end_and_leads_back_to_each_use(desk: Page, served: str) -> None:
    desk.goto(f"{served}/{CHAPTER}")
    uses = desk.eval_on_selector_all(
        "a.footnote-reference", "marks => marks.map((mark) => [mark.id || mark.closest('[id]').id, mark.hash.slice(1)])"
    )
    assert len(uses) > 30
    for use, footnote in uses:
        assert desk.locator(f"aside.footnote[id='{footnote}'] a[href='#{use}']").count() == 1, (use, footnote)


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


def test_a_mark_is_said_as_a_footnote(desk: Page, served: str) -> None:
    desk.goto(f"{served}/{CHAPTER}")
    session = desk.context.new_cdp_session(desk)
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    said = session.send("Accessibility.queryAXTree", {"nodeId": root, "role": "doc-noteref"})["nodes"]
    shown = desk.locator("a.footnote-reference").all_text_contents()
    assert shown[11] == "12" and [one["name"]["value"] for one in said] == [f"footnote {number}" for number in shown]
