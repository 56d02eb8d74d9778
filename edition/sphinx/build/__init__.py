"""The phases of a build: which documents are read again, what is refused, which pages are written, which outputs are made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.sphinx.build import checking, finish, reading
from edition.sphinx.build.state import BuildState

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the handlers that decide what is read, refused and written."""
    app.connect("builder-inited", BuildState.begin)
    app.connect("builder-inited", BuildState.wait, priority=999)
    app.connect("env-get-outdated", reading.reread)
    app.connect("env-before-read-docs", reading.remember_read)
    app.connect("env-updated", checking.check, priority=900)  # after 500, where the bibliography's own domain numbers its entries
    app.connect("build-finished", finish.finish, priority=900)  # after 500, where bundled extensions copy their files
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
