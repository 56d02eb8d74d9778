"""The small pages that exports make: each holds the essay's contents, folded, and leads to its chapters without script."""

from __future__ import annotations

from dataclasses import replace
from posixpath import join, normpath

from lxml import html

from edition.export import changes, tables
from edition.export.corpus import Corpus
from tests.export.conftest import DOC, files_of

FRAMED = ("cite/1.1.1-a.html", "cite/edition.html", "cite/table-bells.html", changes.PAGE, tables.INDEX, "t/bells/index.html")


def test_the_essays_contents_are_one_tap_away(corpus: Corpus) -> None:
    files = files_of(replace(corpus, titles={DOC: "The bell & the town"}))
    for path in FRAMED:
        page = html.fromstring(files[path])
        (fold,) = page.cssselect("header details.contents")
        assert fold.cssselect("summary")[0].text == "Contents" and fold.get("open") is None
        (link,) = fold.cssselect("nav[aria-label=Contents] a")
        assert link.text == "1.1 The bell & the town"
        assert normpath(join(path.rpartition("/")[0], link.get("href"))) == "book/chapter.html"


def test_the_pages_that_lead_on_hold_none(files: dict[str, str]) -> None:
    assert "<details" not in files["n/1.1.1-a/index.html"]


def test_no_page_asks_the_server_for_an_icon(files: dict[str, str]) -> None:
    pages = [path for path in files if path.endswith(".html")]
    assert {path.partition("/")[0] for path in pages} >= {"cite", "n", "p", "f", "t", "changes"}
    assert [path for path in pages if not html.fromstring(files[path]).cssselect("link[rel=icon]")] == []
