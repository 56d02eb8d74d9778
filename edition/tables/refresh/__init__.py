"""Newer data: current figures of public services, stored beside the book's tables and never in them."""

from collections.abc import Callable

Row = dict[str, str]
Step = Callable[[str], None]


class RefreshError(Exception):
    """The reason why nothing was stored, in one line a reader can act on."""


def ignore(step: str) -> None:
    """Report no progress."""
