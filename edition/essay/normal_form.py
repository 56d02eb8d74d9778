"""Reduce a text to its normal form, by which the words of the essay are recognised in any copy.

A sentence is recognised by its *normal form*: Unicode NFKC, case folded, cut into maximal runs of letters and digits,
joined by single spaces. Quotes, dashes, ligatures and line breaks therefore never matter; a changed word always does.

The rules in full. Python follows them here, in `edition.essay.recognise` and in `edition.own_copy`; the browser in
`book/_static/own-copy/recognise.js`; `tests/vectors/normal-form.json` is run in both.

1. The text is brought to Unicode NFKC; soft hyphens and marks without width (U+00AD, U+200B to U+200D, U+2060, U+FEFF) are dropped.
2. Each code point is case folded on its own (full folding, without context: `ß` is `ss`, `ς` is `σ`).
3. Maximal runs of code points of the general categories L (letters) and N (numbers) are the words; everything else separates them.
4. The words, joined by one space and written in UTF-8, are hashed with SHA-256: 64 lower-case hexadecimal digits.
5. Recognition walks through the words of a copy. At each word the sentence that follows the last one recognised is tried,
   then every length that a sentence has, the longest first. A run whose hash is a sentence's is taken whole, and the walk
   goes on behind it; else it goes on at the next word.
6. Of several runs with one hash, those that make the longest chain in the essay's order count.
7. Of a web page the text counts, without what the elements `script`, `style`, `template`, `noscript`, `title`, `svg`, `iframe`,
   `object`, `select`, `textarea` and comments hold. Elements that make lines or boxes (`edition.own_copy.html_text.BLOCKS`) part
   words; all other elements do not.
8. A file is read by its byte order mark, else as UTF-16 where every second byte is zero, else as whichever of UTF-8, the
   encoding it declares (UTF-16, GB18030, windows-1252), GB18030 and windows-1252 shows the most sentences, the first of equals.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+")
_NO_WIDTH = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")


def plain(text: str) -> str:
    """Normalise a text to NFKC, without zero-width characters."""
    return _NO_WIDTH.sub("", unicodedata.normalize("NFKC", text))


def words(text: str) -> list[str]:
    """Split a text into the words of its normal form."""
    return _WORD.findall(plain(text).casefold())


@dataclass(frozen=True)
class Word:
    """A word of the normal form and its position in the `plain` text."""

    form: str
    start: int
    end: int


def placed_words(text: str) -> list[Word]:
    """Split a text that is `plain` already into the words of its normal form, each with its position."""
    folds = [character.casefold() for character in text]
    folded = "".join(folds)
    if len(folded) == len(text):
        return [Word(found[0], *found.span()) for found in _WORD.finditer(folded)]
    origin = [index for index, fold in enumerate(folds) for _ in fold]
    return [Word(found[0], origin[found.start()], origin[found.end() - 1] + 1) for found in _WORD.finditer(folded)]


def normal_form(text: str) -> str:
    """Reduce a text to its words, joined by single spaces."""
    return " ".join(words(text))


def fingerprint(text: str) -> str:
    """Hash the normal form of a text: 64 hexadecimal digits of SHA-256."""
    return hashlib.sha256(normal_form(text).encode()).hexdigest()
