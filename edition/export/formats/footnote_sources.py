"""The sources of a page's footnotes: a small script per page, loaded when a footnote is opened in place."""

from __future__ import annotations

import json
from typing import Final

from edition.book import Book
from edition.export.pages.frame import addressed
from edition.sources.model import Source

FOLDER: Final = "_static/cited"


def file_of(docname: str) -> str:
    """Return the path of a page's script, from the site's root."""
    return f"{FOLDER}/{docname}.js"


def footnote_sources(book: Book) -> dict[str, str]:
    """Return a script per page with the sources its footnotes cite: by key the title, its language, the container, and the address."""
    return {file_of(docname): _script(found, book) for docname, found in _keys(book).items()}


def address_of(docname: str, book: Book) -> str:
    """Return the address of a page's script, with a digest of its content; empty where the page has no footnotes."""
    found = _keys(book).get(docname)
    return addressed(file_of(docname), _script(found, book)) if found is not None else ""


def _keys(book: Book) -> dict[str, set[str]]:
    keys: dict[str, set[str]] = {}
    for footnote in book.edition.footnotes:
        keys.setdefault(footnote.docname, set()).update(key for key in footnote.sources if key in book.sources)
    return keys


def _script(keys: set[str], book: Book) -> str:
    described = {key: _described(book.sources[key]) for key in sorted(keys)}
    return f"window.editionCited = {json.dumps(described, ensure_ascii=False, separators=(',', ':'))};\n"


def _described(source: Source) -> list[str]:
    title = f"{source.title} [{source.translated_title}]" if source.translated_title else source.title
    return [title, source.language, source.container or source.publisher, source.address]
