"""The map of a passage's sentences: it numbers them all and leads to their notes, their findings and the publisher's words."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

from tests.site.conftest import until

CHAPTER = "book/text/part-1/section-2.html"


def _box(page: Page) -> Locator:
    return page.locator(".in-place")


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
