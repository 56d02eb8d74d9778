"""Run Jupyter Book on a project, and return as one text why it was refused or failed."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from rich.console import Console

from edition.cli.progress import Shown
from edition.sphinx.build.state import BuildState
from edition.sphinx.jupyter_book import spare_grammars

MOST_LINES: Final = 20  # of a failed build's output


def run(root: Path, options: Sequence[str] = (), *, pages_only: bool = False) -> str:
    """Build what changed, showing progress; return an empty text, or all errors.

    With `pages_only` exports and archives are not updated until a build without it.
    """
    prepare()
    from jupyter_book.cli.main import build

    BuildState.pages_only = pages_only
    shown = Shown(Console(file=sys.stderr))  # the current stream, before the build's output is redirected
    try:
        with shown:
            build.main([str(root), "-n", *options], standalone_mode=False)
    except SystemExit as refused:
        return str(refused.code).strip()
    except (RuntimeError, OSError) as error:
        return "\n".join([*shown.kept[-MOST_LINES:], f"The book was not built. {error.__cause__ or ''}".rstrip()])
    return ""


def prepare() -> None:
    """Import what a build needs, so that builds in forked processes start at once."""
    spare_grammars()

    import edition.evidence.results
    import edition.outputs.files
    import edition.sphinx.build  # noqa: F401
