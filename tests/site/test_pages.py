"""Every page opens, over http and from a folder, without an error and without a request to another host."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
from lxml import html
from playwright.sync_api import Browser, Page

from tests.site.conftest import Watched, broken_rules, pages

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
#: Pages that lead on at once.
LEADING = ["book/index.html"]


def test_every_page_opens_without_an_error_or_a_request_elsewhere(browser: Browser, site: Path, home: str) -> None:
    context = browser.new_context()
    watched = Watched(context.new_page(), home)
    for page in pages(site):
        watched.page.goto(f"{home}/{page}")
        assert watched.page.title(), page
        assert (watched.errors, watched.strangers) == ([], []), page
    context.close()


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


def test_every_page_reads_in_full_without_script(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}/{KINDS['chapter']}")
    note = page.locator("#n-2\\.2\\.2-h")
    assert note.is_visible()
    assert "36.3" in note.inner_text()
    assert page.locator("aside.footnote").first.is_visible()
    context.close()


@pytest.mark.parametrize("width", [390, 768, 1280])
@pytest.mark.parametrize("kind", KINDS)
def test_no_accessibility_rule_is_broken(browser: Browser, served: str, kind: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(f"{served}/{KINDS[kind]}")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert broken_rules(page) == [], scheme
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", LEADING)
def test_nor_on_a_page_that_leads_on_at_once(browser: Browser, site: Path, served: str, address: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    markup, leading = re.subn(r'<meta http-equiv="refresh"[^>]*>', "", (site / address).read_text(encoding="utf-8"))
    assert leading == 1
    page.route(f"{served}/{address}", lambda route: route.fulfill(body=markup, content_type="text/html"))
    page.goto(f"{served}/{address}")
    assert broken_rules(page) == []
    context.close()


def test_the_results_of_a_search_break_no_rule_either(browser: Browser, served: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 900})
    page = context.new_page()
    page.goto(f"{served}/search.html?q=order")
    page.wait_for_selector("ul.search > li")
    assert broken_rules(page) == []
    context.close()


def _wider_than_the_window(page: Page, site: Path, served: str) -> list[str]:
    """The pages that would scroll sideways."""
    found = []
    for address in pages(site):
        page.goto(f"{served}/{address}")
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            found.append(address)
    return found


@pytest.mark.parametrize("width", [390, 1280, 2560])
def test_nothing_is_wider_than_the_window(desk: Page, site: Path, served: str, width: int) -> None:
    desk.set_viewport_size({"width": width, "height": 900})
    assert _wider_than_the_window(desk, site, served) == []


def test_nothing_is_wider_than_the_narrowest_window_with_any_fonts(lettered: Page, site: Path, served: str) -> None:
    lettered.set_viewport_size({"width": 320, "height": 900})
    assert _wider_than_the_window(lettered, site, served) == []
