"""The book under a reader's circumstances: a narrow window, large text, less motion, forced colours, paper, no script."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from edition import publication
from tests.conftest import ROOT
from tests.site.test_every_page import WIDER
from tests.site.test_pages import KINDS

Opened = Callable[..., Page]
CHAPTER = KINDS["chapter"]
DAY = publication.load(ROOT).date.isoformat()

#: Elements whose words are cut off: they hide what overflows, and something does. What is hidden for the eye only is left out.
CUT = """() => Array.from(document.querySelectorAll('body *')).filter((node) => {
  const style = getComputedStyle(node);
  if (!node.getClientRects().length || style.clipPath !== 'none' || node.closest('svg, .chart-live')) return false;
  const hides = ['hidden', 'clip'].includes(style.overflowX) || ['hidden', 'clip'].includes(style.overflowY);
  return hides && (node.scrollWidth > node.clientWidth + 1 || node.scrollHeight > node.clientHeight + 1);
}).map((node) => node.className || node.tagName)"""

#: The words of everything that is read, as they stand.
READ = """() => Array.from(document.querySelectorAll('main :is(p, h1, h2, h3, li)')).filter((node) => node.offsetParent)
  .map((node) => node.innerText.replace(/\\s+/g, ' ').trim())"""


def _open(opened: Opened, address: str, width: int, **options: str) -> Page:
    page = opened(viewport={"width": width, "height": 800}, **options)
    page.goto(address)
    return page


@pytest.mark.parametrize("width", [640, 1280])
@pytest.mark.parametrize("kind", KINDS)
def test_at_200_percent_text_nothing_is_lost(opened: Opened, served: str, kind: str, width: int) -> None:
    page = _open(opened, f"{served}/{KINDS[kind]}", width)
    shown = set(page.evaluate(READ))
    page.add_style_tag(content="html { font-size: 200%; }")
    page.wait_for_timeout(200)
    larger = set(page.evaluate(READ))
    assert shown - larger == set()
    assert page.evaluate(WIDER) <= 0
    assert set(page.evaluate(CUT)) <= {"here", "", "LI"}, "only the line that says where one is may be shortened"
    for name in ("Contents", "Search") if KINDS[kind].startswith("book/") else ():
        assert page.get_by_text(name, exact=True).first.is_visible()


def test_with_wider_spacing_of_letters_words_and_lines_nothing_is_lost(opened: Opened, served: str) -> None:
    page = _open(opened, f"{served}/{CHAPTER}", 390)
    spaced = "line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important;"
    page.add_style_tag(content=f"* {{ {spaced} }} p {{ margin-bottom: 2em !important; }}")
    assert page.evaluate(WIDER) <= 0


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_moves_of_itself_and_nothing_scrolls_smoothly(opened: Opened, served: str, kind: str) -> None:
    page = _open(opened, f"{served}/{KINDS[kind]}", 1280, reduced_motion="reduce")
    moving = page.evaluate(
        """() => [document.documentElement, ...document.querySelectorAll('*')].filter((node) => {
             const style = getComputedStyle(node);
             return style.scrollBehavior === 'smooth' || style.animationName !== 'none' || parseFloat(style.transitionDuration) > 0;
           }).map((node) => node.tagName)"""
    )
    assert moving == []
    assert page.evaluate("document.getAnimations().length") == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_forced_colours_the_ring_of_focus_and_the_shapes_of_findings_are_seen(opened: Opened, served: str, scheme: str) -> None:
    page = _open(opened, f"{served}/{CHAPTER}", 1280, forced_colors="active", color_scheme=scheme)
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    finding = page.locator(".note-meta a.finding").first
    shape = finding.evaluate(
        "node => { const s = getComputedStyle(node, '::before'); return [s.maskImage.slice(0, 4), s.backgroundColor, s.width]; }"
    )
    assert shape[0] == "url("
    assert shape[1] not in ("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)" if scheme == "light" else "rgb(0, 0, 0)", ground)
    assert float(shape[2].removesuffix("px")) > 8
    numbered = page.locator(".sentence-map > a.sentence[class*='finding-']").first
    assert numbered.evaluate("node => getComputedStyle(node, '::after').backgroundColor") == shape[1]
    for _ in range(12):
        page.keyboard.press("Tab")
        ring = page.evaluate(
            """() => { const it = document.activeElement;
                 const s = getComputedStyle(it.matches('.depth input') ? it.nextElementSibling : it);
                 return [it.tagName, s.outlineStyle, parseFloat(s.outlineWidth), s.outlineColor]; }"""
        )
        assert ring[1] != "none", ring
        assert ring[2] >= 2, ring
        assert ring[3] != ground, ring
    checked = page.locator(".depth input:checked + span").evaluate("node => getComputedStyle(node).backgroundColor")
    others = page.locator(".depth input:not(:checked) + span").first.evaluate("node => getComputedStyle(node).backgroundColor")
    assert checked != others


def test_the_ring_of_focus_is_never_under_the_bar(opened: Opened, served: str) -> None:
    page = _open(opened, f"{served}/{CHAPTER}", 390)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.locator(".foot .tool").focus()
    hidden = []
    for _ in range(40):
        page.keyboard.press("Shift+Tab")
        found = page.evaluate(
            """() => { const it = document.activeElement, box = it.getBoundingClientRect();
                 const bar = document.querySelector('.where').getBoundingClientRect();
                 return it.closest('.top') || box.bottom > bar.bottom ? '' : it.outerHTML.slice(0, 80); }"""
        )
        if found:
            hidden.append(found)
    assert hidden == []


def test_on_paper_the_bars_are_gone_and_everything_is_black_on_white(opened: Opened, served: str) -> None:
    page = _open(opened, f"{served}/{CHAPTER}", 800, color_scheme="dark")
    page.emulate_media(media="print")
    for selector in (".where", ".masthead nav", ".turn", ".cite", ".headerlink"):
        assert not page.locator(selector).first.is_visible(), selector
    for selector in (".precis", ".note.claim", ".note-meta .finding", "aside.footnote"):
        assert page.locator(selector).first.is_visible(), selector
    assert page.evaluate("getComputedStyle(document.querySelector('.precis p')).color") == "rgb(0, 0, 0)"
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"


@pytest.fixture(scope="module")
def with_script_and_without(browser: Browser) -> Iterator[list[Page]]:
    """Two pages, on the edition's day: a citation is given its day of access by script, and the edition's day without."""
    contexts = [browser.new_context(java_script_enabled=enabled) for enabled in (True, False)]
    for context in contexts:
        context.clock.set_fixed_time(DAY)
    yield [context.new_page() for context in contexts]
    for context in contexts:
        context.close()


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "search"])
def test_without_script_a_page_shows_the_same_words(with_script_and_without: list[Page], served: str, kind: str) -> None:
    words = []
    for page in with_script_and_without:
        page.goto(f"{served}/{KINDS[kind]}")
        page.evaluate("document.querySelectorAll('main :is(.filter, .run-panel, .run-bar)').forEach((node) => node.remove())")
        words.append(page.locator("main").inner_text().split())
    added = {word for word in set(words[0]) - set(words[1]) if not word.startswith(served)}  # a permalink is spelled out with its host
    assert added <= {"Read", "with", "of", "the", "essay", "your", "own", "copy", "Interactive", "chart", "Copy"}


def test_without_script_notes_are_ordinary_footnotes(opened: Opened, served: str) -> None:
    page = opened(java_script_enabled=False)
    page.goto(f"{served}/{CHAPTER}")
    mark = page.locator("a.footnote-reference").first
    target = (mark.get_attribute("href") or "")[1:]
    mark.click()
    assert page.url.endswith(f"#{target}")
    footnote = page.locator(f"[id='{target}']")
    assert footnote.is_visible()
    footnote.locator("a[href^='#']").first.click()
    assert page.locator(f"[id='{page.url.rpartition('#')[2]}']").is_visible()
    assert not page.locator(".depth").is_visible()
    page.locator("details.contents > summary").click()
    assert page.locator(".contents-panel a").first.is_visible()
