"""Text of BibTeX: a field's words without TeX's marks, and words written so that TeX means nothing else by them."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from pybtex.richtext import Text

#: How a character that TeX would take for a command is written; braces by name, for BibTeX pairs them even behind a backslash.
ESCAPES: Final = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", **{sign: f"\\{sign}" for sign in "&%#_$"},
}  # fmt: skip
#: What stands bare and is no text to TeX; pybtex drops what follows a bare `%`, and a bare `$` opens mathematics.
BARE: Final = re.compile(r"(?<!\\)[$&%#_^]")
#: Pairs that TeX joins into one sign: dashes, quotation marks, reversed ? and !.
_LIGATURE: Final = re.compile(r"-(?=-)|`(?=`)|'(?=')|,(?=,)|<(?=<)|>(?=>)|[?!](?=`)")
_SPECIAL: Final = re.compile(r"[\\~^{}&%#_$]")
_MARK: Final = re.compile(r"[\\{}~$^_&#%`'\"]|--|<<|>>|,,|\s\s|\n")
# The decoder knows `\%` but not all of its kind: they wait in signs that no text holds.
_READ: Final = {written: sign for sign, written in ESCAPES.items()} | {r"\{": "{", r"\}": "}"}
_WRITTEN: Final = re.compile("|".join(map(re.escape, _READ)))
_WAITING: Final = {written: chr(0xE100 + index) for index, written in enumerate(_READ)}
_ARRIVED: Final = str.maketrans({waiting: _READ[written] for written, waiting in _WAITING.items()})


@cache  # every build asks several times for the same field, and decoding TeX is slow
def unescape(value: str) -> str:
    """Return a field's words; raises `PybtexError` where braces do not pair."""
    words = value[1:-1] if value.startswith("{") and value.endswith("}") else value
    if not _MARK.search(words):
        return words.strip()
    waiting = _WRITTEN.sub(lambda found: _WAITING[found[0]], value)
    return str(Text.from_latex(waiting)).translate(_ARRIVED).strip()  # type: ignore[no-untyped-call]


def escape(text: str) -> str:
    """Return words as a field's text; `unescape` gives them back, but for white space at their ends."""
    # A ligature is parted only after the signs are written: the parting is itself a pair of braces.
    return _LIGATURE.sub(lambda found: f"{found[0]}{{}}", _SPECIAL.sub(lambda found: ESCAPES[found[0]], text))
