"""Pages of documents that were renamed or dropped: Sphinx would leave them standing, to be read, packed and published."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder

from edition.sphinx import outputs

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def remove(app: Sphinx, env: BuildEnvironment) -> None:
    """Remove the pages that earlier builds wrote for documents there are no more (event `env-updated`).

    Before the first page is written, so that a build broken off on the way leaves no page that the next one does not know of.
    """
    builder = app.builder
    if isinstance(builder, StandaloneHTMLBuilder):
        pages = (Path(builder.get_outfilename(docname)) for docname in env.found_docs)
        outputs.keep(app, "pages", (page.relative_to(app.outdir).as_posix() for page in pages))


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect it; late, since a build that is refused changes nothing."""
    app.connect("env-updated", remove, priority=950)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
