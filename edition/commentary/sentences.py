"""The first sentence of a note, which says what was found."""

from __future__ import annotations

import re
from typing import Final

_END: Final = re.compile(r"[.!?][”’)]*(?=\s+[A-Z“‘(0-9])")
#: Before a full stop these end no sentence, nor does a single capital letter.
_SHORT: Final = frozenset({"no", "nos", "st", "mr", "mrs", "dr", "art", "arts", "vol", "cf", "p", "pp", "para", "ca", "vs", "ed", "eds"})
_LEAST: Final = 24  # letters: what is shorter opens a sentence and says nothing by itself


def first_sentence(text: str) -> str:
    """Cut off the first sentence of a text; the whole text where it is one sentence."""
    for end in _END.finditer(text):
        word = text[: end.start()].rpartition(" ")[2].strip("“‘(")
        if word.lower() in _SHORT or (len(word) == 1 and word.isupper()) or end.end() < _LEAST:
            continue
        return text[: end.end()]
    return text
