"""Newer data: figures that public services give today, laid next to the book's tables and never over them."""

from collections.abc import Callable

Row = dict[str, str]
Step = Callable[[str], None]


class RefreshError(Exception):
    """Why nothing was taken over, in one line a reader can act on."""


def ignore(step: str) -> None:
    """Report no progress."""
