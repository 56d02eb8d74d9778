"""The frame of the small pages that exports make: the book's style, the way home, search and the essay's contents.

Its contents name the chapters of the essay only, so that hundreds of pages stay light; the whole book's are a step away, on the start page.
"""

from __future__ import annotations

from html import escape
from posixpath import relpath

from edition.export.corpus import Corpus


def relative(target: str, page: str) -> str:
    """An address from the site's root as seen from a page."""
    path, mark, anchor = target.partition("#")
    folder = page.rpartition("/")[0]
    return f"{relpath(path, folder or '.')}{mark}{anchor}"


def frame(title: str, body: str, here: str, corpus: Corpus) -> str:
    """A small page in the book's style, that stands without it too."""
    root = "../" * here.count("/")
    return (
        f'<!DOCTYPE html>\n<html lang="en-GB" data-content_root="{root}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="robots" content="noindex">\n'
        f"<title>{escape(title)} · {escape(corpus.meta.title)}</title>\n"
        '<link rel="icon" href="data:,">\n'
        f'<link rel="stylesheet" href="{root}_static/edition.css">\n<link rel="stylesheet" href="{root}_static/cite/cite.css">\n'
        f'<script src="{root}_static/edition.js" defer></script>\n'
        f'</head>\n<body>\n<a class="skip" href="#main">Skip to the text</a>\n<header class="top">\n<div class="masthead">'
        f'<p class="book-title"><a href="{root}index.html">{escape(corpus.meta.title)}</a></p>'
        f'<nav aria-label="Tools"><a href="{root}search.html">Search</a></nav></div>\n'
        f'<div class="where"><div class="where-row">{contents(corpus, here)}</div></div>\n</header>\n'
        f'<div class="page"><main id="main" class="text cite-page" tabindex="-1">\n<h1>{escape(title)}</h1>\n{body}\n</main></div>\n'
        "</body>\n</html>\n"
    )


def contents(corpus: Corpus, here: str) -> str:
    """The chapters of the essay in its order, folded; it opens without script."""
    first: dict[str, str] = {}
    for passage in corpus.passages:
        first.setdefault(passage.docname, passage.reference)
    rows = "".join(
        f'<li><a href="{escape(relative(corpus.target(docname), here))}">{escape(_chapter(docname, reference, corpus))}</a></li>'
        for docname, reference in first.items()
    )
    return (
        '<details class="contents"><summary>Contents</summary><nav class="contents-panel" aria-label="Contents">'
        f'<div class="contents-inner"><div class="contents-group"><p class="contents-caption">The essay</p><ul>{rows}</ul></div></div>'
        "</nav></details>"
    )


def _chapter(docname: str, first: str, corpus: Corpus) -> str:
    """A chapter's title under the number of its section; a headnote and the opening of a part have none."""
    section = first.rpartition(".")[0]
    number = "" if section.endswith(".0") else section
    return f"{number} {corpus.titles.get(docname, '')}".strip() or first
