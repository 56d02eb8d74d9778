"""The book as one page and as a PDF, made from what the site's build has read, in a folder of the test's own."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pymupdf
import pytest
import yaml
from lxml import etree
from playwright.sync_api import Browser, Page

from edition import publication
from edition.paper import pdf as forms
from tests.conftest import ROOT
from tests.paper import painted_order
from tests.site.other_forms import BOXES, PAPER, build, need, reading
from tests.site.pdf_checkers import REMAINING, found_by


@pytest.fixture(scope="module")
def out(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build folder of its own."""
    return reading(site, tmp_path_factory.mktemp("pdf"))


@pytest.fixture(scope="module")
def one_page(out: Path) -> Path:
    """The whole book as one page."""
    build(out, "--builder", "singlehtml")
    return out / "_build" / "singlehtml" / "book.html"


@pytest.fixture(scope="module")
def pdf(one_page: Path, out: Path) -> Iterator[pikepdf.Pdf]:
    """The PDF."""
    try:
        browser = forms.chromium()
    except forms.NoChromium as error:
        need(None, str(error))
        raise
    found = publication.load(ROOT)
    forms.make_pdf(one_page, out / "edition.pdf", browser, found)
    with pikepdf.open(out / "edition.pdf") as made:
        yield made


@pytest.fixture(scope="module")
def texts(pdf: pikepdf.Pdf, out: Path) -> list[str]:
    """The words of each page, a line for each piece that is set in one place."""
    with pymupdf.open(out / "edition.pdf") as made:
        return [page.get_text() for page in made]


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


def test_in_the_one_page_each_part_opens_with_the_list_of_its_own_sections(one_page: Path, site: Path) -> None:
    lists = etree.HTML(one_page.read_bytes()).xpath("//ul[contains(@class, 'sections')]")
    listed = [[re.split(r"[ \xa0]", link.xpath("string()"))[0] for link in found.xpath("./li/p/a[1]")] for found in lists]
    passages = json.loads((site / "edition.json").read_text(encoding="utf-8"))["passages"]
    sections = sorted({".".join(words[:2]) for passage in passages if (words := passage["id"].split("."))[1] != "0" and words[0].isdigit()})
    assert listed == [[section for section in sections if section.startswith(f"{part}.")] for part in (1, 2, 3)]
    for found in lists:
        assert "Register" not in found.xpath("string()")


def _chapter(node: Any) -> Any:
    return next(up for up in node.iterancestors("div") if "chapter" in up.get("class", "").split())


def test_the_pdf_is_tagged_titled_and_has_a_language(pdf: pikepdf.Pdf) -> None:
    root: Any = pdf.Root
    assert root.MarkInfo.Marked
    assert root.StructTreeRoot.K
    assert str(root.Lang) == "en-GB"
    assert str(pdf.docinfo["/Title"]) == publication.load(ROOT).title
    assert root.ViewerPreferences.DisplayDocTitle


def test_what_stands_in_english_text_and_is_not_english_is_tagged_with_its_language(pdf: pikepdf.Pdf, one_page: Path) -> None:
    marked = etree.HTML(one_page.read_bytes()).xpath("//body//*[@lang][ancestor::*[@lang][1]/@lang = 'en-GB']")
    written, tagged = Counter(node.get("lang") for node in marked), Counter(_foreign(pdf.Root.StructTreeRoot))
    assert written["zh"] > 500 and written["ru"] > 100 and written["zh-Hans"]
    assert {language: tagged[language] for language in ("zh", "ru", "zh-Hans")} == {one: written[one] for one in ("zh", "ru", "zh-Hans")}


def _foreign(node: Any) -> Iterator[str]:
    """Yield the language of each part of a tag tree that has another one than the English around it."""
    if isinstance(node, pikepdf.Array):
        for part in node:
            yield from _foreign(part)
    elif isinstance(node, pikepdf.Dictionary):
        language = str(node.get("/Lang", "en-GB"))
        if language != "en-GB":
            yield language
        elif "/K" in node:
            yield from _foreign(node.K)


