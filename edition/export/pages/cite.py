"""The Cite control of a passage, note, chart or table, and the page with all its citations.

The control is a link to that page, so that it works without script and a page of many notes stays small. With script it opens the same
citations in place: they come from a script file per id (`cite/ID.js`), since a page in a folder can read no other file.
"""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from edition.book import Book, Citable
from edition.export.formats import records
from edition.export.formats.citations import CITATION_STYLES, Formatter
from edition.export.pages.context_objects import coins
from edition.export.pages.frame import fragment, frame, relative

FOLDER = "cite"
CAVEAT = "The essay was read in an English translation by machine; its wording is not the author’s own."
_RECORDS = ((".bib", "BibTeX"), (".ris", "RIS"), (".csl.json", "CSL-JSON"))


def page_path(citable: Citable) -> str:
    """Return the path of the page with all citations of an id."""
    return f"{FOLDER}/{citable.id}.html"


def script_path(citable: Citable) -> str:
    """Return the path of the script with all citations of an id."""
    return f"{FOLDER}/{citable.id}.js"


def control(citable: Citable, book: Book, page: str) -> Markup:
    """Render the control of a page; a passage and the whole also carry a ContextObject, by which reference managers find them."""
    known = coins(citable, book) if citable.kind in ("passage", "whole") else ""
    return fragment("cite-control.html", page=relative(page_path(citable), page), id=citable.id, coins=known)


def files(book: Book, formatter: Formatter) -> dict[str, str]:
    """Return every citation file and page by path: of everything citable and of the essay itself."""
    by_path = {f"{FOLDER}/essay{ending}": text for ending, _, text in _records(records.essay(book))}
    for citable in book.citables:
        by_path |= {f"{FOLDER}/{citable.id}{ending}": text for ending, _, text in _records(records.item_of(citable, book))}
        by_path[page_path(citable)] = page(citable, book, formatter)
        by_path[script_path(citable)] = script(citable, book, formatter)
    return by_path


def script(citable: Citable, book: Book, formatter: Formatter) -> str:
    """Return all citations of an id as a call of the page's own function; its links are relative to the folder of citations."""
    known = _citations(citable, book, formatter, script_path(citable))
    shown = fragment("cite-opened.html", page=f"{citable.id}.html", has_sentences=citable.kind == "passage", **known)
    return f"editionCite({json.dumps(citable.id)},{json.dumps(shown, ensure_ascii=False)});\n"


def page(citable: Citable, book: Book, formatter: Formatter) -> str:
    """Render the page with all citations of an id."""
    here = page_path(citable)
    return frame(
        "cite.html",
        f"Cite: {_unbroken(citable)}",
        here,
        book,
        changes=f"changes/index.html#since-{book.meta.version}",
        target=citable.target,
        coins=coins(citable, book),
        sentences=_sentences(citable, book, formatter) if citable.kind == "passage" else [],
        **_citations(citable, book, formatter, here),
    )


def _unbroken(citable: Citable) -> str:
    """Return a title for display: a no-break hyphen keeps a note's id on one line; what is cited or copied has the plain one."""
    return citable.title.replace(citable.id, citable.id.replace("-", "\N{NON-BREAKING HYPHEN}"), 1)


def _citations(citable: Citable, book: Book, formatter: Formatter, here: str) -> dict[str, Any]:
    """Return the template values of an id: how to cite it in this edition, and the essay at the same place where it has one."""
    essay = None
    if citable.pinpoint:
        place = {"url": book.base.url, "is_whole": True}
        essay = _item(formatter, records.essay(book), "Publisher’s page", place, "essay", citable.pinpoint)
    return {
        "stamp": f"Version {book.meta.version}, {records.day(book.meta)}.",
        "caveat": CAVEAT,
        "ours": _item(formatter, records.item_of(citable, book), "Permalink", _permalink(citable, book, here), citable.id),
        "essay": essay,
    }


def _item(
    formatter: Formatter, item: records.Item, link_name: str, link: dict[str, Any], stem: str, pinpoint: str = ""
) -> dict[str, Any]:
    """Return all citations of an item, with its records to copy and as files."""
    return {
        "formatted": [(style.name, Markup(formatter.format(style, item, pinpoint))) for style in CITATION_STYLES],
        "link_name": link_name,
        "link": link,
        "stem": stem,
        "records": [(ending, label, text.strip()) for ending, label, text in _records(item)],
    }


def _sentences(citable: Citable, book: Book, formatter: Formatter) -> list[tuple[str, Markup]]:
    essay = records.essay(book)
    numbers = [f"{citable.id}.{sentence.number}" for sentence in book.base[citable.id].sentences]
    return [(number, Markup(formatter.format(CITATION_STYLES[0], essay, number))) for number in numbers]


def permalink(citable: Citable, book: Book, page: str) -> Markup:
    """Render the link to an id's own address."""
    return fragment("permalink.html", link=_permalink(citable, book, page))


def _permalink(citable: Citable, book: Book, page: str) -> dict[str, Any]:
    """Return the target of the permalink; where the site's address is not known, a script completes it on a server."""
    if url := book.meta.url(citable.path):
        return {"url": url, "is_whole": True}
    return {"url": relative(f"{citable.path}index.html", page), "text": citable.path or "index.html", "is_whole": False}


def _records(item: records.Item) -> list[tuple[str, str, str]]:
    texts = (records.bibtex(item), records.ris(item), records.csl_json([item]))
    return [(ending, label, text) for (ending, label), text in zip(_RECORDS, texts, strict=True)]
