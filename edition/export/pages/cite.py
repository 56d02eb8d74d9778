"""The Cite control of a passage, note, chart or table, and the page of all its citations.

The control is a link to that page, so that it works without script and a page of many notes stays light. With script it opens the same
citations in place: they come from a script file of the thing's own (`cite/ID.js`), since a page in a folder can read no other file.
"""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from edition.book import Book, Citable
from edition.export.formats import records
from edition.export.formats.citations import CITATION_STYLES, Formatter
from edition.export.pages.frame import fragment, frame, relative
from edition.export.pages.metadata import coins

FOLDER = "cite"
CAVEAT = "The essay was read in an English translation by machine; its wording is not the author’s own."
_RECORDS = ((".bib", "BibTeX"), (".ris", "RIS"), (".csl.json", "CSL-JSON"))


def page_path(one: Citable) -> str:
    """Where the page of all citations of a thing stands."""
    return f"{FOLDER}/{one.id}.html"


def script_path(one: Citable) -> str:
    """Where the script with all citations of a thing stands."""
    return f"{FOLDER}/{one.id}.js"


def control(one: Citable, book: Book, page: str) -> Markup:
    """The control on a page; a passage and the whole carry a ContextObject besides, by which reference managers know them."""
    known = coins(one, book) if one.kind in ("passage", "whole") else ""
    return fragment("cite-control.html", page=relative(page_path(one), page), id=one.id, coins=known)


def files(book: Book, formatter: Formatter) -> dict[str, str]:
    """Every citation file and page by its path: of everything citable and of the essay itself."""
    made = {f"{FOLDER}/essay{ending}": text for ending, _, text in _records(records.essay(book))}
    for one in book.citables:
        made |= {f"{FOLDER}/{one.id}{ending}": text for ending, _, text in _records(records.ours(one, book))}
        made[page_path(one)] = page(one, book, formatter)
        made[script_path(one)] = script(one, book, formatter)
    return made


def script(one: Citable, book: Book, formatter: Formatter) -> str:
    """All citations of one thing as a call of the page's own function; its links are as seen from the folder of citations."""
    known = _citations(one, book, formatter, script_path(one))
    shown = fragment("cite-opened.html", page=f"{one.id}.html", has_sentences=one.kind == "passage", **known)
    return f"editionCite({json.dumps(one.id)},{json.dumps(shown, ensure_ascii=False)});\n"


def page(one: Citable, book: Book, formatter: Formatter) -> str:
    """The page of all citations of one thing."""
    here = page_path(one)
    return frame(
        "cite.html",
        f"Cite: {_unbroken(one)}",
        here,
        book,
        changes=f"changes/index.html#since-{book.meta.version}",
        target=one.target,
        coins=coins(one, book),
        sentences=_sentences(one, book, formatter) if one.kind == "passage" else [],
        **_citations(one, book, formatter, here),
    )


def _unbroken(one: Citable) -> str:
    """A title to be looked at: a no-break hyphen keeps a note's id on one line; what is cited or copied has the plain one."""
    return one.title.replace(one.id, one.id.replace("-", "\N{NON-BREAKING HYPHEN}"), 1)


def _citations(one: Citable, book: Book, formatter: Formatter, here: str) -> dict[str, Any]:
    """What the templates show of one thing: how to cite it in this edition, and the essay at the same place where it has one."""
    essay = None
    if one.pinpoint:
        place = {"url": book.base.url, "is_whole": True}
        essay = _item(formatter, records.essay(book), "Publisher’s page", place, "essay", one.pinpoint)
    return {
        "stamp": f"Version {book.meta.version}, {records.day(book.meta)}.",
        "caveat": CAVEAT,
        "ours": _item(formatter, records.ours(one, book), "Permalink", _permalink(one, book, here), one.id),
        "essay": essay,
    }


def _item(
    formatter: Formatter, item: records.Item, link_name: str, link: dict[str, Any], stem: str, pinpoint: str = ""
) -> dict[str, Any]:
    """All citations of an item, with its records to copy and as files."""
    return {
        "formatted": [(style.name, Markup(formatter.one(style, item, pinpoint))) for style in CITATION_STYLES],
        "link_name": link_name,
        "link": link,
        "stem": stem,
        "records": [(ending, label, text.strip()) for ending, label, text in _records(item)],
    }


def _sentences(one: Citable, book: Book, formatter: Formatter) -> list[tuple[str, Markup]]:
    essay = records.essay(book)
    numbers = [f"{one.id}.{sentence.number}" for sentence in book.base[one.id].sentences]
    return [(number, Markup(formatter.one(CITATION_STYLES[0], essay, number))) for number in numbers]


def permalink(one: Citable, book: Book, page: str) -> Markup:
    """Write the link to a thing's own address."""
    return fragment("permalink.html", link=_permalink(one, book, page))


def _permalink(one: Citable, book: Book, page: str) -> dict[str, Any]:
    """Where the permalink leads; where the site's address is not known, script on a server makes it whole."""
    if url := book.meta.url(one.path):
        return {"url": url, "is_whole": True}
    return {"url": relative(f"{one.path}index.html", page), "text": one.path or "index.html", "is_whole": False}


def _records(item: records.Item) -> list[tuple[str, str, str]]:
    texts = (records.bibtex(item), records.ris(item), records.csl_json([item]))
    return [(ending, label, text) for (ending, label), text in zip(_RECORDS, texts, strict=True)]
