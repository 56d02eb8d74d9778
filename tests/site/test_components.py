"""A page with every component of the book: valid, quiet and open to everyone in both themes at three widths."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser, Page

from tests.conftest import ROOT, TESTS, Built, build
from tests.site.conftest import broken_in_either_theme

COMPONENTS = {
    "a passage": "section.passage > h2 .passage-ref",
    "a map of sentences": ".sentence-map > a.sentence[class*='finding-']",
    "a sentence with several findings": ".sentence-map > a > span[class*='finding-']",
    "a précis": ".precis p",
    "a claim": ".note.claim .note-claim",
    "what would change it": ".note-would-change",
    "a caution": ".note-caution",
    "a date": ".note-as-of",
    "a gloss": ".note.gloss",
    "a translation": ".note.translation [lang='zh']",
    "a debate": ".note.debate .note-debate a",
    "a collation": ".collation .differs",
    "a footnote of several paragraphs": "aside.footnote:has(p + p):has(li)",
    "a footnote used often": "aside.footnote .backrefs, aside.footnote .label ~ * a",
    "a chart": "figure.chart .chart-picture svg",
    "a chart's table": "figure.chart .chart-table table",
    "a chart of the apparatus": "figure.chart#fig-timeline-years .chart-picture svg",
    "what that chart rests on": "figure#fig-timeline-years .chart-source",
    "a map of places for a wide and for a narrow page": ".place-map .named svg + svg, .place-map .narrow svg + svg",
    "the map's key": ".place-map .place-key a[href='#e-quay']",
    "folded code": "details.hide",
    "a table": ".table-scroll > table",
    "the register": "table.register",
    "a timeline": "dl.timeline",
    "an entry": ".entry",
    "a quotation": "blockquote",
    "an aside": ".admonition",
    "code": "pre",
    "the switch of depth": ".depth",
    "the contents": "details.contents",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    """The small project with the page of components in the place of its chapter."""
    root = tmp_path_factory.mktemp("components") / "project"
    shutil.copytree(TESTS / "projects" / "small", root)
    shutil.copytree(TESTS / "projects" / "components", root, dirs_exist_ok=True)
    for folder in ("_templates", "_static"):
        shutil.copytree(ROOT / "book" / folder, root / "book" / folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EDITION_BASE_TEXT", str(root / "copy.txt"))
        yield build(root)


@pytest.fixture(scope="module")
def page_of_all(built: Built) -> Path:
    """The page of components; a build that warns or refuses fails here."""
    assert (built.refused, built.warnings) == ("", []), built.output[-3000:]
    return built.html / "book" / "chapter.html"


@pytest.fixture(scope="module")
def unchanged(browser: Browser, page_of_all: Path) -> Iterator[Page]:
    """The page of components, opened once for what only looks at it."""
    page = browser.new_page()
    page.goto(page_of_all.as_uri())
    yield page
    page.close()


@pytest.mark.parametrize("component", COMPONENTS)
def test_every_component_is_on_the_page(unchanged: Page, component: str) -> None:
    assert unchanged.locator(COMPONENTS[component]).count() > 0


def test_each_finding_has_a_word_and_a_shape_of_its_own(unchanged: Page) -> None:
    shape = "nodes => nodes.map((node) => [node.innerText.trim(), getComputedStyle(node, '::before').maskImage])"
    shapes = dict(unchanged.eval_on_selector_all(".note-meta a.finding", shape))
    assert len(shapes) == 7
    assert len(set(shapes.values())) == 7


def test_the_kind_of_an_event_is_a_label_before_its_sources(page_of_all: Path) -> None:
    bodies = html.fromstring(page_of_all.read_bytes()).cssselect("dl.timeline > dd")
    lines = [body.cssselect("p.entry-sources")[0].text_content() for body in bodies]
    assert [line.partition(" Doe")[0] for line in lines] == ["Object · Source:", "Object · Sources:"]
    assert all("bject" not in body.cssselect("p")[0].text_content() for body in bodies)


@pytest.mark.parametrize("width", [390, 768, 1280])
def test_no_accessibility_rule_is_broken(opened: Callable[..., Page], page_of_all: Path, width: int) -> None:
    page = opened(viewport={"width": width, "height": 900})
    page.goto(page_of_all.as_uri())
    broken = {"as it opens": broken_in_either_theme(page)}
    page.emulate_media(color_scheme="light")
    page.evaluate("document.querySelectorAll('details:not(.contents)').forEach((fold) => { fold.open = true; })")
    page.locator("#fig-boats button.chart-interactive").click()
    page.wait_for_selector("#fig-boats .chart-live .main-svg", timeout=30000)
    page.locator("a.footnote-reference").first.click()
    page.wait_for_selector(".in-place")
    broken["all open"] = broken_in_either_theme(page, sizes=False)  # an open note may cover a part of a mark in the line below
    page.keyboard.press("Escape")
    page.locator("details.contents > summary").click()
    broken["the contents"] = broken_in_either_theme(page)
    assert broken == {state: [] for state in broken}
