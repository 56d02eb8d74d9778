"""The book's contents, read from Sphinx's tables of contents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from edition.contents import Anchor, Contents, Group, Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

PASSAGE_ANCHOR = "#p-"


def read_contents(env: BuildEnvironment, builder: Builder) -> Contents:
    """Read the tree below the root page; a page listed twice counts where it is listed first."""
    seen: set[str] = set()
    groups = (
        Group(toctree.get("caption") or "", tuple(_pages(env, builder, toctree, seen)))
        for toctree in _toctrees(env, env.config.root_doc)
    )
    return Contents(tuple(groups))


def _pages(env: BuildEnvironment, builder: Builder, toctree: addnodes.toctree, seen: set[str]) -> Iterator[Page]:
    for title, docname in toctree["entries"]:
        if docname not in env.titles or docname in seen:
            continue
        seen.add(docname)
        target = builder.get_target_uri(docname)
        passages = tuple(
            Anchor(anchor.removeprefix(PASSAGE_ANCHOR), target + anchor, " ".join(link.astext().split()))
            for link in env.tocs[docname].findall(nodes.reference)
            if (anchor := link.get("anchorname", "")).startswith(PASSAGE_ANCHOR)
        )
        children = tuple(page for child in _toctrees(env, docname) for page in _pages(env, builder, child, seen))
        yield Page(docname, title or env.titles[docname].astext(), target, passages, children)


def _toctrees(env: BuildEnvironment, docname: str) -> list[addnodes.toctree]:
    toc = env.tocs.get(docname)
    return list(toc.findall(addnodes.toctree)) if toc is not None else []
