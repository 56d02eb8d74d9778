"""The text of a saved web page: what a reader would copy from it, with lines and boxes separated, without scripts and styles."""

from __future__ import annotations

import html
import re


def _names(text: str) -> list[str]:
    return text.split()


#: Elements whose content is not the page's text.
SKIPPED = frozenset(_names("script style template noscript title svg iframe object select textarea"))
#: Elements that separate words; all others run on within a word.
BLOCKS = frozenset(
    _names(
        "address article aside blockquote body br caption center dd details dialog div dl dt fieldset figcaption figure footer form "
        "h1 h2 h3 h4 h5 h6 header hr html img legend li main menu nav ol option p pre section summary table tbody td tfoot th thead "
        "tr ul"
    )
)

_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|div|p|table|article|section|span|h1|meta)\b[^<>]*>", re.IGNORECASE)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_UNREAD = re.compile(
    r"<!--.*?(?:-->|\Z)|<(" + "|".join(sorted(SKIPPED)) + r")\b.*?(?:</\1\s*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_TAG = re.compile(r"<(?:/?([a-zA-Z][^\s/<>]*)|[!?/])[^<>]*(?:>|(?=<)|\Z)")


def is_page(text: str) -> bool:
    """Return whether a text is HTML: it contains a tag that pages are made of."""
    return bool(_PAGE.search(text))


def declared_charset(data: bytes) -> str:
    """Return the encoding a page declares in its first two kilobytes, in lower case; empty if there is none."""
    found = _CHARSET.search(data[:2048])
    return found[1].decode("ascii").lower() if found else ""


def visible_text(page: str) -> str:
    """Return the text of a page, with blank lines where boxes begin and end.

    A single linear scan, however malformed the page is.
    """
    return html.unescape(_TAG.sub(_gap, _UNREAD.sub("", page)))


def _gap(tag: re.Match[str]) -> str:
    name = (tag[1] or "").lower()
    if name not in BLOCKS:
        return ""
    return "\n" if name == "br" else "\n\n"
