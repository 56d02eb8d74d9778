"""The frame of the exported pages, from a template: the same bars, contents, footer and policy as the book's own pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from posixpath import relpath
from typing import Any, Final

from jinja2 import Environment
from markupsafe import Markup

from edition import templates
from edition.book import Book
from edition.contents import Contents
from edition.publication import Meta

TEMPLATES: Final = Path(__file__).parent / "templates"
LANGUAGE: Final = "en-GB"
STYLE: Final = "_static/edition.css"
SCRIPT: Final = "_static/edition.js"
CITE_PAGE: Final = "book/apparatus/cite"
ACCESSIBILITY_PAGE: Final = "book/apparatus/accessibility"
SEARCH_PAGE: Final = "search"


def relative(target: str, page: str) -> str:
    """Return the address of a target relative to a page; both from the site's root."""
    path, mark, anchor = target.partition("#")
    folder = page.rpartition("/")[0]
    return f"{relpath(path, folder or '.')}{mark}{anchor}"


def addressed(name: str, content: str | bytes) -> str:
    """Return a file's name with a digest of its content, so that no cache combines a new page with an old file."""
    data = content.encode() if isinstance(content, str) else content
    return f"{name}?v={sha256(data).hexdigest()[:8]}"


@cache
def jinja() -> Environment:
    """Return the environment of the small pages' templates."""
    return templates.environment(TEMPLATES)


def fragment(template: str, **values: Any) -> Markup:
    """Render a template for a part of a page."""
    return Markup(jinja().get_template(template).render(values))


def on_paper(title: str, address: str, meta: Meta) -> str:
    """Return what a printed page says of itself: how to cite it, with its address where that is known; nothing for a book of no version."""
    if not meta.version:
        return ""
    whole = f"{meta.title}, version {meta.version} ({meta.date.year})"
    cited = whole if title == meta.title else f"“{title}”, in {whole}"
    return f"{', '.join(filter(None, (', '.join(meta.editors), cited, address)))}."


def frame(
    template: str,
    title: str,
    here: str,
    book: Book,
    *,
    styles: Iterable[str] = (),
    scripts: Iterable[str] = (),
    crumbs: Iterable[Mapping[str, str]] | None = None,
    crumb: str = "",
    **values: Any,
) -> str:
    """Render a standalone page with the site's header and footer.

    `here` is the page's path from the site's root; `styles` and `scripts` are files beyond those of every page; `crumbs` the breadcrumbs,
    each with `title` and `url`, by default the page on citing; `crumb` is the last
    of them, by default the title. `values` go to the template: `heading` where it is not the title,
    `head` for more in the head, `indexed` for a page that search engines may list, `canonical`, `description`, `main_class`.
    """
    root = "../" * here.count("/")
    known = {
        "language": LANGUAGE,
        "root": root,
        "title": title,
        "heading": title,
        "shorttitle": book.short_title,
        "styles": [book.asset(name) for name in (STYLE, *styles)],
        "scripts": [book.asset(name) for name in (SCRIPT, *scripts)],
        "home": f"{root}index.html",
        "search": root + book.search_page,
        "contents_html": _contents(book.contents, root, root + book.search_page),
        "crumbs": [*(_default_crumbs(book, here) if crumbs is None else crumbs), {"title": crumb or title, "url": ""}],
        "accessibility": relative(book.target(ACCESSIBILITY_PAGE), here) if ACCESSIBILITY_PAGE in book.titles else "",
        "foot": f"{book.meta.title}, version {book.meta.version}.",
        "on_paper": on_paper(title, str(values.get("canonical", "")), book.meta),
        "main_class": "cite-page",
        "kicker": "",
        "run_scripts": "",
        "run_workers": "",
        "description": "",
        "canonical": "",
        "head": "",
        "indexed": False,
        "here": here,
        "to": lambda target: relative(target, here),
    }
    return jinja().get_template(template).render({**known, **values})


@lru_cache(maxsize=16)  # one per folder depth; hundreds of pages share it
def _contents(contents: Contents, root: str, search: str) -> Markup:
    return fragment("contents.html", groups=contents.groups, root=root, here=None, search=search)


def _default_crumbs(book: Book, here: str) -> list[dict[str, str]]:
    name = book.titles.get(CITE_PAGE, "")
    return [{"title": name, "url": relative(book.target(CITE_PAGE), here)}] if name else []
