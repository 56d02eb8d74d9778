"""Complete a document's record after parsing: texts, footnotes, mentions and search pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.util import docname_join

from edition.commentary.model import Footnote, Link, Mention
from edition.commentary.note_types import NOTE_TYPES, type_of
from edition.problems import Place, Problem
from edition.records import Record
from edition.sphinx.charts.figure import ChartFigure
from edition.sphinx.domain import EditionDomain
from edition.sphinx.reading.charts import published
from edition.sphinx.reading.pieces import pieces_of
from edition.sphinx.reading.words import cited, classes_of, words_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: Classes that the layout of a note puts around the author's own words.
_LINES: Final = {option.line for kind in NOTE_TYPES.values() for option in kind.own if option.line}
_HEAD_AND_TAIL: Final = {"note-meta", "note-caution", "note-as-of", "note-since", *_LINES}
_DEFINITION: Final = re.compile(r"\[\^([^\]\s]+)\]:")


def harvest(app: Sphinx, doctree: nodes.document) -> None:
    """Complete the record of the document just read (event `doctree-read`)."""
    docname = app.env.docname
    record = EditionDomain.of(app.env).record(docname)
    path = app.env.doc2path(docname, base=False)
    labels = _Labels(doctree)
    _passages(record, doctree)
    _notes(record, doctree, labels)
    _collations(record, doctree, labels)
    record.footnotes = [_footnote(node, docname, path) for node in doctree.findall(nodes.footnote)]
    source = Path(app.env.doc2path(docname)).read_text(encoding="utf-8-sig", errors="replace")
    record.problems += _without_mark(source, {footnote.label for footnote in record.footnotes}, path)
    record.mentions = [*_mentions(doctree, docname, path), *_mentions_in_options(record)]
    record.charts = [published(figure, docname) for figure in doctree.findall(ChartFigure)]
    record.pieces = list(pieces_of(doctree))
    record.computed = (
        "kernelspec" in app.env.metadata[docname]
        or any(mention.type == "result" for mention in record.mentions)
        or any(getattr(note, "check", "") for note in record.notes)
    )


class _Labels:
    """The labels of a document's footnotes, as marks refer to them."""

    def __init__(self, doctree: nodes.document) -> None:
        self._by_id = {identifier: _label(node) for node in doctree.findall(nodes.footnote) for identifier in node["ids"]}

    def of(self, *parts: nodes.Element) -> tuple[str, ...]:
        """Return the labels that the marks within these parts refer to, each once."""
        marks = [mark for part in parts for mark in part.findall(nodes.footnote_reference)]
        return tuple(dict.fromkeys(self._by_id.get(mark.get("refid", ""), mark.get("refname", "")) for mark in marks))


def _passages(record: Record, doctree: nodes.document) -> None:
    precis = {
        section["passage"]: " ".join(words_of(child) for child in section.children if "precis" in classes_of(child))
        for section in _sections(doctree, "passage")
    }
    record.passages = [replace(passage, precis=precis.get(passage.reference, "")) for passage in record.passages]


def _notes(record: Record, doctree: nodes.document, labels: _Labels) -> None:
    frames = {node["place"]: node for node in doctree.findall(nodes.container) if "place" in node}
    bodies = {node["note"]: _authored(node, _HEAD_AND_TAIL) for node in _sections(doctree, "note")}
    record.since = [
        replace(since, text=_joined(_authored(frame, {"note-since-date"})), footnotes=labels.of(frame))
        if (frame := frames.get(since.place.line))
        else since
        for since in record.since
    ]
    record.notes = [
        replace(
            note,
            text=_joined(bodies[note.id]),
            footnotes=labels.of(*bodies[note.id]),
            since=tuple(since for since in record.since if since.note == note.id),
            links=tuple(_links(bodies[note.id])),
        )
        for note in record.notes
    ]


def _collations(record: Record, doctree: nodes.document, labels: _Labels) -> None:
    tables = {node["collation"]: node for node in doctree.findall(nodes.container) if "collation" in node}
    record.collations = [
        replace(
            collation,
            text=_joined([child for child in _authored(tables[collation.id], {"collation-title"}) if not isinstance(child, nodes.table)]),
            footnotes=labels.of(tables[collation.id]),
        )
        for collation in record.collations
    ]


def _sections(doctree: nodes.document, attribute: str) -> Iterator[nodes.section]:
    return (node for node in doctree.findall(nodes.section) if attribute in node)


def _authored(parent: nodes.Element, layout: set[str]) -> list[nodes.Element]:
    """Return the children of a part that its author wrote: no title, and none of the layout's."""
    children = [child for child in parent.children if isinstance(child, nodes.Element)]
    return [child for child in children if not isinstance(child, nodes.title) and not layout & classes_of(child)]


def _joined(parts: list[nodes.Element]) -> str:
    return " ".join(words_of(part) for part in parts)


def _links(parts: list[nodes.Element]) -> Iterator[Link]:
    """Yield the links of a text to pages, headings and parts of the edition; a citation leads to a source, which is listed."""
    for node in (node for part in parts for node in part.findall(pending_xref)):
        kind, target = node["reftype"], node["reftarget"]
        if node.get("refdomain") == EditionDomain.name or kind == "ref":
            yield Link(words_of(node), kind, target)
        elif kind == "doc":
            yield Link(words_of(node), kind, docname_join(node["refdoc"], target))


def _label(footnote: nodes.footnote) -> str:
    names: list[str] = footnote["names"] or footnote["dupnames"]
    return names[0] if names else ""


def _footnote(node: nodes.footnote, docname: str, path: str) -> Footnote:
    text = _joined([child for child in node.children if isinstance(child, nodes.Element)])
    sources = tuple(dict.fromkeys(key for xref in node.findall(pending_xref) for key in cited(xref)))
    return Footnote(docname, _label(node), text, sources, Place(path, _line(node)))


def _without_mark(source: str, referred: set[str], path: str) -> Iterator[Problem]:
    """Yield a problem for each footnote without a mark: MyST drops these silently, so the file is searched for them."""
    for line, text in enumerate(source.splitlines(), 1):
        if (found := _DEFINITION.match(text)) and found[1] not in referred:
            yield Problem(Place(path, line), f"footnote [^{found[1]}]: nothing refers to it; put its mark in a note or remove it")


def _mentions(doctree: nodes.document, docname: str, path: str) -> Iterator[Mention]:
    for node in doctree.findall(nodes.Element):
        for kind, target in _targets(node):
            yield Mention(kind, target, docname, Place(path, _line(node)), _enclosing_note(node))


def _targets(node: nodes.Element) -> list[tuple[str, str]]:
    if "result" in node:
        return [("result", node["result"])]
    if isinstance(node, pending_xref) and node.get("refdomain") == EditionDomain.name:
        return [(node["reftype"], node["reftarget"])]
    return [("source", key) for key in cited(node)]


def _mentions_in_options(record: Record) -> Iterator[Mention]:
    for passage in record.passages:
        for name in passage.names:
            yield Mention("entry", name, passage.docname, passage.place)
    for note in record.notes:
        for option in type_of(note).own:
            if option.mentions and (target := getattr(note, option.attribute)):
                yield Mention(option.mentions, target, note.docname, note.place, note.id)


def _enclosing_note(node: nodes.Node) -> str:
    parent = node.parent
    while parent is not None:
        if isinstance(parent, nodes.section) and "note" in parent:
            return str(parent["note"])
        parent = parent.parent
    return ""


def _line(node: nodes.Node) -> int:
    current: nodes.Node | None = node
    while current is not None:
        if current.line:
            return current.line
        current = current.parent
    return 1
