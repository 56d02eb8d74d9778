"""Builds in processes of their own that share their imports.

Importing Jupyter Book and what it loads costs five times what building a small project does. One server process imports all of it
once; each build runs in a fork of that server, so that it starts with clean modules as a reader's does.
"""

from __future__ import annotations

import importlib.metadata
import multiprocessing
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

#: Modules that a build imports by name while it runs, and so not yet when Jupyter Book is imported.
PRELOADED = (
    "jupyter_book.cli.main", "jupyter_book.sphinx", "sphinx.application", "sphinx.builders.html", "sphinx.builders.singlehtml",
    "sphinx.builders.dirhtml", "sphinx.environment", "myst_nb.sphinx_ext", "sphinx_external_toc", "sphinx_book_theme", "sphinx_thebe",
    "sphinx_togglebutton", "sphinx_copybutton", "sphinx_comments", "sphinx_design", "sphinxcontrib.bibtex", "jupyter_cache", "nbclient",
    "edition.sphinx", "edition.outputs.files", "edition.cli.build", "edition.cli.paper",
)  # fmt: skip


def run(program: str, *arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run a console script in a fork, with the present environment and in the present folder or another."""
    with tempfile.TemporaryDirectory() as name:
        out, err = Path(name, "stdout"), Path(name, "stderr")
        process = _context().Process(target=_run, args=(program, arguments, dict(os.environ), cwd or Path.cwd(), out, err))
        process.start()
        process.join()
        code = 0 if process.exitcode is None else process.exitcode
        return subprocess.CompletedProcess([program, *arguments], code, out.read_text(encoding="utf-8"), err.read_text(encoding="utf-8"))


def _context() -> multiprocessing.context.BaseContext:
    """Return the way to start processes; where a system cannot fork a server, each starts anew and imports for itself."""
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    context.set_forkserver_preload(list(PRELOADED))
    return context


def _run(program: str, arguments: Sequence[str], environment: Mapping[str, str], folder: Path, out: Path, err: Path) -> None:
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    for path, stream, number in ((out, sys.stdout, 1), (err, sys.stderr, 2)):
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(descriptor, number)
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    sys.argv = [program, *arguments]
    (script,) = importlib.metadata.entry_points(group="console_scripts", name=program)
    sys.exit(script.load()())
