"""Read authors' files: UTF-8, with or without byte order mark; a fault names the file, the line and a remedy."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from edition.problems import Place, Problem

_APOSTROPHE: Final = re.compile(r"(?<=\w)'")
#: A hyphen that stands for a minus sign; a voice passes over it.
_MINUS: Final = re.compile(r"(?<![\w.\-\u2013])-(?=\d)")


def typographic(text: str) -> str:
    """Replace typed apostrophes after letters with typographic ones, and hyphens before numbers with minus signs."""
    return _MINUS.sub("\u2212", _APOSTROPHE.sub("\u2019", text))


class BadText(ValueError):
    """A file that is not UTF-8; `problem` names file and line."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def read_text(path: Path, name: str = "") -> str:
    """Read a text file; `name` is the path that authors know. Raise BadText with the line of the first byte that is not UTF-8."""
    return decoded(path.read_bytes(), name or path.as_posix())


def decoded(data: bytes, name: str) -> str:
    """Decode UTF-8 with or without a byte order mark; line ends become `\\n`."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        message = f"byte {data[error.start]:#04x} is not UTF-8; save the file as UTF-8"
        raise BadText(Problem(Place(name, line), message)) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")
