"""What a page says to machines: Highwire, Dublin Core, Open Graph, schema.org in its head; COinS by passages, schema.org by claims."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from html import escape
from typing import Any
from urllib.parse import urlencode

from edition.book import Book, Citable
from edition.commentary.model import Claim, Passage
from edition.records import Chart

SCHEMA_ORG = "https://schema.org"
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Page:
    """A page as its head describes it: where it is, its title and description, and what stands on it."""

    uri: str
    title: str
    description: str = ""
    passages: list[Passage] = field(default_factory=list)
    charts: list[Chart] = field(default_factory=list)
    is_whole: bool = False


def markup(page: Page, corpus: Book) -> str:
    """The tags of one page's head."""
    names = [*_highwire(page, corpus), *_dublin_core(page, corpus)]
    lines = [f'<meta name="{name}" content="{escape(value)}">' for name, value in names if value]
    lines += [f'<meta property="{name}" content="{escape(value)}">' for name, value in _open_graph(page, corpus) if value]
    lines.append('<link rel="schema.DC" href="http://purl.org/dc/elements/1.1/">')
    if corpus.meta.licence_url:
        lines.append(f'<link rel="license" href="{corpus.meta.licence_url}">')
    lines.append(_script(json_ld(page, corpus)))
    return "\n".join(lines)


def claim(one: Claim, corpus: Book) -> str:
    """A claim in terms of schema.org; beside its note and not in the head, where its words would weigh a second time under gzip."""
    return _script({"@context": SCHEMA_ORG, **_claim(one, corpus)})


def _script(value: dict[str, Any]) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>'


def pinpoints(page: Page) -> tuple[str, str]:
    """The first and the last passage of a page; empty where there is none."""
    references = [passage.reference for passage in page.passages]
    return (references[0], references[-1]) if references else ("", "")


def _highwire(page: Page, corpus: Book) -> list[tuple[str, str]]:
    meta = corpus.meta
    first, last = pinpoints(page)
    tags = [("citation_title", meta.title if page.is_whole else page.title)]
    tags += [("citation_author", name) for name in meta.editors]
    if not page.is_whole:
        tags += [("citation_book_title", meta.title), ("citation_inbook_title", meta.title)]
        tags += [("citation_editor", name) for name in meta.editors]
        tags += [("citation_firstpage", first), ("citation_lastpage", last if last != first else "")]
    tags += [
        ("citation_publication_date", f"{meta.date:%Y/%m/%d}"),
        ("citation_edition", f"Version {meta.version}"),
        ("citation_language", "en"),
        ("citation_public_url", meta.url("" if page.is_whole else page.uri)),
    ]
    return tags


def _dublin_core(page: Page, corpus: Book) -> list[tuple[str, str]]:
    meta = corpus.meta
    tags = [("DC.title", meta.title if page.is_whole else page.title)]
    tags += [("DC.creator", name) for name in meta.editors]
    return [
        *tags,
        ("DC.date", meta.date.isoformat()),
        ("DC.language", "en-GB"),
        ("DC.type", "Text"),
        ("bibo.edition", f"Version {meta.version}"),  # where Zotero looks for an edition; citation_edition it does not read
        ("DC.identifier", meta.url("" if page.is_whole else page.uri)),
        ("DC.rights", meta.licence_url),
        ("DC.relation", corpus.base.url if page.passages else ""),
    ]


def _open_graph(page: Page, corpus: Book) -> list[tuple[str, str]]:
    meta = corpus.meta
    return [
        ("og:type", "book" if page.is_whole else "article"),
        ("og:title", meta.title if page.is_whole else page.title),
        ("og:description", page.description),
        ("og:site_name", meta.title),
        ("og:locale", "en_GB"),
        ("og:url", meta.url("" if page.is_whole else page.uri)),
    ]


def json_ld(page: Page, corpus: Book) -> dict[str, Any]:
    """The page in terms of schema.org, but for its claims."""
    graph: list[dict[str, Any]] = [_book(corpus)]
    if page.passages:
        graph.append(_essay(corpus))
    if not page.is_whole:
        graph.append(_chapter(page, corpus))
    graph += [_dataset(chart, corpus) for chart in page.charts]
    return {"@context": SCHEMA_ORG, "@graph": graph}


def _book(corpus: Book) -> dict[str, Any]:
    meta = corpus.meta
    return _lean({
        "@type": "Book",
        "@id": meta.id,
        "name": meta.title,
        "editor": [{"@type": "Organization", "name": name} for name in meta.editors],
        "version": meta.version,
        "datePublished": meta.date.isoformat(),
        "inLanguage": "en-GB",
        "license": meta.licence_url,
        "url": meta.base_url,
        "about": {"@id": corpus.base.url},
    })  # fmt: skip


