"""Links and rows of links to passages and notes, made when every document has been read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.nodes import make_refnode

from edition.commentary.model import Note, Passage, finding_of

if TYPE_CHECKING:
    from sphinx.builders import Builder

#: A list with no more letters than this needs no row of them.
FEW_LETTERS = 5


class site_file(nodes.Inline, nodes.TextElement):
    """A link to a file of the site: `path` is its path from the site's root."""


def note_link(builder: Builder, fromdocname: str, note: Note, *, titled: bool = True) -> nodes.reference:
    """Return a link to a note, shown by its id, titled with its description; `titled=False` keeps pages with long lists small."""
    title = describe(note) if titled else None
    link = make_refnode(builder, fromdocname, note.docname, f"n-{note.id}", nodes.inline("", note.id), title)
    link["classes"].append("to-note")
    return link


def passage_link(builder: Builder, fromdocname: str, passage: Passage) -> nodes.reference:
    """Return a link to a passage, shown by its reference."""
    text = nodes.inline("", passage.reference)
    link = make_refnode(builder, fromdocname, passage.docname, f"p-{passage.reference}", text, passage.title)
    link["classes"].append("to-passage")
    return link


def link(builder: Builder, fromdocname: str, docname: str, anchor: str, text: str, title: str = "") -> nodes.reference:
    """Return a link to an anchor on a page of the book, or to the page where no anchor is given."""
    return make_refnode(builder, fromdocname, docname, anchor, nodes.inline("", text), title or None)


def letters(anchors: Mapping[str, str]) -> nodes.paragraph:
    """Return a row of links into a long list on the same page, such as one for each letter."""
    row = nodes.paragraph(classes=["letters"])
    for index, (label, anchor) in enumerate(anchors.items()):
        row += [nodes.Text(" ")] if index else []
        row += nodes.reference("", label, internal=True, refid=anchor)
    return row


def describe(note: Note) -> str:
    """Describe a note in a few words: its lemma, and for a claim its finding."""
    return ": ".join(map(str, filter(None, (note.lemma, finding_of(note)))))


def row(label: str, links: Iterable[nodes.Node], *classes: str) -> nodes.paragraph:
    """Return a paragraph of links after a label, separated by commas."""
    paragraph = nodes.paragraph("", "", nodes.inline("", f"{label} ", classes=["label"]), classes=list(classes))
    for index, link in enumerate(links):
        paragraph += [nodes.Text(", "), link] if index else [link]
    return paragraph
