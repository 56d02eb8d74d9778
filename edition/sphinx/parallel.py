"""Several documents at a time: as many as the machine has processors, whichever command builds the book.

`jupyter-book build` knows no number of jobs, and two extensions that it always loads do not say whether they bear it. Both do:
sphinx_multitoc_numbering numbers sections when all documents have been read, and sphinx_jupyterbook_latex transforms one document
after another and keeps nothing.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

SAFE: Final = ("sphinx_multitoc_numbering", "sphinx_jupyterbook_latex")
#: Sphinx reads no more than this one after another in any case: to start processes would cost more than it saves.
FEW: Final = 5


def allow(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Let the pages be read and written by several processes where there are many (event `env-before-read-docs`)."""
    if app.builder.name != "html" or len(docnames) <= FEW:
        return
    for name in SAFE:
        if name in app.extensions:
            app.extensions[name].parallel_read_safe = True
    app.parallel = max(app.parallel, processors())


def processors() -> int:
    """The processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect the permission; the extensions it speaks of are all loaded by then."""
    app.connect("env-before-read-docs", allow)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
