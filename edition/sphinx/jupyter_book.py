"""Every lever against Jupyter Book 1.0.4, Sphinx 7.4, MyST-NB 1.4 and their parts: which behaviour it works round, and when it may go.

`edition.sphinx.refusal` (an exit in the place of an exception, which both would bury under a traceback) and the colours in
`edition.sphinx.site.assets.LEFTOVERS` (files that bundled extensions copy into every book) belong here by their nature and stand where
they are used.
"""

from __future__ import annotations

import importlib
import os
import sys
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

#: Sphinx reads no more than this one after another in any case: to start processes would cost more than it saves.
FEW: Final = 5


def read_in_parallel(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Let pages be read and written by several processes where there are many (event `env-before-read-docs`).

    `jupyter-book build` has no `-j`, and sphinx-multitoc-numbering 0.1.3, which it always loads, does not say that it bears several
    readers; it does, since it numbers sections when all is read. May go when the book is built by `sphinx-build -j auto` and the
    extension declares `parallel_read_safe`.
    """
    if app.builder.name != "html" or len(docnames) <= FEW:
        return
    if "sphinx_multitoc_numbering" in app.extensions:
        app.extensions["sphinx_multitoc_numbering"].parallel_read_safe = True
    app.parallel = max(app.parallel, processors())


def processors() -> int:
    """Count the processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def quiet_kernels(app: Sphinx) -> None:
    """Start the kernels of notebooks so that they log errors only (event `builder-inited`).

    ipykernel 7 warns for each kernel that it runs over TCP; MyST-NB and jupyter-cache hand no setting down to the client that starts it.
    May go when a setting of MyST-NB reaches `NotebookClient.extra_arguments`.
    """
    from nbclient import NotebookClient

    NotebookClient.extra_arguments.default_args = (["--log-level=ERROR"],)


def spare_grammars() -> None:
    """Import jsonschema, which checks the settings, without the 38 grammars it compiles for IRI formats that no setting has: a second.

    What is None in `sys.modules` is taken for not installed. May go when jsonschema imports rfc3987-syntax where it is used.
    """
    unneeded = "rfc3987_syntax"
    if unneeded in sys.modules or "jsonschema" in sys.modules:
        return
    sys.modules[unneeded] = None  # type: ignore[assignment]
    importlib.import_module("jsonschema")
    del sys.modules[unneeded]


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect the levers that act during a build."""
    app.connect("builder-inited", quiet_kernels)
    app.connect("env-before-read-docs", read_in_parallel)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