def test_the_outline_holds_every_part_chapter_passage_and_note_by_its_own_words(pdf: pikepdf.Pdf, out: Path, site: Path) -> None:
    with pymupdf.open(out / "edition.pdf") as made:
        titles = [(depth, title) for depth, title, _ in made.get_toc()]
    parts = ["Introduction", "The text", "Essays", "The evidence", "Reference", "Other languages"]
    assert [title for depth, title in titles if depth == 1][-len(parts) :] == parts
    assert (3, "1.2 An order led from Moscow, and its limits") in titles and (2, "Glossary") in titles
    edition = json.loads((site / "edition.json").read_text(encoding="utf-8"))
    assert len(edition["passages"]) == 24
    named = {title for depth, title in titles if depth in (3, 4)}
    assert {f"{passage['id']} {passage['title']}" for passage in edition["passages"]} <= named
    lemmata = [re.sub(r"\W", "", note["lemma"]) for passage in edition["passages"] for note in passage["notes"]]
    assert sum(re.sub(r"\W", "", title).startswith(tuple(lemmata)) for depth, title in titles if depth in (4, 5)) >= len(lemmata) > 300
    assert [title for _, title in titles if re.fullmatch(r"(.{4,}?)\s*\1", title)] == []


def _heading(name: str) -> str:
    lines = (ROOT / f"{name}.md").read_text(encoding="utf-8").splitlines()
    return next(line.removeprefix("# ") for line in lines if line.startswith("# "))


def test_the_contents_name_the_pages_on_which_chapters_and_passages_begin(texts: list[str]) -> None:
    def spoken(text: str) -> str:
        return re.sub(r"\W+", "", unicodedata.normalize("NFKC", text))  # a Chinese font may name a character by its radical

    listed = re.findall(r"^(.+)\n(\d+)$", f"{texts[1]}\n{texts[2]}", re.MULTILINE)
    assert len(listed) > 55
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    renamed = [chapter for part in toc["parts"] for chapter in part["chapters"] if "title" in chapter]  # not listed by their heading
    headings = {spoken(chapter["title"]): _heading(chapter["file"]) for chapter in renamed}
    for title, number in listed:
        heading = headings.get(spoken(title), re.sub(r"^[\d.]+ ", "", title))
        assert spoken(heading) in spoken(texts[int(number) - 1]), title


def test_pages_have_running_heads_with_the_section_and_page_numbers(texts: list[str]) -> None:
    title = "1.1 Trust, threats and the founding of the SCO"
    listed = re.search(rf"{title}\n(\d+)", texts[1])
    assert listed
    following = int(listed[1]) + 1
    assert title in texts[following - 1]
    assert re.search(rf"\b{following}\b", texts[following - 1])


def test_every_figure_is_tagged_with_the_words_of_its_chart(pdf: pikepdf.Pdf, one_page: Path) -> None:
    figures = [str(node.get("/Alt", "")) for node in _structure(pdf) if node.get("/S") == "/Figure"]
    charts = etree.HTML(one_page.read_bytes()).xpath("//*[@class='chart']/img | //*[@role='img']")
    assert len(figures) == len(charts) >= 40
    assert [words for words in figures if len(words) <= 40] == []


def test_links_lead_within_the_file_or_to_the_web_and_never_to_the_maker_s_disk(pdf: pikepdf.Pdf) -> None:
    named = set(pdf.Root.Dests.keys())
    inside = 0
    for page in pdf.pages:
        for link in page.get("/Annots", []):
            if "/Dest" in link:
                assert str(link.Dest) in named
                inside += 1
            else:
                assert str(link.A.URI).startswith(("https://", "http://")), link.A.URI
    assert inside > 5000


def test_text_is_set_in_the_book_s_own_faces_and_loses_no_character(texts: list[str], out: Path) -> None:
    first = next(number for number, text in enumerate(texts) if text.startswith("The essay and its author\n"))
    with pymupdf.open(out / "edition.pdf") as made:
        lines = [line for block in made[first].get_text("dict")["blocks"] for line in block.get("lines", [])]
    faces = {span["font"] for line in lines for span in line["spans"] if "’" in span["text"]}
    assert faces and all("EditionSerif" in face for face in faces)
    whole = re.sub(r"\s", "", "".join(texts))
    for words in ("上海合作组织", "ShànghǎiHézuòZǔzhī", "Одинпояс,одинпуть", "古阿姆集团", "Shìjiè"):
        assert words in whole, words
    assert not set("\ufffd\u02bb\u02bc") & set(whole)  # a mark of quotation is itself when copied


