"""A reader's own copy in the browser: recognised by the same rules as in Python, laid beside the notes, sent nowhere."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from edition.essay import normal_form
from edition.essay import shape as text
from edition.own_copy.browser_data import shape_script
from edition.own_copy.compare import collate
from edition.own_copy.decode import read_text
from tests.conftest import ROOT, TESTS
from tests.own_copy.test_copies import BASE, ESSAY, PLACES, edited_copy, saved_page
from tests.site.conftest import Watched, broken_rules, until

Opened = Callable[..., Page]
RECOGNISER = ROOT / "book" / "_static" / "own-copy" / "recognise.js"
CHAPTER = "book/text/part-1/section-2.html"
NEXT = "book/text/part-1/section-3.html"
READY = "window.r = window.editionRecogniser(window.editionOwnCopy)"
HOSTILE = '<img src="https://example.org/spy.png" onerror="window.harmed=1"><script>window.harmed=1</script>'


@pytest.fixture
def recogniser(opened: Opened) -> Page:
    """An empty page that knows the rules and the shape of the small essay in tests/own_copy/test_copies.py."""
    page = opened()
    page.add_script_tag(content=shape_script(BASE))
    page.add_script_tag(path=RECOGNISER)
    page.evaluate(READY)
    return page


def test_the_vectors_hold_in_the_browser(recogniser: Page) -> None:
    vectors: dict[str, Any] = json.loads((TESTS / "vectors" / "normal-form.json").read_text(encoding="utf-8"))
    texts = [vector["text"] for vector in vectors["texts"]]
    assert recogniser.evaluate("texts => texts.map(t => r.words(t))", texts) == [vector["words"] for vector in vectors["texts"]]
    assert recogniser.evaluate("texts => texts.map(t => r.fingerprint(t))", texts) == [vector["sha256"] for vector in vectors["texts"]]
    pages = [vector["page"] for vector in vectors["pages"]]
    assert recogniser.evaluate("pages => pages.map(p => r.words(r.visibleText(p)))", pages) == [v["words"] for v in vectors["pages"]]


@pytest.mark.parametrize("length", [0, 1, 54, 55, 56, 63, 64, 65, 119, 120, 1000])
def test_hashes_of_every_length_agree(recogniser: Page, length: int) -> None:
    assert recogniser.evaluate("n => r.fingerprint('a'.repeat(n))", length) == normal_form.fingerprint("a" * length)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "cp1252"])
def test_a_file_is_read_in_every_encoding(recogniser: Page, encoding: str) -> None:
    for copy in (ESSAY, saved_page(ESSAY)):
        most = recogniser.evaluate(
            """async bytes => {
                const texts = r.decodings(new Uint8Array(bytes));
                const found = await Promise.all(texts.map(t => r.recognise(r.shown(t))));
                return Math.max(...found.map(f => Object.keys(f).length));
            }""",
            list(copy.encode(encoding)),
        )
        assert most == len(PLACES)


@pytest.mark.parametrize("copy", [ESSAY, saved_page(ESSAY), "\n".join(textwrap.wrap(ESSAY, 40)), f"{ESSAY[300:]}\n\n{ESSAY}"])
def test_browser_and_python_find_the_same_sentences_in_the_same_writing(recogniser: Page, copy: str) -> None:
    here = collate(read_text(copy, BASE), BASE).sentences
    there = recogniser.evaluate("copy => r.recognise(r.shown(copy))", copy)
    assert there == {f"{passage}.{number}": words for (passage, number), words in here.items()}


# In the book itself, with the essay.


def take(page: Page, copy: str, *, name: str = "copy.txt", encoding: str = "utf-8", paste: bool = False) -> None:
    """Give a copy through the control."""
    page.get_by_role("button", name="own copy").or_(page.get_by_role("button", name="another copy")).first.click()
    if paste:
        page.get_by_label("Or paste the text").fill(copy)
        page.get_by_role("button", name="Read with the pasted text").click()
    else:
        page.get_by_label("A file").set_input_files({"name": name, "mimeType": "text/plain", "buffer": copy.encode(encoding)})


def said(page: Page) -> str:
    """What the line under the heading announces."""
    return page.locator(".own-bar [role=status]").inner_text()


def chapter(opened: Opened, home: str) -> Watched:
    """The chapter in a new window."""
    watched = Watched(opened(viewport={"width": 1280, "height": 900}), home)
    watched.page.goto(f"{home}/{CHAPTER}")
    return watched


def test_the_essay_stands_beside_its_notes_on_every_page_and_is_forgotten_at_once(
    opened: Opened, home: str, copy_of_the_essay: str
) -> None:
    watched = chapter(opened, home)
    page = watched.page
    assert page.locator(".own-text").count() == 0
    take(page, saved_page(copy_of_the_essay), name="page.html")
    page.locator(".own-text").first.wait_for()
    assert said(page) == "Your own copy: 144 of 144 sentences recognised."
    assert page.locator("#s-1\\.2\\.1\\.3 a.own-lemma").count() > 0
    lemma = page.locator("#n-1\\.2\\.1-c a.lemma").inner_text()
    linked = page.locator(".own-lemma[href='#n-1.2.1-c'], .own-more[href='#n-1.2.1-c']").first
    assert normal_form.words(lemma)[0] in normal_form.words(page.locator("#s-1\\.2\\.1\\.3").inner_text())
    assert linked.is_visible()
    assert page.locator("#n-1\\.2\\.1-c .note-sentence a").first.get_attribute("href") == "#l-1.2.1-c"
    assert page.locator("#l-1\\.2\\.1-c").count() == 1
    assert not page.locator(".precis").first.is_visible()
    page.locator(".depth label", has_text="Gist").click()
    assert all(one.is_visible() for one in page.locator(".precis").all()), "in the gist the summary is what one reads"
    page.locator(".depth label", has_text="Everything").click()
    assert not page.locator(".precis").first.is_visible()
    page.goto(f"{home}/{NEXT}")
    page.locator(".own-text").first.wait_for()
    assert page.locator(".own-missing").count() == 0
    assert page.locator(".own-text").count() == page.locator("section.passage").count()
    for width in (1280, 390):  # the page may fetch no picture any more, and has fetched all it needs
        page.set_viewport_size({"width": width, "height": 900})
        page.locator("picture > img").last.scroll_into_view_if_needed()
        drawn = page.locator("picture > img").evaluate_all("images => images.map((image) => image.complete && image.naturalWidth > 0)")
        assert drawn and all(drawn)
    page.get_by_role("button", name="Forget your copy").click()
    assert (page.locator(".own-text").count(), said(page)) == (0, "Your copy is forgotten.")
    assert page.locator(".precis").first.is_visible()
    page.goto(f"{home}/{CHAPTER}")
    assert page.locator(".own-text").count() == 0
    assert (watched.errors, watched.strangers) == ([], [])


@pytest.mark.parametrize("encoding", ["utf-16", "gb18030"])
def test_the_essay_is_recognised_in_other_encodings(opened: Opened, served: str, copy_of_the_essay: str, encoding: str) -> None:
    page = chapter(opened, served).page
    take(page, copy_of_the_essay, encoding=encoding)
    page.locator(".own-text").first.wait_for()
    assert "144 of 144" in said(page)


def test_a_pasted_copy_rewrapped_and_with_curly_quotes_is_recognised(opened: Opened, served: str, copy_of_the_essay: str) -> None:
    page = chapter(opened, served).page
    take(page, "\n".join(textwrap.wrap(copy_of_the_essay.replace('"', "“"), 60)), paste=True)
    page.locator(".own-text").first.wait_for()
    assert "144 of 144" in said(page)


DROP = """(dialog, copy) => {
    const carried = new DataTransfer();
    carried.items.add(new File([copy], 'page.html', { type: 'text/html' }));
    dialog.dispatchEvent(new DragEvent('drop', { dataTransfer: carried, bubbles: true, cancelable: true }));
}"""


def test_a_dropped_page_is_recognised_and_the_precis_is_open_on_paper(opened: Opened, served: str, copy_of_the_essay: str) -> None:
    page = chapter(opened, served).page
    page.get_by_role("button", name="Read with your own copy").click()
    page.locator("dialog.own-dialog").evaluate(DROP, saved_page(copy_of_the_essay))
    page.locator(".own-text").first.wait_for()
    assert "144 of 144" in said(page)
    assert not page.locator(".precis").first.is_visible()
    page.emulate_media(media="print")
    assert page.locator(".precis").first.is_visible()


def test_five_changes_a_loss_and_an_exchange_are_seen_as_in_python(opened: Opened, copy_of_the_essay: str, base: text.BaseText) -> None:
    page = opened()
    page.add_script_tag(content=shape_script(base))
    page.add_script_tag(path=RECOGNISER)
    page.evaluate(READY)
    edited, chosen = edited_copy(copy_of_the_essay, base)
    there = page.evaluate("copy => r.recognise(r.shown(copy))", edited)
    here = collate(read_text(edited, base), base)
    assert there == {f"{passage}.{number}": words for (passage, number), words in here.sentences.items()}
    lost = {f"{passage}.{number}" for passage, number in [*chosen.changed, chosen.missing]}
    assert {f"{p.reference}.{s.number}" for p in base.passages for s in p.sentences} - set(there) == lost


def test_half_a_copy_is_laid_and_what_lacks_is_named(opened: Opened, served: str, copy_of_the_essay: str) -> None:
    page = chapter(opened, served).page
    take(page, copy_of_the_essay[: len(copy_of_the_essay) // 2])
    page.locator(".own-text").first.wait_for(state="attached")
    told = page.locator("dialog [role=status]").inner_text()
    assert "of 144 sentences recognised. Not found:" in told
    assert " to 3.3.2.10" in told


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "so it is another text"),
        (b"Another essay altogether.", "so it is another text"),
        (bytes(range(256)) * 40, "is no text in UTF-8, UTF-16 or GB18030"),
        (b"word " * 50_000, "many times the essay"),
        (b"x" * 20_000_001, "is too large"),
        (b"<html><body>" + HOSTILE.encode() + b"</body></html>", "so it is another text"),
    ],
    ids=["empty", "another", "binary", "flood", "large", "hostile"],
)
def test_what_is_no_copy_is_refused_with_one_message(opened: Opened, served: str, tmp_path: Path, content: bytes, message: str) -> None:
    copy, watched = tmp_path / "copy.txt", chapter(opened, served)
    copy.write_bytes(content)
    page = watched.page
    page.get_by_role("button", name="Read with your own copy").click()
    page.get_by_label("A file").set_input_files(copy)
    page.locator("dialog [role=status]", has_text=message).wait_for()
    assert page.locator(".own-text").count() == 0
    assert page.evaluate("window.harmed") is None
    assert (watched.errors, watched.strangers) == ([], [])


def test_what_is_kept_enters_the_page_as_text_only(opened: Opened, served: str) -> None:
    watched = chapter(opened, served)
    kept = json.dumps({"sentences": {"1.2.1.1": HOSTILE}, "total": 144})
    watched.page.evaluate("kept => sessionStorage.setItem('edition-own-copy', kept)", kept)
    watched.page.reload()
    watched.page.locator(".own-text").first.wait_for(state="attached")
    assert "onerror" in watched.page.locator("#s-1\\.2\\.1\\.1").inner_text()
    assert watched.page.evaluate("window.harmed") is None
    assert (watched.errors, watched.strangers) == ([], [])


def test_kept_on_the_device_only_when_asked(opened: Opened, served: str, copy_of_the_essay: str) -> None:
    page = chapter(opened, served).page
    take(page, copy_of_the_essay)
    page.locator(".own-text").first.wait_for()
    assert page.evaluate("[!!sessionStorage['edition-own-copy'], !!localStorage['edition-own-copy']]") == [True, False]
    page.get_by_role("button", name="Use another copy").click()
    page.get_by_label("Keep it on this device").check()
    page.get_by_label("A file").set_input_files({"name": "c.txt", "mimeType": "text/plain", "buffer": copy_of_the_essay.encode()})
    until(page, "!!localStorage['edition-own-copy']")
    other = opened(viewport={"width": 1280, "height": 900})
    other.goto(f"{served}/{CHAPTER}")
    other.locator(".own-text").first.wait_for()
    other.get_by_role("button", name="Forget your copy").click()
    assert other.evaluate("localStorage['edition-own-copy'] === undefined")


@pytest.mark.parametrize("width", [390, 1280])
def test_the_control_and_the_text_break_no_rule_of_accessibility(opened: Opened, served: str, copy_of_the_essay: str, width: int) -> None:
    page = chapter(opened, served).page
    page.set_viewport_size({"width": width, "height": 900})
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Read with your own copy").press("Enter")
    page.locator("dialog[open]").wait_for()
    assert page.evaluate("document.querySelector('dialog').contains(document.activeElement)")
    assert broken_rules(page) == []
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent") == "Read with your own copy of the essay"
    take(page, copy_of_the_essay)
    page.locator(".own-text").first.wait_for()
    assert broken_rules(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_without_script_there_is_no_control(opened: Opened, served: str) -> None:
    page = opened(java_script_enabled=False)
    page.goto(f"{served}/{CHAPTER}")
    assert page.locator(".own-bar").count() == 0


def test_the_shape_that_is_published_holds_no_words(site: Path) -> None:
    published = (site / "_static" / "own-copy" / "shape.js").read_text(encoding="utf-8")
    shape = json.loads(published.removeprefix("window.editionOwnCopy = ").rstrip(";\n"))
    assert {type(part) for sentence in shape["sentences"] for part in sentence} == {str, int}
    assert all(len(sentence[2]) == 64 for sentence in shape["sentences"])
