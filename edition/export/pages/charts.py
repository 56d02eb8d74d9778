"""A page for each chart, one to embed, and its files: table, standalone picture, description."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from markupsafe import Markup

from edition.book import Book
from edition.charts import download
from edition.charts.html import Cited, Links, closing, keys_in, opening, size_of, themed
from edition.export.formats import records
from edition.export.formats.citations import CITATION_STYLES, Formatter
from edition.export.pages import cite, context_objects, metadata
from edition.export.pages.frame import fragment, frame, relative
from edition.records import Chart

FOLDER: Final = "charts"
KINDS: Final = {"csv": "Data (CSV)", "svg": "Picture (SVG)", "png": "Picture (PNG)", "json": "Description (JSON)"}
BUNDLE: Final = "_static/charts/plotly-basic-4.1.1.min.js"
STYLES: Final = ("_static/apparatus.css", "_static/charts/charts.css", "_static/cite/cite.css", "_static/pages/pages.css")


def files(book: Book) -> dict[str, str | bytes]:
    """Return the files of every chart at their stable addresses."""
    by_path: dict[str, str | bytes] = {}
    for chart in book.charts:
        credits = _credits(chart, book)
        by_path[f"{FOLDER}/{chart.name}.csv"] = chart.csv
        by_path[f"{FOLDER}/{chart.name}.svg"] = download.svg(chart.payload, credits)
        by_path |= {picture(chart, kind): themed(chart.payload["pictures"][kind]) for kind in ("column", "narrow")}
        by_path[f"{FOLDER}/{chart.name}.png"] = download.picture(chart.payload, credits)
        by_path[f"{FOLDER}/{chart.name}.json"] = json.dumps(description(chart, book), ensure_ascii=False, indent=1) + "\n"
    return by_path


def picture(chart: Chart, kind: str) -> str:
    """Return the path of the picture that other pages show of a chart: of kind ``column``, or ``narrow`` for phones."""
    return f"{FOLDER}/{chart.name}-{kind}.svg"


def description(chart: Chart, book: Book) -> dict[str, Any]:
    """Describe a chart for machines: content, columns, sources, files, licence."""
    keys = dict.fromkeys([*chart.sources, *sorted(keys_in(chart.payload))])
    return {
        "id": chart.name,
        "title": chart.title,
        "subtitle": chart.payload.get("subtitle", ""),
        "description": chart.payload["alt"],
        "caveat": chart.caveat,
        "page": book.meta.url(f"f/{chart.name}/") or f"f/{chart.name}/",
        "columns": [
            {"name": column["name"], "label": column["label"], "unit": column["unit"]} for column in chart.payload["columns"]
        ],
        "sources": [
            {"key": key, "label": book.sources.labels[key], "title": book.sources[key].title, "url": book.sources[key].address}
            for key in keys
            if key in book.sources
        ],
        "files": {kind: f"{chart.name}.{kind}" for kind in KINDS if kind != "json"},
        "edition": book.meta.title,
        "version": book.meta.version,
        "date": book.meta.date.isoformat(),
        "licence": book.meta.licence_url or book.meta.licence,
    }  # fmt: skip


def pages(book: Book, formatter: Formatter) -> dict[str, str]:
    """Return the pages of all charts by path, with those to embed."""
    by_path = {}
    for chart in book.charts:
        by_path[f"f/{chart.name}/index.html"] = _page(chart, book, formatter)
        by_path[f"f/{chart.name}/embed/index.html"] = _embed(chart, book)
    return by_path


def _page(chart: Chart, book: Book, formatter: Formatter) -> str:
    here = f"f/{chart.name}/index.html"
    citable = book.by_id[chart.name]
    described = metadata.PageHead(
        uri=citable.path, title=chart.title, description=chart.payload["alt"], charts=[chart], kind=citable.kind, card=chart.name
    )
    links = Links(*(relative(target, here) for target in (f"{FOLDER}/{chart.name}.csv", f"{FOLDER}/{chart.name}.svg", book.asset(BUNDLE))))
    item = records.item_of(citable, book)
    quotes: list[tuple[str, Any]] = [(style.name, Markup(formatter.format(style, item))) for style in CITATION_STYLES[:1]]
    quotes.append(("Permalink", cite.permalink(citable, book, here)))
    if code := _embed_code(chart, book):
        quotes.append(("Embed", code))
    return frame(
        "chart.html", chart.title, here, book,
        styles=STYLES, scripts=("_static/charts/charts.js",), crumbs=[_parent_crumb(chart, book, here)], crumb=chart.name,
        main_class="cite-page chart-page", indexed=True, description=described.description, canonical=book.meta.url(citable.path),
        head=metadata.markup(described, book), coins=context_objects.coins(citable, book, described.description),
        cite=cite.page_path(citable), target=citable.target,
        subtitle=chart.payload.get("subtitle", ""),
        opening=Markup(opening(chart.payload, links)), closing=Markup(closing(chart.payload, links, _cited(chart, book, here))),
        source=chart.source_line, caveat=chart.caveat, code=chart.code, quotes=quotes,
        files=[(label, f"{FOLDER}/{chart.name}.{kind}") for kind, label in KINDS.items()],
        home_page={"title": book.titles.get(chart.docname, ""), "url": citable.target},
    )  # fmt: skip


def _embed(chart: Chart, book: Book) -> str:
    here = f"f/{chart.name}/embed/index.html"
    return frame(
        "chart-embed.html", chart.title, here, book, styles=(*STYLES[:2], STYLES[-1]), canonical=book.meta.url(f"f/{chart.name}/"),
        figure=Markup(opening(chart.payload)), source=chart.source_line, page=f"f/{chart.name}/index.html",
    )  # fmt: skip


def _embed_code(chart: Chart, book: Book) -> str:
    """Return the code that embeds the chart in another page; only an absolute address works there."""
    address = book.meta.url(f"f/{chart.name}/embed/")
    if not address:
        return ""
    height = round(size_of(chart.payload["pictures"]["wide"])[1]) + 160
    return str(fragment("embed-code.html", address=address, title=chart.title, height=height))


def _parent_crumb(chart: Chart, book: Book, here: str) -> dict[str, str]:
    return {"title": book.titles.get(chart.docname, ""), "url": relative(book.target(chart.docname), here)}


def _cited(chart: Chart, book: Book, here: str) -> Mapping[str, Cited]:
    return {
        key: Cited(book.sources.labels[key], relative(target, here))
        for key in keys_in(chart.payload)
        if key in book.sources and (target := book.source_target(key))
    }


def _credits(chart: Chart, book: Book) -> download.Credits:
    address = book.meta.url(f"f/{chart.name}/")
    credit = f"{book.meta.title}, version {book.meta.version}, {book.meta.licence}. {address}".strip()
    return download.Credits(chart.title, chart.payload.get("subtitle", ""), chart.source_line, credit)
