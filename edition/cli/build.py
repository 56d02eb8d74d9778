"""Run Jupyter Book on a project, and return as one text why it was refused or failed."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rich.console import Console

from edition.cli.progress import Shown
from edition.sphinx.build.state import BuildState
from edition.sphinx.jupyter_book import spare_grammars

if TYPE_CHECKING:
    from sphinx.application import Sphinx

MOST_LINES: Final = 20  # of a failed build's output


def run(
    root: Path, options: Sequence[str] = (), *, pages_only: bool = False, before_reading: Callable[[Sphinx], None] | None = None
) -> str:
    """Build what changed, showing progress; return an empty text, or all errors.

    With `pages_only` exports and archives are not updated until a build without it. `before_reading` is called when the last build's
    state is loaded and before any file of the book is looked at.
    """
    prepare()
    from jupyter_book.cli.main import build

    BuildState.pages_only, BuildState.before_reading = pages_only, before_reading
    shown = Shown(Console(file=sys.stderr), at_once=before_reading is None)  # the current stream, before the build's output is redirected
    try:
        with shown:
            build.main([str(root), "-n", *options], standalone_mode=False)
    except SystemExit as refused:
        return str(refused.code).strip()
    except (RuntimeError, OSError) as error:
        return "\n".join([*shown.kept[-MOST_LINES:], f"The book was not built. {error.__cause__ or ''}".rstrip()])
    return ""


def prepare() -> None:
    """Import what a build needs, the extensions of Jupyter Book and ours among them, so that builds in forked processes start at once."""
    spare_grammars()

    from jupyter_book.config import get_default_sphinx_config
    from sphinx.application import builtin_extensions

    from edition import sphinx

    of_jupyter_book = get_default_sphinx_config()["extensions"]  # type: ignore[no-untyped-call]
    theirs = (*builtin_extensions, *of_jupyter_book, "sphinxcontrib.bibtex")
    ours = (f"{sphinx.__name__}.{part}" for part in sphinx.PARTS)
    for name in (*theirs, *ours, "edition.evidence.results"):
        importlib.import_module(name)


def run_when_told(root: Path, wait: Callable[[], None]) -> str:
    """Build the pages that changed once `wait` has returned, having read ahead what an edit of the text leaves as it is."""
    from edition.sphinx.build import ahead

    def read_and_wait(app: Sphinx) -> None:
        with suppress(Exception):  # a fault is left to the build, which can say where it is
            ahead.read(app)
        wait()

    return run(root, pages_only=True, before_reading=read_and_wait)
