"""The one way in which a build is refused: everything that is wrong, at once, at the end of what is printed."""

from __future__ import annotations

from collections.abc import Iterable, Sized


class Refused(SystemExit):
    """Everything that is wrong in what authors wrote, in one message.

    An exit and not an exception: both Sphinx and Jupyter Book would bury an exception under a traceback.
    """


def refuse(problems: Iterable[object], because: str) -> Refused:
    """Make the refusal that lists problems, one a line, and closes with a sentence on how many there are."""
    lines = list(map(str, problems))
    return Refused("\n".join(["", *lines, f"The edition is refused: {because or counted(lines)}."]))


def counted(problems: Sized) -> str:
    """Say how many problems there are."""
    return "one problem" if len(problems) == 1 else f"{len(problems)} problems"
