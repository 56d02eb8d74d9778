"""The edition in TEI: valid, without the essay's words, and with all that the model knows to be read back."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from pathlib import Path

import pytest
from dapytains.tei.document import Document
from lxml import etree

from edition.book import Book
from edition.commentary.model import Claim, Debate, Note, Pair, Translation
from edition.export.formats.tei import declarations
from edition.export.formats.tei import document as tei

HERE = Path(__file__).parent
T = {"t": tei.NS}
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


@pytest.fixture(scope="session")
def schema() -> etree.RelaxNG:
    """TEI's own schema, tei_all of P5 4.3.0."""
    with gzip.open(HERE / "schemas" / "tei_all.rng.gz") as file:
        return etree.RelaxNG(etree.parse(file))


@pytest.fixture(scope="session")
def root(files: dict[str, str]) -> etree._Element:
    return etree.fromstring(files["edition.tei.xml"].encode())


def test_it_is_valid_tei(files: dict[str, str], placed_files: dict[str, str], schema: etree.RelaxNG) -> None:
    for text in (files["edition.tei.xml"], placed_files["edition.tei.xml"]):
        assert schema.validate(etree.fromstring(text.encode())), schema.error_log


def test_the_schema_refuses_what_is_no_tei(files: dict[str, str], schema: etree.RelaxNG) -> None:
    assert not schema.validate(etree.fromstring(files["edition.tei.xml"].replace("<gap ", "<hole ").encode()))


def test_every_pointer_meets_an_id(root: etree._Element) -> None:
    ids = {element.get(XML_ID) for element in root.iter() if element.get(XML_ID)}
    for element in root.iter():
        for name in ("target", "ana", "source", "wit", "corresp"):
            for value in (element.get(name) or "").split():
                assert not value.startswith("#") or value[1:] in ids, value


def read_back(element: etree._Element) -> dict[str, object]:
    """A note as its TEI says."""

    def said(kind: str) -> str:
        return "".join(element.xpath(f"string(t:ab[@type='{kind}'])", namespaces=T)).strip()

    sentences = [target.rpartition(".")[2] for target in element.get("target", "").split()]
    found = {"id": element.get(XML_ID)[2:], "type": element.get("type"), "lemma": element.findtext(".//t:quote", namespaces=T)}
    found |= {"sentences": tuple(map(int, sentences)), "text": said("text"), "caution": said("caution"), "as_of": said("as-of")}
    if element.get("type") == "claim":
        ana = {part.partition("-")[0]: part.partition("-")[2] for part in element.get("ana").replace("#", "").split()}
        found |= {"finding": ana["finding"], "kind": ana["kind"], "confidence": element.get("cert")}
        found |= {"claim": said("claim"), "would_change": said("would-change"), "check": said("check")}
    if element.get("type") == "translation":
        found |= {"chinese": said("chinese"), "pinyin": said("pinyin"), "status": said("status")}
    if element.get("type") == "debate":
        found |= {"title": said("title"), "debate": said("debate")}
    return found


def known(note: Note) -> dict[str, object]:
    """A note as the model has it."""
    found = {name: getattr(note, name) for name in ("id", "type", "lemma", "sentences", "text", "caution", "as_of")}
    if isinstance(note, Claim):
        found |= {"finding": note.finding.slug, "kind": note.kind, "confidence": note.confidence}
        found |= {"claim": note.claim, "would_change": note.would_change, "check": note.check}
    if isinstance(note, Translation):
        found |= {"chinese": note.chinese, "pinyin": note.pinyin, "status": note.status}
    if isinstance(note, Debate):
        found |= {"title": note.title, "debate": note.debate}
    return found


def test_notes_read_back_as_the_model_has_them(root: etree._Element, corpus: Book) -> None:
    written = [read_back(note) for note in root.iterfind(".//t:div[@type='notes']/t:note", T)]
    assert written == [known(note) for note in corpus.notes]


def test_collations_read_back_as_the_model_has_them(root: etree._Element, corpus: Book) -> None:
    witnesses = {f"#{one.get(XML_ID)}": one.text for one in root.iterfind(".//t:witness", T)}
    written = []
    for div in root.iterfind(".//t:div[@type='collation']", T):
        pairs = []
        for app in div.iterfind("t:listApp/t:app", T):
            essay, official = app.findall("t:rdg", T)
            assert essay.get("wit") == "#wit-essay" and witnesses[official.get("wit")] == div.findtext("t:listWit/t:witness", namespaces=T)
            passage, _, sentence = app.get("loc").rpartition(".")
            assert app.get("corresp") == f"#s-{app.get('loc')}" and div.getparent().get(XML_ID) == f"p-{passage}"
            pairs.append(Pair(int(sentence), *("".join(rdg.itertext()) for rdg in (essay, official))))
        said = div.findtext("t:head", namespaces=T), witnesses[official.get("wit")], div.findtext("t:ab[@type='text']", namespaces=T)
        labels = tuple(ptr.get("target").rpartition("-")[2] for ptr in div.iterfind("t:ab[@type='evidence']/t:ptr", T))
        written.append((div.get(XML_ID)[2:], *said, tuple(pairs), labels))
    assert written == [(one.id, one.title, one.official, one.text, one.pairs, one.footnotes) for one in corpus.edition.collations]


