"""Reverse index: the passages, notes and pages that name an entry or a source."""

from __future__ import annotations

from edition.commentary.model import Edition, Note, Passage


class Uses:
    """The notes and passages that name an entry or a source, by its id or key."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._notes = {note.id: note for note in edition.notes}
        self._passages = {passage.reference: passage for passage in edition.passages}
        self.notes: dict[tuple[str, str], list[Note]] = {}
        self.passages: dict[tuple[str, str], list[Passage]] = {}
        for passage in edition.passages:
            for name in passage.names:
                self.passages.setdefault(("entry", name), []).append(passage)
        for mention in edition.mentions:
            if mention.note in self._notes:
                self._add(mention.type, mention.target, self._notes[mention.note])
        for note in edition.notes:
            later = (key for event in note.since for key in edition.sources_of(event))
            for key in (*edition.sources_of(note), *later):
                self._add("source", key, note)

    def pages(self, exclude: str) -> dict[str, list[str]]:
        """Return, by source, the documents that cite it outside any note, except one document: notebooks, introduction, apparatus."""
        noted = {(note.docname, key) for key_type, key in self.notes if key_type == "source" for note in self.notes[key_type, key]}
        found: dict[str, list[str]] = {}
        for mention in self._edition.mentions:
            if mention.type == "source" and mention.docname != exclude and (mention.docname, mention.target) not in noted:
                documents = found.setdefault(mention.target, [])
                if mention.docname not in documents:
                    documents.append(mention.docname)
        return found

    def _add(self, kind: str, target: str, note: Note) -> None:
        notes = self.notes.setdefault((kind, target), [])
        if note not in notes:
            notes.append(note)
