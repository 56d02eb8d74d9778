"""The edition as one JSON document, `edition.json`, described by `edition.schema.json`; and the claims as tables."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from pathlib import Path
from typing import Any

from edition.book import WHOLE, Book
from edition.commentary.model import Claim, Collation, Footnote, Note, Pair, Passage, Since
from edition.commentary.note_types import NOTE_TYPES, NoteType, type_of
from edition.commentary.variants import Run, collate, differing

SCHEMA = Path(__file__).parent / "edition.schema.json"
CLAIM_COLUMNS = (
    "id", "passage", "sentences", "lemma", "kind", "claim", "finding", "at", "confidence", "would_change", "check", "as_of",
    "caution", "note", "sources", "page", "permalink", "sha256",
)  # fmt: skip


def document(book: Book) -> dict[str, Any]:
    """Return the whole edition as one value."""
    meta = book.meta
    return {
        "$schema": "edition.schema.json",
        "title": meta.title,
        "editors": list(meta.editors),
        "version": meta.version,
        "date": meta.date.isoformat(),
        "released": meta.released,
        "licence": meta.licence,
        **({"url": meta.base_url} if meta.base_url else {}),
        "essay": {
            "title": book.base.title,
            "url": book.base.url,
            "translation": "machine",
            "source": book.essay.key if book.essay else "",
            "words": book.base.words,
        },
        "passages": [passage(item, book) for item in book.passages],
        "footnotes": [footnote(item) for item in book.footnotes],
        "entries": [
            {"id": entry.id, "table": entry.table, "label": entry.label, "sources": list(entry.sources)}
            for _, entry in sorted(book.entries.items())
        ],
        "charts": [
            {"id": published.name, "title": published.title, "page": book.target(published.docname, f"fig-{published.name}"),
             "permalink": f"f/{published.name}/", "data": f"charts/{published.name}.csv", "sources": list(published.sources)}
            for published in sorted(book.charts, key=lambda chart: chart.name)
        ],
        "sources": sorted(source.key for source in book.sources),
        "identifiers": [{"id": citable.id, "kind": citable.kind} for citable in book.citables if citable.id != WHOLE],
    }  # fmt: skip


def passage(passage: Passage, book: Book) -> dict[str, Any]:
    """Return a passage with its sentences' shape, its notes and its collations."""
    return {
        "id": passage.reference,
        "title": passage.title,
        "page": book.target(passage.docname, f"p-{passage.reference}"),
        "permalink": f"p/{passage.reference}/",
        "document": passage.docname,
        "precis": passage.precis,
        "names": list(passage.names),
        "nothing_to_check": list(passage.nothing_to_check),
        "sentences": [
            {"id": f"{passage.reference}.{sentence.number}", "words": sentence.words, "sha256": sentence.sha256}
            for sentence in book.base[passage.reference].sentences
        ],
        "sha256": commentary_hash(passage, book),
        "notes": [note(n, book) for n in book.edition.notes_on(passage.reference)],
        "collations": [collation(c, book) for c in book.edition.collations_in(passage.reference)],
    }


def note(note: Note, book: Book) -> dict[str, Any]:
    """Return a note with the fields of its type; empty texts are left out."""
    fields = {
        "id": note.id,
        "type": note.type,
        "lemma": note.lemma,
        "sentences": list(note.sentences),
        "text": note.text,
        "as_of": note.as_of,
        "caution": note.caution,
        "footnotes": [footnote_id(f) for f in book.edition.evidence(note)],
        "sources": book.edition.sources_of(note),
        "page": book.target(note.docname, f"n-{note.id}"),
        "permalink": f"n/{note.id}/",
        "sha256": note_hash(note, book),
        **{option.attribute: getattr(note, option.attribute) for option in type_of(note).own},
        "since": [_since(event, book) for event in note.since],
    }
    return {name: value for name, value in fields.items() if value != "" and (value or name != "since")}


def _since(since: Since, book: Book) -> dict[str, Any]:
    """Return an event since the essay with its evidence."""
    evidence = [footnote_id(f) for f in book.edition.evidence(since)]
    return {"date": since.date, "text": since.text, "footnotes": evidence, "sources": book.edition.sources_of(since)}


