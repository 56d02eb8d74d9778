"""The notes on a reader's own copy, placed on a built page by two libraries of annotation, each phrase in its own sentence."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from edition.essay import recognise, shape
from edition.own_copy import lemma_places, store
from edition.own_copy.compare import collate
from edition.own_copy.lemma_places import Anchor
from tests.conftest import ROOT, build_apart, copied
from tests.own_copy.test_passage_html import keep_copy
from tests.site.test_own_copy import CHAPTER, take

READERS = Path(__file__).parent / "annotators"
PASSAGE = "1.1.1"
_NOTE = re.compile(r"^:{3,}\{\w+\} (\S+)\n:lemma: (.+)\n:sentence: (\d+)$", re.MULTILINE)
Items = list[dict[str, Any]]


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both libraries in one script."""
    npm = shutil.which("npm")
    if not npm:
        pytest.skip("no npm here; install Node to read the annotations with Recogito and apache-annotator")
    folder = Path(shutil.copytree(READERS, tmp_path_factory.mktemp("annotators") / "annotators"))
    install = ["install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--fetch-retries", "0"]
    for command in (install, ["run", "--silent", "bundle"]):
        done = subprocess.run([npm, *command], cwd=folder, capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.skip(f"the libraries could not be installed: {(done.stderr.strip() or 'no reason given').splitlines()[-1]}")
    return folder / "bundle.js"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of a small book with a reader's copy of its text, whose places were measured."""
    root = copied("harbour", tmp_path_factory.mktemp("annotators"))
    keep_copy(root)
    written = _NOTE.findall((root / "book" / "chapter.md").read_text(encoding="utf-8"))
    anchors = [Anchor(note, note.partition("-")[0], int(number), lemma) for note, lemma, number in written]
    (root / lemma_places.FILE).write_text(lemma_places.text(lemma_places.measure(anchors, kept(root).sentences)), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EDITION_BASE_TEXT", str(root / "copy.txt"))
        built = build_apart(root)
    assert built.refused == "", built.output
    return built.html


def kept(root: Path) -> store.StoredCopy:
    """The reader's copy in a project."""
    copy = store.load(root, shape.load(root / "data" / "base-text.json"))
    assert copy
    return copy


@pytest.fixture
def page(browser: Browser, bundle: Path, small: Path) -> Iterator[Page]:
    """The chapter of the small book, with the libraries, which its policy would keep out."""
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto((small / "book" / "chapter.html").as_uri())
    page.add_script_tag(path=bundle)
    yield page
    context.close()


def items_on(site: Path, passage: str) -> Items:
    items: Items = json.loads((site / "annotations-own-copy.jsonld").read_text(encoding="utf-8"))["first"]["items"]
    return [item for item in items if item["target"]["source"].endswith(f"#own-{passage}")]


def sentences_of(site: Path) -> dict[str, str]:
    """The id of the sentence that each annotation of a site belongs in."""
    notes = json.loads((site / "annotations.jsonld").read_text(encoding="utf-8"))["first"]["items"]
    return {f"{note['id']}#own-copy": f"s-{note['target'][0]['selector'][1]['sentence']}" for note in notes}


def test_the_text_of_the_paragraph_is_the_passage_and_nothing_else(page: Page, small: Path) -> None:
    sentences = [text for (passage, _), text in sorted(kept(small.parents[1]).sentences.items()) if passage == PASSAGE]
    assert page.evaluate(f"document.getElementById('own-{PASSAGE}').textContent") == " ".join(sentences)


def test_recogito_and_apache_annotator_place_every_note_in_its_sentence(page: Page, small: Path) -> None:
    items, belongs = items_on(small, PASSAGE), sentences_of(small)
    assert len(items) == page.locator(f"[id='p-{PASSAGE}'] .note").count() > 2
    expected = [[item["id"], belongs[item["id"]], item["target"]["selector"][0]["exact"]] for item in items]
    found = page.evaluate("([id, items]) => annotators.recogito(id, items)", [f"own-{PASSAGE}", items])
    assert found["refused"] == []
    assert sorted(map(plain_quotes, found["placed"])) == sorted(map(plain_quotes, expected))
    counted = [[one[0], *one[2][0]] for one in page.evaluate("([id, items]) => annotators.apache(id, items)", [f"own-{PASSAGE}", items])]
    assert sorted(map(plain_quotes, counted)) == sorted(map(plain_quotes, expected))


def plain_quotes(row: list[str]) -> list[str]:
    """A row whose quotation marks do not matter: the copy has curled ones where a note may have straight ones."""
    return [cell.translate({0x201C: '"', 0x201D: '"'}) for cell in row]


def test_words_that_stand_twice_are_told_apart_by_their_position(page: Page, small: Path) -> None:
    twice = "the"
    (place,) = lemma_places.measure([Anchor("twice", PASSAGE, 2, twice)], kept(small.parents[1]).sentences).values()
    quote = {"type": "TextQuoteSelector", "exact": twice}
    position = {"type": "TextPositionSelector", "start": place.start, "end": place.end}
    item = {"id": "urn:twice", "type": "Annotation", "body": [], "target": {"source": "urn:text", "selector": [quote, position]}}
    placed = page.evaluate("([id, items]) => annotators.recogito(id, items)", [f"own-{PASSAGE}", [item]])["placed"]
    assert placed == [["urn:twice", f"s-{PASSAGE}.2", twice]]
    ((_, quoted, counted),) = page.evaluate("([id, items]) => annotators.apache(id, items)", [f"own-{PASSAGE}", [item]])
    assert quoted[0][0] == f"s-{PASSAGE}.1" and counted == [[f"s-{PASSAGE}.2", twice]]
    unplaced = item | {"target": {"source": "urn:text", "selector": [quote]}}
    refused = page.evaluate("([id, items]) => annotators.recogito(id, items)", [f"own-{PASSAGE}", [unplaced]])["refused"]
    assert len(refused) == 1 and "TextPositionSelector" in refused[0]


def test_every_note_of_the_edition_finds_its_sentence_in_the_copy_that_a_reader_lays_in(
    browser: Browser, bundle: Path, site: Path, served: str, copy_of_the_essay: str
) -> None:
    belongs = sentences_of(site)
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(f"{served}/{CHAPTER}")
    take(page, copy_of_the_essay)
    page.locator(".own-text").first.wait_for()
    placed = 0
    for name in sorted({item["target"]["source"].split("#")[0] for item in every(site)}):
        page.goto(f"{served}/{name[name.index('book/'):]}")
        page.locator(".own-text").first.wait_for()
        page.add_script_tag(path=bundle)
        for passage in page.locator("section.passage").evaluate_all("all => all.map(one => one.id.slice(2))"):
            items = items_on(site, passage)
            found = page.evaluate("([id, items]) => annotators.recogito(id, items)", [f"own-{passage}", items])
            assert found["refused"] == []
            assert {one[0]: one[1] for one in found["placed"]} == {item["id"]: belongs[item["id"]] for item in items}, passage
            for number, quoted, counted in page.evaluate("([id, items]) => annotators.apache(id, items)", [f"own-{passage}", items]):
                assert [one[0] for one in counted] == [belongs[number]], number
                assert not quoted or quoted[0][0] == belongs[number], number
            placed += len(items)
    context.close()
    assert placed == len(belongs), "a note is without its place; run: edition text places COPY"


def every(site: Path) -> Items:
    items: Items = json.loads((site / "annotations-own-copy.jsonld").read_text(encoding="utf-8"))["first"]["items"]
    return items


def test_the_numbers_that_the_repository_keeps_are_those_of_the_copy(site: Path, base: shape.BaseText, copy_of_the_essay: str) -> None:
    edition = json.loads((site / "edition.json").read_text(encoding="utf-8"))
    sentences = collate(recognise.recognise(copy_of_the_essay, base), base).sentences
    measured = lemma_places.measure(lemma_places.anchors(edition), sentences)
    assert lemma_places.load(ROOT) == measured, "run: edition text places COPY"
