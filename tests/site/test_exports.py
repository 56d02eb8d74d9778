"""The machine twin of the real book: valid, complete, without the essay's words."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

from jsonschema import Draft202012Validator
from lxml import etree, html

from edition.essay.normal_form import words
from edition.essay.recognise import Witness
from edition.essay.shape import MAX_LEMMA_WORDS, QUOTABLE_SHARE, BaseText
from edition.export.release import changes, identifiers
from tests.conftest import ROOT, TESTS
from tests.site.exported import document, read

RUN = MAX_LEMMA_WORDS + 1  # words in a row, the limit of the pages; below it stand names of treaties and bodies


def test_the_whole_edition_is_valid(site: Path) -> None:
    schema = json.loads(read(site, "edition.schema.json"))
    assert not list(Draft202012Validator(schema).iter_errors(document(site)))
    with gzip.open(TESTS / "export" / "schemas" / "tei_all.rng.gz") as file:
        tei = etree.RelaxNG(etree.parse(file))
    assert tei.validate(etree.parse(str(site / "edition.tei.xml"))), tei.error_log


def test_every_public_id_is_registered_and_none_is_lost(site: Path) -> None:
    register = identifiers.read((ROOT / identifiers.REGISTER).read_text(encoding="utf-8"))
    assert not identifiers.problems(register, [one["id"] for one in document(site)["identifiers"]])


def test_each_lemma_stands_once_in_the_essay_and_in_its_sentence(site: Path, essay: Witness) -> None:
    def runs(lemma: list[str], sentence: str) -> int:
        spoken = sentence.split()
        return sum(spoken[start : start + len(lemma)] == lemma for start in range(len(spoken) - len(lemma) + 1))

    for item in json.loads(read(site, "annotations.jsonld"))["first"]["items"]:
        quote, place = item["target"][0]["selector"]
        passage, _, number = place["sentence"].rpartition(".")
        lemma = words(quote["exact"])
        assert runs(lemma, essay.sentences[passage, int(number)]) == 1, quote["exact"]
        assert sum(runs(lemma, sentence) for sentence in essay.sentences.values()) == 1, quote["exact"]


def test_no_export_holds_more_of_the_essay_than_the_lemmata(site: Path, essay: Witness) -> None:
    text = document(site)
    lemmata = [words(note["lemma"]) for passage in text["passages"] for note in passage["notes"]]
    collated = [words(pair["essay"]["text"]) for passage in text["passages"] for one in passage["collations"] for pair in one["pairs"]]
    assert collated and max(map(len, lemmata + collated)) <= MAX_LEMMA_WORDS
    allowed = [*lemmata, *collated, words(text["essay"]["title"])]
    runs = {" ".join(s[i : i + RUN]) for sentence in essay.sentences.values() for s in [sentence.split()] for i in range(len(s) - RUN + 1)}
    for lemma in allowed:
        runs -= {" ".join(lemma[i : i + RUN]) for i in range(len(lemma) - RUN + 1)}
    names = ["edition.json", "edition.tei.xml", "annotations.jsonld", "claims.csv", "claims.json", "manifest.json", "sources.csl.json"]
    names += [path.relative_to(site).as_posix() for path in (site / "data").glob("*.csv")]
    for name in names:
        tokens = words(re.sub(r"</?seg\b[^>]*>", " ", read(site, name)))  # words marked within a wording still are words of it
        assert not [run for i in range(len(tokens) - RUN + 1) if (run := " ".join(tokens[i : i + RUN])) in runs], name


def test_the_words_quoted_in_the_export_are_those_the_rules_count(site: Path, base: BaseText) -> None:
    """Lemmata and the essay's side of collations, each distinct run of a passage once and none that lies within another."""
    quoted = 0
    for passage in document(site)["passages"]:
        runs = {f" {' '.join(words(note['lemma']))} " for note in passage["notes"]}
        runs |= {f" {' '.join(words(pair['essay']['text']))} " for one in passage["collations"] for pair in one["pairs"]}
        quoted += sum(len(run.split()) for run in runs if not any(run != other and run in other for other in runs))
    assert 0 < quoted <= base.words * QUOTABLE_SHARE


def test_every_collation_of_a_chapter_is_carried(site: Path) -> None:
    carried = [one for passage in document(site)["passages"] for one in passage["collations"]]
    shown = {}
    for page in sorted((site / "book" / "text").rglob("*.html")):
        for box in html.fromstring(page.read_text(encoding="utf-8")).cssselect("[id].collation"):
            cells = [[box.text_content() for box in box.cssselect(f"tbody .witness-{side}")] for side in ("essay", "official")]
            differs = [[span.text_content() for span in box.cssselect(f".witness-{side} .differs")] for side in ("essay", "official")]
            shown[box.get("id")] = (cells, differs)
    assert len(carried) >= 4 and {one["page"].partition("#")[2] for one in carried} == shown.keys()
    for one in carried:
        sides = [[pair[side] for pair in one["pairs"]] for side in ("essay", "official")]
        cells = [[f"{pair['sentence']} {pair['essay']['text']}" for pair in one["pairs"]], [wording["text"] for wording in sides[1]]]
        differs = [[wording["text"][start:end] for wording in side for start, end in wording["differs"]] for side in sides]
        assert (cells, differs) == shown[f"c-{one['id']}"]
        assert one["text"] and one["sources"]


def test_every_stored_version_and_the_present_one_stand_on_the_page_of_changes(site: Path) -> None:
    page = html.fromstring(read(site, changes.PAGE))
    stored = [one["version"] for one in changes.read(ROOT / changes.STORE)]
    now = document(site)["version"]
    assert {id_ for id_ in page.xpath("//main//@id") if id_.startswith("since-")} == {f"since-{version}" for version in (*stored, now)}
    assert ("It is the first version" in page.text_content()) == (not set(stored) - {now})


def test_a_reference_to_a_heading_reads_as_the_heading_and_not_as_its_target(site: Path) -> None:
    targets = {
        target
        for page in (ROOT / "book").rglob("*.md")
        for target in re.findall(r"^\(([a-z0-9-]+)\)=$", page.read_text(encoding="utf-8"), re.MULTILINE)
        if target.startswith(("evidence-", "essay-"))
    }
    assert len(targets) > 20
    whole = document(site)
    notes = [note for passage in whole["passages"] for note in passage["notes"]]
    texts = [str(one["text"]) for one in (*notes, *whole["footnotes"])]
    assert len(texts) > 1000
    assert [text for text in texts if targets & set(re.findall(r"[a-z]+(?:-[a-z]+)+", text))] == []
