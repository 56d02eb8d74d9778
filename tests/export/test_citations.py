"""Citations: the four styles to the letter, records that the tools of their fields read, and pinpoints that stay as they are."""

from __future__ import annotations

import json
import re
from pathlib import Path

import bibtexparser
import pytest
import rispy
from citeproc.source.json import CiteProcJSON
from lxml import html

from edition.book import Book
from edition.export.formats import citations, records
from edition.export.formats.citations import CITATION_STYLES, Formatter
from edition.export.pages import cite as cite_pages

FORMATTER = Formatter()

#: What each manual asks for, to be read by people: Chicago Manual of Style (17, notes), APA 7, MLA 9, GB/T 7714-2015.
GOLDEN = (Path(__file__).parent / "golden" / "citations.txt").read_text(encoding="utf-8")


def test_golden_citations(placed: Book) -> None:
    """A passage, a claim, a chart, a table, the whole, and a sentence of the essay; the file says what is what."""
    made, formatter = [], Formatter(accessed=placed.meta.date)
    for title, item, pinpoint in (
        ("A passage", records.item_of(placed.by_id["1.1.1"], placed), ""),
        ("A claim", records.item_of(placed.by_id["1.1.1-a"], placed), ""),
        ("A chart", records.item_of(placed.by_id["bells-by-year"], placed), ""),
        ("A table", records.item_of(placed.by_id["table-bells"], placed), ""),
        ("The whole", records.item_of(placed.whole, placed), ""),
        ("A sentence of the essay", records.essay(placed), "1.1.1.2"),
    ):
        made.append(f"# {title}")
        made += [f"{style.name}: {citations.plain(formatter.format(style, item, pinpoint))}" for style in CITATION_STYLES]
        made.append("")
    assert "\n".join(made) == GOLDEN


@pytest.mark.parametrize("style", CITATION_STYLES, ids=lambda style: style.key)
def test_every_style_names_id_version_and_editors(placed: Book, style: citations.Style) -> None:
    for one in placed.citables:
        text = citations.plain(FORMATTER.format(style, records.item_of(one, placed)))
        assert "2026" in text and "The editors" in text
        assert "ersion 1.2.0" in text
        assert one.kind not in ("passage", "note") or one.id in text


@pytest.mark.parametrize("style", CITATION_STYLES, ids=lambda style: style.key)
def test_the_essay_is_cited_at_its_sentence_and_as_a_translation(placed: Book, style: citations.Style) -> None:
    text = citations.plain(FORMATTER.format(style, records.essay(placed), "1.1.1.2"))
    assert "1.1.1.2" in text
    assert "English AI translation" in text
    assert "Sun" in text or "SUN" in text
    assert "The editors" not in text and citations.PINPOINT not in text


def test_without_an_address_no_url_is_invented(corpus: Book) -> None:
    for one in corpus.citables:
        item = records.item_of(one, corpus)
        assert "http" not in json.dumps(item)
        assert "http" not in "".join(FORMATTER.format_all(item).values())


def test_only_what_has_an_address_is_cited_as_online(corpus: Book, placed: Book) -> None:
    """GB/T 7714 asks address and day of access of whatever is marked as online; only such an item must bear a mark."""
    gbt = CITATION_STYLES[-1]
    for book, stands in ((corpus, False), (placed, True)):
        shown = {one.kind: citations.plain(FORMATTER.format(gbt, records.item_of(one, book))) for one in book.citables}
        assert all(("[M/OL]" in shown[kind]) is stands for kind in ("whole", "passage", "note", "chart"))
        assert ("[DS/OL]" in shown["table"]) is stands
        assert all(("http" in text) == ("/OL]" in text) == stands for text in shown.values())


def test_markup_in_titles_is_escaped(placed: Book) -> None:
    item = {**records.item_of(placed.whole, placed), "title": "Bells & <i>Towers</i> <script>"}
    assert "<script>" not in FORMATTER.format_all(item)["chicago"]


@pytest.mark.parametrize("style", CITATION_STYLES, ids=lambda style: style.key)
@pytest.mark.parametrize("title", ["Who hung the bell?", "Note 1.1.1-a on “who first hung it?”"])
def test_a_title_that_asks_takes_no_full_stop(placed: Book, style: citations.Style, title: str) -> None:
    for one in (placed.by_id["bells-by-year"], placed.by_id["1.1.1-a"]):
        text = citations.plain(FORMATTER.format(style, {**records.item_of(one, placed), "title": title}))
        assert "?" in text
        assert not re.search(r"\?[’”]*\.", text)


