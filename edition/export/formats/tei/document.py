"""The edition in TEI P5: its passages down to the sentence; of the essay's words only lemmata and collations.

The units of citation are part, section, passage and sentence (`1.2.1.4`); the captions form a tree of their own (`fig.1.1`).
Ids: `p-1.2.1`, `s-1.2.1.4`, `n-1.2.1-c`, `c-1.1.1-pledge` as on the pages; `fn-` footnotes, `b-` sources, `e-` entries, `chart-` charts.
"""

from __future__ import annotations

from itertools import groupby
from xml.etree import ElementTree as ET

from edition.book import Book
from edition.commentary.model import Aim, Finding, Kind, Note, Passage
from edition.commentary.note_types import Option, Tei, Where, type_of
from edition.export.formats.records import day, passage_of
from edition.export.formats.tei.collation import ESSAY, collations, declare, tighten
from edition.export.formats.tei.declarations import declarations
from edition.export.formats.tei.elements import ID, LANG, NS, Element, element, footnote_id, pointers, texts
from edition.sources.model import Source, sort_key

DTS = "https://w3id.org/api/dts#"


def tei(book: Book) -> str:
    """Return the text of `edition.tei.xml`."""
    root = element(None, "TEI", xmlns=NS)
    header(root, book)
    text = element(root, "text", **{LANG: "en-GB"})
    body = element(text, "body")
    _parts(body, book)
    back = element(text, "back")
    _back(back, book)
    ET.indent(root, " ")
    tighten(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def header(root: Element, book: Book) -> None:
    """Append the header: description, origin, citation."""
    meta = book.meta
    head = element(root, "teiHeader")
    file = element(head, "fileDesc")
    title = element(file, "titleStmt")
    element(title, "title", meta.title)
    for name in meta.editors:
        element(title, "editor", name)
    element(element(file, "editionStmt"), "edition", f"Version {meta.version}", n=meta.version)
    publication = element(file, "publicationStmt")
    element(publication, "publisher", ", ".join(meta.editors))
    if meta.base_url:
        element(publication, "ptr", target=meta.base_url)
    element(publication, "date", day(meta), when=meta.date.isoformat())
    licence = element(element(publication, "availability", status="free"), "licence")
    licence.text = f"Commentary: {meta.licence}. The essay is in copyright; its words are absent but for lemmata and collations."
    if meta.licence_url:
        licence.set("target", meta.licence_url)
    _source_description(file, book)
    encoding = element(head, "encodingDesc")
    _declare_references(encoding)
    _declare_classes(encoding)
    declare(encoding)
    languages = element(element(head, "profileDesc"), "langUsage")
    for ident, name in (("en-GB", "English"), ("zh", "Chinese")):
        element(languages, "language", name, ident=ident)


def units(reference: str) -> tuple[str, ...]:
    """Return the values of @n down to a passage: ("1", "2", "1") of 1.2.1, ("fig", "1") of fig.1."""
    return tuple(reference.split("."))


def _source_description(file: Element, book: Book) -> None:
    described = element(file, "sourceDesc")
    essay = element(element(described, "biblStruct"), "monogr")
    source = book.essay
    if source:
        _authors(essay, source)
    element(essay, "title", book.base.title)
    element(essay, "ptr", target=book.base.url)
    imprint = element(essay, "imprint")
    if source and source.container:
        element(imprint, "publisher", source.container)
    element(imprint, "date", **({"when": _when(source)} if source and _when(source) else {}))
    element(imprint, "note", "Read in an English translation by machine, as marked by the publisher.")
    element(element(described, "listWit"), "witness", "The essay, in the publisher's English translation by machine.", **{ID: ESSAY})


def _declare_references(encoding: Element) -> None:
    text = element(encoding, "refsDecl", n="text", default="true")
    part = _cite(text, "part", "/TEI/text/body/div[@type='part']", "")
    passage = _cite(_cite(part, "section", "div[@type='section']"), "passage", "div[@type='passage']")
    _cite(passage, "sentence", "ab[@type='essay']/seg[@type='sentence']")
    captions = element(encoding, "refsDecl", n="captions")
    caption = _cite(_cite(captions, "captions", "/TEI/text/body/div[@type='captions']", ""), "caption", "div[@type='passage']")
    _cite(caption, "sentence", "ab[@type='essay']/seg[@type='sentence']")


def _cite(parent: Element, unit: str, match: str, delim: str = ".") -> Element:
    structure = element(parent, "citeStructure", unit=unit, match=match, use="@n", **({"delim": delim} if delim else {}))
    if unit in ("passage", "caption"):
        element(structure, "citeData", use="head", property="http://purl.org/dc/terms/title")
    return structure


def _declare_classes(encoding: Element) -> None:
    declaration = element(encoding, "classDecl")
    for name, values in (("finding", Finding), ("kind", Kind), ("at", Aim)):
        taxonomy = element(declaration, "taxonomy", **{ID: f"{name}s"})
        for value in values:
            category = element(taxonomy, "category", **{ID: f"{name}-{value.replace(' ', '-')}"})
            element(category, "catDesc", value.value)


def _parts(body: Element, book: Book) -> None:
    sentences = [passage for passage in book.passages if not passage.reference.startswith("fig.")]
    captions = [passage for passage in book.passages if passage.reference.startswith("fig.")]
    for part, passages in groupby(sentences, key=lambda passage: units(passage.reference)[0]):
        holder = element(body, "div", type="part", n=part)
        for section, members in groupby(passages, key=lambda passage: units(passage.reference)[1]):
            inner = element(holder, "div", type="section", n=section)
            for passage in members:
                _passage(inner, passage, book)
    if captions:
        holder = element(body, "div", type="captions", n="fig")
        for passage in captions:
            _passage(holder, passage, book)


def _passage(parent: Element, passage: Passage, book: Book) -> None:
    div = element(parent, "div", type="passage", n=units(passage.reference)[-1], **{ID: f"p-{passage.reference}"})
    if passage.names:
        div.set("ana", " ".join(f"#e-{name}" for name in passage.names if name in book.entries))
        if not div.get("ana"):
            del div.attrib["ana"]
    element(div, "head", passage.title)
    essay = element(div, "ab", type="essay")
    for sentence in book.base[passage.reference].sentences:
        seg = element(essay, "seg", type="sentence", n=str(sentence.number), **{ID: f"s-{passage.reference}.{sentence.number}"})
        if sentence.number in passage.nothing_to_check:
            seg.set("subtype", "nothing-to-check")
        element(seg, "gap", reason="copyright", unit="words", quantity=str(sentence.words))
    element(element(div, "div", type="precis"), "p", passage.precis)
    notes = book.edition.notes_on(passage.reference)
    if notes:
        holder = element(div, "div", type="notes")
        for note in notes:
            _note(holder, note, book)
    collations(div, book.edition.collations_in(passage.reference), book.edition)


def _note(parent: Element, note: Note, book: Book) -> None:
    targets = " ".join(f"#s-{note.passage}.{number}" for number in note.sentences)
    tei_note = element(parent, "note", type=note.type, target=targets, **{ID: f"n-{note.id}"})
    element(element(tei_note, "cit"), "quote", note.lemma, source=targets.split(" ")[0])
    _options(tei_note, note)
    texts(tei_note, (("caution", note.caution),))
    if note.as_of:
        element(element(tei_note, "ab", type="as-of"), "date", note.as_of, when=note.as_of)
    pointers(tei_note, book.edition.evidence(note))
    for event in note.since:
        tei_event = element(tei_note, "note", type="since")
        element(element(tei_event, "ab", type="date"), "date", event.date, when=event.date)
        texts(tei_event, (("text", event.text),))
        pointers(tei_event, book.edition.evidence(event))


def _options(tei_note: Element, note: Note) -> None:
    """Append the options of a note's type, and its text before the options that the page shows below it."""
    options = [(option, str(getattr(note, option.attribute))) for option in type_of(note).own]
    if categories := [f"#{option.name}-{value.replace(' ', '-')}" for option, value in options if option.tei is Tei.CATEGORY]:
        tei_note.set("ana", " ".join(categories))
    below = [option for option, _ in options if option.where in (Where.TAIL, Where.MENU, Where.NOWHERE) and not option.link]
    for option, value in options:
        if option not in below:
            _option(tei_note, option, value)
    texts(tei_note, (("text", note.text),))
    for option in below:
        _option(tei_note, option, str(getattr(note, option.attribute)))


def _option(tei_note: Element, option: Option, value: str) -> None:
    if option.tei is Tei.CERTAINTY:
        tei_note.set("cert", value)
    elif option.tei is Tei.FOREIGN:
        element(element(tei_note, "ab", type=option.name), "foreign", value, **{LANG: option.language})
    elif option.tei is Tei.BLOCK:
        texts(tei_note, ((option.name, value),))


def _back(back: Element, book: Book) -> None:
    if book.footnotes:
        notes = element(back, "div", type="footnotes")
        for footnote in book.footnotes:
            tei_footnote = element(notes, "note", type="footnote", n=footnote.label, **{ID: footnote_id(footnote)})
            element(tei_footnote, "ab", footnote.text)
            known = [key for key in footnote.sources if key in book.sources]
            if known:
                holder = element(tei_footnote, "ab", type="sources")
                for key in known:
                    element(holder, "ptr", target=f"#b-{key}")
    _entries(back, book)
    declarations(back, book)
    if len(book.sources):
        listed = element(element(back, "div", type="bibliography"), "listBibl")
        for source in sorted(book.sources, key=sort_key):
            _bibl(listed, source)


def _entries(back: Element, book: Book) -> None:
    """Append named entities: people and places as such, everything else as terms."""
    for table, rows in groupby(sorted(book.entries.values(), key=lambda e: (e.table, e.id)), key=lambda e: e.table):
        holder = element(back, "div", type=table)
        shape = {"people": ("listPerson", "person", "persName"), "places": ("listPlace", "place", "placeName")}.get(table)
        listed = element(holder, shape[0] if shape else "list")
        for entry in rows:
            item = element(listed, shape[1] if shape else "item", **{ID: f"e-{entry.id}"})
            element(item, shape[2] if shape else "name", entry.label)


def _bibl(parent: Element, source: Source) -> None:
    bibl = element(parent, "biblStruct", type=source.type, **{ID: f"b-{source.key}"})
    holder = bibl
    if source.container:
        analytic = element(bibl, "analytic")
        _authors(analytic, source)
        _titles(analytic, source, "a")
        holder = element(bibl, "monogr")
        element(holder, "title", source.container, level="j" if source.type == "article" else "m")
    else:
        holder = element(bibl, "monogr")
        _authors(holder, source)
        _titles(holder, source, "m")
    if source.doi or source.isbn:
        element(holder, "idno", source.doi or source.isbn, type="DOI" if source.doi else "ISBN")
    imprint = element(holder, "imprint")
    if source.publisher:
        element(imprint, "publisher", source.publisher)
    element(imprint, "date", source.year, **({"when": _when(source)} if _when(source) else {}))
    for unit, value in (("volume", source.volume), ("issue", source.number), ("page", source.pages)):
        if value:
            element(holder, "biblScope", value, unit=unit)
    if source.address:
        element(bibl, "ref", source.address, target=source.address)
    for kind, value in (("origin", source.origin), ("evidence", source.evidence), ("extent", source.extent)):
        element(bibl, "note", value, type=kind)


def _authors(parent: Element, source: Source) -> None:
    for name in source.authors:
        author = element(parent, "author")
        if name.literal or not name.given:
            element(author, "orgName" if name.literal else "name", name.family)
        else:
            person = element(author, "persName")
            element(person, "surname", name.family)
            element(person, "forename", name.given)


def _titles(parent: Element, source: Source, level: str) -> None:
    element(parent, "title", source.title, level=level, **{LANG: source.language})
    if source.translated_title:
        element(parent, "title", source.translated_title, level=level, type="translated", **{LANG: "en"})


def _when(source: Source) -> str:
    return "-".join(f"{part:02d}" if index else f"{part:04d}" for index, part in enumerate(source.date_parts))


def cut(edition: Element, reference: str) -> str:
    """Return only what a reference names of a parsed edition, wrapped as Distributed Text Services requires; KeyError if nothing."""
    namespace = {"t": NS}
    step = units(reference)
    head = edition.find("t:text/t:body", namespace)
    assert head is not None
    found = head.find(f"t:div[@n='{step[0]}']", namespace)
    depth = len(units(passage_of(reference)))
    for level, value in enumerate(step[1:], start=1):
        assert found is not None
        found = found.find(f"t:ab/t:seg[@n='{value}']" if level >= depth else f"t:div[@n='{value}']", namespace)
    if found is None:
        raise KeyError(reference)
    ET.register_namespace("", NS)
    ET.register_namespace("dts", DTS)
    root = ET.Element(f"{{{NS}}}TEI")
    wrapper = ET.SubElement(root, f"{{{DTS}}}wrapper", {"ref": reference})
    wrapper.append(found)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode").rstrip() + "\n"
