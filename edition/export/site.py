"""All files of the machine twin, by their path from the site's root."""

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


def files(corpus: Book, formatter: Formatter) -> dict[str, str]:
    """Make everything but the archive; the tables of the project are among it as they are."""
    root = corpus.root
    register, stored = _register(root), changes.read(root / changes.STORE)
    data = {path.name: path.read_text(encoding="utf-8") for path in sorted((root / "data").glob("*.*"))}
    whole = tei.tei(corpus)
    current = identifiers.extended(register, identifiers.registered(corpus.citables), corpus.meta.version)
    sources = records.sources(corpus)
    return {
        "edition.json": edition_json.edition_json(corpus),
        "edition.schema.json": edition_json.schema(),
        "claims.csv": edition_json.claims_csv(corpus),
        "claims.json": edition_json.claims_json(corpus),
        "sources.bib": "\n".join(records.bibtex(item) for item in sources),
        "sources.csl.json": records.csl_json(sources),
        "sources.ris": "".join(records.ris(item) for item in sources),
        "edition.tei.xml": whole,
        "annotations.jsonld": web_annotations.text(corpus),
        "manifest.json": changes.text(changes.manifest(corpus)),
        changes.PAGE: changes.page(corpus, stored, register),
        **{f"data/{name}": text for name, text in data.items()},
        "data/identifiers.csv": identifiers.write(current),
        **_package(data),
        **dts.files(corpus, whole),
        **cite_pages.files(corpus, formatter),
        **chart_pages.pages(corpus, formatter),
        **note_pages.pages(corpus, formatter, register, stored),
        **permalinks.pages(corpus, register),
        **table_pages.pages(corpus),
    }


def _register(root: Path) -> dict[str, Identifier]:
    path = root / identifiers.REGISTER
    return identifiers.read(path.read_text(encoding="utf-8")) if path.is_file() else {}


def _package(data: Mapping[str, str]) -> dict[str, str]:
    """The data package as published: the bibliography stands elsewhere on the site."""
    if "datapackage.json" not in data:
        return {}
    package: dict[str, Any] = json.loads(data["datapackage.json"].replace("book/references.bib", "sources.bib"))
    return {"data/datapackage.json": json.dumps(package, ensure_ascii=False, indent=1) + "\n"}
