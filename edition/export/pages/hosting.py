"""Files for the web host: the 404 page, the sitemap for search engines, headers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlsplit

from markupsafe import Markup

from edition.charts.model import script_json
from edition.publication import Meta
from edition.templates import environment

NOT_FOUND: Final = "404.html"
#: Files whose name changes with their content may be cached for a year; everything else is revalidated, which costs a response of
#: a hundred bytes where nothing has changed.
_FOR_EVER: Final = ("/_static/run/python-*", "/_static/run/packages-*", "/_static/run/edition-*")
_HEADERS: Final = """\
# For hosts that read this file (Netlify, Cloudflare Pages); docs/publishing.md says what others need.
/*
  X-Content-Type-Options: nosniff
  Referrer-Policy: strict-origin-when-cross-origin
  Cache-Control: public, max-age=0, must-revalidate
"""
_TEMPLATES: Final = environment(Path(__file__).parent)


def files(meta: Meta, pages: Iterable[str], addresses: Mapping[str, str]) -> dict[str, str]:
    """Return the files by path: `pages` are the book's pages from the site's root, `addresses` maps each public id to its address.

    A sitemap needs absolute addresses, so there is none where the site's own is not known.
    """
    found = {".nojekyll": "", NOT_FOUND: not_found(meta, addresses), "robots.txt": robots(meta), "_headers": headers()}
    return {**found, "sitemap.xml": sitemap(meta, pages)} if meta.base_url else found


def not_found(meta: Meta, addresses: Mapping[str, str]) -> str:
    """Return the 404 page. It depends on no other file, since it may be shown at any depth."""
    root = urlsplit(meta.base_url).path or "/"
    known = Markup(script_json(dict(sorted(addresses.items()))))
    return _TEMPLATES.get_template("not_found.html").render(title=meta.title, root=root, known=known)


def sitemap(meta: Meta, pages: Iterable[str]) -> str:
    """Return the sitemap; `meta` must know the site's address."""
    places = [meta.url(quote(page)) for page in sorted(pages)]
    return _TEMPLATES.get_template("sitemap.xml").render(places=places, day=meta.date.isoformat())


def robots(meta: Meta) -> str:
    """Return robots.txt: everything may be read. A host serves it from its own root only."""
    sitemap_line = f"\nSitemap: {meta.url('sitemap.xml')}\n" if meta.base_url else ""
    return f"User-agent: *\nAllow: /\n{sitemap_line}"


def headers() -> str:
    """Return the file of headers."""
    immutable = "".join(f"{pattern}\n  Cache-Control: public, max-age=31536000, immutable\n" for pattern in _FOR_EVER)
    return _HEADERS + immutable
