"""The output of a build: a bar on a terminal, a line for each stage and each notebook elsewhere, and nothing else unless it fails."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from typing import Final

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

_TERMINAL: Final = re.compile(r"\x1b\[[\d;]*[A-Za-z]")
_STEP: Final = re.compile(r"(?P<what>reading sources|writing output)\.\.\. \[ *(?P<done>\d+)%\] *(?P<which>.*)")
_NOTEBOOK: Final = re.compile(r"(?P<path>\S+): Executing notebook using")
_PAGES_DONE: Final = re.compile(r"dumping object inventory")
_WORDS: Final = {"reading sources": "Reading", "writing output": "Writing"}


Show = Callable[[str, str, int | None], None]


class BuildOutput(io.TextIOBase):
    """Replaces the stream of Sphinx and Jupyter Book: shows their steps by stage, item and per cent, keeps the rest for a failure."""

    def __init__(self, show: Show) -> None:
        self._show = show
        self._line = ""
        self.kept: list[str] = []

    def write(self, text: str) -> int:
        """Take printed text; a line ends at a line break or a carriage return."""
        *lines, self._line = re.split(r"[\r\n]", self._line + text)
        for line in lines:
            self._take(_TERMINAL.sub("", line).strip())
        return len(text)

    def _take(self, line: str) -> None:
        if step := _STEP.match(line):
            self._show(_WORDS[step["what"]], step["which"].rpartition("/")[2], int(step["done"]))
        elif notebook := _NOTEBOOK.match(line):
            self._show("Running", notebook["path"].rpartition("/")[2].removesuffix(".md"), None)
        elif _PAGES_DONE.match(line):
            self._show("Finishing", "the site", 100)
        elif line:
            self.kept.append(line)


class Shown:
    """Shows the progress of a build while it runs; `kept` is the rest of its output."""

    def __init__(self, console: Console, *, at_once: bool = True) -> None:
        """Take the console; without `at_once` nothing is shown before the first step, for a build that waits to be started."""
        self._at_once = at_once
        columns = (TextColumn("{task.description:<40.40}"), BarColumn(), TextColumn("{task.percentage:>3.0f} %"), TimeElapsedColumn())
        self._console = console
        self._progress = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
        self._task = self._progress.add_task("Starting", total=100)
        self._said: set[str] = set()
        self._output = BuildOutput(self._bar if console.is_terminal else self._say)

    @property
    def kept(self) -> list[str]:
        """The lines that were no progress."""
        return self._output.kept

    def _bar(self, verb: str, item: str, done: int | None) -> None:
        self._progress.start()
        self._progress.update(self._task, description=f"{verb} {item}", completed=done)

    def _say(self, verb: str, item: str, _done: int | None) -> None:
        """Print a line once for each stage; of notebooks, which take the most time, for each."""
        line = {"Reading": "Reading the chapters", "Writing": "Writing the pages"}.get(verb, f"{verb} {item}")
        if line not in self._said:
            self._said.add(line)
            self._console.print(f"{line} ...", markup=False, highlight=False)

    def __enter__(self) -> Shown:
        self._streams = (redirect_stdout(self._output), redirect_stderr(self._output))
        if self._at_once:
            self._progress.start()
        for stream in self._streams:
            stream.__enter__()
        return self

    def __exit__(self, *failure: object) -> None:
        for stream in reversed(self._streams):
            stream.__exit__(None, None, None)
        self._progress.stop()
