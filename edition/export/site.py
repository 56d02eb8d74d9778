"""All machine-readable exports, by their path from the site's root."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from edition.book import Book
from edition.export.formats import annotations as web_annotations
from edition.export.formats import dts, edition_json, records
from edition.export.formats.citations import Formatter
from edition.export.formats.tei import document as tei
from edition.export.pages import charts as chart_pages
from edition.export.pages import cite as cite_pages
from edition.export.pages import notes as note_pages
from edition.export.pages import permalinks
from edition.export.pages import tables as table_pages
from edition.export.release import changes, identifiers
from edition.export.release.identifiers import Identifier


def files(book: Book, formatter: Formatter) -> dict[str, str]:
    """Return all exports except the archive; the project's tables are included unchanged."""
    root = book.root
    register, stored = _register(root), changes.read(root / changes.STORE)
    data = {path.name: path.read_text(encoding="utf-8") for path in sorted((root / "data").glob("*.*"))}
    tei_text = tei.tei(book)
    current = identifiers.extended(register, identifiers.registered(book.citables), book.meta.version)
    sources = records.sources(book)
    return {
        "edition.json": edition_json.edition_json(book),
        "edition.schema.json": edition_json.schema(),
        "claims.csv": edition_json.claims_csv(book),
        "claims.json": edition_json.claims_json(book),
        "sources.bib": "\n".join(records.bibtex(item) for item in sources),
        "sources.csl.json": records.csl_json(sources),
        "sources.ris": "".join(records.ris(item) for item in sources),
        "edition.tei.xml": tei_text,
        web_annotations.FILE: web_annotations.text(book),
        web_annotations.OWN_COPY_FILE: web_annotations.own_copy_text(book),
        "manifest.json": changes.text(changes.manifest(book)),
        changes.PAGE: changes.page(book, stored, register),
        **{f"data/{name}": text for name, text in data.items()},
        "data/identifiers.csv": identifiers.write(current),
        **_package(data),
        **dts.files(book, tei_text),
        **cite_pages.files(book, formatter),
        **chart_pages.pages(book, formatter),
        **note_pages.pages(book, formatter, register, stored),
        **permalinks.pages(book, register),
        **table_pages.pages(book, data),
    }


def _register(root: Path) -> dict[str, Identifier]:
    path = root / identifiers.REGISTER
    return identifiers.read(path.read_text(encoding="utf-8")) if path.is_file() else {}


def _package(data: Mapping[str, str]) -> dict[str, str]:
    """Return the data package as published: the bibliography lies elsewhere on the site."""
    if "datapackage.json" not in data:
        return {}
    package: dict[str, Any] = json.loads(data["datapackage.json"].replace("book/references.bib", "sources.bib"))
    return {"data/datapackage.json": json.dumps(package, ensure_ascii=False, indent=1) + "\n"}
