"""What a real build makes of the harbour's chapters: its footnotes in readers' words, its files, and no raw key as text in any of them."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

from edition.book import Book
from edition.commentary.model import Since
from edition.export import site
from edition.export.formats import search_index
from edition.export.formats.citations import Formatter
from edition.sources import bibtex
from edition.sources.model import ESSAY_KEY
from tests.conftest import ROOT, Built
from tests.export.conftest import DOC, HARBOUR, META

#: A key that stands for itself: not the end of an id (`src-`, `b-`), of an anchor, or of the edition's name (`urn:x-edition:`).
KEY = re.compile(rf"(?<![\w#:-])(?:doe-2001|moe-2003|roe-2002|{ESSAY_KEY})(?![\w-])")
#: Fields whose whole value is a key or several: in JSON, and the columns of tables.
JSON_FIELDS = {"id", "key", "source", "sources"}
COLUMNS = {"source", "sources"}
#: Attributes whose text people read or hear.
SPOKEN = ("alt", "title", "aria-label", "content")
#: What the labels read on pages and in exports.
LABELS = {"doe-2001": ("Doe (2001)", "Doe 2001"), "roe-2002": ("Roe (2002)", "Roe 2002")}


def test_the_corpus_is_what_the_build_assembled(corpus: Book, assembled: Book) -> None:
    assert corpus.meta == META and not assembled.meta.released
    assert [(one.label, one.text, one.sources) for one in corpus.footnotes] == [
        ("log", "Doe 2001, p. 12, prints the log of the harbour.", ("doe-2001",)),
        ("report", "Roe 2002, opening, sets out the three claims.", ("roe-2002",)),
    ]
    assert [one.type for one in corpus.notes] == ["claim", "gloss", "debate", "translation"]
    assert [one.reference for one in corpus.edition.passages] == ["fig.1", "1.1.1"], "written in another order than the essay's"
    assert [one.reference for one in corpus.passages] == ["1.1.1", "fig.1"]
    assert corpus.entries.keys() == {"bell", "doe", "quay"}
    (chart,) = corpus.charts
    assert (chart.docname, chart.source_line, chart.caveat) == ("book/evidence", "Source: Doe 2001.", "As the log counts.")


def test_the_essay_is_the_books_own_source() -> None:
    ours, theirs = (bibtex.load(folder / "book" / "references.bib")[ESSAY_KEY] for folder in (HARBOUR, ROOT))
    assert replace(ours, place=theirs.place) == theirs


def test_the_build_wrote_the_files_that_these_tests_read(assembled: Book, harbour: Built) -> None:
    made = site.files(assembled, Formatter({}, assembled.meta.date))
    assert len(made) > 100
    assert [name for name, text in made.items() if (harbour.html / name).read_bytes() != text.encode()] == []


def test_the_search_leads_to_places_that_the_pages_have(assembled: Book, harbour: Built) -> None:
    targets = [hit.url.partition("#") for hit in search_index.entries(assembled)]
    assert {page for page, _, anchor in targets if anchor} >= {"book/chapter.html", "book/apparatus/sources.html"}
    pages = {page: html.fromstring((harbour.html / page).read_bytes()) for page, _, _ in targets}
    assert [target for target in targets if target[2] and not pages[target[0]].xpath("//*[@id=$id]", id=target[2])] == []


def test_a_source_that_nobody_cites_is_in_the_bibliography_and_not_in_the_list(assembled: Book, files: dict[str, str]) -> None:
    assert "A Book That Nobody Cites" in files["sources.ris"] and "moe-2003" in assembled.sources
    assert [key for key, _, _ in assembled.described] == ["doe-2001", "roe-2002", ESSAY_KEY]
    assert assembled.source_target("moe-2003") == "" and assembled.source_target("doe-2001").endswith("sources.html#src-doe-2001")


def test_an_event_since_the_essay_is_carried_with_its_footnote(files: dict[str, str], corpus: Book) -> None:
    (note,) = [one for one in corpus.notes if one.since]
    (event,) = note.since
    assert isinstance(event, Since) and event.text.startswith("The bell was taken down") and note.text.endswith("in their letters.")
    passages = json.loads(files["edition.json"])["passages"]
    carried = [one for passage in passages for one in passage["notes"] if "since" in one]
    assert [one["id"] for one in carried] == [note.id]
    assert carried[0]["since"] == [{"date": "2026-03", "text": event.text, "footnotes": [f"{DOC}#report"], "sources": ["roe-2002"]}]
    tei = etree.fromstring(files["edition.tei.xml"].encode())
    (inner,) = tei.xpath("//*[@type='since']")
    assert inner.xpath("string(*[@type='text'])").strip() == event.text
    assert inner.xpath("string(..//*[@when='2026-03'])") == "2026-03"


def walked(value: Any, field: str = "") -> Iterator[tuple[str, str]]:
    """Every string of a JSON value with its field's name; a list's values have the name of the list."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from walked(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from walked(inner, field)
    elif isinstance(value, str):
        yield field, value


