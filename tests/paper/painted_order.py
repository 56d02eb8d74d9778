"""How far a PDF paints its words in the order in which its tags are read: what a reader without tags, or a copy by hand, goes by."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

import pikepdf

from edition.paper import pdf_tags

#: Fewer marks than this say nothing of an order (as in `outloud`'s rule ORD-001, whose measure this is).
FEWEST = 4


def shares(pdf: pikepdf.Pdf) -> dict[int, float]:
    """The share of each page's marked content that stands in reading order, by the page's number from 1."""
    numbers = {page.obj.objgen: index for index, page in enumerate(pdf.pages, start=1)}
    read: dict[int, list[int]] = {}
    for page, mark in _read(pdf.Root.StructTreeRoot, None):
        read.setdefault(numbers[page.objgen], []).append(mark)
    found = {}
    for number, page in enumerate(pdf.pages, start=1):
        rank = {mark: place for place, mark in enumerate(read.get(number, []))}
        painted = [rank[mark] for mark in _painted(page) if mark in rank]
        if len(painted) >= FEWEST:
            found[number] = _longest_rising(painted) / len(painted)
    return found


def _read(element: pikepdf.Object, page: pikepdf.Object | None) -> Iterator[tuple[pikepdf.Object, int]]:
    """The marks of a tree in reading order, each with its page."""
    page = element.get("/Pg", page)
    for kid in pdf_tags.kids(element):
        if not isinstance(kid, pikepdf.Dictionary):
            if page is not None:
                yield page, int(kid)
        elif kid.get("/Type") == "/MCR":
            if "/Stm" not in kid:
                yield kid.get("/Pg", page), int(kid.MCID)
        elif "/S" in kid:
            yield from _read(kid, page)


def _painted(page: pikepdf.Page) -> Iterator[int]:
    """The marks that hold words or pictures, as they are first painted; rules and grounds are no reading."""
    open_marks: list[int | None] = []
    seen: set[int] = set()
    for one in pikepdf.parse_content_stream(page):
        operator = str(one.operator)
        if operator in ("BDC", "BMC"):
            properties = one.operands[1] if len(one.operands) > 1 else None
            named = isinstance(properties, pikepdf.Dictionary) and "/MCID" in properties
            open_marks.append(int(properties.MCID) if named else None)
        elif operator == "EMC":
            open_marks.pop()
        elif operator in ("Tj", "TJ", "Do") and (mark := _inner(open_marks)) is not None and mark not in seen:
            seen.add(mark)
            yield mark


def _inner(open_marks: Sequence[int | None]) -> int | None:
    return next((mark for mark in reversed(open_marks) if mark is not None), None)


def _longest_rising(places: Sequence[int]) -> int:
    tails: list[int] = []
    for place in places:
        at = bisect_left(tails, place)
        tails[at : at + 1] = [place]
    return len(tails)
