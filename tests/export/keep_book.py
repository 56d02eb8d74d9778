"""A Sphinx extension that keeps the Book which a build in this process assembled, for the tests of exports to read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from edition.book import Book
from edition.sphinx.assemble import book_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

#: The Books by the folder of their project.
BOOKS: Final[dict[Path, Book]] = {}


def keep(app: Sphinx, failure: Exception | None) -> None:
    """Keep the Book of a build that was not refused (event `build-finished`)."""
    if not failure:
        BOOKS[Path(app.confdir)] = book_of(app)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect after 900, where the build makes its outputs."""
    app.connect("build-finished", keep, priority=999)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
