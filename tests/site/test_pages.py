"""Pages of every kind: what each holds, and that it breaks no rule of accessibility at three widths in both themes."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
from lxml import html
from playwright.sync_api import Page

from tests.site.conftest import LAID_OUT, broken_in_either_theme, broken_rules

Opened = Callable[..., Page]
KINDS = {
    "start": "index.html",
    "brief": "book/introduction/brief.html",
    "chapter": "book/text/part-2/section-2.html",
    "notebook": "book/evidence/trade-growth.html",
    "part": "book/text/part-3/index.html",
    "prose": "book/introduction/method.html",
    "register": "book/apparatus/register.html",
    "glossary": "book/apparatus/glossary.html",
    "places": "book/apparatus/places.html",
    "timeline": "book/apparatus/timeline.html",
    "sources": "book/apparatus/sources.html",
    "downloads": "book/apparatus/cite.html",
    "accessibility": "book/apparatus/accessibility.html",
    "changes": "changes/index.html",
    "citation of a note": "cite/2.2.2-h.html",
    "citation of the whole": "cite/edition.html",
    "table": "t/trade_announced/index.html",
    "a claim alone": "n/2.2.2-h/index.html",
    "a translation alone": "n/1.3.1-gauam/index.html",
    "a passage alone": "p/2.1.1/index.html",
    "a chart alone": "f/neighbours-graph/index.html",
    "a chart to embed": "f/neighbours-graph/embed/index.html",
    "search": "search.html",
}
#: Each kind of element that shows words of its own.
WITH_WORDS = """() => Array.from(document.querySelectorAll('body *'))
  .filter((node) => node.checkVisibility() && Array.from(node.childNodes).some((one) => one.nodeType === 3 && one.data.trim()))
  .map((node) => `${node.tagName}.${node.getAttribute('class') ?? ''}`)"""
#: Pages that lead on at once.
LEADING = ["book/index.html"]


def test_every_link_within_the_book_leads_somewhere(site: Path) -> None:
    trees = {path: html.fromstring(path.read_bytes()) for path in site.rglob("*.html")}
    ids = {path: {node.get("id") for node in tree.xpath("//*[@id]")} for path, tree in trees.items()}
    dead = []
    for path, tree in trees.items():
        if path.name == "404.html":  # it stands for any address, so that its script finds the way; test_hosting follows it
            continue
        for link in tree.xpath("//a[@href]"):
            address, anchor = urldefrag(unquote(link.get("href")))
            if "://" in address or address.startswith(("mailto:", "javascript:")):
                continue
            target = (path.parent / address.partition("?")[0]).resolve() if address else path
            target = target / "index.html" if target.is_dir() else target
            if not target.exists() or (anchor and target in ids and anchor not in ids[target]):
                dead.append(f"{path.relative_to(site)} -> {link.get('href')}")
    assert dead == []


@pytest.mark.parametrize("part", ["1", "2", "3"])
def test_a_part_lists_its_sections_and_their_passages(site: Path, part: str) -> None:
    folder = site / "book" / "text" / f"part-{part}"
    expected = []
    for path in sorted(folder.glob("section-*.html")):
        page = html.fromstring(path.read_bytes())
        references = [node.get("id").removeprefix("p-") for node in page.cssselect("section.passage")]
        title = " ".join(page.cssselect("h1")[0].text_content().replace("¶", "").split())
        assert title.startswith(references[0].rpartition(".")[0])
        expected.append((title, [f"{path.name}#p-{one}" for one in references]))
    rows = html.fromstring((folder / "index.html").read_bytes()).cssselect("ul.sections > li")
    links = [row.cssselect("a") for row in rows]
    assert [(first.text_content(), [one.get("href") for one in rest]) for first, *rest in links] == expected


def test_every_page_reads_in_full_without_script(opened: Opened, served: str) -> None:
    page = opened(java_script_enabled=False)
    page.goto(f"{served}/{KINDS['chapter']}")
    note = page.locator("#n-2\\.2\\.2-h")
    assert note.is_visible()
    assert "36.3" in note.inner_text()
    assert page.locator("aside.footnote").first.is_visible()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("kind", KINDS)
def test_no_accessibility_rule_is_broken(opened: Opened, served: str, kind: str, width: int) -> None:
    page = opened(viewport={"width": width, "height": 900})
    page.goto(f"{served}/{KINDS[kind]}")
    assert broken_in_either_theme(page) == []


@pytest.mark.parametrize("kind", KINDS)
def test_nor_at_a_width_between_where_nothing_is_shown_that_is_not_shown_at_one_of_these(opened: Opened, served: str, kind: str) -> None:
    """So that in the dark the colours of what it shows have been judged at these."""
    page = opened(viewport={"width": 768, "height": 900})
    page.goto(f"{served}/{KINDS[kind]}")
    assert broken_rules(page) == []
    between = set(page.evaluate(WITH_WORDS))
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate(LAID_OUT)
        between -= set(page.evaluate(WITH_WORDS))
    assert between == set()


@pytest.mark.parametrize("address", LEADING)
def test_nor_on_a_page_that_leads_on_at_once(opened: Opened, site: Path, served: str, address: str) -> None:
    page = opened()
    markup, leading = re.subn(r'<meta http-equiv="refresh"[^>]*>', "", (site / address).read_text(encoding="utf-8"))
    assert leading == 1
    page.route(f"{served}/{address}", lambda route: route.fulfill(body=markup, content_type="text/html"))
    page.goto(f"{served}/{address}")
    assert broken_in_either_theme(page) == []


def test_the_results_of_a_search_break_no_rule_either(opened: Opened, served: str) -> None:
    page = opened(viewport={"width": 390, "height": 900})
    page.goto(f"{served}/search.html?q=order")
    page.wait_for_selector("ul.search > li")
    assert broken_rules(page) == []
