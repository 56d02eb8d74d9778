"""Read ahead of an edit what an edited chapter leaves as it is, for a build that waits (`edition.cli.standby`).

Whatever is read here is cached by what it was made from (a file's mtime, a chapter's text), so that a file edited meanwhile is read again;
the numbers are cached for the tables as they were.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from edition.commentary import markdown
from edition.commentary.model import Claim
from edition.essay import recognise
from edition.sources import style
from edition.sphinx import project
from edition.sphinx.build.checking import evaluator

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def read(app: Sphinx) -> None:
    """Read the tables, sources and chapters, and compute the numbers that the rules check; raise what a faulty project raises."""
    env = app.env
    project.entries(env)
    project.tables_of(env)
    project.looks(env)
    recognise.folds()
    sources = project.sources(env)
    for key, label in sources.labels.items():
        style.describe(sources[key], label)
    root = Path(env.srcdir)
    evaluate = evaluator(root)
    for note in markdown.read(root).notes:
        if isinstance(note, Claim) and note.check:
            evaluate(note.check)
