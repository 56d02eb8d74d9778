"""The notes as W3C Web Annotations: on the words of the publisher's page, and on their place in this edition.

A lemma may occur more than once in the essay. Where a quoted context would exceed what may be quoted, the target names the
sentence by the hash of its normal form (see `data/base-text.json`): the lemma occurs once in that sentence.
"""

from __future__ import annotations

import json
from typing import Any

from edition.book import Book
from edition.commentary.model import Claim, Note
from edition.commentary.note_types import type_of

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
TERMS = {
    "edition": "urn:x-edition:terms#",
    "sentence": "edition:sentence",
    "sentenceSha256": "edition:sentenceSha256",
    "finding": "edition:finding",
    "at": "edition:at",
    "confidence": "edition:confidence",
}


def collection(corpus: Book) -> dict[str, Any]:
    """One collection with one page that holds every annotation."""
    meta = corpus.meta
    items = [annotation(one, corpus) for one in corpus.notes]
    return {
        "@context": [CONTEXT, TERMS],
        "id": meta.url("annotations.jsonld") or f"{meta.id}:annotations",
        "type": "AnnotationCollection",
        "label": f"{meta.title}: notes, version {meta.version}",
        "total": len(items),
        "first": {
            "id": meta.url("annotations.jsonld#page") or f"{meta.id}:annotations:page",
            "type": "AnnotationPage",
            "partOf": meta.url("annotations.jsonld") or f"{meta.id}:annotations",
            "startIndex": 0,
            "items": items,
        },
    }


def annotation(one: Note, corpus: Book) -> dict[str, Any]:
    """One note: its text, and its two targets."""
    meta = corpus.meta
    made: dict[str, Any] = {
        "id": meta.url(f"n/{one.id}/") or f"{meta.id}:{one.id}",
        "type": "Annotation",
        "motivation": type_of(one).motivation,
        "rights": meta.licence_url,
        "body": _bodies(one),
        "target": [_essay(one, corpus), _own(one, corpus)],
    }
    if isinstance(one, Claim):
        made |= {"finding": one.finding, "at": one.at, "confidence": one.confidence}
    return made


def text(corpus: Book) -> str:
    """The text of `annotations.jsonld`."""
    return json.dumps(collection(corpus), ensure_ascii=False, indent=1) + "\n"


def _bodies(one: Note) -> list[dict[str, Any]]:
    """List the note's text, then each option that says something about the words annotated."""
    said = [(option, getattr(one, option.attribute)) for option in type_of(one).own if option.purpose]
    return [_body(one.text, "commenting"), *(_body(str(value), option.purpose, option.language or "en") for option, value in said)]


def _body(value: str, purpose: str, language: str = "en") -> dict[str, Any]:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "language": language, "purpose": purpose}


def _essay(one: Note, corpus: Book) -> dict[str, Any]:
    shape = {sentence.number: sentence for sentence in corpus.base[one.passage].sentences}
    number = one.sentences[0] if one.sentences else 1
    selector: dict[str, Any] = {"type": "TextQuoteSelector", "exact": one.lemma, "sentence": f"{one.passage}.{number}"}
    if number in shape:
        selector["sentenceSha256"] = shape[number].sha256
    return {"type": "SpecificResource", "source": corpus.base.url, "selector": selector}


def _own(one: Note, corpus: Book) -> dict[str, Any]:
    page = corpus.target(one.docname)
    selector = {"type": "FragmentSelector", "conformsTo": "http://tools.ietf.org/rfc/rfc3236", "value": f"n-{one.id}"}
    return {"type": "SpecificResource", "source": corpus.meta.url(page) or page, "selector": selector}
