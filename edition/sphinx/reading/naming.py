"""Link the persons and documents that a note names in full to their entries, without markup by the author."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.addnodes import pending_xref

from edition.apparatus import names
from edition.sphinx import project
from edition.sphinx.domain import EditionDomain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

_NOT_PROSE = (nodes.title, nodes.reference, nodes.literal, pending_xref, nodes.footnote)


def mark(app: Sphinx, doctree: nodes.document) -> None:
    """Turn the first full name of each entry in a note into a link to it (event `doctree-read`)."""
    entries = project.entries(app.env).values()
    pattern = names.pattern(entries)
    if pattern is None:
        return
    ids = names.by_name(entries)
    for section in doctree.findall(nodes.section):
        if "note" in section:
            marked = {str(x["reftarget"]) for x in section.findall(pending_xref) if x.get("reftype") == "entry"}
            for text in list(_prose(section)):
                _mark(text, pattern, ids, marked, app.env.docname)


def _prose(section: nodes.section) -> Iterator[nodes.Text]:
    """Yield the running text of a note: its body paragraphs without head, foot and links."""
    for paragraph in section.findall(nodes.paragraph):
        if not paragraph["classes"]:
            yield from (text for text in paragraph.findall(nodes.Text) if not _within(text, paragraph))


def _within(text: nodes.Text, paragraph: nodes.paragraph) -> bool:
    parent = text.parent
    while parent is not paragraph:
        if isinstance(parent, _NOT_PROSE):
            return True
        parent = parent.parent
    return isinstance(paragraph.parent, nodes.footnote)


def _mark(text: nodes.Text, pattern: re.Pattern[str], ids: dict[str, str], marked: set[str], docname: str) -> None:
    words, start = str(text), 0
    pieces: list[nodes.Node] = []
    for found in pattern.finditer(words):
        target = ids[found[0]]
        if target in marked:
            continue
        marked.add(target)
        pieces += [nodes.Text(words[start : found.start()]), _link(found[0], target, docname)]
        start = found.end()
    if pieces:
        text.parent.replace(text, [*(piece for piece in pieces if piece.astext()), nodes.Text(words[start:])])


def _link(name: str, target: str, docname: str) -> pending_xref:
    content = nodes.inline("", name, classes=["mention", "mention-entry"])
    return pending_xref(
        name, content, refdomain=EditionDomain.name, reftype="entry", reftarget=target, refexplicit=True, refdoc=docname
    )
