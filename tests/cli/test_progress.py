"""What a build prints: a bar on a terminal, elsewhere a line for each stage and notebook, and what went wrong only when it failed."""

from __future__ import annotations

import io
import sys

import pytest
from rich.console import Console

from edition.cli.progress import Shown

#: As Sphinx, MyST-NB and Jupyter Book print, colours and all; the settings are one long line among many.
PRINTED = """Running Jupyter-Book v1.0.4.post1
\x1b[01mmyst v3.0.1:\x1b[39;49;00m MdParserConfig(commonmark_only=False, gfm_only=False)
\x1b[01mreading sources... \x1b[39;49;00m[ 50%] \x1b[35mbook/index\x1b[39;49;00m\r
/a/book/evidence/clubs.md: Executing notebook using local CWD [mystnb]
\x1b[01mreading sources... \x1b[39;49;00m[100%] \x1b[35mbook/evidence/clubs\x1b[39;49;00m\r
/a/book/evidence/votes.md: Executing notebook using local CWD [mystnb]
\x1b[01mwriting output... \x1b[39;49;00m[ 50%] \x1b[32mbook/index\x1b[39;49;00m\r
\x1b[01mwriting output... \x1b[39;49;00m[100%] \x1b[32mbook/evidence/clubs\x1b[39;49;00m\r
\x1b[01mdumping object inventory... \x1b[39;49;00mdone
build succeeded.
"""


def shown(*, terminal: bool) -> tuple[str, list[str]]:
    """What is seen of such a build, and what is kept of it for a failure."""
    seen = io.StringIO()
    with Shown(Console(file=seen, force_terminal=terminal, width=100)) as progress:
        sys.stdout.write(PRINTED)
    return seen.getvalue(), progress.kept


def test_elsewhere_than_on_a_terminal_each_stage_and_each_notebook_is_a_line() -> None:
    seen, kept = shown(terminal=False)
    stages = ["Reading the chapters ...", "Running clubs ...", "Running votes ...", "Writing the pages ...", "Finishing the site ..."]
    assert seen.splitlines() == stages
    assert [line.partition(" ")[0] for line in kept] == ["Running", "myst", "build"], "nothing is lost to a report of a failure"


def test_on_a_terminal_there_is_a_bar_and_it_leaves_nothing_behind() -> None:
    seen, _ = shown(terminal=True)
    assert "Finishing the site" in seen and "100 %" in seen
    assert "MdParserConfig" not in seen
    assert seen.endswith("\x1b[2K"), "the bar is wiped away"


@pytest.mark.parametrize("terminal", [True, False])
def test_the_build_s_own_words_are_kept_from_the_reader(terminal: bool) -> None:
    seen, _ = shown(terminal=terminal)
    assert "Jupyter-Book" not in seen and "build succeeded" not in seen
