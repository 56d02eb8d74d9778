"""The notes as W3C Web Annotations: on the words of the publisher's page, and on their place in this edition.

A lemma may occur more than once in the essay. The words around it, by which a client would distinguish the places (`prefix`,
`suffix`), are the essay's and are not printed here: lemmata are all that is quoted of it (`QUOTABLE_SHARE`). So a second selector
names the place of the same words without any of them: the sentence by its number, by its words in the running text (`wordStart` and,
exclusive, `wordEnd`, counted from 0 through the normal forms of all sentences in the order of `data/base-text.json`) and by the hash
of its normal form, refined by the quotation. The lemma occurs once in that sentence.

A `TextPositionSelector` counts characters of a text that is stated. The publisher's page is none that we may state; a passage in a
reader's own copy is, as our page lays it out (`edition.own_copy.lemma_places`). So a second collection has the same notes on that
text, by words and by characters, for clients that ask for both of every target (Recogito's).
"""

from __future__ import annotations

import json
from typing import Any

from edition.book import Book
from edition.commentary.model import Claim, Note
from edition.commentary.note_types import type_of
from edition.own_copy import lemma_places
from edition.own_copy.lemma_places import Anchor, Place

FILE = "annotations.jsonld"
OWN_COPY_FILE = "annotations-own-copy.jsonld"
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
TERMS = {
    "edition": "urn:x-edition:terms#",
    "sentence": "edition:sentence",
    "sentenceSha256": "edition:sentenceSha256",
    "SentenceSelector": "edition:SentenceSelector",
    "wordStart": "edition:wordStart",
    "wordEnd": "edition:wordEnd",
    "finding": "edition:finding",
    "at": "edition:at",
    "confidence": "edition:confidence",
}


def collection(book: Book) -> dict[str, Any]:
    """Return one collection with a single page that holds every annotation."""
    return _collection(book, FILE, "notes", [annotation(note, book) for note in book.notes])


def own_copy_collection(book: Book) -> dict[str, Any]:
    """Return the notes on the passages of a reader's own copy; a note whose place was not measured since it last changed is left out."""
    places = lemma_places.load(book.root)
    placed = [(note, place) for note in book.notes if (place := lemma_places.current(anchor(note), places))]
    return _collection(book, OWN_COPY_FILE, "notes on a reader's own copy", [_on_own_copy(note, place, book) for note, place in placed])


def _collection(book: Book, name: str, label: str, items: list[dict[str, Any]]) -> dict[str, Any]:
    meta = book.meta
    urn = f"{meta.id}:{name.removesuffix('.jsonld')}"
    return {
        "@context": [CONTEXT, TERMS],
        "id": meta.url(name) or urn,
        "type": "AnnotationCollection",
        "label": f"{meta.title}: {label}, version {meta.version}",
        "total": len(items),
        "first": {
            "id": meta.url(f"{name}#page") or f"{urn}:page",
            "type": "AnnotationPage",
            "partOf": meta.url(name) or urn,
            "startIndex": 0,
            "items": items,
        },
    }


def annotation(note: Note, book: Book) -> dict[str, Any]:
    """Return the annotation of a note: its text and its two targets."""
    meta = book.meta
    result: dict[str, Any] = {
        "id": meta.url(f"n/{note.id}/") or f"{meta.id}:{note.id}",
        "type": "Annotation",
        "motivation": type_of(note).motivation,
        "rights": meta.licence_url,
        "body": _bodies(note),
        "target": [_essay_target(note, book), _edition_target(note, book)],
    }
    if isinstance(note, Claim):
        result |= {"finding": note.finding, "at": note.at, "confidence": note.confidence}
    return result


def text(book: Book) -> str:
    """Return the text of `annotations.jsonld`."""
    return _text(collection(book))


def own_copy_text(book: Book) -> str:
    """Return the text of `annotations-own-copy.jsonld`."""
    return _text(own_copy_collection(book))


def anchor(note: Note) -> Anchor:
    """Return what a note hangs on."""
    return Anchor(note.id, note.passage, note.sentences[0] if note.sentences else 1, note.lemma)


def _text(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _on_own_copy(note: Note, place: Place, book: Book) -> dict[str, Any]:
    """Return a note's annotation with one target: the passage on our page, where a reader has laid a copy into it."""
    page = book.target(note.docname)
    source = f"{book.meta.url(page) or page}#own-{note.passage}"
    quote = {"type": "TextQuoteSelector", "exact": note.lemma}
    position = {"type": "TextPositionSelector", "start": place.start, "end": place.end}
    whole = annotation(note, book)
    target = {"type": "SpecificResource", "source": source, "selector": [quote, position]}
    return {**whole, "id": f"{whole['id']}#own-copy", "target": target}


def _bodies(note: Note) -> list[dict[str, Any]]:
    """Return the note's text, then each option that comments on the annotated words."""
    commenting = [(option, getattr(note, option.attribute)) for option in type_of(note).own if option.purpose]
    return [_body(note.text, "commenting"), *(_body(str(value), option.purpose, option.language or "en") for option, value in commenting)]


def _body(value: str, purpose: str, language: str = "en") -> dict[str, Any]:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "language": language, "purpose": purpose}


def _essay_target(note: Note, book: Book) -> dict[str, Any]:
    number = note.sentences[0] if note.sentences else 1
    quote = {"type": "TextQuoteSelector", "exact": note.lemma}
    sentence = {"type": "SentenceSelector", "sentence": f"{note.passage}.{number}", **_place(note.passage, number, book)}
    return {"type": "SpecificResource", "source": book.base.url, "selector": [quote, {**sentence, "refinedBy": quote}]}


def _place(passage: str, number: int, book: Book) -> dict[str, Any]:
    """Return a sentence's position in the running text, in words of the normal form, and its hash; empty where it is not known."""
    start = 0
    for shape in book.base.passages:
        for sentence in shape.sentences:
            if (shape.reference, sentence.number) == (passage, number):
                return {"wordStart": start, "wordEnd": start + sentence.words, "sentenceSha256": sentence.sha256}
            start += sentence.words
    return {}


def _edition_target(note: Note, book: Book) -> dict[str, Any]:
    page = book.target(note.docname)
    selector = {"type": "FragmentSelector", "conformsTo": "http://tools.ietf.org/rfc/rfc3236", "value": f"n-{note.id}"}
    return {"type": "SpecificResource", "source": book.meta.url(page) or page, "selector": selector}
