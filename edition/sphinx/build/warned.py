"""Warnings by document: a book that warns is refused, in this build and in every later one until the cause is fixed."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.logging import NAMESPACE, WarningSuppressor

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_TERMINAL = re.compile(r"\x1b\[[\d;]*m")


class Warned(logging.Handler):
    """Collect warnings of Sphinx and its extensions by document; "" stands for no document."""

    def __init__(self, app: Sphinx) -> None:
        super().__init__(logging.WARNING)
        self.addFilter(WarningSuppressor(app))
        self._app = app
        self.messages: dict[str, list[str]] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Store the message of one record."""
        message = _TERMINAL.sub("", record.getMessage())
        docname, place = self._place(getattr(record, "location", None))
        line = f"{place}: {message}" if place else message
        messages = self.messages.setdefault(docname, [])
        if line not in messages:
            messages.append(line)

    def _place(self, location: object) -> tuple[str, str]:
        """Return the document and the place of a location: a node, a pair of document and line, or `path:line`."""
        if isinstance(location, tuple):
            docname, line = location
            return self._named(str(docname), line)
        source = getattr(location, "source", None)
        if source:
            return self._named(self._docname(str(source)), getattr(location, "line", None))
        text = str(location or "")
        path, _, line = text.partition(":")
        return self._named(self._docname(path), line or None) if text else ("", "")

    def _named(self, docname: str, line: object) -> tuple[str, str]:
        env = self._app.env
        if docname not in env.found_docs:
            return "", docname
        path = env.doc2path(docname, base=False)
        return docname, f"{path}:{line}" if line else str(path)

    def _docname(self, path: str) -> str:
        try:
            inside = Path(path).resolve().relative_to(Path(self._app.srcdir).resolve())
        except ValueError:
            return path
        return self._app.env.path2doc(str(inside)) or inside.with_suffix("").as_posix()


def collect(app: Sphinx) -> Warned:
    """Start to collect the warnings of a build."""
    handler = Warned(app)
    logging.getLogger(NAMESPACE).addHandler(handler)
    return handler


def stop(handler: Warned) -> None:
    """Remove the handler."""
    logging.getLogger(NAMESPACE).removeHandler(handler)
