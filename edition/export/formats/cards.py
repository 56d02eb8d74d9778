"""Cards: a few words on an entry, a passage or a note, which the browser shows next to links to it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final

from edition.apparatus.entries import Entry
from edition.book import Book
from edition.commentary.answers import answer
from edition.commentary.model import Note, Passage, finding_of
from edition.commentary.note_types import type_of
from edition.dates import format_date

FILE: Final = "_static/cards.js"
#: Per table: the word for an entry, and the columns of its other names with their languages.
KINDS: Final = {"glossary": "Term", "people": "Person", "places": "Place", "documents": "Document"}
FORMS: Final = (("chinese", "zh"), ("pinyin", "zh-Latn-pinyin"), ("russian", "ru"))

#: Kind, title, text, forms with their languages, finding; trailing empty values are dropped.
Card = list[Any]


def cards(book: Book) -> dict[str, Card]:
    """Return a card for each anchor that a link may target."""
    found = {f"e-{entry.id}": _entry(entry) for entry in book.entries.values()}
    found |= {f"p-{passage.reference}": _passage(passage) for passage in book.passages}
    found |= {f"n-{note.id}": _note(note) for note in book.notes}
    return {anchor: _without_empty_end(card) for anchor, card in found.items()}


def script(book: Book) -> str:
    """Return the cards as a script: a page opened from a folder may load a script, but may not read a file."""
    return f"editionCards({json.dumps(cards(book), ensure_ascii=False, separators=(',', ':'))});\n"


def _entry(entry: Entry) -> Card:
    forms = [[language, entry.row[column]] for column, language in FORMS if entry.row.get(column)]
    if date := entry.row.get("date", ""):
        forms.insert(0, ["en", format_date(date)])
    return [KINDS[entry.table], entry.label, entry.row.get("text", ""), forms]


def _passage(passage: Passage) -> Card:
    return [f"Passage {passage.reference}", passage.title, answer(passage.precis)]


def _note(note: Note) -> Card:
    finding = str(finding_of(note) or "")
    return [f"{type_of(note).label} {note.id}", f"“{note.lemma}”", answer(note.text), [], finding]


def _without_empty_end(card: Iterable[Any]) -> Card:
    values = list(card)
    while values and not values[-1]:
        values.pop()
    return values