@pytest.fixture(scope="module")
def on_paper(one_page: Path, browser: Browser) -> Iterator[Page]:
    """The whole book as it is laid out for print."""
    page = browser.new_page(viewport={"width": PAPER, "height": 900})
    page.goto(one_page.as_uri())
    page.emulate_media(media="print")
    yield page
    page.close()


def test_tables_stand_whole_within_the_text(on_paper: Page) -> None:
    found = on_paper.locator(".table-scroll").evaluate_all(BOXES)
    assert len(found) > 20 and all(overflow == "visible" and beyond <= 1 for overflow, beyond in found), found


@pytest.mark.parametrize("checker", REMAINING)
def test_a_checker_of_tagged_pdfs_finds_only_what_is_listed_with_its_reason(checker: str, pdf: pikepdf.Pdf, out: Path) -> None:
    found = found_by(checker, out / "edition.pdf")
    assert found.keys() & {"UA-28-004", "DOC-012"}, "it has read the file"
    assert {rule: message for rule, message in found.items() if rule not in REMAINING[checker]} == {}


def test_no_page_is_nearly_blank(texts: list[str]) -> None:
    lengths = {number: len(text) for number, text in enumerate(texts, start=1)}
    assert [number for number, length in lengths.items() if length < 150] == []
    assert sum(length < 400 for length in lengths.values()) < 12
    assert len(texts) < 360


def test_the_map_of_places_stands_on_one_page_with_its_whole_key(texts: list[str], one_page: Path) -> None:
    (drawn,) = etree.HTML(one_page.read_bytes()).xpath("//div[contains(@class, 'place-map')]")
    assert [{"named", "narrow"} & set(picture.get("class").split()) for picture in drawn.xpath("./div[svg]")] == [{"narrow"}]
    names = [name.xpath("string()") for name in drawn.xpath(".//ol//a")]
    assert len(names) > 60
    (page,) = (text for text in texts if "The frame holds Central Asia" in " ".join(text.split()))
    assert [name for name in names if re.sub(r"\W", "", name) not in re.sub(r"\W", "", page)] == []


def test_the_title_of_a_chart_or_a_collation_stands_on_the_page_of_what_it_names(on_paper: Page) -> None:
    for title, named in ((".chart > p:first-child", ".chart > img"), (".collation-title", ".collation")):
        assert on_paper.locator(title).first.evaluate("node => getComputedStyle(node).breakAfter") == "avoid"
        assert on_paper.locator(named).first.evaluate("node => getComputedStyle(node).breakInside") == "avoid"
    assert on_paper.locator(".chart").first.evaluate("node => getComputedStyle(node).breakInside") == "auto"


def test_a_source_s_address_is_printed_at_its_entry_s_end_and_only_what_paper_can_do_is_said(texts: list[str]) -> None:
    whole = re.sub(r"\s", "", "".join(texts))
    assert "on10November2020.24.kg/english/172493_Sadyr_Japarov_urges_to_speed_up_establishment_of_SCO_Bank_Development_Fund" in whole
    assert "<http" not in whole
    assert "Citecontrol" not in whole and "buttonthatcopies" not in whole


def _structure(pdf: pikepdf.Pdf) -> Iterator[Any]:
    waiting: list[Any] = [pdf.Root.StructTreeRoot]
    while waiting:
        node = waiting.pop()
        if isinstance(node, pikepdf.Array):
            waiting += list(node)
        elif isinstance(node, pikepdf.Dictionary):
            yield node
            if "/K" in node:
                waiting.append(node["/K"])


def test_every_page_is_painted_in_the_order_in_which_it_is_read(pdf: pikepdf.Pdf) -> None:
    """By the measure and the threshold of `outloud`'s rule ORD-001: four fifths of a page's marked content, of every page."""
    assert len(pdf.pages) > 300
    shares = painted_order.shares(pdf)
    assert len(shares) > 300 and min(shares.values()) >= 0.8, sorted((share, page) for page, share in shares.items())[:5]
