"""The frame of the small pages that exports make: the same bars, contents and foot as the book's own pages have, without a template."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from posixpath import relpath

from edition.book import Book

#: Runs before anything is drawn: the reader's theme, and the depth that the address names. The book's own pages hold it too.
HEAD_SCRIPT = (
    '<script>(d=>{try{let t=localStorage.getItem("edition-theme");if(t)d.dataset.theme=t}catch{}'
    'let p=new URLSearchParams(location.search).get("depth");if(p=="precis"||p=="notes")d.dataset.depth=p'
    "})(document.documentElement)</script>"
)
CITE_PAGE = "book/apparatus/cite"
ACCESSIBILITY_PAGE = "book/apparatus/accessibility"


def relative(target: str, page: str) -> str:
    """An address from the site's root as seen from a page."""
    path, mark, anchor = target.partition("#")
    folder = page.rpartition("/")[0]
    return f"{relpath(path, folder or '.')}{mark}{anchor}"


def frame(title: str, body: str, here: str, corpus: Book) -> str:
    """A small page in the book's style, that stands without it too."""
    root = "../" * here.count("/")
    return (
        f'<!DOCTYPE html>\n<html lang="en-GB" data-content_root="{root}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="robots" content="noindex">\n'
        f"<title>{escape(title)} · {escape(corpus.short_title)}</title>\n"
        f'<meta name="color-scheme" content="light dark">\n<link rel="icon" href="data:,">\n{HEAD_SCRIPT}\n'
        f'<link rel="stylesheet" href="{root}_static/edition.css">\n<link rel="stylesheet" href="{root}_static/cite/cite.css">\n'
        f'<script src="{root}_static/edition.js" defer></script>\n'
        f'</head>\n<body>\n<a class="skip" href="#main">Skip to the text</a>\n<header class="top">\n<div class="masthead">'
        f'<p class="book-title"><a href="{root}index.html">{escape(corpus.short_title)}</a></p>'
        f'<nav aria-label="Tools"><a href="{root}search.html">Search</a> <button type="button" class="tool theme-switch" hidden>'
        '<span class="visually-hidden">Theme: </span><span class="theme-name">system</span></button></nav></div>\n'
        f'<div class="where"><div class="where-row">{contents(corpus, root)}{_crumbs(title, here, corpus)}</div></div>\n</header>\n'
        f'<div class="page"><main id="main" class="text cite-page" tabindex="-1">\n<h1>{escape(title)}</h1>\n{body}\n</main></div>\n'
        f"{_foot(here, corpus)}</body>\n</html>\n"
    )


@lru_cache(maxsize=8)  # one for each depth of folders; hundreds of pages hold it
def _contents(parts: tuple[tuple[str, tuple[tuple[str, str], ...]], ...], root: str) -> str:
    groups = "".join(
        f'<div class="contents-group"><p class="contents-caption">{escape(caption)}</p><ul>'
        + "".join(f'<li><a href="{escape(root + target)}">{escape(name)}</a></li>' for name, target in pages)
        + "</ul></div>"
        for caption, pages in parts
    )
    return (
        '<details class="contents"><summary>Contents</summary><nav class="contents-panel" aria-label="Contents">'
        f'<div class="contents-inner">{groups}</div></nav></details>'
    )


def contents(corpus: Book, root: str) -> str:
    """Every page of the book in its order, folded; it opens without script. `root` is the way to the site's root: `../`."""
    first: dict[str, str] = {}
    for passage in corpus.passages:
        first.setdefault(passage.docname, passage.reference)
    parts = tuple(
        (caption, tuple((_name(docname, first.get(docname, ""), corpus), corpus.target(docname)) for docname in docnames))
        for caption, docnames in corpus.parts
    )
    return _contents(parts, root)


def _name(docname: str, first: str, corpus: Book) -> str:
    """A page's title, under the number of its section; a headnote, the opening of a part and other pages have none."""
    section = first.rpartition(".")[0]
    number = "" if section.endswith(".0") or section == "fig" else section
    return f"{number} {corpus.titles.get(docname, '')}".strip() or first


def _crumbs(title: str, here: str, corpus: Book) -> str:
    name, target = corpus.titles.get(CITE_PAGE, ""), escape(relative(corpus.target(CITE_PAGE), here))
    above = f'<li><a href="{target}">{escape(name)}</a></li>' if name else ""
    return f'<nav class="crumbs" aria-label="Where am I"><ol>{above}<li class="here">{escape(title)}</li></ol></nav>'


def _foot(here: str, corpus: Book) -> str:
    target = escape(relative(corpus.target(ACCESSIBILITY_PAGE), here))
    link = f' <a href="{target}">Accessibility</a>' if ACCESSIBILITY_PAGE in corpus.titles else ""
    words = f"{escape(corpus.meta.title)}, version {escape(corpus.meta.version)}."
    return f'<footer class="foot"><div class="foot-inner"><p>{words}{link}</p></div></footer>\n'
