"""After writing: refuse a build that warned, else make every output in order and close the ledger (event `build-finished`)."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sphinx.builders.html import StandaloneHTMLBuilder

from edition.export.archives import notebooks
from edition.outputs.files import OUTPUTS, Site
from edition.sphinx.assemble import book_of
from edition.sphinx.build import failed, warned
from edition.sphinx.build.state import SITES, BuildState, pages_of
from edition.sphinx.refusal import refuse
from edition.sphinx.site import assets, own_copy, start

if TYPE_CHECKING:
    from sphinx.application import Sphinx

CITATION_CACHE: Final = "citations.json"  # cache of formatted citations: saves time, decides nothing


def finish(app: Sphinx, failure: Exception | None) -> None:
    """End a build. One handler, so that the order of all outputs is written in one place."""
    state = BuildState.of(app)
    warned.stop(state.warned)
    if failure:
        return
    failed.clear_reports(app)
    if messages := state.warned.messages:
        _refuse(app, messages)
    if app.builder.format == "html" and app.builder.name != "epub":
        assets.write(app)
    if app.builder.name in SITES:
        _write(app)
    state.ledger.enter_read(state.inputs)
    state.ledger.enter_pages(state.shown)
    state.ledger.enter_warned({})
    state.ledger.save()


def _refuse(app: Sphinx, messages: dict[str, list[str]]) -> None:
    """Delete the pages that warned and mark them so that the next build reads and writes them again."""
    state = BuildState.of(app)
    if isinstance(app.builder, StandaloneHTMLBuilder):
        for docname in messages:
            Path(app.builder.get_outfilename(docname or app.config.root_doc)).unlink(missing_ok=True)
    state.ledger.strike_pages(messages)
    state.ledger.enter_warned(messages)
    state.ledger.save()
    raise refuse(line for lines in messages.values() for line in lines)


def _write(app: Sphinx) -> None:
    """Write the files of every output: styles and scripts first, the archive of everything last."""
    state, book, out = BuildState.of(app), book_of(app), Path(app.outdir)
    start.write(app)
    own_copy.write_marker(app)
    written = [*pages_of(app), *start.files(app), *assets.files(app)]
    executed = notebooks.names(app.env.found_docs, out.parent / "jupyter_execute")
    cache = Path(app.env.mystnb_config.execution_cache_path) if hasattr(app.env, "mystnb_config") else Path()
    for output in OUTPUTS:
        if output.published and (state.pages_only or not book.publishes):
            continue
        site = Site(out, executed, cache, Path(app.doctreedir) / CITATION_CACHE, tuple(written))
        written += state.ledger.write(out, output.name, output.source(book, site), partial(output.make, book, site))
