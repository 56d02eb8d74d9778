"""The edition as data: valid by its schema, the same twice, open to the tools of its fields, and without the essay's words."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package
from jsonschema import Draft202012Validator
from pyld import jsonld
from rocrate.rocrate import ROCrate

from edition.book import Book
from edition.essay import recognise
from edition.essay.normal_form import words
from edition.export.archives import book as book_archive
from edition.export.formats import edition_json
from edition.export.formats.citations import Formatter
from edition.export.release import changes
from tests.conftest import ROOT
from tests.export.conftest import HARBOUR, files_of

HERE = Path(__file__).parent
RUN = 6  # words: a run of this length that is no lemma is the essay's own


def check(value: object) -> list[str]:
    schema = json.loads(edition_json.schema())
    Draft202012Validator.check_schema(schema)
    return [error.message for error in Draft202012Validator(schema).iter_errors(value)]


def test_edition_json_is_valid(files: dict[str, str], placed_files: dict[str, str]) -> None:
    assert not check(json.loads(files["edition.json"]))
    assert not check(json.loads(placed_files["edition.json"]))
    assert json.loads(placed_files["edition.json"])["url"] == "https://example.org/bell/"


@pytest.mark.parametrize("fault", ["finding", "claim", "stranger", "reference", "wording"])
def test_the_schema_refuses_what_it_should(files: dict[str, str], fault: str) -> None:
    value = json.loads(files["edition.json"])
    note = value["passages"][0]["notes"][0]
    if fault == "finding":
        note["finding"] = "four stars"
    elif fault == "claim":
        del note["would_change"]
    elif fault == "stranger":
        note["score"] = 3
    elif fault == "wording":
        value["passages"][0]["collations"][0]["pairs"][0]["essay"]["differs"] = [[4]]
    else:
        value["passages"][0]["id"] = "one"
    assert check(value)


def test_claims_stand_in_a_table(files: dict[str, str], corpus: Book) -> None:
    rows = list(csv.DictReader(io.StringIO(files["claims.csv"])))
    assert [row["id"] for row in rows] == [claim.id for claim in corpus.claims]
    assert rows[0]["finding"] == "confirmed with qualification" and rows[0]["sources"] == "doe-2001"
    assert json.loads(files["claims.json"])[0]["sources"] == ["doe-2001"]


def test_two_exports_are_the_same(corpus: Book, files: dict[str, str]) -> None:
    assert files_of(corpus) == files
    packed = {name: text.encode() for name, text in files.items()}
    assert book_archive.archive(corpus, packed) == book_archive.archive(corpus, dict(reversed(packed.items())))


def test_a_changed_note_changes_its_hash_and_its_passages(corpus: Book) -> None:
    before = changes.manifest(corpus)["ids"]
    notes = [replace(note, caution="Weak.") if note.id == "1.1.1-bell" else note for note in corpus.edition.notes]
    after = changes.manifest(replace(corpus, edition=replace(corpus.edition, notes=notes)))["ids"]
    assert {id_ for id_ in before if before[id_] != after[id_]} == {"1.1.1", "1.1.1-bell"}


@pytest.mark.parametrize("changed", ["official", "essay", "text", "evidence"])
def test_a_changed_collation_changes_its_passages_hash_and_no_other(corpus: Book, changed: str) -> None:
    before = changes.manifest(corpus)["ids"]
    (one,) = corpus.edition.collations
    other = {
        "official": replace(one, pairs=(replace(one.pairs[0], official="raised once"), *one.pairs[1:])),
        "essay": replace(one, pairs=one.pairs[1:]),
        "text": replace(one, text="Nothing differs."),
        "evidence": replace(one, footnotes=("log",)),
    }[changed]
    after = changes.manifest(replace(corpus, edition=replace(corpus.edition, collations=[other])))["ids"]
    assert {id_ for id_ in before if before[id_] != after[id_]} == {"1.1.1"}


def loader(url: str, options: object) -> dict[str, object]:
    """Contexts from beside this test, never from the network."""
    assert url == "http://www.w3.org/ns/anno.jsonld"
    text = (HERE / "contexts" / "anno.jsonld").read_text(encoding="utf-8")
    return {"contextUrl": None, "documentUrl": url, "document": json.loads(text)}


def test_annotations_are_web_annotations(placed_files: dict[str, str], placed: Book) -> None:
    oa = "http://www.w3.org/ns/oa#"
    value = json.loads(placed_files["annotations.jsonld"])
    (expanded,) = jsonld.flatten(value, None, {"documentLoader": loader})[:1] or [None]
    assert expanded
    graph: list[dict[str, Any]] = jsonld.flatten(value, None, {"documentLoader": loader})
    typed: dict[str, list[dict[str, Any]]] = {}
    for node in graph:
        for kind in node.get("@type", ()):
            typed.setdefault(kind, []).append(node)
    assert len(typed[f"{oa}Annotation"]) == len(placed.notes)
    lemmata = sorted(node[f"{oa}exact"][0]["@value"] for node in typed[f"{oa}TextQuoteSelector"])
    assert lemmata == sorted(note.lemma for note in placed.notes for _ in ("alone", "in its sentence"))
    assert len(typed[f"{oa}FragmentSelector"]) == len(placed.notes)
    assert {node[f"{oa}motivatedBy"][0]["@id"] for node in typed[f"{oa}Annotation"]} == {f"{oa}assessing", f"{oa}commenting"}


def test_each_sentence_selector_finds_the_sentence_by_its_hash(files: dict[str, str], corpus: Book) -> None:
    """As a client with a copy of its own finds it: by the words counted, proved by the hash; the quotation stands there once."""
    copy = recognise.read((HARBOUR / "copy.txt").read_text(encoding="utf-8"), corpus.base)
    running = " ".join(copy.sentences.values()).split()
    for item in json.loads(files["annotations.jsonld"])["first"]["items"]:
        quote, sentence = item["target"][0]["selector"]
        assert sentence["refinedBy"] == quote
        found = " ".join(running[sentence["wordStart"] : sentence["wordEnd"]])
        assert hashlib.sha256(found.encode()).hexdigest() == sentence["sentenceSha256"]
        assert found.count(" ".join(words(quote["exact"]))) == 1


def leaks(texts: dict[str, str], essay: list[str], allowed: list[list[str]]) -> list[str]:
    """Runs of the essay's words in exported texts that no single lemma accounts for, as file and run."""
    runs = {" ".join(essay[start : start + RUN]) for start in range(len(essay) - RUN + 1)}
    for lemma in allowed:
        runs -= {" ".join(lemma[start : start + RUN]) for start in range(len(lemma) - RUN + 1)}
    found = []
    for name, text in texts.items():
        plain = re.sub(r"</?seg\b[^>]*>", " ", text)  # words marked within a wording still are words of it
        tokens = words(re.sub(r"\\u[0-9a-f]{4}", " ", plain))
        found += [f"{name}: {run}" for i in range(len(tokens) - RUN + 1) if (run := " ".join(tokens[i : i + RUN])) in runs]
    return found


