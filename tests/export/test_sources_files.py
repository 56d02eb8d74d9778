"""The whole bibliography as BibTeX and RIS, read back by three libraries: every field that a format can hold is what it was."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware
from pybtex.database import parse_string

from edition.book import Book
from edition.export.formats import bibtex, records, ris
from edition.sources.bibtex import BIBLIOGRAPHY, load
from edition.sources.tex import unescape
from tests.export.conftest import META

#: BibTeX field -> what of the item it holds.
BIB_FIELDS = {
    "title": "title", "volume": "volume", "doi": "DOI", "isbn": "ISBN", "url": "URL", "language": "language", "langid": "language",
    "translatedtitle": "translated-title", "note": "note",
}  # fmt: skip
RIS_FIELDS = {
    "title": "title", "secondary_title": "container-title", "volume": "volume", "doi": "DOI", "language": "language",
    "publisher": "publisher",
}  # fmt: skip


@pytest.fixture(scope="module")
def items(corpus: Book) -> list[records.Item]:
    """Every source of the real bibliography."""
    return records.sources(Book(meta=META, edition=corpus.edition, base=corpus.base, sources=load(BIBLIOGRAPHY)))


@pytest.fixture(scope="module")
def bib(items: list[records.Item]) -> str:
    return "\n".join(map(records.bibtex, items))


def names(item: Mapping[str, Any]) -> list[str]:
    return [name.get("literal") or ", ".join(filter(None, (name["family"], name.get("given")))) for name in item.get("author", ())]


def date(item: Mapping[str, Any], sign: str) -> str:
    return sign.join(f"{part:02d}" for part in item.get("issued", {}).get("date-parts", [[]])[0])


def braceless(text: str) -> str:
    return re.sub(r"^\{(.*)\}$", r"\1", text)


def check(item: records.Item, fields: Mapping[str, str], authors: list[str]) -> None:
    """Compare one entry, its fields in plain words, with the item it was made of."""
    said = {field: item.get(name, "") for field, name in BIB_FIELDS.items()}
    assert {field: fields.get(field, "") for field in said} == said
    assert authors == names(item)
    assert fields.get("date", "") == date(item, "-")
    assert fields.get("pages", "").replace("--", "–") == item.get("page", "")
    assert fields.get("journal", fields.get("booktitle", "")) == item.get("container-title", "")
    assert fields.get("number", "") == item.get("issue", item.get("number", ""))
    assert {name: fields[name] for name in item["custom"]} == item["custom"]
    if "publisher" in item:
        assert item["publisher"] in (fields.get("publisher"), fields.get("institution"), fields.get("school"))


def test_pybtex_reads_every_source_as_it_was(items: list[records.Item], bib: str) -> None:
    entries = parse_string(bib, "bibtex").entries  # type: ignore[no-untyped-call]
    assert list(entries) == [item["id"] for item in items]
    for item in items:
        entry = entries[item["id"]]
        fields = {name: value if name in ("url", "doi") else unescape(value) for name, value in entry.fields.items()}
        authors = [", ".join(filter(None, map(unescape, (
            " ".join((*one.prelast_names, *one.last_names)), " ".join((*one.first_names, *one.middle_names)),
        )))) for one in entry.persons.get("author", ())]  # fmt: skip
        check(item, fields, authors)


def test_bibtexparser_reads_every_source_as_it_was(items: list[records.Item], bib: str) -> None:
    raw = bibtexparser.parse_string(bib)
    assert not raw.failed_blocks
    urls = {entry.key: entry["url"] for entry in raw.entries if "url" in entry}
    decoded = bibtexparser.parse_string(bib, append_middleware=[LatexDecodingMiddleware()])
    assert [entry.key for entry in decoded.entries] == [item["id"] for item in items]
    for item, entry in zip(items, decoded.entries, strict=True):
        fields = {field.key: braceless(field.value) for field in entry.fields}
        authors = [braceless(name) for name in fields.pop("author", "").split(" and ")] if names(item) else []
        if any(" and " in name for name in names(item)):
            authors = names(item)  # its own splitting of names is asked for below
        # An address is no TeX: what a reader decodes in it is its own affair.
        check(item, {**fields, **({"url": urls[entry.key]} if entry.key in urls else {}), "doi": item.get("DOI", "")}, authors)


def test_a_body_with_an_and_in_its_name_is_one_name(bib: str) -> None:
    split = bibtexparser.parse_string(bib, append_middleware=[bibtexparser.middlewares.SeparateCoAuthors()])
    (entry,) = (entry for entry in split.entries if entry.key == "lublin-triangle-2020")
    assert entry["author"] == ["{Foreign ministers of Lithuania, Poland and Ukraine}"]


def test_rispy_reads_every_source_as_it_was(items: list[records.Item]) -> None:
    read = rispy.loads("".join(map(records.ris, items)))
    assert [entry["id"] for entry in read] == [item["id"] for item in items]
    for item, entry in zip(items, read, strict=True):
        said = {field: item.get(name, "") for field, name in RIS_FIELDS.items()}
        if item["type"] == "dataset":
            said["publisher"] = said["publisher"] or said["secondary_title"]
        assert {field: entry.get(field, "") for field in said} == said
        bodies = {name["literal"] for name in item.get("author", ()) if "literal" in name}
        assert entry.get("authors", []) == [name.replace(",", ";") if name in bodies else name for name in names(item)]
        assert (entry.get("year", ""), entry.get("date", "")) == (date(item, "/")[:4], date(item, "/"))
        assert "–".join(filter(None, (entry.get("start_page"), entry.get("end_page")))) == item.get("page", "")
        assert entry.get("urls", [""]) == [item.get("URL", "")]
        assert entry.get("notes", [""]) == [item.get("note", "")]
        held = {entry.get(tag) for tag in ("issn", "isbn", "number", "note", "custom1")} | {*entry.get("unknown_tag", {}).values()}
        assert {item[name] for name in ("ISBN", "issue") if name in item} <= held


def test_no_record_is_of_a_type_that_readers_take_for_another(items: list[records.Item], bib: str) -> None:
    """Zotero drops an entry of BibTeX whose type it does not know, and takes `GEN` of RIS for a journal article."""
    known = {"article", "book", "incollection", "inproceedings", "inreference", "legislation", "mastersthesis", "misc", "online",
             "phdthesis", "techreport", "video"}  # fmt: skip
    assert set(re.findall(r"^@(\w+)", bib, re.MULTILINE)) <= known
    assert set(bibtex.TYPES.values()) <= known
    assert "GEN" not in {*ris.TYPES.values()}
    assert {line for item in items for line in records.ris(item).split("\r\n") if line.startswith("TY  - GEN")} == set()


def test_what_leaves_the_house_says_page_and_edition(placed: Book) -> None:
    """Zotero has no field for section and version of a chapter, and the editors of the whole are not its authors."""
    note = records.published(records.item_of(placed.by_id["1.1.1-a"], placed))
    assert (note["page"], note["edition"]) == ("1.1.1-a", "Version 1.2.0")
    assert not {"section", "version"} & set(note)
    whole = records.published(records.item_of(placed.whole, placed))
    assert whole["editor"] == [{"literal": "The editors"}] and "author" not in whole
    table = records.published(records.item_of(placed.by_id["table-bells"], placed))
    assert table["version"] == "1.2.0"
    (read,) = rispy.loads(records.ris(table))
    assert (read["type_of_reference"], read["edition"], read["publisher"]) == ("DATA", "1.2.0", placed.meta.title)
