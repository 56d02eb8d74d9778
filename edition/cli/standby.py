"""A build that waits: a process that has loaded the last build's state and read ahead, and needs only the word that something was edited.

It is replaced by a new one where anything but the book's text has changed since: tables, settings, the package, or the state of the last
build, by an `edition book` elsewhere.
"""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any, Final

#: Starts a process as a copy of this one where the system can, so that it need not import again.
_CONTEXT: Final[Any] = multiprocessing.get_context("fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn")

#: A build: it calls the given function once it has read ahead, and returns why it was refused.
Build = Callable[[Callable[[], None]], str]


class Standby:
    """Keeps one build waiting in a process of its own; `rests_on` returns the state of what it has read ahead."""

    def __init__(self, build: Build, rests_on: Callable[[], object]) -> None:
        self._build, self._rests_on = build, rests_on
        self._start()

    def run(self) -> str:
        """Let the waiting build go on, and return why it was refused; keep the next one waiting."""
        if self._rests_on() != self._read_ahead:
            self.end()
            self._start()
        try:
            with suppress(OSError):  # one that was refused before it could wait has told so already
                self._go.send(None)
            return str(self._told.recv())
        except EOFError:
            return "The build ended without a word; run: edition book"
        finally:
            self._process.join()
            self._start()

    def end(self) -> None:
        """End the waiting process."""
        self._process.terminate()
        self._process.join()

    def _start(self) -> None:
        self._read_ahead = self._rests_on()
        waiting, self._go = _CONTEXT.Pipe(duplex=False)
        self._told, telling = _CONTEXT.Pipe(duplex=False)
        self._process = _CONTEXT.Process(target=_build, args=(self._build, waiting, telling, (self._go, self._told)))
        self._process.start()
        waiting.close()
        telling.close()


def _build(build: Build, go: Any, line: Any, others: Iterable[Any]) -> None:
    """Build, with a wait for the word, and tell the result; end quietly where the server has gone."""
    for end in others:  # the server's ends of the two lines: a copy kept open here would hide that it has gone
        end.close()

    def wait() -> None:
        try:
            go.recv()
        except (EOFError, KeyboardInterrupt):
            sys.exit()

    with suppress(OSError):  # nobody is there to be told
        line.send(build(wait))
