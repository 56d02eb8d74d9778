"""Every work-round for Jupyter Book 1.0.4, Sphinx 7.4, MyST-NB 1.4 and their parts: the behaviour it works round, and when it may go.

`edition.sphinx.refusal` (an exit in the place of an exception, which both would bury under a traceback) and the colours in
`edition.sphinx.site.assets.LEFTOVERS` (files that bundled extensions copy into every book) belong here by their nature and stand where
they are used.
"""

from __future__ import annotations

import functools
import importlib
import os
import re
import sys
from importlib.metadata import Distribution, EntryPoints, distributions
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

#: Sphinx never reads this few documents in parallel: starting processes would cost more than it saves.
FEW: Final = 5


def read_in_parallel(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Read and write pages in several processes where there are many (event `env-before-read-docs`).

    `jupyter-book build` has no `-j`, and sphinx-multitoc-numbering 0.1.3, which it always loads, does not declare that it is safe for
    parallel reading; it is, since it numbers sections when all is read. May go when the book is built by `sphinx-build -j auto` and the
    extension declares `parallel_read_safe`.
    """
    if app.builder.name != "html" or len(docnames) <= FEW:
        return
    if "sphinx_multitoc_numbering" in app.extensions:
        app.extensions["sphinx_multitoc_numbering"].parallel_read_safe = True
    app.parallel = max(app.parallel, processors())


def processors() -> int:
    """Return the number of processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def quiet_kernels(app: Sphinx) -> None:
    """Start notebook kernels with error logging only (event `builder-inited`).

    ipykernel 7 warns for each kernel that it runs over TCP; MyST-NB and jupyter-cache pass no setting to the client that starts it.
    May go when a setting of MyST-NB reaches `NotebookClient.extra_arguments`.
    """
    from nbclient import NotebookClient

    NotebookClient.extra_arguments.default_args = (["--log-level=ERROR"],)


def spare_grammars() -> None:
    """Import jsonschema without rfc3987-syntax, which compiles 38 grammars for IRI formats that we do not use (saves about 1 s).

    A module that is None in `sys.modules` counts as not installed. May go when jsonschema imports rfc3987-syntax where it is used.
    """
    unneeded = "rfc3987_syntax"
    if unneeded in sys.modules or "jsonschema" in sys.modules:
        return
    sys.modules[unneeded] = None  # type: ignore[assignment]
    importlib.import_module("jsonschema")
    del sys.modules[unneeded]


#: Where a build asks which plug-ins are installed.
ASKING: Final = ("pybtex.plugin", "sphinx.registry", "sphinx.theming", "sphinxcontrib.bibtex.plugin")


@functools.cache
def installed_plugins() -> EntryPoints:
    """Return the entry points of all installed packages; of two packages of one name the first on the path counts, as in the library."""
    packages: dict[str, Distribution] = {}
    for package in distributions():
        packages.setdefault(re.sub(r"[-_.]+", "-", package.name).lower(), package)
    return EntryPoints(point for package in packages.values() for point in package.entry_points)


def remember_plugins() -> None:
    """Have the list of installed plug-ins read once in a process.

    pybtex 0.26, sphinxcontrib-bibtex 2.6 and Sphinx ask for it fifteen times in a build, and each time the metadata of every installed
    package is read: a third of the processor time of a small book. May go when they remember it or the library does.
    """
    for name in ASKING:
        importlib.import_module(name).__dict__["entry_points"] = lambda **wanted: installed_plugins().select(**wanted)


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect the work-rounds that act during a build."""
    remember_plugins()
    app.connect("builder-inited", quiet_kernels)
    app.connect("env-before-read-docs", read_in_parallel)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
