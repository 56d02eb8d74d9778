"""BibTeX text: unescape a field to plain words, and escape words for a field."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from pybtex.richtext import Text

#: Escapes of characters that TeX would read as a command; braces by name, since BibTeX pairs them even after a backslash.
ESCAPES: Final = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", **{sign: f"\\{sign}" for sign in "&%#_$"},
}  # fmt: skip
#: Characters that stay bare and are no text to TeX; pybtex drops what follows a bare `%`, and a bare `$` starts mathematics.
BARE: Final = re.compile(r"(?<!\\)[$&%#_^]")
#: Pairs that TeX joins into one character: dashes, quotation marks, reversed ? and !.
_LIGATURE: Final = re.compile(r"-(?=-)|`(?=`)|'(?=')|,(?=,)|<(?=<)|>(?=>)|[?!](?=`)")
_SPECIAL: Final = re.compile(r"[\\~^{}&%#_$]")
_MARK: Final = re.compile(r"[\\{}~$^_&#%`'\"]|--|<<|>>|,,|\s\s|\n")
# The decoder knows `\%` but not all escapes of its kind: these are replaced by private-use characters meanwhile.
_READ: Final = {written: sign for sign, written in ESCAPES.items()} | {r"\{": "{", r"\}": "}"}
_WRITTEN: Final = re.compile("|".join(map(re.escape, _READ)))
_WAITING: Final = {written: chr(0xE100 + index) for index, written in enumerate(_READ)}
_ARRIVED: Final = str.maketrans({waiting: _READ[written] for written, waiting in _WAITING.items()})


@cache  # a build asks several times for the same field, and decoding TeX is slow
def unescape(value: str) -> str:
    """Return a field's words; raise `PybtexError` where braces do not pair."""
    words = value[1:-1] if value.startswith("{") and value.endswith("}") else value
    if not _MARK.search(words):
        return words.strip()
    waiting = _WRITTEN.sub(lambda found: _WAITING[found[0]], value)
    return str(Text.from_latex(waiting)).translate(_ARRIVED).strip()  # type: ignore[no-untyped-call]


def escape(text: str) -> str:
    """Escape words for a field; `unescape` restores them, except for white space at their ends."""
    # Ligatures are split after the escapes, since the split is itself a pair of braces.
    return _LIGATURE.sub(lambda found: f"{found[0]}{{}}", _SPECIAL.sub(lambda found: ESCAPES[found[0]], text))
