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


def document(corpus: Book) -> dict[str, Any]:
    """Everything the edition says, as one value."""
    meta = corpus.meta
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
            "title": corpus.base.title,
            "url": corpus.base.url,
            "translation": "machine",
            "source": corpus.essay.key if corpus.essay else "",
            "words": corpus.base.words,
        },
        "passages": [passage(one, corpus) for one in corpus.passages],
        "footnotes": [footnote(one) for one in corpus.footnotes],
        "entries": [
            {"id": one.id, "table": one.table, "label": one.label, "sources": list(one.sources)}
            for _, one in sorted(corpus.entries.items())
        ],
        "charts": [
            {"id": one.name, "title": one.title, "page": corpus.target(one.docname, f"fig-{one.name}"),
             "permalink": f"f/{one.name}/", "data": f"charts/{one.name}.csv", "sources": list(one.sources)}
            for one in sorted(corpus.charts, key=lambda chart: chart.name)
        ],
        "sources": sorted(one.key for one in corpus.sources),
        "identifiers": [{"id": one.id, "kind": one.kind} for one in corpus.citables if one.id != WHOLE],
    }  # fmt: skip


def passage(one: Passage, corpus: Book) -> dict[str, Any]:
    """A passage with its sentences' shape, its notes and its collations."""
    return {
        "id": one.reference,
        "title": one.title,
        "page": corpus.target(one.docname, f"p-{one.reference}"),
        "permalink": f"p/{one.reference}/",
        "document": one.docname,
        "precis": one.precis,
        "names": list(one.names),
        "nothing_to_check": list(one.nothing_to_check),
        "sentences": [
            {"id": f"{one.reference}.{sentence.number}", "words": sentence.words, "sha256": sentence.sha256}
            for sentence in corpus.base[one.reference].sentences
        ],
        "sha256": commentary_hash(one, corpus),
        "notes": [note(n, corpus) for n in corpus.edition.notes_on(one.reference)],
        "collations": [collation(c, corpus) for c in corpus.edition.collations_in(one.reference)],
    }


def note(one: Note, corpus: Book) -> dict[str, Any]:
    """A note with what belongs to its type; an absent text is left out."""
    said = {
        "id": one.id,
        "type": one.type,
        "lemma": one.lemma,
        "sentences": list(one.sentences),
        "text": one.text,
        "as_of": one.as_of,
        "caution": one.caution,
        "footnotes": [footnote_id(f) for f in corpus.edition.evidence(one)],
        "sources": corpus.edition.sources_of(one),
        "page": corpus.target(one.docname, f"n-{one.id}"),
        "permalink": f"n/{one.id}/",
        "sha256": note_hash(one, corpus),
        **{option.attribute: getattr(one, option.attribute) for option in type_of(one).own},
        "since": [_since(event, corpus) for event in one.since],
    }
    return {name: value for name, value in said.items() if value != "" and (value or name != "since")}


def _since(one: Since, corpus: Book) -> dict[str, Any]:
    """What happened since the essay, with its evidence."""
    evidence = [footnote_id(f) for f in corpus.edition.evidence(one)]
    return {"date": one.date, "text": one.text, "footnotes": evidence, "sources": corpus.edition.sources_of(one)}


def collation(one: Collation, corpus: Book) -> dict[str, Any]:
    """A collation with its pairs of wordings."""
    return {
        "id": one.id,
        "title": one.title,
        "official": one.official,
        "pairs": [_pair(pair, one.passage) for pair in one.pairs],
        "text": one.text,
        "footnotes": [footnote_id(f) for f in corpus.edition.evidence(one)],
        "sources": corpus.edition.sources_of(one),
        "page": corpus.target(one.docname, f"c-{one.id}"),
    }


def _pair(pair: Pair, passage: str) -> dict[str, Any]:
    essay, official = collate(pair.essay, pair.official)
    return {"sentence": f"{passage}.{pair.sentence}", "essay": _wording(essay), "official": _wording(official)}


def _wording(runs: list[Run]) -> dict[str, Any]:
    return {"text": "".join(run.text for run in runs), "differs": [list(span) for span in differing(runs)]}


def footnote(one: Footnote) -> dict[str, Any]:
    """A footnote by its id, with the keys of its sources."""
    return {"id": footnote_id(one), "text": one.text, "sources": list(one.sources)}


def footnote_id(one: Footnote) -> str:
    """A footnote's id: its document and its label there."""
    return f"{one.docname}#{one.label}"


def note_hash(one: Note, corpus: Book) -> str:
    """The hash of everything a note says, its footnotes and their sources included; where it stands does not matter."""
    said = {name: value for name, value in vars(one).items() if name not in ("place", "docname", "footnotes", "since")}
    if one.since:
        said["since"] = [_since(event, corpus) for event in one.since]
    said["footnotes"] = [(f.text, f.sources) for f in corpus.edition.evidence(one)]
    return _hash([one.type, sorted(said.items())])


def collation_hash(one: Collation, corpus: Book) -> str:
    """The hash of everything a collation says, its footnotes and their sources included."""
    pairs = [(pair.sentence, pair.essay, pair.official) for pair in one.pairs]
    evidence = [(f.text, f.sources) for f in corpus.edition.evidence(one)]
    return _hash([one.id, one.title, one.official, pairs, one.text, evidence])


def commentary_hash(one: Passage, corpus: Book) -> str:
    """The hash of a passage's commentary: title, précis, names, every note and every collation."""
    notes = [note_hash(n, corpus) for n in corpus.edition.notes_on(one.reference)]
    collations = [collation_hash(c, corpus) for c in corpus.edition.collations_in(one.reference)]
    return _hash([one.title, one.precis, one.names, one.nothing_to_check, notes, collations])


def edition_json(corpus: Book) -> str:
    """The text of `edition.json`."""
    return _text(document(corpus))


def schema() -> str:
    """The text of `edition.schema.json`, with the fields of every type of note as the table of types describes them."""
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


def claims_json(corpus: Book) -> str:
    """The text of `claims.json`: a list with one object for each claim."""
    return _text([_claim(one, corpus) for one in corpus.claims])


def claims_csv(corpus: Book) -> str:
    """The text of `claims.csv`; several values in a cell are separated by a semicolon."""
    out = io.StringIO()
    rows = csv.DictWriter(out, CLAIM_COLUMNS, lineterminator="\n")
    rows.writeheader()
    for one in corpus.claims:
        cells = _claim(one, corpus)
        rows.writerow({k: ";".join(map(str, v)) if isinstance(v, list) else v for k, v in cells.items()})
    return out.getvalue()


def _claim(one: Claim, corpus: Book) -> dict[str, Any]:
    said = {**note(one, corpus), "passage": one.passage, "note": one.text}
    return {column: said.get(column, "") for column in CLAIM_COLUMNS}


def _hash(value: object) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
