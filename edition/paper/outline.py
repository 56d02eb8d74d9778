"""Data from the one page for the making of the PDF: its headings in order, and its contents as a tree."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment

from edition import templates

TEMPLATES: Final = Path(__file__).parent / "templates"
#: The file, beside the page.
FILE: Final = "outline.json"


@dataclass(frozen=True)
class ContentsLine:
    """A chapter or a passage in the contents: its title, the id of its place, and its children."""

    title: str
    target: str
    passages: tuple[ContentsLine, ...] = ()
    children: tuple[ContentsLine, ...] = ()


@dataclass(frozen=True)
class Part:
    """A part of the book under its caption, which may be empty."""

    caption: str
    pages: tuple[ContentsLine, ...]


@dataclass(frozen=True)
class Chapter:
    """A chapter in the contents: the caption of its part, its depth there from 1, its number and title."""

    part: str
    depth: int
    title: str


@dataclass(frozen=True)
class Outline:
    """The words of every heading of the page, in order, and the contents."""

    headings: tuple[str, ...] = ()
    parts: tuple[Part, ...] = field(default=())

    def chapters(self) -> list[Chapter]:
        """Return the chapters in the order of the page."""
        return [found for part in self.parts for page in part.pages for found in _chapters_below(part.caption, 1, page)]

    def text(self) -> str:
        """Return it as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"


def read(text: str) -> Outline:
    """Parse the result of `Outline.text`."""
    raw = json.loads(text)
    parts = tuple(Part(part["caption"], tuple(map(_line, part["pages"]))) for part in raw["parts"])
    return Outline(tuple(raw["headings"]), parts)


def contents(outline: Outline, numbers: Mapping[str, int]) -> str:
    """Render the list of contents with the printed page of each place, by its id."""
    return jinja().get_template("contents.html").render(groups=outline.parts, numbers=numbers)


@cache
def jinja() -> Environment:
    """Return the environment of the templates for paper and readers."""
    return templates.environment(TEMPLATES)


def _line(raw: Mapping[str, Any]) -> ContentsLine:
    return ContentsLine(raw["title"], raw["target"], tuple(map(_line, raw["passages"])), tuple(map(_line, raw["children"])))


def _chapters_below(part: str, depth: int, page: ContentsLine) -> Iterator[Chapter]:
    yield Chapter(part, depth, page.title)
    for child in page.children:
        yield from _chapters_below(part, depth + 1, child)
