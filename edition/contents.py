"""The book's contents as a tree: parts with captions, pages below pages, the passages on each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property


def number(references: Iterable[str]) -> str:
    """Return a chapter's number in the essay, `1.2` or `Part 1`, from its passages' references; empty for a headnote or a caption."""
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
        """The number of the chapter in the essay (`1.2`, `Part 1:`); empty for every other page."""
        found = number(anchor.title for anchor in self.passages)
        return f"{found}:" if found.startswith("Part") else found


@dataclass(frozen=True)
class Group:
    """One part of the contents under its caption."""

    caption: str
    pages: tuple[Page, ...]


@dataclass(frozen=True)
class Contents:
    """The groups of pages, and the path from the top to each page."""

    groups: tuple[Group, ...] = ()

    @cached_property
    def paths(self) -> dict[str, tuple[str, tuple[Page, ...]]]:
        """By document, the caption of its part and the pages from the top down to itself."""
        return {
            path[-1].docname: (group.caption, path) for group in self.groups for page in group.pages for path in self._paths((), page)
        }

    def parts(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return the caption of each part with the names of its documents at all depths, in reading order."""
        names: dict[str, list[str]] = {}
        for docname, (caption, _) in self.paths.items():
            names.setdefault(caption, []).append(docname)
        return tuple((caption, tuple(docnames)) for caption, docnames in names.items())

    def passages_around(self, docname: str) -> tuple[str, str]:
        """Return the addresses of the last passage before a page and of the first after it; empty at the ends and without passages."""
        pages = [(name, path[-1].passages) for name, (_, path) in self.paths.items() if path[-1].passages]
        position = next((index for index, (name, _) in enumerate(pages) if name == docname), None)
        if position is None:
            return "", ""
        before = pages[position - 1][1][-1].target if position else ""
        after = pages[position + 1][1][0].target if position + 1 < len(pages) else ""
        return before, after

    def _paths(self, above: tuple[Page, ...], page: Page) -> Iterator[tuple[Page, ...]]:
        path = (*above, page)
        yield path
        for child in page.children:
            yield from self._paths(path, child)
