"""Directives: a passage, the notes that hang on its lemmata, and what happened since the essay."""

from __future__ import annotations

from pathlib import Path

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from edition.commentary.any_option import AnyOption
from edition.commentary.model import Passage
from edition.commentary.note_types import NOTE_TYPES
from edition.commentary.options import read_note, read_passage, read_since
from edition.commentary.order import in_order
from edition.commentary.reader import Reader
from edition.problems import Place, Problem
from edition.records import Record
from edition.sphinx.domain import EditionDomain
from edition.sphinx.project import base_text
from edition.sphinx.reading import render


class EditionDirective(SphinxDirective):
    """Base class of the directives: an id as argument, options read by the core, and a record to write to."""

    required_arguments = 1
    has_content = True
    option_spec = AnyOption()

    @property
    def place(self) -> Place:
        source, line = self.get_source_info()
        return Place(Path(source).resolve().relative_to(Path(self.env.srcdir).resolve()).as_posix(), line)

    @property
    def written(self) -> Record:
        domain = EditionDomain.of(self.env)
        return domain.record(self.env.docname)

    def reader(self) -> Reader:
        return Reader(self.name, self.arguments[0].strip(), self.options, self.place)

    def section(self, anchor: str, *classes: str) -> nodes.section:
        node = nodes.section(ids=[anchor], classes=list(classes))
        self.state.document.note_explicit_target(node, node)
        self.set_source_info(node)
        return node


class PassageDirective(EditionDirective):
    """A passage: its précis, then its notes."""

    def run(self) -> list[nodes.Node]:
        """Read the passage and return its head, précis and notes."""
        reader = self.reader()
        passage = read_passage(reader, self.env.docname)
        self.written.passages.append(passage)
        self.written.problems += reader.problems
        node = self.section(f"p-{passage.reference}", "passage")
        node["passage"] = passage.reference
        node += render.passage_title(passage)
        first_note = len(self.written.notes)
        self._parse_body(passage, node)
        self._wrap_precis(node)
        self._move_since(node)
        self.written.notes[first_note:] = in_order(self.written.notes[first_note:])
        self._order_notes(node, [note.id for note in self.written.notes[first_note:]])
        base = base_text(self.env)
        if passage.reference in base:
            node.insert(1, render.sentence_map(base, passage, self.written.notes[first_note:]))
        return [node]

    def _parse_body(self, passage: Passage, node: nodes.section) -> None:
        outer = self.env.temp_data.get("edition:passage")
        self.env.temp_data["edition:passage"] = passage.reference
        self.state.nested_parse(self.content, self.content_offset, node)
        self.env.temp_data["edition:passage"] = outer

    @staticmethod
    def _wrap_precis(node: nodes.section) -> None:
        body = node.children[1:]
        length = next((i for i, child in enumerate(body) if isinstance(child, nodes.section)), len(body))
        node.children[1 : 1 + length] = []
        precis = nodes.container("", *body[:length], classes=["precis"])
        node.insert(1, precis)

    def _move_since(self, node: nodes.section) -> None:
        """Move each `since` block to its note; report one that stands under no note of the passage."""
        notes = {child["note"]: child for child in node.children if isinstance(child, nodes.section) and "note" in child}
        for frame in [child for child in node.findall(nodes.container) if "since" in child]:
            frame.parent.remove(frame)
            if frame["since"] in notes:
                notes[frame["since"]] += frame

    @staticmethod
    def _order_notes(node: nodes.section, ids: list[str]) -> None:
        """Put the notes of a passage in order, each in a place where one stood, so that what stands between stays."""
        notes = {child["note"]: child for child in node.children if isinstance(child, nodes.section) and "note" in child}
        ordered = iter([notes[id_] for id_ in dict.fromkeys(ids) if id_ in notes])
        node.children = [next(ordered) if child in notes.values() else child for child in node.children]


class NoteDirective(EditionDirective):
    """A note of one of the types."""

    def run(self) -> list[nodes.Node]:
        """Read the note and return its nodes; a note outside a passage is an error."""
        reader = self.reader()
        passage = self.env.temp_data.get("edition:passage")
        if not passage:
            self.written.problems.append(Problem(self.place, f"{self.name} {reader.id}: stands outside a passage"))
            return []
        note = read_note(reader, passage, self.env.docname)
        self.written.notes.append(note)
        self.written.problems += reader.problems
        node = self.section(f"n-{note.id}", "note", *render.note_classes(note))
        node["note"] = note.id
        node += render.note_head(note, base_text(self.env).url)
        self.state.nested_parse(self.content, self.content_offset, node)
        node += render.note_tail(note)
        return [node]


class SinceDirective(EditionDirective):
    """What happened since the essay, under a note: dated, footnoted, apart from the judgement. The passage moves it to its note."""

    def run(self) -> list[nodes.Node]:
        """Read the date and return the block; outside a passage it is an error."""
        reader = self.reader()
        passage = self.env.temp_data.get("edition:passage")
        if not passage:
            self.written.problems.append(Problem(self.place, f"{self.name} {reader.id}: stands outside a passage"))
            return []
        since = read_since(reader, passage, self.env.docname)
        self.written.since.append(since)
        self.written.problems += reader.problems
        frame = render.since(since)
        frame["place"] = since.place.line
        self.state.nested_parse(self.content, self.content_offset, frame)
        return [frame]


DIRECTIVES: dict[str, type[EditionDirective]] = {
    "passage": PassageDirective,
    **dict.fromkeys(NOTE_TYPES, NoteDirective),
    "since": SinceDirective,
}
