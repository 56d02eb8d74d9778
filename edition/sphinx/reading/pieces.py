"""The words of a document for the search, by anchor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from docutils import nodes

from edition.apparatus.entries import TIMELINE
from edition.records import Piece
from edition.sphinx.charts.figure import ChartFigure
from edition.sphinx.reading.words import classes_of, words_of

_SKIPPED: Final = (nodes.title, nodes.literal_block, nodes.footnote, nodes.comment, nodes.raw, nodes.image, nodes.system_message)
_SKIPPED_CLASSES: Final = {"sentence-map", "note-meta", "cell_input", "cell_output", TIMELINE}


def pieces_of(doctree: nodes.document) -> Iterator[Piece]:
    """Split a document into pieces: one per section, with the words of the footnotes its marks refer to, one per chart, one per event."""
    footnotes = {identifier: words_of(node) for node in doctree.findall(nodes.footnote) for identifier in node["ids"]}
    for section in doctree.findall(nodes.section):
        texts = [text for child in section.children for text in _words(child)]
        marks = {mark.get("refid", "") for mark in _own_marks(section)}
        cited = [text for identifier, text in footnotes.items() if identifier in marks]
        yield Piece(_anchor(section), _title(section), " ".join([*texts, *cited]))
    for figure in doctree.findall(ChartFigure):
        chart = figure["chart"]
        headings = [column["label"] for column in chart["columns"]]
        cells = dict.fromkeys(str(row[0]) for row in chart["rows"])
        lines = [words_of(child) for child in figure.children if isinstance(child, nodes.paragraph)]
        text = " ".join([chart["alt"], *lines, *headings, *cells])
        yield Piece(f"fig-{chart['name']}", chart["title"], text, "chart and table")
    for events in doctree.findall(nodes.definition_list):
        if TIMELINE in events["classes"]:
            yield from map(_event, events.children)


def _event(item: nodes.Node) -> Piece:
    """Return an event of the timeline: what happened is its title, its date the addition."""
    date, body = next(iter(item.findall(nodes.term))), next(iter(item.findall(nodes.definition)))
    title = next(iter(body.findall(nodes.strong)))
    text = " ".join(words_of(child) for child in body.children).removeprefix(words_of(title))
    return Piece(date["ids"][0], words_of(title).rstrip("."), text.lstrip(". "), words_of(date))


def _words(node: nodes.Node) -> Iterator[str]:
    """Yield the texts below a node that belong to the enclosing section and to no nested section."""
    if isinstance(node, nodes.Text):
        yield node.astext()
    elif isinstance(node, (nodes.section, ChartFigure, *_SKIPPED)) or _SKIPPED_CLASSES & classes_of(node):
        return
    elif isinstance(node, nodes.TextElement):
        yield words_of(node)
    else:
        for child in node.children:
            yield from _words(child)


def _own_marks(section: nodes.section) -> Iterator[nodes.footnote_reference]:
    for mark in section.findall(nodes.footnote_reference):
        parent = mark.parent
        while not isinstance(parent, nodes.section):
            parent = parent.parent
        if parent is section:
            yield mark


def _anchor(section: nodes.section) -> str:
    ids: list[str] = section["ids"]
    return ids[0] if ids else ""


def _title(section: nodes.section) -> str:
    title = next(iter(section.findall(nodes.title)), None)
    return words_of(title) if title is not None else ""
