"""The Cite control of a passage, note, chart or table, and the page of all its citations.

The control is a link to that page, so that it works without script and a page of many notes stays light. With script it opens the same
citations in place: they come from a script file of the thing's own (`cite/ID.js`), since a page in a folder can read no other file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from html import escape

from edition.book import Book, Citable
from edition.export.formats import records
from edition.export.formats.citations import CITATION_STYLES, Formatter
from edition.export.pages.frame import frame, relative
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


def control(one: Citable, corpus: Book, page: str) -> str:
    """The control on a page; a passage and the whole carry a ContextObject besides, by which reference managers know them."""
    every = escape(relative(page_path(one), page))
    known = coins(one, corpus) if one.kind in ("passage", "whole") else ""
    return f'<a class="cite" href="{every}">Cite<span class="visually-hidden"> {escape(one.id)}</span></a>{known}'


def files(corpus: Book, formatter: Formatter) -> dict[str, str]:
    """Every citation file and page by its path: of everything citable and of the essay itself."""
    essay = records.essay(corpus)
    made = {f"{FOLDER}/essay{ending}": text for ending, text in _records(essay).items()}
    for one in corpus.citables:
        item = records.ours(one, corpus)
        made |= {f"{FOLDER}/{one.id}{ending}": text for ending, text in _records(item).items()}
        made[page_path(one)] = page(one, corpus, formatter)
        made[script_path(one)] = script(one, corpus, formatter)
    return made


def script(one: Citable, corpus: Book, formatter: Formatter) -> str:
    """All citations of one thing as a call of the page's own function; its links are as seen from the folder of citations."""
    here = script_path(one)
    ours = _list("ours", formatter, records.ours(one, corpus), _permalink(one, corpus, here), one.id)
    body = f'<p class="cite-of">This edition</p>{ours}'
    if one.pinpoint:
        essay = _list("essay", formatter, records.essay(corpus), _essay_link(corpus), "essay", one.pinpoint)
        body += f'<p class="cite-of">The essay itself</p>{essay}'
    sentence = f' <a href="{one.id}.html#sentences">One sentence of the essay</a>' if one.kind == "passage" else ""
    body += f'<p class="cite-stamp">{_stamp(corpus)}{f" {CAVEAT}" if one.pinpoint else ""}</p>'
    body += f'<p class="cite-files"><a href="{one.id}.html">The same on a page of its own</a>{sentence}</p>'
    return f"editionCite({json.dumps(one.id)},{json.dumps(body, ensure_ascii=False)});\n"


def page(one: Citable, corpus: Book, formatter: Formatter) -> str:
    """The page of all citations of one thing."""
    here = page_path(one)
    item = records.ours(one, corpus)
    changed = f'<a href="{escape(relative(f"changes/index.html#since-{corpus.meta.version}", here))}">Changes between versions</a>'
    parts = [
        f'<p>{_stamp(corpus)} {changed}. <a href="{escape(relative(one.target, here))}">To the text</a>.</p>',
        _section("This edition", "ours", formatter, item, _permalink(one, corpus, here), one.id),
    ]
    if one.pinpoint:
        essay = records.essay(corpus)
        parts.append(_section("The essay itself", "essay", formatter, essay, _essay_link(corpus), "essay", one.pinpoint))
        parts.append(f"<p>{CAVEAT}</p>")
        if one.kind == "passage":
            parts.append(_sentences(one, corpus, formatter))
    return frame(f"Cite: {_unbroken(one)}", "\n".join(parts), here, corpus)


def _unbroken(one: Citable) -> str:
    """A title to be looked at: a no-break hyphen keeps a note's id on one line; what is cited or copied has the plain one."""
    return one.title.replace(one.id, one.id.replace("-", "\N{NON-BREAKING HYPHEN}"), 1)


def _section(heading: str, name: str, formatter: Formatter, item: records.Item, link: str, stem: str, pinpoint: str = "") -> str:
    listed = _list(name, formatter, item, link, stem, pinpoint)
    return f'<section aria-labelledby="{name}">\n<h2 id="{name}">{heading}</h2>\n{listed}\n</section>'


def _list(name: str, formatter: Formatter, item: records.Item, link: str, stem: str, pinpoint: str = "") -> str:
    """All citations of an item, with its records to copy and as files."""
    rows = [_row(style.name, formatter.one(style, item, pinpoint)) for style in CITATION_STYLES]
    rows.append(_row("Permalink" if name == "ours" else "Publisher’s page", link))
    for (ending, label), text in zip(_RECORDS, _records(item).values(), strict=True):
        file = f'<a href="{escape(stem + ending)}" download>{label}</a>'
        rows.append(
            f'<div class="cite-row"><dt>{file}</dt><dd class="cite-text cite-record">'
            f'<pre tabindex="0" role="group" aria-label="{label} record">{escape(text.strip())}</pre></dd></div>'
        )
    listed = "\n".join(rows)
    return f'<dl class="cite-list">\n{listed}\n</dl>'


def _sentences(one: Citable, corpus: Book, formatter: Formatter) -> str:
    essay = records.essay(corpus)
    numbers: Iterable[int] = (sentence.number for sentence in corpus.base[one.id].sentences)
    rows = [_row(f"{one.id}.{n}", formatter.one(CITATION_STYLES[0], essay, f"{one.id}.{n}")) for n in numbers]
    return (
        '<section aria-labelledby="sentences">\n<h2 id="sentences">One sentence of the essay</h2>\n<dl class="cite-list">\n'
        + "\n".join(rows)
        + "\n</dl>\n</section>"
    )


def _essay_link(corpus: Book) -> str:
    return f'<a href="{escape(corpus.base.url)}">{escape(corpus.base.url)}</a>'


def _permalink(one: Citable, corpus: Book, page: str) -> str:
    """A link to the permalink; where the site's address is not known, script on a server makes it whole."""
    if url := corpus.meta.url(one.path):
        return f'<a href="{escape(url)}">{escape(url)}</a>'
    return f'<a class="cite-permalink" href="{escape(relative(f"{one.path}index.html", page))}">{escape(one.path or "index.html")}</a>'


def _stamp(corpus: Book) -> str:
    return f"Version {escape(corpus.meta.version)}, {records.day(corpus.meta)}."


def _records(item: records.Item) -> dict[str, str]:
    return {".bib": records.bibtex(item), ".ris": records.ris(item), ".csl.json": records.csl_json([item])}


def _row(name: str, citation: str) -> str:
    return f'<div class="cite-row"><dt>{name}</dt><dd class="cite-text">{citation}</dd></div>'
