"""The PDF's outline: the browser's list of headings, with the page's own titles and the structure of the contents."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from edition.paper.outline import Chapter, Outline


def arrange(pdf: pikepdf.Pdf, wanted: Outline) -> None:
    """Give the outline the page's own titles, and put each chapter below its part, each section below its chapter.

    The browser doubles the title of a heading that opens a page, and knows no parts.
    """
    listed = wanted.chapters()
    with pdf.open_outline() as outline:
        items = [item for root in outline.root for item in _walk(root)]
        if len(items) == len(wanted.headings):
            for item, title in zip(items, wanted.headings, strict=True):
                item.title = title
        chapter_items = outline.root[len(outline.root) - len(listed) :]
        front = outline.root[: len(outline.root) - len(listed)]
        outline.root[:] = [*front, *_group_by_part(listed, chapter_items)]


def _group_by_part(listed: list[Chapter], items: list[pikepdf.OutlineItem]) -> list[pikepdf.OutlineItem]:
    """Return the parts with their chapters below them; a chapter without a part stays at the top."""
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