def test_the_words_that_differ_are_marked_in_each_reading(root: etree._Element) -> None:
    readings = [[seg.text for seg in rdg.iterfind("t:seg[@type='differs']", T)] for rdg in root.iterfind(".//t:rdg", T)]
    assert readings == [["more than one"], ["twice", "a", "sic"], ["a"], ["the"]]


def test_passages_read_back_as_the_model_has_them(root: etree._Element, corpus: Book) -> None:
    found = {}
    for div in root.iterfind(".//t:div[@type='passage']", T):
        sentences = div.findall("t:ab/t:seg", T)
        skipped = tuple(int(seg.get("n")) for seg in sentences if seg.get("subtype") == "nothing-to-check")
        words = [int(seg.find("t:gap", T).get("quantity")) for seg in sentences]
        names = tuple(part.removeprefix("#e-") for part in (div.get("ana") or "").split())
        precis = div.findtext("t:div[@type='precis']/t:p", namespaces=T)
        found[div.get(XML_ID)[2:]] = (div.findtext("t:head", namespaces=T), precis, names, skipped, words)
    assert found == {
        one.reference: (one.title, one.precis, one.names, one.nothing_to_check, [s.words for s in corpus.base[one.reference].sentences])
        for one in corpus.passages
    }


def test_the_essays_sentences_hold_nothing_but_gaps(root: etree._Element) -> None:
    for segment in root.iterfind(".//t:seg[@type='sentence']", T):
        assert not "".join(segment.itertext()).strip()
        assert [etree.QName(child).localname for child in segment] == ["gap"]


def test_dapytains_cites_down_to_the_sentence(files: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "edition.tei.xml"
    path.write_text(files["edition.tei.xml"], encoding="utf-8")
    document = Document(str(path))
    assert document.default_tree == "text"
    sentence = document.get_passage("1.1.1.2")
    assert [seg.get("n") for seg in sentence.iterfind(".//t:seg", T)] == ["2"]
    caption = document.get_passage("fig.1", tree="captions")
    assert caption.findtext(".//t:head", namespaces=T) == "The bell in a photograph"


def test_a_reference_to_nothing_is_refused(files: dict[str, str]) -> None:
    from xml.etree import ElementTree

    with pytest.raises(KeyError):
        tei.cut(ElementTree.fromstring(files["edition.tei.xml"]), "1.1.1.9")


def test_the_comparison_of_declarations_is_a_table_whose_cells_point_to_their_sources(
    corpus: Book, tmp_path: Path, schema: etree.RelaxNG
) -> None:
    described = {"name": declarations.TABLE, "type": "table", "path": "declarations.csv", "schema": {"fields": [
        {"name": name, "type": "string", "description": name} for name in (*declarations.COLUMNS, "source")
    ]}}  # fmt: skip
    (tmp_path / "data").mkdir()
    package = {"name": "p", "resources": [described]}
    (tmp_path / "data" / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    (tmp_path / "data" / "declarations.csv").write_text(
        "year,city,clause,says,basis,source\n2015,Ufa,War,Names the war.,read,doe-2001;roe-2002\n2016,Tashkent,War,,not seen,\n",
        encoding="utf-8",
    )
    written = tei.tei(replace(corpus, root=tmp_path, package=package))
    whole = etree.fromstring(written.encode())
    assert schema.validate(whole), schema.error_log
    (table,) = whole.iterfind(".//t:back/t:div[@type='declarations']/t:table", T)
    cells = [["".join(cell.itertext()).strip() for cell in row.iterfind("t:cell", T)] for row in table.iterfind("t:row", T)]
    assert cells == [
        ["Year", "Meeting at", "Clause", "What it says", "Rests on", "Sources"],
        ["2015", "Ufa", "War", "Names the war.", "read", ""], ["2016", "Tashkent", "War", "", "not seen", ""],
    ]  # fmt: skip
    assert [one.get("target") for one in table.iterfind(".//t:ptr", T)] == ["#b-doe-2001", "#b-roe-2002"]
    assert etree.fromstring(tei.tei(corpus).encode()).find(".//t:div[@type='declarations']", T) is None