def test_a_page_keeps_a_notes_id_on_one_line_of_its_heading_and_nowhere_else(corpus: Book) -> None:
    page = html.fromstring(cite_pages.page(corpus.by_id["1.1.1-a"], corpus, FORMATTER))
    assert page.cssselect("h1")[0].text_content().startswith("Cite: Note 1.1.1\N{NON-BREAKING HYPHEN}a on “")
    assert "\N{NON-BREAKING HYPHEN}" not in page.cssselect("section")[0].text_content()
    assert page.cssselect("main > p")[0].text_content().endswith("To the text.")


def test_bibtex_is_read_by_bibtexparser(placed: Book) -> None:
    for one in placed.citables:
        library = bibtexparser.parse_string(records.bibtex(records.item_of(one, placed)))
        assert not library.failed_blocks
        (entry,) = library.entries
        fields = {field.key: field.value for field in entry.fields}
        assert fields["year"] == "2026" and fields["date"] == "2026-03-04"
        assert fields.get("edition", f"Version {fields.get('version')}") == "Version 1.2.0"
        assert ("editor" if one.kind == "whole" else "author") in fields
        assert r"\&" in fields.get("booktitle", fields["title"])
        if one.kind in ("passage", "note"):
            assert (entry.entry_type, fields["pages"]) == ("incollection", one.id)
            assert "machine translation" in fields["note"]


def test_ris_is_read_by_rispy(placed: Book) -> None:
    for one in placed.citables:
        (entry,) = rispy.loads(records.ris(records.item_of(one, placed)))
        assert entry["tertiary_authors" if one.kind == "whole" else "authors"] == ["The editors"]
        assert entry["title"] == one.title
        assert entry["urls"] == [placed.meta.url(one.path)]
        if one.kind == "note":
            assert (entry["type_of_reference"], entry["start_page"], entry["edition"]) == ("CHAP", one.id, "Version 1.2.0")


def test_csl_json_is_read_by_a_processor(placed_files: dict[str, str]) -> None:
    for name, text in placed_files.items():
        if name.endswith(".csl.json"):
            items = json.loads(text)
            assert set(CiteProcJSON(items)) == {item["id"].lower() for item in items}, name


def test_sources_in_all_three_forms(files: dict[str, str], corpus: Book) -> None:
    keys = {one.key for one in corpus.sources}
    assert {item["id"] for item in json.loads(files["sources.csl.json"])} == keys
    assert {entry["id"] for entry in rispy.loads(files["sources.ris"])} == keys
    assert {entry.key for entry in bibtexparser.parse_string(files["sources.bib"]).entries} == keys


def test_the_control_offers_ours_and_the_essay(corpus: Book) -> None:
    one = corpus.by_id["1.1.1-a"]
    assert 'href="../cite/1.1.1-a.html"' in cite_pages.control(one, corpus, "book/chapter.html")
    opened = cite_pages.script(one, corpus, FORMATTER)
    call, _, rest = opened.partition(",")
    assert call == 'editionCite("1.1.1-a"'
    shown = json.loads(rest.removesuffix(");\n"))
    assert "The editors, “Note 1.1.1-a" in shown and "sec. 1.1.1.1" in shown
    assert "Version 1.2.0, 4 March 2026." in shown and cite_pages.CAVEAT in shown
    for ending in (".bib", ".ris", ".csl.json", ".html"):
        assert f'href="1.1.1-a{ending}"' in shown
    assert 'href="../n/1.1.1-a/index.html"' in shown


def test_a_passage_carries_a_context_object_and_a_note_none(corpus: Book) -> None:
    controls = {id_: cite_pages.control(corpus.by_id[id_], corpus, "book/chapter.html") for id_ in ("1.1.1", "1.1.1-a", "edition")}
    assert {id_: 'class="Z3988"' in control for id_, control in controls.items()} == {"1.1.1": True, "1.1.1-a": False, "edition": True}


def test_a_stored_citation_is_not_formatted_again(placed: Book) -> None:
    item = records.item_of(placed.whole, placed)
    first = Formatter()
    first.format(CITATION_STYLES[0], item)
    stored = Formatter(dict.fromkeys(first.cache, "kept"))
    assert stored.format(CITATION_STYLES[0], item) == "kept"
    assert stored.format(CITATION_STYLES[0], {**item, "version": "9.0.0"}) != "kept"


def test_one_run_of_the_processor_serves_all_notes(placed: Book) -> None:
    made = Formatter()
    notes = [one for one in placed.citables if one.kind == "note"]
    texts = [made.format_all(records.item_of(one, placed)) for one in notes]
    assert len(notes) > 1 and len(made.cache) == len(CITATION_STYLES)
    for one, by_style in zip(notes, texts, strict=True):
        assert all(f"Note {one.id} on" in text and placed.meta.url(one.path) in text for text in by_style.values())
