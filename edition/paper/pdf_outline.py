"""The PDF's outline: the browser's list of headings, named as the page names them and laid out as the contents lay them out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Final

import pikepdf

_CONTENTS: Final = re.compile(r'<nav class="paper-contents".*?</nav>', re.DOTALL)
_STEP: Final = re.compile(
    r'<p>(?P<part>.*?)</p>|(?P<down><ul\b)|(?P<up></ul>)|<a href="#document-[^"]+"><span>(?P<chapter>.*?)</span>', re.DOTALL
)
_HEADING: Final = re.compile(r"<h([1-6])\b[^>]*>(.*?)</h\1>", re.DOTALL)
_PERMALINK: Final = re.compile(r'<a class="headerlink".*?</a>', re.DOTALL)
_TAG: Final = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Chapter:
    """A chapter as the contents name it: the caption of its part, how deep it lies there, its number and title."""

    part: str
    depth: int
    title: str


def headings(html: str) -> list[str]:
    """The words of every heading of a page, in order."""
    return [_words(_PERMALINK.sub("", found[2])) for found in _HEADING.finditer(html)]


def chapters(html: str) -> list[Chapter]:
    """The chapters that the contents of a page list."""
    contents = _CONTENTS.search(html)
    part, depth, found = "", 0, []
    for step in _STEP.finditer(contents[0] if contents else ""):
        depth += bool(step["down"]) - bool(step["up"])
        if step["part"] is not None:
            part = _words(step["part"])
        elif step["chapter"] is not None:
            found.append(Chapter(part, depth, _words(step["chapter"])))
    return found


def arrange(pdf: pikepdf.Pdf, html: str) -> None:
    """Give the outline the page's own words, and put each chapter below its part, each section below its chapter.

    The browser names a heading twice over where it opens a page, and knows no parts.
    """
    listed = chapters(html)
    with pdf.open_outline() as outline:
        items = [item for root in outline.root for item in _walk(root)]
        words = headings(html)
        if len(items) == len(words):
            for item, title in zip(items, words, strict=True):
                item.title = title
        own = outline.root[len(outline.root) - len(listed) :]
        front = outline.root[: len(outline.root) - len(listed)]
        outline.root[:] = [*front, *_below_parts(listed, own)]


def _below_parts(listed: list[Chapter], items: list[pikepdf.OutlineItem]) -> list[pikepdf.OutlineItem]:
    """The parts with their chapters below them; a chapter that stands in no part stands for itself."""
    top: list[pikepdf.OutlineItem] = []
    part, above = "", None
    for chapter, item in zip(listed, items, strict=True):
        item.title, item.is_closed = chapter.title, True
        if chapter.depth > 1 and above is not None:
            above.children.append(item)
            continue
        above = item
        if chapter.part and chapter.part != part:
            top.append(pikepdf.OutlineItem(chapter.part, item.destination, action=item.action))
        part = chapter.part
        (top[-1].children if part else top).append(item)
    return top


def _walk(item: pikepdf.OutlineItem) -> Iterator[pikepdf.OutlineItem]:
    yield item
    for child in item.children:
        yield from _walk(child)


def _words(html: str) -> str:
    return " ".join(unescape(_TAG.sub("", html)).split())
