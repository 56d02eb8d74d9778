"""The book's contents as a tree: parts under their captions, pages below pages, the passages on each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property


def number(references: Iterable[str]) -> str:
    """Return what a chapter is in the essay, `1.2` or `Part 1`, from the references of its passages; empty for a headnote or a caption."""
    sections = {reference.rpartition(".")[0] for reference in references if reference[0].isdigit()}
    section = sections.pop() if len(sections) == 1 else ""
    part, _, rest = section.partition(".")
    return section if rest != "0" else f"Part {part}" if part != "0" else ""


@dataclass(frozen=True)
class Anchor:
    """A passage on a page: its reference, its address from the book's root, and its heading (reference and title)."""

    title: str
    target: str
    heading: str


@dataclass(frozen=True)
class Page:
    """A page in the contents: `title` is plain text, `target` its address from the book's root."""

    docname: str
    title: str
    target: str
    passages: tuple[Anchor, ...] = ()
    children: tuple[Page, ...] = ()

    @property
    def number(self) -> str:
        """What of the essay a chapter treats (`1.2`, `Part 1:`); empty for every other page."""
        found = number(anchor.title for anchor in self.passages)
        return f"{found}:" if found.startswith("Part") else found


@dataclass(frozen=True)
class Group:
    """One part of the contents under its caption."""

    caption: str
    pages: tuple[Page, ...]


@dataclass(frozen=True)
class Contents:
    """The groups of pages, and the way from the top to each page."""

    groups: tuple[Group, ...] = ()

    @cached_property
    def ways(self) -> dict[str, tuple[str, tuple[Page, ...]]]:
        """By document, the caption of its part and the pages from the top down to itself."""
        return {
            way[-1].docname: (group.caption, way) for group in self.groups for page in group.pages for way in self._ways((), page)
        }

    def parts(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """List each part's caption with the names of its documents, whatever their rank, in reading order."""
        names: dict[str, list[str]] = {}
        for docname, (caption, _) in self.ways.items():
            names.setdefault(caption, []).append(docname)
        return tuple((caption, tuple(docnames)) for caption, docnames in names.items())

    def passages_around(self, docname: str) -> tuple[str, str]:
        """Find the addresses of the last passage before a page and of the first after it; empty at the ends and without passages."""
        pages = [(name, way[-1].passages) for name, (_, way) in self.ways.items() if way[-1].passages]
        at = next((index for index, (name, _) in enumerate(pages) if name == docname), None)
        if at is None:
            return "", ""
        before = pages[at - 1][1][-1].target if at else ""
        after = pages[at + 1][1][0].target if at + 1 < len(pages) else ""
        return before, after

    def _ways(self, above: tuple[Page, ...], page: Page) -> Iterator[tuple[Page, ...]]:
        way = (*above, page)
        yield way
        for child in page.children:
            yield from self._ways(way, child)
