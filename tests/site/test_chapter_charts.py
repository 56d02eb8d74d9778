"""Chapters show the charts that their notes argue with, in place, light, and with the way to the notebook."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from lxml import html
from PIL import Image
from playwright.sync_api import Page

from edition.charts.style import DARK, ROLES
from edition.sources import bibtex
from edition.sphinx.last_build import edition_of
from tests.site.conftest import until

#: Chapters in which no note argues with a notebook, and the heaviest: it leads to its chart, to stay in the budget of a first visit.
WITHOUT = {"part-1/index", "part-1/section-2", "part-2/index", "part-3/section-1", "part-3/section-2"}


#: Notes that tell one by one of what their chart counts.
TOLD = {"0.0.1-a", "1.3.1-d"}


def _chapters(site: Path) -> dict[str, html.HtmlElement]:
    folder = site / "book" / "text"
    paths = {path.relative_to(folder).with_suffix("").as_posix(): path for path in sorted(folder.rglob("*.html"))}
    return {name: html.fromstring(path.read_bytes()) for name, path in paths.items()}


def test_every_chapter_that_argues_with_a_notebook_shows_a_chart_and_none_more_than_two(site: Path) -> None:
    counts = {name: len(page.cssselect("figure.chart-of")) for name, page in _chapters(site).items()}
    assert {name for name, count in counts.items() if not count} == WITHOUT
    assert max(counts.values()) == 2


def test_a_chart_stands_in_a_note_that_argues_with_numbers(site: Path) -> None:
    """A picture that the note does not argue with would be an ornament."""
    edition = edition_of(site.parent / ".doctrees", bibtex.load())
    with_numbers = {mention.note for mention in edition.mentions if mention.type == "result"} | TOLD
    charted = {
        next(one for one in figure.iterancestors("section") if "note" in one.classes).get("id").removeprefix("n-")
        for page in _chapters(site).values() for figure in page.cssselect("figure.chart-of")
    }  # fmt: skip
    assert len(charted) >= 11 and charted <= with_numbers


def test_a_picture_comes_late_has_its_room_its_words_and_its_files(site: Path) -> None:
    for name, page in _chapters(site).items():
        here = (site / "book" / "text" / f"{name}.html").parent
        for picture in page.cssselect("figure.chart-of img"):
            assert picture.get("loading") == "lazy" and len((picture.get("alt") or "").split()) >= 3
            assert int(picture.get("width")) > 0 and int(picture.get("height")) > 0
            files = [picture.get("src"), *(source.get("srcset") for source in picture.getparent().cssselect("source"))]
            assert len(files) == 2 and all((here / file).resolve().is_file() for file in files)
        for link in page.cssselect("figure.chart-of .chart-source a"):
            target, _, anchor = link.get("href").partition("#")
            notebook = html.fromstring((here / target).resolve().read_bytes())
            assert anchor.startswith("fig-") and notebook.xpath("//figure[@id=$id]", id=anchor), link.get("href")


@pytest.mark.parametrize("width", [390, 1280])
def test_it_is_drawn_when_one_reads_there_and_not_before(desk: Page, served: str, width: int) -> None:
    asked: list[str] = []
    desk.on("request", lambda request: asked.append(request.url))
    desk.set_viewport_size({"width": width, "height": 800})
    desk.goto(f"{served}/book/text/part-1/section-1.html")
    assert not [url for url in asked if "/charts/" in url]
    figure = desk.locator("figure.chart-of").first
    figure.scroll_into_view_if_needed()
    until(desk, "document.querySelector('figure.chart-of img').complete && document.querySelector('figure.chart-of img').naturalWidth > 0")
    kind = "narrow" if width == 390 else "column"
    assert [url for url in asked if url.endswith(f"-{kind}.svg")]
    box, text = figure.bounding_box(), desk.locator("main").bounding_box()
    assert box and text and box["width"] <= text["width"] + 1


@pytest.mark.parametrize("address", ["book/text/part-1/section-1.html", "n/1.1.2-j/index.html"])
@pytest.mark.parametrize(("theme", "colours"), [("light", ROLES), ("dark", DARK)])
def test_it_is_drawn_in_the_colours_of_the_theme_chosen_on_the_page(
    desk: Page, served: str, address: str, theme: str, colours: dict[str, str]
) -> None:
    desk.emulate_media(color_scheme="light" if theme == "dark" else "dark")  # the page's theme, not the system's
    desk.goto(f"{served}/{address}")
    desk.evaluate("theme => document.documentElement.dataset.theme = theme", theme)
    picture = desk.locator(".chart-of img, .chart-preview img").first
    picture.scroll_into_view_if_needed()
    until(desk, "document.querySelector('.chart-of img, .chart-preview img').naturalWidth > 0")
    drawn = Image.open(io.BytesIO(picture.screenshot())).convert("RGB")
    shares = {f"#{bytes(colour).hex()}": count for count, colour in drawn.getcolors(drawn.width * drawn.height) or []}
    assert max(shares, key=lambda colour: shares[colour]) == colours["paper"]
    assert {colours[role] for role in ("ink", "rust", "blue")} <= set(shares)


def test_its_words_keep_their_size(desk: Page, served: str) -> None:
    desk.goto(f"{served}/book/text/part-1/section-1.html")
    shrunk = "images => images.map(image => image.getBoundingClientRect().width / image.getAttribute('width'))"
    shares = desk.locator("figure.chart-of img").evaluate_all(shrunk)
    assert shares and all(0.95 <= share <= 1.2 for share in shares), shares
