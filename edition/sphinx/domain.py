"""The Sphinx domain that carries the edition: one record for each document, merged when reads run in parallel."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.domains import Domain
from sphinx.util.nodes import make_refnode

from edition.commentary.model import Claim, Note, Passage
from edition.records import Record

if TYPE_CHECKING:
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from edition.book import Book


@dataclass
class Index:
    """Where things stand, by what a link names them by: passages and notes, and the documents of listings."""

    passages: dict[str, Passage] = field(default_factory=dict)
    notes: dict[str, Note] = field(default_factory=dict)
    listings: dict[str, str] = field(default_factory=dict)


class EditionDomain(Domain):
    """Passages, notes and the entries of the apparatus, and links to them."""

    name = "edition"
    label = "Edition"
    data_version = 6
    initial_data: dict[str, Any] = {"records": {}}

    #: Made at the first link and kept until something is read again: a search for every link would cost the square of the chapters.
    _found: Index | None = None
    #: Assembled once when everything is read (`edition.sphinx.assemble`); never pickled.
    book: Book | None = None

    @classmethod
    def of(cls, env: BuildEnvironment) -> EditionDomain:
        """Find the domain of a build."""
        domain = env.get_domain(cls.name)
        assert isinstance(domain, cls)
        return domain

    @property
    def records(self) -> dict[str, Record]:
        """The records by document name."""
        records: dict[str, Record] = self.data["records"]
        return records

    def record(self, docname: str) -> Record:
        """Give the record of a document, made when it is first asked for."""
        self._found = self.book = None
        return self.records.setdefault(docname, Record())

    def listing(self, kind: str) -> str | None:
        """The document that holds a listing, if one does."""
        return self._index().listings.get(kind)

    def _index(self) -> Index:
        if self._found is None:
            self._found = found = Index()
            for docname, record in sorted(self.records.items(), reverse=True):  # so that the first of two holds
                found.passages.update((passage.reference, passage) for passage in record.passages)
                found.notes.update((note.id, note) for note in record.notes)
                found.listings.update(dict.fromkeys(record.lists, docname))
        return self._found

    def clear_doc(self, docname: str) -> None:
        """Forget a document that will be read again or is gone."""
        self._found = self.book = None
        self.records.pop(docname, None)

    def merge_domaindata(self, docnames: list[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process read."""
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
        """Turn a mention into a link; an entry without a page of its kind stays plain text."""
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
        if with_finding and isinstance(note, Claim):
            return nodes.inline("", "", link, nodes.Text(f" ({note.finding})"), classes=["claim-mention"])
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
        """The `any` role does not search the edition."""
        return []

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        """Passages and notes, for the inventory and the search."""
        for record in self.records.values():
            for passage in record.passages:
                name = f"{passage.reference} {passage.title}"
                yield passage.reference, name, "passage", passage.docname, f"p-{passage.reference}", 1
            for note in record.notes:
                yield note.id, note.lemma, "note", note.docname, f"n-{note.id}", 1
