"""Permalinks: small static pages that lead on to where something stands now, without script and without a server."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from edition.book import FOLDERS, Book
from edition.export.pages.frame import relative
from edition.export.release.identifiers import Identifier


def address(kind: str, id_: str) -> str:
    """The permalink of an id from the site's root; it ends in a slash."""
    return f"{FOLDERS[kind]}/{id_.removeprefix('table-') if kind == 'table' else id_}/"


def pages(corpus: Book, register: Mapping[str, Identifier]) -> dict[str, str]:
    """The permalink pages by their path: for everything present, and for every retired id."""
    made = {}
    for one in corpus.citables:
        if one.kind in FOLDERS and one.kind != "table":
            path = f"{one.path}index.html"
            made[path] = _redirect(path, one.target, f"{one.title}", corpus)
    for old in register.values():
        if old.status != "retired":
            continue
        path = f"{address(old.kind, old.id)}index.html"
        next_ = corpus.by_id.get(old.successor)
        made[path] = _redirect(path, next_.target, next_.title, corpus, old) if next_ else _gone(path, old, corpus)
    return made


def _redirect(path: str, target: str, title: str, corpus: Book, old: Identifier | None = None) -> str:
    link = escape(relative(target, path))
    words = f"{old.id} was retired. {old.reason} " if old else ""
    # A retired id does not lead on of itself: its reader sees, in their own time, why the place is another one.
    onwards = "" if old else f'<meta http-equiv="refresh" content="0; url={link}">\n'
    canonical = corpus.meta.url(target.partition("#")[0])
    return _page(
        title,
        f'<p>{escape(words)}<a href="{link}">{escape(title)}</a></p>',
        onwards + (f'<link rel="canonical" href="{escape(canonical)}">\n' if canonical else ""),
        corpus,
    )


def _gone(path: str, old: Identifier, corpus: Book) -> str:
    home = escape(relative("index.html", path))
    words = f"{old.id} was retired and has no successor. {old.reason}".strip()
    return _page(f"{old.id}: retired", f'<p>{escape(words)}</p>\n<p><a href="{home}">The edition</a></p>', "", corpus)


def _page(title: str, body: str, head: str, corpus: Book) -> str:
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="robots" content="noindex">\n'
        f'{head}<title>{escape(title)}</title>\n<link rel="icon" href="data:,">\n'
        f"</head>\n<body>\n<main>\n<h1>{escape(corpus.meta.title)}</h1>\n{body}\n"
        "</main>\n</body>\n</html>\n"
    )
