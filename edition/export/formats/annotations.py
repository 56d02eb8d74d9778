"""The notes as W3C Web Annotations: on the words of the publisher's page, and on their place in this edition.

A lemma may occur more than once in the essay. The words around it, by which a client would tell one place from another (`prefix`,
`suffix`), are the essay's and are not printed here: lemmata are all that is quoted of it (`QUOTABLE_SHARE`). So a second selector
names the place of the same words without any of them: the sentence by its number, by its words in the running text (`wordStart` and,
exclusive, `wordEnd`, counted from 0 through the normal forms of all sentences in the order of `data/base-text.json`) and by the hash
of its normal form, refined by the quotation. The lemma occurs once in that sentence.

There is no `TextPositionSelector` either: it counts characters of the publisher's page, and the shape of the essay holds words and
hashes alone. A client that asks for one (Recogito's) can make it once it has found the sentence in its own copy.
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
    "SentenceSelector": "edition:SentenceSelector",
    "wordStart": "edition:wordStart",
    "wordEnd": "edition:wordEnd",
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
    number = one.sentences[0] if one.sentences else 1
    quote = {"type": "TextQuoteSelector", "exact": one.lemma}
    sentence = {"type": "SentenceSelector", "sentence": f"{one.passage}.{number}", **_place(one.passage, number, corpus)}
    return {"type": "SpecificResource", "source": corpus.base.url, "selector": [quote, {**sentence, "refinedBy": quote}]}


def _place(passage: str, number: int, corpus: Book) -> dict[str, Any]:
    """Say where a sentence stands in the running text, in words of the normal form, and its hash; nothing where it is not known."""
    start = 0
    for shape in corpus.base.passages:
        for sentence in shape.sentences:
            if (shape.reference, sentence.number) == (passage, number):
                return {"wordStart": start, "wordEnd": start + sentence.words, "sentenceSha256": sentence.sha256}
            start += sentence.words
    return {}


def _own(one: Note, corpus: Book) -> dict[str, Any]:
    page = corpus.target(one.docname)
    selector = {"type": "FragmentSelector", "conformsTo": "http://tools.ietf.org/rfc/rfc3236", "value": f"n-{one.id}"}
    return {"type": "SpecificResource", "source": corpus.meta.url(page) or page, "selector": selector}