def test_no_export_leaks_the_essay(files: dict[str, str], corpus: Book) -> None:
    essay = words((HARBOUR / "copy.txt").read_text(encoding="utf-8"))
    lemmata = [words(note.lemma) for note in corpus.notes]
    collated = [words(pair.essay) for one in corpus.edition.collations for pair in one.pairs]
    assert not leaks(files, essay, lemmata + collated)
    sentence = "fishing boats left before the fog had lifted from the water"
    assert leaks({**files, "claims.csv": files["claims.csv"] + sentence}, essay, lemmata + collated)


def test_a_collation_may_quote_the_words_it_shows_and_not_one_more(files: dict[str, str], corpus: Book) -> None:
    essay = words((HARBOUR / "copy.txt").read_text(encoding="utf-8"))
    lemmata = [words(note.lemma) for note in corpus.notes]
    (one,) = corpus.edition.collations
    shown = words(one.pairs[0].essay)
    allowed = [*lemmata, *(words(pair.essay) for pair in one.pairs)]
    assert {found.partition(":")[0] for found in leaks(files, essay, lemmata)} >= {"edition.json", "edition.tei.xml"}
    wider = replace(one, pairs=(replace(one.pairs[0], essay=f"{one.pairs[0].essay}, where"), *one.pairs[1:]))
    made = files_of(replace(corpus, edition=replace(corpus.edition, collations=[wider])))
    found = {row for row in leaks(made, essay, allowed) if row.startswith("edition.")}
    assert found == {f"{name}: {' '.join([*shown, 'where'][-RUN:])}" for name in ("edition.json", "edition.tei.xml")}


def test_a_collation_is_carried_with_the_words_that_differ(files: dict[str, str], corpus: Book) -> None:
    (passage,) = [one for one in json.loads(files["edition.json"])["passages"] if one["id"] == "1.1.1"]
    (carried,) = passage["collations"]
    (one,) = corpus.edition.collations
    assert (carried["id"], carried["title"], carried["official"], carried["text"]) == (one.id, one.title, one.official, one.text)
    assert carried["sources"] == ["roe-2002"] and carried["page"] == "book/chapter.html#c-1.1.1-minutes"
    for pair, given in zip(carried["pairs"], one.pairs, strict=True):
        assert pair["sentence"] == f"1.1.1.{given.sentence}"
        assert (pair["essay"]["text"], pair["official"]["text"]) == (given.essay, given.official)
    sides = [pair[side] for pair in carried["pairs"] for side in ("essay", "official")]
    marked = [[side["text"][start:end] for start, end in side["differs"]] for side in sides]
    assert marked == [["more than one"], ["twice", "a", "sic"], ["a"], ["the"]]


