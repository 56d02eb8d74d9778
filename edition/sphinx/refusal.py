"""The one way to refuse a build: report all problems at once, at the end of the output."""

from __future__ import annotations

from collections.abc import Iterable, Sized


class Refused(SystemExit):
    """All problems in what authors wrote, in one message.

    SystemExit and not an exception: both Sphinx and Jupyter Book would bury an exception under a traceback.
    """


def refuse(problems: Iterable[object], because: str = "") -> Refused:
    """Return the refusal that lists problems, one per line, and ends with their number or the reason."""
    lines = list(map(str, problems))
    return Refused("\n".join(["", *lines, f"The edition is refused: {because or counted(lines)}."]))


def counted(problems: Sized) -> str:
    """Return the number of problems in words."""
    return "one problem" if len(problems) == 1 else f"{len(problems)} problems"
