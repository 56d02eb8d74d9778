"""`edition.zip`: book, notebooks and data in one archive with RO-Crate metadata, the same bytes from the same files."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from edition.book import Book
from edition.export.archives.zip import packed
from edition.own_copy.passage_html import MARKER_FILE

NAME = "edition.zip"
CRATE = "ro-crate-metadata.json"
TOP = "edition"
_MEDIA = {
    ".html": "text/html", ".csv": "text/csv", ".json": "application/json", ".xml": "application/xml", ".md": "text/markdown",
    ".bib": "application/x-bibtex", ".ris": "application/x-research-info-systems", ".svg": "image/svg+xml",
    ".jsonld": "application/ld+json", ".css": "text/css", ".js": "text/javascript",
}  # fmt: skip
#: Files the crate describes by name; it describes the rest of the book by folder.
_DESCRIBED = {
    "edition.json": "Everything the edition says, as one document",
    "edition.schema.json": "JSON Schema of edition.json",
    "edition.tei.xml": "The edition in TEI P5",
    "annotations.jsonld": "The notes as W3C Web Annotations",
    "annotations-own-copy.jsonld": "The notes as W3C Web Annotations on a reader's own copy, with character positions",
    "claims.csv": "The claims with their findings, as a table",
    "claims.json": "The claims with their findings",
    "sources.bib": "The bibliography in BibTeX",
    "sources.csl.json": "The bibliography in CSL-JSON",
    "sources.ris": "The bibliography in RIS",
}
SITE = "site/"
_FOLDERS = {
    SITE: "The built book; open site/index.html",
    "site/data/": "The data tables with their Frictionless data package",
    "notebooks/": "The notebooks' sources",
}


def crate(book: Book, names: Iterable[str]) -> dict[str, Any]:
    """Return RO-Crate 1.1 metadata for the files of the archive, by their names in it."""
    meta = book.meta
    present = sorted(names)
    folders = [name for name in _FOLDERS if any(file.startswith(name) for file in present)]
    if f"{SITE}index.html" not in present:
        folders = [name for name in folders if name != SITE]
    described = [f"site/{name}" for name in _DESCRIBED if f"site/{name}" in present]
    tables = [name for name in present if name.startswith("site/data/") and name.endswith((".csv", "datapackage.json"))]
    notebooks = [name for name in present if name.startswith("notebooks/")]
    site = {"url": meta.base_url} if meta.base_url else {}
    people = [{"@id": f"#editor-{number}", "@type": "Organization", "name": name, **site} for number, name in enumerate(meta.editors, 1)]
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": meta.title,
        "description": " ".join(meta.abstract.split()) or meta.title,
        "version": meta.version,
        "datePublished": meta.date.isoformat(),
        "license": {"@id": meta.licence_url} if meta.licence_url else meta.licence,
        "creativeWorkStatus": "released" if meta.released else "between releases",
        "author": _one_or_more(people),
        "publisher": _one_or_more(people),
        "keywords": ", ".join(meta.keywords),
        "about": {"@id": book.base.url},
        "hasPart": [{"@id": name} for name in (*folders, *described, *tables, *notebooks)],
        **site,
    }
    titles = {f"site/data/{table['path']}": table.get("title", table["name"]) for table in book.tables}
    files = [_file(name, _DESCRIBED.get(name.removeprefix("site/")) or titles.get(name) or name.rpartition("/")[2]) for name in
             (*described, *tables, *notebooks)]  # fmt: skip
    return {
        "@context": "https://w3id.org/ro/crate/1.1/context",
        "@graph": [
            {"@id": CRATE, "@type": "CreativeWork", "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"}, "about": {"@id": "./"}},
            root,
            *people,
            {"@id": book.base.url, "@type": "ScholarlyArticle", "name": book.base.title},
            *([{"@id": meta.licence_url, "@type": "CreativeWork", "name": meta.licence}] if meta.licence_url else []),
            *({"@id": name, "@type": "Dataset", "name": _FOLDERS[name]} for name in folders),
            *files,
        ],
    }


def archive(book: Book, files: Mapping[str, bytes]) -> bytes:
    """Pack these files (name in the archive to content) with their metadata."""
    described = (json.dumps(crate(book, files), ensure_ascii=False, indent=1) + "\n").encode()
    return packed({**files, CRATE: described}, TOP, book.meta.date)


def members(site: Path, written: Iterable[str], root: Path) -> dict[str, Path]:
    """Return the files of the archive by name: the site's files written by this build, notebook sources, licence and citation file.

    A site with a reader's copy of the essay contributes its data and not its pages.
    """
    personal = (site / MARKER_FILE).is_file()
    included = (name for name in sorted(written) if name != NAME and not (personal and name.endswith(".html")))
    found = {f"{SITE}{name}": site / name for name in included if (site / name).is_file()}
    found |= {f"notebooks/{path.name}": path for path in sorted((root / "book" / "evidence").glob("*.md"))}
    return found | {name: root / name for name in ("LICENSE", "CITATION.cff") if (root / name).is_file()}


def read(files: Mapping[str, Path]) -> dict[str, bytes]:
    """Read the files' contents, by the same names."""
    return {name: path.read_bytes() for name, path in files.items()}


def _one_or_more(entities: Sequence[Mapping[str, str]]) -> object:
    """Return a list of references, or the single one itself: compacted JSON-LD, as RO-Crate requires."""
    references = [{"@id": entity["@id"]} for entity in entities]
    return references[0] if len(references) == 1 else references


def _file(name: str, title: str) -> dict[str, str]:
    media = _MEDIA.get(name[name.rfind(".") :], "application/octet-stream")
    return {"@id": name, "@type": "File", "name": title, "encodingFormat": media}
