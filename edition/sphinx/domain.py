"""The Sphinx domain that carries the edition: one record for each document, merged when reads run in parallel."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.domains import Domain
from sphinx.util.nodes import make_refnode

from edition.commentary.model import Claim, Collation, Edition, Footnote, Mention, Note, Passage, Since
from edition.problems import Problem

if TYPE_CHECKING:
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


@dataclass
class Record:
    """What one document says.

    `computed` marks a document whose text depends on the data; `lists` names the listings it holds (`register`, `people` ...).
    """

    passages: list[Passage] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    since: list[Since] = field(default_factory=list)
    footnotes: list[Footnote] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    collations: list[Collation] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    computed: bool = False
    lists: set[str] = field(default_factory=set)


@dataclass
class Index:
    """Where things stand, by what a link names them by: passages and notes, and the documents of listings."""

    passages: dict[str, Passage] = field(default_factory=dict)
    notes: dict[str, Note] = field(default_factory=dict)
    listings: dict[str, str] = field(default_factory=dict)


def gather(records: Mapping[str, Record]) -> Edition:
    """Join the records of all documents in the order of their names, which is the essay's order."""
    whole = Edition()
    for docname in sorted(records):
        record = records[docname]
        whole.passages += record.passages
        whole.notes += record.notes
        whole.since += record.since
        whole.footnotes += record.footnotes
        whole.mentions += record.mentions
        whole.collations += record.collations
    return whole


class EditionDomain(Domain):
    """Passages, notes and the entries of the apparatus, and links to them."""

    name = "edition"
    label = "Edition"
    data_version = 5
    # What the last build that held saw: hashes of the data and of everything checked; and, by builder, since the PDF must not use up
    # what the pages have still to be told: of what others may show, and of everything.
    initial_data: dict[str, Any] = {"records": {}, "summaries": {}, "fingerprints": {}, "checked": "", "seen": {}}

    #: Made at the first link and until something is read again: a search for every link would cost the square of the chapters.
    _found: Index | None = None

    @property
    def records(self) -> dict[str, Record]:
        """The records by document name."""
        records: dict[str, Record] = self.data["records"]
        return records

    def record(self, docname: str) -> Record:
        """The record of a document, made when it is first asked for."""
        self._found = None
        return self.records.setdefault(docname, Record())

    def edition(self) -> Edition:
        """Everything read so far."""
        return gather(self.records)

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
        self._found = None
        self.records.pop(docname, None)

    def merge_domaindata(self, docnames: list[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process read."""
        self._found = None
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
