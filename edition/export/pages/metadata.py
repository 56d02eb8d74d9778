"""Page metadata for machines: Highwire, Dublin Core, Open Graph, schema.org in the head; COinS at passages, schema.org at claims."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from markupsafe import Markup

from edition.book import WHOLE, Book
from edition.commentary.model import FACTS, Aim, Claim, Passage
from edition.export.pages.frame import LANGUAGE, fragment
from edition.records import Chart

SCHEMA_ORG = "https://schema.org"
#: Width and height of a share picture, in pixels.
SHARE_SIZE: Final = (1200, 630)
#: Open Graph names a language with a territory.
_LOCALES: Final = {LANGUAGE: "en_GB", "ru": "ru_RU", "zh-Hans": "zh_CN"}
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class PageHead:
    """A page as its head describes it: its address, title, description and content.

    `kind` is that of the citable the page is about, if it is about one; `card` names its share picture; `table` describes the data table
    that the page is about; `language` is a BCP 47 tag.
    """

    uri: str
    title: str
    description: str = ""
    passages: list[Passage] = field(default_factory=list)
    charts: list[Chart] = field(default_factory=list)
    is_whole: bool = False
    kind: str = ""
    card: str = ""
    table: Mapping[str, Any] | None = None
    language: str = LANGUAGE


def markup(page: PageHead, book: Book) -> Markup:
    """Render the tags of a page's head; a data table is no chapter, and its terms are its producers'."""
    names = [*(_highwire(page, book) if page.table is None else ()), *_dublin_core(page, book)]
    return fragment(
        "head.html",
        names=[pair for pair in names if pair[1]],
        properties=[pair for pair in _open_graph(page, book) if pair[1]],
        licence=book.meta.licence_url if page.table is None else "",
        data=_script(json_ld(page, book)),
    )


def claim(claimed: Claim, book: Book) -> Markup:
    """Render a claim in terms of schema.org, for the body next to its note: the same words twice in a row compress well."""
    return _script({"@context": SCHEMA_ORG, **_claim(claimed, book)})


def _script(value: dict[str, Any]) -> Markup:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return fragment("json-ld.html", text=Markup(text))


def pinpoints(page: PageHead) -> tuple[str, str]:
    """Return the first and the last passage of a page; empty where there is none."""
    references = [passage.reference for passage in page.passages]
    return (references[0], references[-1]) if references else ("", "")


def _highwire(page: PageHead, book: Book) -> list[tuple[str, str]]:
    meta = book.meta
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
        ("citation_language", page.language.partition("-")[0]),
        ("citation_public_url", meta.url("" if page.is_whole else page.uri)),
    ]
    return tags


def _dublin_core(page: PageHead, book: Book) -> list[tuple[str, str]]:
    meta = book.meta
    tags = [("DC.title", meta.title if page.is_whole else page.title)]
    tags += [("DC.creator", name) for name in meta.editors]
    return [
        *tags,
        ("DC.date", meta.date.isoformat()),
        ("DC.language", page.language),
        ("DC.type", "Text" if page.table is None else "Dataset"),
        ("bibo.edition", f"Version {meta.version}"),  # Zotero reads the edition here and not from citation_edition
        ("DC.identifier", meta.url("" if page.is_whole else page.uri)),
        ("DC.rights", meta.licence_url if page.table is None else "; ".join(terms(page.table))),
        ("DC.relation", book.base.url if page.passages else ""),
    ]


def _open_graph(page: PageHead, book: Book) -> list[tuple[str, str]]:
    meta = book.meta
    return [
        ("og:type", "book" if page.is_whole else "article"),
        ("og:title", meta.title if page.is_whole else page.title),
        ("og:description", page.description),
        ("og:site_name", meta.title),
        ("og:locale", _LOCALES.get(page.language, page.language)),
        ("og:url", meta.url("" if page.is_whole else page.uri)),
        *_picture(page, book),
    ]


def _picture(page: PageHead, book: Book) -> Pairs:
    """Return the share picture by its absolute address; nothing where the site's address is not known."""
    address = book.meta.url(share_path(page.card or WHOLE))
    if not address:
        return ()
    return (
        ("og:image", address), ("og:image:type", "image/png"), ("og:image:width", str(SHARE_SIZE[0])),
        ("og:image:height", str(SHARE_SIZE[1])), ("og:image:alt", page.title), ("twitter:card", "summary_large_image"),
    )  # fmt: skip


def share_path(card: str) -> str:
    """Return the path of a share picture, from the site's root."""
    return f"share/{card}.png"


def json_ld(page: PageHead, book: Book) -> dict[str, Any]:
    """Describe the page in terms of schema.org, without its claims."""
    graph: list[dict[str, Any]] = [_whole(book)]
    if page.passages:
        graph.append(_essay(book))
    if page.table is not None:
        graph.append(_table(page, page.table, book))
    elif not page.is_whole:
        graph.append(_chapter(page, book))
    graph += [_dataset(chart, book) for chart in page.charts]
    return {"@context": SCHEMA_ORG, "@graph": graph}


