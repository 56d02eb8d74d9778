"""The small pages that exports make: each has the bars, the contents and the foot of the book's own pages."""

from __future__ import annotations

from dataclasses import replace
from posixpath import join, normpath

import pytest
from lxml import html

from edition.book import Book
from edition.contents import Contents
from edition.export.pages import frame
from edition.export.pages import tables as table_pages
from edition.export.release import changes
from tests.export.conftest import files_of

FRAMED = ("cite/1.1.1-a.html", "cite/edition.html", "cite/table-bells.html", changes.PAGE, table_pages.INDEX, "t/bells/index.html")


@pytest.fixture(scope="module")
def framed(files: dict[str, str]) -> dict[str, html.HtmlElement]:
    return {path: html.fromstring(files[path]) for path in FRAMED}


def leads(path: str, link: html.HtmlElement) -> str:
    """Where a link leads, from the site's root."""
    return normpath(join(path.rpartition("/")[0], link.get("href")))


def test_the_whole_books_contents_are_one_tap_away(framed: dict[str, html.HtmlElement]) -> None:
    for path, page in framed.items():
        (fold,) = page.cssselect("header details.contents")
        assert fold.cssselect("summary")[0].text == "Contents" and fold.get("open") is None
        links = {link.text_content(): leads(path, link) for link in fold.cssselect(".contents-group a")}
        assert links == {
            "1.1 The bell & the town": "book/chapter.html",
            "The bells in numbers": "book/evidence.html",
            "Findings": "book/findings.html",
            "People, places and terms": "book/apparatus/entries.html",
            "Sources": "book/apparatus/sources.html",
            "Cite": f"{frame.CITE_PAGE}.html",
            "Accessibility": f"{frame.ACCESSIBILITY_PAGE}.html",
        }
        assert not fold.cssselect("[role=group]"), "passages are named on the page that holds them"
        assert [caption.text for caption in fold.cssselect(".contents-caption")] == ["The text", "The apparatus"]


def test_they_have_the_bars_and_the_foot_of_the_books_pages(framed: dict[str, html.HtmlElement]) -> None:
    for path, page in framed.items():
        head = page.cssselect("head script")[0]
        assert head.text and "edition-theme" in head.text and head.get("src") is None
        assert page.cssselect(".book-title a")[0].text == "The bell"
        assert page.cssselect("button.theme-switch[hidden]")
        above, here = page.cssselect(".crumbs li")
        assert leads(path, above.cssselect("a")[0]) == f"{frame.CITE_PAGE}.html" and here.text == page.cssselect("h1")[0].text
        (foot,) = page.cssselect("footer")
        assert "version 1.2.0" in foot.text_content() and leads(path, foot.cssselect("a")[0]) == f"{frame.ACCESSIBILITY_PAGE}.html"


def test_a_book_without_these_pages_leads_to_none(corpus: Book) -> None:
    bare = replace(corpus, titles={}, contents=Contents())
    page = html.fromstring(files_of(bare)[table_pages.INDEX])
    assert len(page.cssselect(".crumbs li")) == 1 and not page.cssselect("footer a, .contents-inner a")


def test_no_page_asks_the_server_for_an_icon(files: dict[str, str]) -> None:
    pages = [path for path in files if path.endswith(".html")]
    assert {path.partition("/")[0] for path in pages} >= {"cite", "n", "p", "f", "t", "changes"}
    assert [path for path in pages if not html.fromstring(files[path]).cssselect("link[rel=icon]")] == []
