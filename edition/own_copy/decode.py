"""Decode a file to text: encodings, web pages, and one clear reason where there is no text."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from edition.essay.normal_form import words
from edition.essay.recognise import Copy, recognise
from edition.essay.shape import BaseText
from edition.own_copy.html_text import declared_charset, is_page, visible_text

MAX_BYTES = 20_000_000
MAX_WORDS = 40_000

COPY = "copy the essay's text and give that: edition text import -"
PASTE = f"open it, {COPY}"
_DECLARABLE = {
    "utf-16": "utf-16",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
    "gb18030": "gb18030",
    "gbk": "gb18030",
    "gb2312": "gb18030",
    "windows-1252": "cp1252",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
}
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_KNOWN_FILES = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\xd0\xcf\x11\xe0": "an office document",
    b"\x1f\x8b": "a compressed file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"{\\rtf": "a rich-text document",
}
_CONTROLS = "".join(chr(code) for code in range(32) if chr(code) not in "\t\n\v\f\r")


class Unreadable(ValueError):
    """Data that cannot be read as a copy; the message says why and what to do."""


def read_bytes(data: bytes, base: BaseText, declared: str = "") -> Copy:
    """Recognise the essay in a file; `declared` is the encoding a server named. Raise `Unreadable`."""
    if len(data) > MAX_BYTES:
        raise Unreadable(too_large(len(data)))
    if not data.strip():
        raise Unreadable(f"it is empty; save the page again, or {COPY}")
    for magic, name in _KNOWN_FILES.items():
        if data.startswith(magic):
            raise Unreadable(f"it is {name}, which cannot be read here; {PASTE}")
    best: Copy | None = None
    for text in _texts(data, declared):
        found = recognise(text, base)
        if best is None or len(found.found) > len(best.found):
            best = found
        if len(found.found) == len(found.places):
            break
    if best is None:
        raise Unreadable(f"it is no text in UTF-8, UTF-16 or GB18030; {PASTE}")
    return best


def read_text(text: str, base: BaseText) -> Copy:
    """Recognise the essay in a text or in the source of a web page. Raise `Unreadable`."""
    return recognise(_plain(text), base)


def too_large(size: int) -> str:
    """Return the reason why a file of `size` bytes is refused."""
    limit = MAX_BYTES / 1e6
    return f"it is too large ({size / 1e6:.0f} MB, at most {limit:.0f}); {COPY}"


def _texts(data: bytes, declared: str) -> Iterator[str]:
    """Yield the texts that the bytes may be, most likely first; none for a binary."""
    last: Unreadable | None = None
    for encoding in _encodings(data, declared):
        try:
            text = data.decode(encoding).lstrip("\ufeff")
        except UnicodeDecodeError:
            continue
        if sum(map(text[:4096].count, _CONTROLS)) > len(text[:4096]) * 0.01:
            continue
        try:
            yield _plain(text)
        except Unreadable as error:
            last = error
    if last:
        raise last


def _encodings(data: bytes, declared: str) -> Iterator[str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            yield encoding
            return
    if zeros := _zeros(data):
        yield zeros
        return
    named = (_DECLARABLE.get(name, "") for name in (declared.lower(), declared_charset(data)))
    yield from dict.fromkeys(name for name in ("utf-8", *named, "gb18030", "cp1252") if name)


def _zeros(data: bytes) -> str:
    """Detect UTF-16 without a byte order mark: Western text has a zero in every second byte."""
    sample = data[:4096]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) < len(sample) * 0.3 or min(even, odd) > len(sample) * 0.02:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _plain(text: str) -> str:
    plain = visible_text(text) if is_page(text) else text
    count = len(words(plain))
    if count > MAX_WORDS:
        raise Unreadable(f"it has {count:,} words, many times the essay; give the essay alone")
    if not count:
        raise Unreadable(f"it holds no words; save the page again, or {COPY}")
    return plain