def _whole(book: Book) -> dict[str, Any]:
    meta = book.meta
    return _drop_empty({
        "@type": "Book",
        "@id": meta.id,
        "name": meta.title,
        "editor": [{"@type": "Organization", "name": name} for name in meta.editors],
        "version": meta.version,
        "datePublished": meta.date.isoformat(),
        "inLanguage": "en-GB",
        "license": meta.licence_url,
        "url": meta.base_url,
        "about": {"@id": book.base.url},
    })  # fmt: skip


def _essay(book: Book) -> dict[str, Any]:
    source = book.essay
    authors = [f"{name.family} {name.given}".strip() for name in source.authors] if source else []
    return _drop_empty({
        "@type": "ScholarlyArticle",
        "@id": book.base.url,
        "name": book.base.title,
        "author": [{"@type": "Person", "name": name} for name in authors],
        "datePublished": "-".join(f"{part:02d}" for part in source.date_parts) if source else "",
        "publisher": {"@type": "Organization", "name": source.container} if source and source.container else {},
        "inLanguage": "en",
        "description": "English translation by machine, as marked by the publisher.",
        "url": book.base.url,
    })  # fmt: skip


def _chapter(page: PageHead, book: Book) -> dict[str, Any]:
    first, last = pinpoints(page)
    return _drop_empty({
        "@type": "Chapter",
        "@id": book.meta.url(page.uri) or f"{book.meta.id}:{page.uri}",
        "name": page.title,
        "description": page.description,
        "isPartOf": {"@id": book.meta.id},
        "pagination": f"{first}–{last}" if first != last else first,
        "inLanguage": page.language if page.language != LANGUAGE else "",
        "author": [{"@type": "Organization", "name": name} for name in book.meta.editors],
        "about": {"@id": book.base.url} if page.passages else {},
        "version": book.meta.version,
        "datePublished": book.meta.date.isoformat(),
        "license": book.meta.licence_url,
        "url": book.meta.url(page.uri),
    })  # fmt: skip


def _claim(claim: Claim, book: Book) -> dict[str, Any]:
    """Describe a claim of the essay's and our finding on it, in words and never as a score.

    A claim of fact is reviewed (`ClaimReview`, its rating a word without a number). A cause, a forecast or a judgement is argued and not
    checked, and what a translation or another body says is no claim of the author's: these get a comment.
    """
    is_review = claim.kind in FACTS and claim.at is Aim.AUTHOR
    text = f"Finding: {claim.finding}. Confidence: {claim.confidence}."
    review: dict[str, Any] = {
        "@type": "ClaimReview", "claimReviewed": claim.claim, "reviewBody": text, "datePublished": book.meta.date.isoformat(),
        "reviewRating": {"@type": "Rating", "alternateName": claim.finding},
    }  # fmt: skip
    return _drop_empty({
        "@type": "Claim",
        "@id": book.meta.url(f"n/{claim.id}/") or f"{book.meta.id}:{claim.id}",
        "identifier": claim.id,
        "name": claim.claim,
        "appearance": {"@id": book.base.url},
        "subjectOf": _drop_empty({
            **(review if is_review else {"@type": "Comment", "text": text}),
            "author": [{"@type": "Organization", "name": name} for name in book.meta.editors],
            "url": book.meta.url(f"n/{claim.id}/"),
        }),
    })  # fmt: skip


def _dataset(chart: Chart, book: Book) -> dict[str, Any]:
    path = f"charts/{chart.name}.csv"
    return _drop_empty({
        "@type": "Dataset",
        "@id": book.meta.url(f"f/{chart.name}/") or f"{book.meta.id}:{chart.name}",
        "name": chart.title,
        "description": f"The table behind the chart “{chart.title}”, with its sources named by key.",
        "license": book.meta.licence_url,
        "creator": [{"@type": "Organization", "name": name} for name in book.meta.editors],
        "isPartOf": {"@id": book.meta.id},
        "version": book.meta.version,
        "distribution": _drop_empty({
            "@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": book.meta.url(path), "name": path,
        }),
    })  # fmt: skip


def _table(page: PageHead, table: Mapping[str, Any], book: Book) -> dict[str, Any]:
    path = f"data/{table['path']}"
    return _drop_empty({
        "@type": "Dataset",
        "@id": book.meta.url(page.uri) or f"{book.meta.id}:{page.uri}",
        "name": page.title,
        "description": page.description,
        "license": [
            _drop_empty({"@type": "CreativeWork", "name": _term(one), "url": str(one.get("path", ""))}) for one in table.get("licenses", ())
        ],
        "creator": [{"@type": "Organization", "name": name} for name in book.meta.editors],
        "isPartOf": {"@id": book.meta.id},
        "version": book.meta.version,
        "datePublished": book.meta.date.isoformat(),
        "url": book.meta.url(page.uri),
        "distribution": _drop_empty({
            "@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": book.meta.url(path), "name": path,
        }),
    })  # fmt: skip


def terms(table: Mapping[str, Any]) -> list[str]:
    """Return the terms on which a data table may be used, in words."""
    return [_term(one) for one in table.get("licenses", ())]


def _term(licence: Mapping[str, Any]) -> str:
    return str(licence.get("title", licence.get("name", ""))).rstrip(".")


def _drop_empty(value: dict[str, Any]) -> dict[str, Any]:
    return {name: content for name, content in value.items() if content not in ("", [], {})}