def words_of_page(text: str) -> Iterator[str]:
    """What a page says: its text and what is read out, without code; and the values of its linked data."""
    page = html.fromstring(text)
    for script in page.xpath("//script[@type='application/ld+json']"):
        yield from (value for _, value in walked(json.loads(script.text)))
    for hidden in page.xpath("//script | //style | //pre"):
        hidden.drop_tree()
    yield page.text_content()
    for name in SPOKEN:
        yield from page.xpath(f"//@{name}")


def texts(name: str, text: str) -> Iterator[str]:
    """What a file says, without the places where its format names keys."""
    ending = name.rpartition(".")[2]
    if ending == "html":
        yield from words_of_page(text)
    elif name == "data/datapackage.json":  # Frictionless knows a source by its title: here the key in the bibliography beside it
        package = json.loads(text)
        sources = [source for one in package["resources"] for source in one.pop("sources")]
        assert sources == [{"title": "doe-2001", "path": "../sources.bib"}]
        yield from (value for _, value in walked(package))
    elif ending in ("json", "jsonld"):
        yield from (value for field, value in walked(json.loads(text)) if field not in JSON_FIELDS or not KEY.fullmatch(value))
    elif ending == "js":
        strings = re.finditer(r'("(?:[^"\\\n]|\\.)*")(\s*:)?', text)
        yield from (found[1] for found in strings if not found[2])
    elif ending == "csv":
        for row in csv.DictReader(text.splitlines()):
            yield from (cell for column, cell in row.items() if column not in COLUMNS)
    elif ending == "bib":
        yield re.sub(r"^@\w+\{[\w-]+,$", "", text, flags=re.MULTILINE)
    elif ending == "ris":
        yield re.sub(r"^ID  - [\w-]+\r?$", "", text, flags=re.MULTILINE)
    else:
        yield text


def raw_keys(files: dict[str, str]) -> list[str]:
    """The files that show a key of the bibliography where people read words, each with those words."""
    return [f"{name}: {said[max(0, found.start() - 30) : found.end() + 30]}"
            for name, text in sorted(files.items()) for said in texts(name, text) for found in KEY.finditer(said)]  # fmt: skip


@pytest.fixture(scope="module")
def written(harbour: Built) -> dict[str, str]:
    """Every file of text that the build wrote, without the styles and scripts that it copied."""
    paths = [path for path in harbour.html.rglob("*") if path.is_file() and path.suffix not in (".png", ".zip", ".inv", ".css")]
    named = {path.relative_to(harbour.html).as_posix(): path for path in paths}
    return {name: path.read_text(encoding="utf-8") for name, path in named.items() if not (ROOT / "book" / name).exists()}


def test_no_file_of_the_build_shows_a_raw_key(written: dict[str, str], placed_files: dict[str, str]) -> None:
    named = {Path(name).suffix for name, text in written.items() if "doe-2001" in text}
    assert named >= {".bib", ".csv", ".html", ".js", ".json", ".ris", ".xml"}, "each of these formats names keys somewhere"
    assert raw_keys(written) == []
    assert raw_keys(placed_files) == []


def test_a_raw_key_is_seen_in_every_file_that_names_a_source(written: dict[str, str]) -> None:
    raw = written
    for key, labels in LABELS.items():
        for label in labels:
            raw = {name: text.replace(label, key) for name, text in raw.items()}
    changed = {name for name, text in raw.items() if text != written[name]}
    assert changed >= {"edition.json", "edition.tei.xml", "claims.csv", "annotations.jsonld", "search-index.js", "book/chapter.html"}
    assert {found.partition(":")[0] for found in raw_keys(raw)} == changed


def test_a_footnote_whose_key_was_not_resolved_is_seen(corpus: Book) -> None:
    footnotes = [replace(one, text=one.text.replace("Doe 2001", "doe-2001")) for one in corpus.edition.footnotes]
    made = site.files(replace(corpus, edition=replace(corpus.edition, footnotes=footnotes)), Formatter())
    assert {found.partition(":")[0] for found in raw_keys(made)} >= {"edition.json", "edition.tei.xml"}
