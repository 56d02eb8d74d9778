"""What the sources of a page's footnotes are: a small script for each page, which comes when a footnote is opened in place."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from edition.sources import bibtex
from edition.sphinx import outputs, project
from edition.sphinx.domain import EditionDomain, Record

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from edition.sources.model import Bibliography, Source

FOLDER: Final = "_static/cited"
#: Where a page leads to a source, by which it is known that it cites one.
LINK: Final = "#src-"


def file_of(docname: str) -> str:
    """The script of a page, from the site's root."""
    return f"{FOLDER}/{docname}.js"


def script(record: Record, sources: Bibliography) -> str:
    """The sources that a page's footnotes cite: by key the title, its language, where it stands, and its address."""
    keys = {key for footnote in record.footnotes for key in footnote.sources}
    told = {key: _told(sources[key]) for key in sorted(keys) if key in sources}
    return f"window.editionCited = {json.dumps(told, ensure_ascii=False, separators=(',', ':'))};\n"


def _told(source: Source) -> list[str]:
    title = f"{source.title} [{source.translated_title}]" if source.translated_title else source.title
    return [title, source.language, source.container or source.publisher, source.address]


def write(app: Sphinx, failure: Exception | None) -> None:
    """Write the scripts of all pages (event `build-finished`)."""
    if failure or app.builder.name != "html":
        return
    records: dict[str, Record] = app.env.get_domain(EditionDomain.name).data["records"]

    def files() -> dict[str, str]:
        sources = bibtex.load(project.bibliography_file(app.env))
        return {file_of(docname): script(record, sources) for docname, record in records.items() if record.footnotes}

    outputs.write(app, "cited", outputs.state(app), files)


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect the writing; before everything is packed."""
    app.connect("build-finished", write, priority=880)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
