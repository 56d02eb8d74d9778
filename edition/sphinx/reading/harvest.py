"""When a document has been parsed: gather its précis, note texts, footnotes and mentions into the record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.addnodes import pending_xref

from edition.commentary.model import Debate, Footnote, Mention
from edition.commentary.note_types import NOTE_TYPES
from edition.problems import Place, Problem
from edition.sphinx.domain import EditionDomain, Record

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: What the layout of a note puts around the author's own words.
_LINES = {option.line for kind in NOTE_TYPES.values() for option in kind.own if option.line}
_HEAD_AND_TAIL = {"note-meta", "note-caution", "note-as-of", "note-since", *_LINES}

_DEFINITION = re.compile(r"\[\^([^\]\s]+)\]:")


def harvest(app: Sphinx, doctree: nodes.document) -> None:
    """Complete the record of the document just read (event `doctree-read`)."""
    domain = app.env.get_domain(EditionDomain.name)
    assert isinstance(domain, EditionDomain)
    docname = app.env.docname
    path = app.env.doc2path(docname, base=False)
    if not _speaks(doctree) and docname not in domain.records:
        return
    record = domain.record(docname)
    texts = {node["passage"]: _precis(node) for node in _sections(doctree, "passage")}
    record.passages = [replace(passage, precis=texts.get(passage.reference, "")) for passage in record.passages]
    bodies = {node["note"]: node for node in _sections(doctree, "note")}
    frames = {node["place"]: node for node in doctree.findall(nodes.container) if "since" in node}
    record.since = [
        replace(one, text=_since(frame), footnotes=_labels(doctree, frame)) if (frame := frames.get(one.place.line)) else one
        for one in record.since
    ]
    record.notes = [
        replace(
            note,
            text=_body(bodies[note.id]),
            footnotes=_labels(doctree, *_own(bodies[note.id])),
            since=tuple(one for one in record.since if one.note == note.id),
        )
        for note in record.notes
    ]
    tables = {node["collation"]: node for node in doctree.findall(nodes.container) if "collation" in node}
    record.collations = [
        replace(one, text=_remark(tables[one.id]), footnotes=_labels(doctree, tables[one.id])) for one in record.collations
    ]
    record.footnotes = [_footnote(node, docname, path) for node in doctree.findall(nodes.footnote)]
    source = Path(app.env.doc2path(docname)).read_text(encoding="utf-8")
    record.problems += _without_mark(source, {footnote.label for footnote in record.footnotes}, path)
    record.mentions = [*_mentions(doctree, docname, path), *_mentions_in_options(record)]
    record.computed = "kernelspec" in app.env.metadata[docname] or any(mention.type == "result" for mention in record.mentions) or any(
        getattr(note, "check", "") for note in record.notes
    )


def _speaks(doctree: nodes.document) -> bool:
    return any(_target(node) for node in doctree.findall(nodes.Element))


def _sections(doctree: nodes.document, attribute: str) -> Iterator[nodes.section]:
    return (node for node in doctree.findall(nodes.section) if attribute in node)


def _precis(section: nodes.section) -> str:
    return next((_plain(child) for child in section.children if "precis" in _classes(child)), "")


def _body(section: nodes.section) -> str:
    return " ".join(_plain(child) for child in _own(section))


def _own(section: nodes.section) -> list[nodes.Element]:
    """List what of a note its author wrote as its body."""
    children = [child for child in section.children if isinstance(child, nodes.Element)]
    return [child for child in children if not isinstance(child, nodes.title) and not _HEAD_AND_TAIL & _classes(child)]


def _since(frame: nodes.container) -> str:
    return " ".join(_plain(child) for child in frame.children if "note-since-date" not in _classes(child))


def _remark(collation: nodes.container) -> str:
    """What a collation says below its table."""
    own = (c for c in collation.children if not isinstance(c, nodes.table) and "collation-title" not in _classes(c))
    return " ".join(_plain(child) for child in own)


def _classes(node: nodes.Node) -> set[str]:
    return set(node["classes"]) if isinstance(node, nodes.Element) else set()


def _plain(node: nodes.Node) -> str:
    """The running text of a node, footnote marks left out."""
    if isinstance(node, nodes.footnote_reference):
        return ""
    if isinstance(node, nodes.Text):
        return node.astext()
    glue = "" if isinstance(node, nodes.TextElement) else " "
    return glue.join(_plain(child) for child in node.children)


def _labels(doctree: nodes.document, *parts: nodes.Element) -> tuple[str, ...]:
    by_id = {identifier: _label(node) for node in doctree.findall(nodes.footnote) for identifier in node["ids"]}
    references = [reference for part in parts for reference in part.findall(nodes.footnote_reference)]
    return tuple(dict.fromkeys(by_id.get(ref.get("refid", ""), ref.get("refname", "")) for ref in references))


def _label(footnote: nodes.footnote) -> str:
    names: list[str] = footnote["names"] or footnote["dupnames"]
    return names[0] if names else ""


def _footnote(node: nodes.footnote, docname: str, path: str) -> Footnote:
    text = " ".join(_plain(child) for child in node.children if not isinstance(child, nodes.label))
    sources = tuple(dict.fromkeys(key for xref in node.findall(pending_xref) for key in _keys(xref)))
    return Footnote(docname, _label(node), " ".join(text.split()), sources, Place(path, _line(node)))


def _without_mark(source: str, referred: set[str], path: str) -> Iterator[Problem]:
    """The footnotes that no mark refers to: MyST leaves them out without a word."""
    for line, text in enumerate(source.splitlines(), 1):
        if (found := _DEFINITION.match(text)) and found[1] not in referred:
            yield Problem(Place(path, line), f"footnote [^{found[1]}]: nothing refers to it; put its mark in a note or remove it")


def _keys(node: nodes.Element) -> list[str]:
    if node.get("refdomain") != "cite":
        return []
    return [key.strip() for key in node["reftarget"].split(",")]


def _target(node: nodes.Element) -> list[tuple[str, str]]:
    if "result" in node:
        return [("result", node["result"])]
    if isinstance(node, pending_xref) and node.get("refdomain") == EditionDomain.name:
        return [(node["reftype"], node["reftarget"])]
    return [("source", key) for key in _keys(node)] if isinstance(node, pending_xref) else []


def _mentions(doctree: nodes.document, docname: str, path: str) -> Iterator[Mention]:
    for node in doctree.findall(nodes.Element):
        for kind, target in _target(node):
            yield Mention(kind, target, docname, Place(path, _line(node)), _enclosing_note(node))


def _mentions_in_options(record: Record) -> Iterator[Mention]:
    for passage in record.passages:
        for name in passage.names:
            yield Mention("entry", name, passage.docname, passage.place)
    for note in record.notes:
        if isinstance(note, Debate) and note.debate:
            yield Mention("debate", note.debate, note.docname, note.place, note.id)


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
