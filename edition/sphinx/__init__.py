"""The Sphinx extension of the edition: sets up the domain and every part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.sphinx.domain import EditionDomain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

#: Every module below this package that has a `setup`, in the order in which Sphinx loads them.
PARTS = (
    "jupyter_book", "translator", "finishing", "reading", "reading.citations", "reading.note_layout", "reading.opening", "listings",
    "listings.start_page", "charts", "build",
    "site.start", "site.page", "site.own_copy", "site.exports", "site.search", "site.languages", "site.downloads",
    "site.notebooks", "site.run",
    "paper.onepage", "paper.epub",
)  # fmt: skip


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain and set up every part."""
    app.add_domain(EditionDomain)
    for part in PARTS:
        app.setup_extension(f"{__name__}.{part}")
    return {"version": "1", "env_version": 4, "parallel_read_safe": True, "parallel_write_safe": True}
