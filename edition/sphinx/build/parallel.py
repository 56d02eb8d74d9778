"""Several documents at a time: as many as the machine has processors, whichever command builds the book.

`jupyter-book build` knows no number of jobs, and sphinx_multitoc_numbering, which it always loads, does not say whether it bears
several. It does: it numbers sections when all documents have been read.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

SAFE: Final = "sphinx_multitoc_numbering"
#: Sphinx reads no more than this one after another in any case: to start processes would cost more than it saves.
FEW: Final = 5


def allow(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Let the pages be read and written by several processes where there are many (event `env-before-read-docs`)."""
    if app.builder.name != "html" or len(docnames) <= FEW:
        return
    if SAFE in app.extensions:
        app.extensions[SAFE].parallel_read_safe = True
    app.parallel = max(app.parallel, processors())


def processors() -> int:
    """The processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect the permission; the extension it speaks of is loaded by then."""
    app.connect("env-before-read-docs", allow)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
