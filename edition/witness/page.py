"""The text of a saved web page: what a reader would copy from it, lines and boxes apart, scripts and styles left out."""

from __future__ import annotations

import re
from html.parser import HTMLParser

#: What these hold is not the page's text.
SKIPPED = frozenset("script style template noscript head svg iframe object select textarea".split())
#: These part words; every other element runs on within a word.
BLOCKS = frozenset(
    "address article aside blockquote body br caption center dd details dialog div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr html img legend li main menu nav ol option p pre section summary table tbody td tfoot th thead "
    "tr ul".split()
)

_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|div|p|table|article|section|span|h1|meta)\b[^<>]*>", re.IGNORECASE)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_UNREAD = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|template|noscript|svg|iframe|object|select|textarea)\b.*?(?:</\1\s*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)


def is_page(text: str) -> bool:
    """Tell whether a text is HTML: a tag that pages are made of stands in it."""
    return bool(_PAGE.search(text))


def declared_charset(data: bytes) -> str:
    """The encoding a page declares in its first two kilobytes, in lower case; empty where it declares none."""
    found = _CHARSET.search(data[:2048])
    return found[1].decode("ascii").lower() if found else ""


def visible_text(page: str) -> str:
    """Return the text of a page; markup that makes no sense is read as leniently as browsers do."""
    reader = _Reader()
    reader.feed(_UNREAD.sub("", page))
    reader.close()
    return "".join(reader.pieces)


class _Reader(HTMLParser):
    """Gathers text; blank lines stand where boxes begin and end."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._skipping = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "head":
            self._skipping = tag
        elif tag == "body":
            self._skipping = ""
        if tag in BLOCKS:
            self.pieces.append("\n" if tag == "br" else "\n\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._skipping:
            self._skipping = ""
        if tag in BLOCKS:
            self.pieces.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self._skipping:
            self.pieces.append(data)
