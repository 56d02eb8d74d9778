"""The Book: the edition and everything around it, in one immutable value, assembled once after reading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from edition.apparatus.entries import TABLES, TIMELINE, Entry, Event
from edition.commentary.model import Claim, Edition, Footnote, Note, Passage
from edition.commentary.uses import Uses
from edition.contents import Contents
from edition.essay.shape import BaseText
from edition.publication import CITATION_FILE, Meta
from edition.records import Chart, Piece
from edition.sources.model import ESSAY_KEY, Bibliography, Source
from edition.texts import typographic

FOLDERS = {"passage": "p", "note": "n", "chart": "f", "table": "t"}
WHOLE = "edition"


def inner_quotes(text: str) -> str:
    """Replace a text's double quotes by single ones, so that it can be put between double ones."""
    return re.sub(r'["“]([^"“”]*)["”]', r"‘\1’", text)


@dataclass(frozen=True)
class Citable:
    """A part of the edition with a citation of its own.

    `id` names it in citation files, `path` is its permalink and `target` its place, both from the site's root;
    `pinpoint` is the reference of the essay's words it is about, or empty.
    """

    id: str
    kind: str
    title: str
    path: str
    target: str
    pinpoint: str = ""


@dataclass(frozen=True)
class Book:
    """The edition with everything around it; rules, pages and every output read only this.

    `root` is the project's folder. `pages` maps document names to addresses from the site's root, `titles` to titles, `labels` a label to
    its document and anchor. `pieces` are
    the words of each document for the search; `described` lists, for each entry of the list of sources, its key, address and text.
    `tables_of` lists, by source, the tables that cite it; `assets` maps a style or script to its address, with a digest of its content.
    `digest` covers everything that outputs are made from, `digest_of_evidence` the inputs of
    the notebooks: tables, arithmetic, sources, and the counts of the notes.
    """

    meta: Meta
    edition: Edition
    base: BaseText
    sources: Bibliography
    entries: Mapping[str, Entry] = field(default_factory=dict)
    charts: tuple[Chart, ...] = ()
    package: Mapping[str, Any] = field(default_factory=dict)
    pages: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    contents: Contents = field(default_factory=Contents)
    short_title: str = ""
    root: Path = Path()
    events: tuple[Event, ...] = ()
    pieces: Mapping[str, tuple[Piece, ...]] = field(default_factory=dict)
    described: tuple[tuple[str, str, str], ...] = ()
    tables_of: Mapping[str, Sequence[str]] = field(default_factory=dict)
    assets: Mapping[str, str] = field(default_factory=dict)
    search_page: str = "search.html"
    bibliography: str = "book/references.bib"
    digest: str = ""
    digest_of_evidence: str = ""

    @property
    def publishes(self) -> bool:
        """Whether the project has metadata and the essay's shape, so that exports can be made of it."""
        return (self.root / CITATION_FILE).is_file() and bool(self.base.passages)

    @property
    def parts(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The book's parts, each a caption with the names of its documents in their order."""
        return self.contents.parts()

    def asset(self, name: str) -> str:
        """Return the address of a style or script from the site's root; it changes with the file's content."""
        return self.assets.get(name, name)

    def source_target(self, key: str) -> str:
        """Return the address of a source's entry in the list of sources, from the site's root; empty where it has none."""
        return self._source_targets.get(key, "")

    @cached_property
    def _source_targets(self) -> dict[str, str]:
        return {key: target for key, target, _ in self.described}

    @cached_property
    def uses(self) -> Uses:
        """The places that name each entry and source."""
        return Uses(self.edition)

    def data_of(self, key: str) -> list[str]:
        """List the tables of data that cite a source; a table whose rows are entries stands on a page of its own, which cites it."""
        return [name for name in self.tables_of.get(key, ()) if name not in TABLES and name != TIMELINE]

    def sources_used(self, page: str) -> set[str]:
        """Return the keys of the sources that a note, a table of data, or a document other than `page` cites; a list shows these alone."""
        noted = {key for kind, key in self.uses.notes if kind == "source"}
        return noted | self.uses.pages(page).keys() | {key for key in self.tables_of if self.data_of(key)}

    @cached_property
    def passages(self) -> list[Passage]:
        """The passages in the essay's order."""
        return sorted(self.edition.passages, key=lambda passage: self.base.order(passage.reference))

    @cached_property
    def notes(self) -> list[Note]:
        """The notes, passage by passage in the essay's order, else as written."""
        return [note for passage in self.passages for note in self.edition.notes_on(passage.reference)]

    @cached_property
    def claims(self) -> list[Claim]:
        """The claims in the same order."""
        return [note for note in self.notes if isinstance(note, Claim)]

    @cached_property
    def claims_by_id(self) -> dict[str, Claim]:
        """The same by id."""
        return {claim.id: claim for claim in self.claims}

    @property
    def footnotes(self) -> list[Footnote]:
        """The footnotes of the chapters that hold passages, by document and in its order."""
        chapters = {passage.docname for passage in self.passages}
        return [footnote for footnote in self.edition.footnotes if footnote.docname in chapters]

    @cached_property
    def tables(self) -> list[Mapping[str, Any]]:
        """The descriptors of the data tables, their words as pages print them."""
        return [_printed(resource) for resource in self.package.get("resources", ()) if resource.get("type") == "table"]

    @property
    def essay(self) -> Source | None:
        """The essay as a source of its own bibliography."""
        return self.sources.sources.get(ESSAY_KEY)

    def target(self, docname: str, anchor: str = "") -> str:
        """Return the address of a document or of an anchor in it, from the site's root."""
        page = self.pages.get(docname, f"{docname}.html")
        return f"{page}#{anchor}" if anchor else page

    @cached_property
    def whole(self) -> Citable:
        """The edition as a whole."""
        return Citable(WHOLE, "whole", self.meta.title, "", "index.html")

    @cached_property
    def citables(self) -> list[Citable]:
        """Everything that can be cited, the whole first."""
        return [self.whole, *self._passages(), *self._notes(), *self._charts(), *self._tables()]

    @cached_property
    def by_id(self) -> dict[str, Citable]:
        """The same by id."""
        return {citable.id: citable for citable in self.citables}

    def _passages(self) -> Iterator[Citable]:
        for passage in self.passages:
            target = self.target(passage.docname, f"p-{passage.reference}")
            title = f"Commentary on {passage.reference}: {passage.title}"
            yield Citable(passage.reference, "passage", title, f"p/{passage.reference}/", target, passage.reference)

    def _notes(self) -> Iterator[Citable]:
        for note in self.notes:
            target = self.target(note.docname, f"n-{note.id}")
            pinpoint = f"{note.passage}.{note.sentences[0]}" if note.sentences else note.passage
            title = f"Note {note.id} on “{typographic(inner_quotes(note.lemma))}”"
            yield Citable(note.id, "note", title, f"n/{note.id}/", target, pinpoint)

    def _charts(self) -> Iterator[Citable]:
        for shown in sorted(self.charts, key=lambda chart: chart.name):
            yield Citable(shown.name, "chart", shown.title, f"f/{shown.name}/", self.target(shown.docname, f"fig-{shown.name}"))

    def _tables(self) -> Iterator[Citable]:
        for table in self.tables:
            name = f"table-{table['name']}"
            yield Citable(name, "table", str(table.get("title", table["name"])), f"t/{table['name']}/", f"data/{table['path']}")


def _printed(descriptor: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a table's descriptor with the apostrophes of its words as they are printed; names and values stay."""
    printed = {name: typographic(descriptor[name]) for name in ("title", "description") if name in descriptor}
    if "fields" not in descriptor.get("schema", {}):
        return {**descriptor, **printed}
    fields = [{**one, "description": typographic(one.get("description", ""))} for one in descriptor["schema"]["fields"]]
    return {**descriptor, **printed, "schema": {**descriptor["schema"], "fields": fields}}