def _essay(corpus: Book) -> dict[str, Any]:
    source = corpus.essay
    authors = [f"{name.family} {name.given}".strip() for name in source.authors] if source else []
    return _lean({
        "@type": "ScholarlyArticle",
        "@id": corpus.base.url,
        "name": corpus.base.title,
        "author": [{"@type": "Person", "name": name} for name in authors],
        "datePublished": "-".join(f"{part:02d}" for part in source.date_parts) if source else "",
        "publisher": {"@type": "Organization", "name": source.container} if source and source.container else {},
        "inLanguage": "en",
        "description": "English translation by machine, as marked by the publisher.",
        "url": corpus.base.url,
    })  # fmt: skip


def _chapter(page: Page, corpus: Book) -> dict[str, Any]:
    first, last = pinpoints(page)
    return _lean({
        "@type": "Chapter",
        "@id": corpus.meta.url(page.uri) or f"{corpus.meta.id}:{page.uri}",
        "name": page.title,
        "description": page.description,
        "isPartOf": {"@id": corpus.meta.id},
        "pagination": f"{first}–{last}" if first != last else first,
        "author": [{"@type": "Organization", "name": name} for name in corpus.meta.editors],
        "about": {"@id": corpus.base.url} if page.passages else {},
        "version": corpus.meta.version,
        "datePublished": corpus.meta.date.isoformat(),
        "license": corpus.meta.licence_url,
        "url": corpus.meta.url(page.uri),
    })  # fmt: skip


def _claim(one: Claim, corpus: Book) -> dict[str, Any]:
    """A claim of the essay's and our finding on it, which is words and never a score."""
    return _lean({
        "@type": "Claim",
        "@id": corpus.meta.url(f"n/{one.id}/") or f"{corpus.meta.id}:{one.id}",
        "identifier": one.id,
        "name": one.claim,
        "appearance": {"@id": corpus.base.url},
        "subjectOf": {
            "@type": "Comment",
            "text": f"Finding: {one.finding}. Confidence: {one.confidence}.",
            "author": [{"@type": "Organization", "name": name} for name in corpus.meta.editors],
            "url": corpus.meta.url(f"n/{one.id}/"),
        },
    })  # fmt: skip


def _dataset(chart: Chart, corpus: Book) -> dict[str, Any]:
    path = f"charts/{chart.name}.csv"
    return _lean({
        "@type": "Dataset",
        "@id": corpus.meta.url(f"f/{chart.name}/") or f"{corpus.meta.id}:{chart.name}",
        "name": chart.title,
        "description": f"The table behind the chart “{chart.title}”, with its sources named by key.",
        "license": corpus.meta.licence_url,
        "creator": [{"@type": "Organization", "name": name} for name in corpus.meta.editors],
        "isPartOf": {"@id": corpus.meta.id},
        "version": corpus.meta.version,
        "distribution": _lean({
            "@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": corpus.meta.url(path), "name": path,
        }),
    })  # fmt: skip


def coins(one: Citable, corpus: Book) -> str:
    """A ContextObject in a span (COinS) for something of this edition: the book, or a part of it."""
    if one.kind == "whole":
        return _context_object(corpus, (("rft.genre", "book"), ("rft.btitle", corpus.meta.title)), one.path)
    return _context_object(corpus, _part(one.title, one.id, corpus), one.path)


def chapter_coins(page: Page, corpus: Book) -> str:
    """The same for a page as a chapter. A page with COinS is offered by them alone, so that the chapter must be among them."""
    first, last = pinpoints(page)
    return _context_object(corpus, _part(page.title, first if first == last else f"{first}–{last}", corpus), page.uri)


def _part(title: str, pinpoint: str, corpus: Book) -> Pairs:
    return (("rft.genre", "bookitem"), ("rft.atitle", title), ("rft.btitle", corpus.meta.title), ("rft.pages", pinpoint))


def _context_object(corpus: Book, described: Pairs, path: str) -> str:
    meta = corpus.meta
    fields = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:book"),
        *described,
        *(("rft.aucorp", name) for name in meta.editors),
        ("rft.date", meta.date.isoformat()),
        ("rft.edition", f"Version {meta.version}"),
        ("rft.language", "en"),
    ]
    if url := meta.url(path):
        fields.append(("rft_id", url))
    return f'<span class="Z3988" title="{escape(urlencode(fields))}"></span>'


def _lean(value: dict[str, Any]) -> dict[str, Any]:
    return {name: one for name, one in value.items() if one not in ("", [], {})}
