"""Footnotes in a notebook, whose viewers do not know the book's syntax: numbers in the text, notes and full sources at the end."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

_DEFINED: Final = re.compile(r"^\[\^([^\]]+)\]:[ \t]*(.*(?:\n[ \t]+\S.*)*)\n?", re.MULTILINE)
_REFERRED: Final = re.compile(r"\[\^([^\]]+)\]")


def numbered(texts: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the texts with a superscript number for each footnote, and the footnotes in the order of their first mark.

    Raise KeyError for a reference without a footnote.
    """
    defined = {label: " ".join(words.split()) for text in texts for label, words in _DEFINED.findall(text)}
    order: dict[str, int] = {}

    def raised(match: re.Match[str]) -> str:
        label = match[1]
        if label not in defined:
            raise KeyError(f"a footnote that is not there: {label}")
        return f"<sup>{order.setdefault(label, len(order) + 1)}</sup>"

    marked = [_REFERRED.sub(raised, _DEFINED.sub("", text)).strip("\n") for text in texts]
    return marked, [defined[label] for label in order]


def closing(notes: Sequence[str], keys: Sequence[str], describe: Callable[[str], str]) -> str:
    """Return the Markdown that ends a notebook: its notes by number, and its sources with their keys, formatted by ``describe``."""
    parts = []
    if notes:
        parts.append("## Notes\n\n" + "\n".join(f"{number}. {note}" for number, note in enumerate(notes, start=1)))
    if keys:
        parts.append("## Sources\n\n" + "\n".join(f"- {describe(key)} `{key}`" for key in keys))
    return "\n\n".join(parts)
