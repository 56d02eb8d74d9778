"""The book's contents as a tree, read once a build from Sphinx's tables of contents."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment

PASSAGE_ANCHOR = "#p-"


@dataclass(frozen=True)
class Anchor:
    """A passage on a page: its reference, its address from the book's root, and its heading (reference and title)."""

    title: str
    target: str
    heading: str


@dataclass
class Entry:
    """A page in the contents: `title` is HTML, `target` its address from the book's root."""

    docname: str
    title: str
    target: str
    passages: list[Anchor] = field(default_factory=list)
    children: list[Entry] = field(default_factory=list)

    @property
    def number(self) -> str:
        """The section of the essay a chapter treats (`1.2`); empty for every other page."""
        sections = {anchor.title.rpartition(".")[0] for anchor in self.passages if anchor.title[0].isdigit()}
        section = sections.pop() if len(sections) == 1 else ""
        return "" if section.endswith(".0") else section


@dataclass
class Group:
    """One part of the contents under its caption."""

    caption: str
    entries: list[Entry]


class Contents:
    """The groups of pages, and the way from the top to each page."""

    def __init__(self, builder: StandaloneHTMLBuilder) -> None:
        """Read the tree below the root page."""
        env: BuildEnvironment = builder.env
        self._builder = builder
        self._seen: set[str] = set()
        self.groups = [
            Group(toctree.get("caption") or "", list(self._entries(env, toctree))) for toctree in _toctrees(env, env.config.root_doc)
        ]
        self.ways: dict[str, tuple[str, list[Entry]]] = {}
        for group in self.groups:
            for entry in group.entries:
                self._note_way(group.caption, [], entry)

    def parts(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Each part's caption with the names of its documents, whatever their rank, in reading order."""
        names: dict[str, list[str]] = {}
        for docname, (caption, _) in self.ways.items():
            names.setdefault(caption, []).append(docname)
        return tuple((caption, tuple(docnames)) for caption, docnames in names.items())

    def passages_around(self, docname: str) -> tuple[str, str]:
        """The addresses of the last passage before a page and of the first after it; empty at the ends and for pages without passages."""
        pages = [(name, way[-1].passages) for name, (_, way) in self.ways.items() if way[-1].passages]
        at = next((index for index, (name, _) in enumerate(pages) if name == docname), None)
        if at is None:
            return "", ""
        before = pages[at - 1][1][-1].target if at else ""
        after = pages[at + 1][1][0].target if at + 1 < len(pages) else ""
        return before, after

    def _entries(self, env: BuildEnvironment, toctree: addnodes.toctree) -> Iterator[Entry]:
        for title, docname in toctree["entries"]:
            if docname not in env.titles or docname in self._seen:
                continue
            self._seen.add(docname)
            target = self._builder.get_target_uri(docname)
            entry = Entry(docname, escape(title or env.titles[docname].astext()), target)
            entry.passages = [
                Anchor(anchor.removeprefix(PASSAGE_ANCHOR), target + anchor, " ".join(link.astext().split()))
                for link in env.tocs[docname].findall(nodes.reference)
                if (anchor := link.get("anchorname", "")).startswith(PASSAGE_ANCHOR)
            ]
            for child in _toctrees(env, docname):
                entry.children.extend(self._entries(env, child))
            yield entry

    def _note_way(self, caption: str, above: list[Entry], entry: Entry) -> None:
        way = [*above, entry]
        self.ways[entry.docname] = (caption, way)
        for child in entry.children:
            self._note_way(caption, way, child)


def _toctrees(env: BuildEnvironment, docname: str) -> list[addnodes.toctree]:
    toc = env.tocs.get(docname)
    return list(toc.findall(addnodes.toctree)) if toc is not None else []
