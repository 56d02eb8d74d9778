"""The Sphinx domain of the edition: one record per document, merged when reading runs in parallel."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.domains import Domain
from sphinx.util.nodes import make_refnode

from edition.commentary.model import Note, Passage, finding_of
from edition.records import Record

if TYPE_CHECKING:
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from edition.book import Book


@dataclass
class Index:
    """Link targets by name: passages, notes, and the documents that hold listings."""

    passages: dict[str, Passage] = field(default_factory=dict)
    notes: dict[str, Note] = field(default_factory=dict)
    listings: dict[str, str] = field(default_factory=dict)


class EditionDomain(Domain):
    """Passages, notes and entries of the apparatus, and links to them."""

    name = "edition"
    label = "Edition"
    data_version = 6
    initial_data: dict[str, Any] = {"records": {}}

    #: Cache, cleared whenever a document is read: searching the records for every link would be quadratic in the chapters.
    _found: Index | None = None
    #: Assembled once when every document has been read (`edition.sphinx.assemble`); never pickled.
    book: Book | None = None

    @classmethod
    def of(cls, env: BuildEnvironment) -> EditionDomain:
        """Return the domain of an environment."""
        domain = env.get_domain(cls.name)
        assert isinstance(domain, cls)
        return domain

    @property
    def records(self) -> dict[str, Record]:
        """The records by document name."""
        records: dict[str, Record] = self.data["records"]
        return records

    def record(self, docname: str) -> Record:
        """Return the record of a document; create it on the first call."""
        self._found = self.book = None
        return self.records.setdefault(docname, Record())

    def listing(self, kind: str) -> str | None:
        """Return the document that holds a listing, or None."""
        return self._index().listings.get(kind)

    def _index(self) -> Index:
        if self._found is None:
            self._found = found = Index()
            for docname, record in sorted(self.records.items(), reverse=True):  # reversed, so that the first of two wins
                found.passages.update((passage.reference, passage) for passage in record.passages)
                found.notes.update((note.id, note) for note in record.notes)
                found.listings.update(dict.fromkeys(record.lists, docname))
        return self._found

    def clear_doc(self, docname: str) -> None:
        """Delete the record of a document that will be read again or was removed."""
        self._found = self.book = None
        self.records.pop(docname, None)

    def merge_domaindata(self, docnames: list[str], otherdata: dict[str, Any]) -> None:
        """Take over the records that another process read."""
        self._found = self.book = None
        self.records.update({name: record for name, record in otherdata["records"].items() if name in docnames})

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.Element | None:
        """Return a link for a mention; an entry without a page of its kind stays plain text."""
        if typ == "passage":
            return self._link_passage(builder, fromdocname, target, contnode)
        if typ in ("note", "claim"):
            return self._link_note(builder, fromdocname, target, contnode, with_finding=typ == "claim")
        docname = self.listing(f"entry:{target}")
        return make_refnode(builder, fromdocname, docname, f"e-{target}", contnode) if docname else contnode

    def _link_passage(self, builder: Builder, fromdocname: str, target: str, content: nodes.Element) -> nodes.Element | None:
        passage = self._index().passages.get(target)
        return make_refnode(builder, fromdocname, passage.docname, f"p-{target}", content, passage.title) if passage else None

    def _link_note(
        self, builder: Builder, fromdocname: str, target: str, content: nodes.Element, *, with_finding: bool
    ) -> nodes.Element | None:
        note = self._index().notes.get(target)
        if note is None:
            return None
        link = make_refnode(builder, fromdocname, note.docname, f"n-{target}", content, note.lemma)
        if with_finding and (finding := finding_of(note)):
            return nodes.inline("", "", link, nodes.Text(f" ({finding})"), classes=["claim-mention"])
        return link

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.Element]]:
        """Return nothing: the `any` role does not search the edition."""
        return []

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        """Yield passages and notes for the inventory and the search."""
        for record in self.records.values():
            for passage in record.passages:
                name = f"{passage.reference} {passage.title}"
                yield passage.reference, name, "passage", passage.docname, f"p-{passage.reference}", 1
            for note in record.notes:
                yield note.id, note.lemma, "note", note.docname, f"n-{note.id}", 1
