"""The answer of a note: the first sentence of its text, which becomes its headline and can be quoted alone."""

from __future__ import annotations

import re
from typing import Final

#: A shorter opening (“Confirmed.”) only repeats the finding; the next sentence belongs to the answer.
MIN_ANSWER_WORDS: Final = 3

_END: Final = re.compile(r"[.?!][”’)\]]*(?=\s+[“‘(\[]?[^\Wa-z_])")
#: A full stop after these ends no sentence: initials, titles, and the abbreviations of references.
_ABBREVIATED: Final = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|St|cf|vs|v|no|No|nos|Nos|art|Art|vol|ed|eds|p|pp|c|ca|e\.g|i\.e)\.$"
)


def answer_length(text: str) -> int:
    """Return the number of characters of the answer at the start of a note's text; the whole text if it has one sentence."""
    for found in _END.finditer(text):
        opening = text[: found.end()]
        if not _ABBREVIATED.search(opening) and len(opening.split()) >= MIN_ANSWER_WORDS:
            return found.end()
    return len(text.rstrip())


def answer(text: str) -> str:
    """Return the answer of a note."""
    return text[: answer_length(text)].strip()
