"""The language of a run of characters, where its script tells: Chinese and Russian among English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from markupsafe import Markup, escape

_HAN: Final = "\u2e80-\u2fdf\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_HAN_MARKS: Final = "\u3001-\u3003\u3008-\u3011\u3014-\u301f\u30fb\uff01-\uff0f\uff1a-\uff20"
_CYRILLIC: Final = "\u0400-\u052f"
#: Letters of other languages written in Cyrillic; a run that contains one is not assumed to be Russian.
_NOT_RUSSIAN: Final = frozenset("ӘәҒғҚқҢңӨөҰұҮүҺһІіӢӣӮӯҲҳҶҷЎўЄєЇїҐґ")
#: A run includes what stands between two of its words: blanks, digits, dashes, quotation marks, a dot.
_RUN: Final = re.compile(
    rf"(?P<zh>[{_HAN}](?:[{_HAN}{_HAN_MARKS}]|[\s\d·—–“”‘’-]+(?=[{_HAN}{_HAN_MARKS}]))*)"
    rf"|(?P<ru>[{_CYRILLIC}]+(?:[\s\d.,«»“”()№—–-]+(?=[{_CYRILLIC}])|[{_CYRILLIC}])*)"
)


def runs(text: str) -> Iterator[tuple[str, str]]:
    """Split a text into its runs, each with its language as a BCP 47 tag, empty for the surrounding language."""
    position = 0
    for found in _RUN.finditer(text):
        language = str(found.lastgroup)
        if language == "ru" and _NOT_RUSSIAN & set(found[0]):
            language = "und-Cyrl"
        if found.start() > position:
            yield "", text[position : found.start()]
        yield language, found[0]
        position = found.end()
    if position < len(text):
        yield "", text[position:]


def language(text: str) -> str:
    """Return the language of a text that is in one other language from beginning to end, else an empty string."""
    found = [tag for tag, _ in runs(text)]
    return found[0] if len(found) == 1 else ""


def marked(text: str) -> Markup:
    """Escape a text for HTML and mark every run of another language."""
    if text.isascii():
        return escape(text)
    tag = Markup('<span lang="{}">{}</span>')
    return Markup("").join(tag.format(language, run) if language else escape(run) for language, run in runs(text))