def test_the_archive_is_an_ro_crate(corpus: Book, files: dict[str, str]) -> None:
    packed = {f"site/{name}": text.encode() for name, text in files.items()} | {"notebooks/a.md": b"# A"}
    archive = zipfile.ZipFile(io.BytesIO(book_archive.archive(corpus, packed)))
    assert archive.testzip() is None
    assert {name.partition("/")[0] for name in archive.namelist()} == {book_archive.TOP}
    crate = json.loads(archive.read(f"{book_archive.TOP}/{book_archive.CRATE}"))
    entities = {entity["@id"]: entity for entity in crate["@graph"]}
    assert len(entities) == len(crate["@graph"])
    root = entities[entities[book_archive.CRATE]["about"]["@id"]]
    assert root["version"] == corpus.meta.version and root["license"]["@id"] in entities
    names = {name.removeprefix(f"{book_archive.TOP}/") for name in archive.namelist()}
    for part in root["hasPart"]:
        entity = entities[part["@id"]]
        assert entity["@id"] in names if entity["@type"] == "File" else any(name.startswith(entity["@id"]) for name in names)


def test_a_text_between_releases_says_so_wherever_its_date_stands(placed: Book) -> None:
    drafted = replace(placed, meta=replace(placed.meta, released=False))
    made = files_of(drafted)
    said = "4 March 2026, between releases"
    assert json.loads(made["edition.json"])["released"] is False
    for name in ("edition.tei.xml", "cite/1.1.1-a.html", "cite/1.1.1-a.bib", "cite/1.1.1-a.ris", "cite/1.1.1-a.csl.json"):
        assert said in made[name], name
    assert book_archive.crate(drafted, made)["@graph"][1]["creativeWorkStatus"] == "between releases"
    released = files_of(placed)
    assert json.loads(released["edition.json"])["released"] is True
    assert not [name for name, text in released.items() if said in text]


def test_the_archive_is_read_by_ro_crates_own_library(placed: Book, placed_files: dict[str, str], tmp_path: Path) -> None:
    book = {**placed_files, "index.html": "<!doctype html><title>A</title>"}
    packed = {f"site/{name}": text.encode() for name, text in book.items()} | {"notebooks/a.md": b"# A"}
    zipfile.ZipFile(io.BytesIO(book_archive.archive(placed, packed))).extractall(tmp_path)
    crate = ROCrate(tmp_path / book_archive.TOP)
    assert (crate.name, str(crate.root_dataset["version"])) == (placed.meta.title, placed.meta.version)
    assert crate.root_dataset["datePublished"] == placed.meta.date.isoformat()
    for role in ("author", "publisher"):
        assert crate.root_dataset[role]["name"] == placed.meta.editors[0] and crate.root_dataset[role]["url"] == placed.meta.base_url
    assert crate.root_dataset["about"]["name"] == placed.base.title
    held = {entity.id: entity for entity in crate.data_entities}
    assert {"site/", "notebooks/", "site/edition.json", "site/edition.tei.xml", "site/claims.csv", "notebooks/a.md"} <= held.keys()
    assert all((tmp_path / book_archive.TOP / id_).exists() for id_ in held)
    assert held["site/claims.csv"]["encodingFormat"] == "text/csv"
    crate.write(tmp_path / "again")
    assert ROCrate(tmp_path / "again").name == crate.name


def test_the_published_data_package_is_read_by_frictionless(corpus: Book, tmp_path: Path) -> None:
    data = {path.name: path.read_text(encoding="utf-8") for path in sorted((ROOT / "data").glob("*.*"))}
    made = files_of(corpus, data=data)
    for name, text in made.items():
        if name.startswith("data/"):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8", newline="")
    descriptor = json.loads(made["data/datapackage.json"])
    assert "references.bib" not in made["data/datapackage.json"]
    report = Package(str(tmp_path / "data" / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "type", "note"])
    assert len(report.tasks) >= len([one for one in descriptor["resources"] if one["type"] == "table"])


def test_formatting_does_not_depend_on_what_was_stored(corpus: Book, files: dict[str, str]) -> None:
    from edition.export.pages import cite as cite_pages

    formatter = Formatter()
    cite_pages.files(corpus, formatter)
    again = cite_pages.files(corpus, Formatter(formatter.cache))
    assert again == {name: files[name] for name in again}