def collation(collation: Collation, book: Book) -> dict[str, Any]:
    """Return a collation with its pairs of wordings."""
    return {
        "id": collation.id,
        "title": collation.title,
        "official": collation.official,
        "pairs": [_pair(pair, collation.passage) for pair in collation.pairs],
        "text": collation.text,
        "footnotes": [footnote_id(f) for f in book.edition.evidence(collation)],
        "sources": book.edition.sources_of(collation),
        "page": book.target(collation.docname, f"c-{collation.id}"),
    }


def _pair(pair: Pair, passage: str) -> dict[str, Any]:
    essay, official = collate(pair.essay, pair.official)
    return {"sentence": f"{passage}.{pair.sentence}", "essay": _wording(essay), "official": _wording(official)}


def _wording(runs: list[Run]) -> dict[str, Any]:
    return {"text": "".join(run.text for run in runs), "differs": [list(span) for span in differing(runs)]}


def footnote(footnote: Footnote) -> dict[str, Any]:
    """Return a footnote by its id, with the keys of its sources."""
    return {"id": footnote_id(footnote), "text": footnote.text, "sources": list(footnote.sources)}


def footnote_id(footnote: Footnote) -> str:
    """Return a footnote's id: its document and its label there."""
    return f"{footnote.docname}#{footnote.label}"


def note_hash(note: Note, book: Book) -> str:
    """Hash everything a note says, with its footnotes and their sources; its place does not count."""
    fields = {name: value for name, value in vars(note).items() if name not in ("place", "docname", "footnotes", "since", "links")}
    if note.since:
        fields["since"] = [(event.date, event.text, _evidence(event, book)) for event in note.since]
    fields["footnotes"] = _evidence(note, book)
    return _hash([note.type, sorted(fields.items())])


def collation_hash(collation: Collation, book: Book) -> str:
    """Hash everything a collation says, with its footnotes and their sources."""
    pairs = [(pair.sentence, pair.essay, pair.official) for pair in collation.pairs]
    return _hash([collation.id, collation.title, collation.official, pairs, collation.text, _evidence(collation, book)])


def commentary_hash(passage: Passage, book: Book) -> str:
    """Hash a passage's commentary: title, précis, names, every note and every collation."""
    notes = [note_hash(n, book) for n in book.edition.notes_on(passage.reference)]
    collations = [collation_hash(c, book) for c in book.edition.collations_in(passage.reference)]
    return _hash([passage.title, passage.precis, passage.names, passage.nothing_to_check, notes, collations])


def edition_json(book: Book) -> str:
    """Return the text of `edition.json`."""
    return _text(document(book))


def schema() -> str:
    """Return the text of `edition.schema.json`, with the fields of every note type from the table of types."""
    value = json.loads(SCHEMA.read_text(encoding="utf-8"))
    note = value["$defs"]["note"]
    note["properties"]["type"] = {"enum": list(NOTE_TYPES)}
    for kind in NOTE_TYPES.values():
        note["properties"] |= {option.attribute: option.schema or {"type": "string"} for option in kind.own}
    note["allOf"] = [_required(kind) for kind in NOTE_TYPES.values() if kind.own]
    return _text(value)


def _required(kind: NoteType) -> dict[str, Any]:
    fields = [option.attribute for option in kind.own if option.required]
    return {"if": {"properties": {"type": {"const": kind.name}}}, "then": {"required": fields}}


def claims_json(book: Book) -> str:
    """Return the text of `claims.json`: a list with one object for each claim."""
    return _text([_claim(claim, book) for claim in book.claims])


def claims_csv(book: Book) -> str:
    """Return the text of `claims.csv`; several values in a cell are separated by a semicolon."""
    out = io.StringIO()
    rows = csv.DictWriter(out, CLAIM_COLUMNS, lineterminator="\n")
    rows.writeheader()
    for claim in book.claims:
        cells = _claim(claim, book)
        rows.writerow({k: ";".join(map(str, v)) if isinstance(v, list) else v for k, v in cells.items()})
    return out.getvalue()


def _claim(claim: Claim, book: Book) -> dict[str, Any]:
    fields = {**note(claim, book), "passage": claim.passage, "note": claim.text}
    return {column: fields.get(column, "") for column in CLAIM_COLUMNS}


def _evidence(citing: Note | Collation | Since, book: Book) -> list[tuple[str, tuple[str, ...]]]:
    """Return what the footnotes say and cite, without their page."""
    return [(footnote.text, footnote.sources) for footnote in book.edition.evidence(citing)]


def _hash(value: object) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
