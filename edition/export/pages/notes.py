"""A page for each note and each passage: the address that is shared, quoted and found by search engines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final
from urllib.parse import quote, urlsplit

from markupsafe import Markup

from edition.book import Book, Citable
from edition.charts.html import size_of
from edition.commentary.answers import answer
from edition.commentary.model import Aim, Claim, Finding, Footnote, Note, Passage, finding_of
from edition.commentary.note_types import AIMS, Where, shown, type_of
from edition.dates import format_date
from edition.export.formats import records
from edition.export.formats.citations import CITATION_STYLES, Formatter
from edition.export.pages import charts, cite, context_objects, metadata
from edition.export.pages.frame import frame, relative
from edition.export.pages.linked import LinkedText
from edition.export.release.changes import Manifest
from edition.export.release.identifiers import Identifier
from edition.records import Chart
from edition.texts import typographic

STYLES: Final = ("_static/cite/cite.css", "_static/pages/pages.css")


def pages(book: Book, formatter: Formatter, register: Mapping[str, Identifier], stored: Sequence[Manifest]) -> dict[str, str]:
    """Return the pages of all notes and all passages by path."""
    renderer = _Pages(book, formatter, register, stored)
    return {**renderer.notes(), **renderer.passages()}


def finding_sentence(note: Note) -> str:
    """Return the finding of a note as a sentence, fit to quote; a note opens with it."""
    return answer(note.text)


def title_of(note: Note) -> str:
    """Return a title for a note: a claim's statement, a debate's question, any other note's lemma."""
    if isinstance(note, Claim):
        return typographic(note.claim)
    title: str = getattr(note, "title", "") or f"“{note.lemma}”"
    return typographic(title)


class _Pages:
    """Renders the pages of one book."""

    def __init__(self, book: Book, formatter: Formatter, register: Mapping[str, Identifier], stored: Sequence[Manifest]) -> None:
        self.book = book
        self.formatter = formatter
        self.register = register
        self.stored = stored
        self.footnotes: dict[tuple[str, str], Footnote] = {(note.docname, note.label): note for note in book.edition.footnotes}
        self.places = {piece.anchor: docname for docname, pieces in book.pieces.items() for piece in pieces}

    def notes(self) -> dict[str, str]:
        ordered = [self.book.by_id[note.id] for note in self.book.notes]
        return {
            f"n/{note.id}/index.html": self._note(note, before, after)
            for note, (before, after) in zip(self.book.notes, _neighbours(ordered), strict=True)
        }

    def passages(self) -> dict[str, str]:
        ordered = [self.book.by_id[passage.reference] for passage in self.book.passages]
        return {
            f"p/{passage.reference}/index.html": self._passage(passage, before, after)
            for passage, (before, after) in zip(self.book.passages, _neighbours(ordered), strict=True)
        }

    def _note(self, note: Note, before: Citable | None, after: Citable | None) -> str:
        book, here = self.book, f"n/{note.id}/index.html"
        citable = book.by_id[note.id]
        passage = next(passage for passage in book.passages if passage.reference == note.passage)
        sentence, linked = finding_sentence(note), LinkedText(note.links, book)
        claim = self._claim(note, here) if isinstance(note, Claim) else None
        named = f"{type_of(note).label} {note.id}: {title_of(note)}"
        described = metadata.PageHead(
            uri=citable.path, title=named, description=self._description(note, sentence), kind=citable.kind, card=citable.id
        )
        data = metadata.claim(note, book) if isinstance(note, Claim) else ""
        return self._render(
            "note.html", named, citable, described, data, passage,
            heading=title_of(note),
            kicker="The essay states" if claim else type_of(note).label,
            claim=claim,
            sentence=linked.pieces(sentence),
            rest=linked.pieces(note.text.removeprefix(sentence).strip()),
            options=[(option.name.replace("-", " ").capitalize(), str(value)) for option, value in _own_options(note)],
            caution=typographic(note.caution),
            as_of=format_date(note.as_of) if note.as_of else "",
            since=[{"date": format_date(event.date), "text": event.text} for event in note.since],
            evidence=self._evidence(note),
            chart=self._chart(note, here),
            id=note.id,
            lemma=typographic(note.lemma),
            there=_fragment(book.base.url, note.lemma),
            sentences=_sentences(note),
            passage={"path": book.by_id[passage.reference].path, "reference": passage.reference, "title": passage.title},
            named_on=self._named_on(note),
            beside=self._lines((other for other in book.notes if _is_beside(note, other)), here),
            before=before,
            after=after,
            quotes=[("The finding in a sentence", self._quote(note, sentence)), *self._citations(citable, here)],
            history=self._history(note),
        )  # fmt: skip

    def _passage(self, passage: Passage, before: Citable | None, after: Citable | None) -> str:
        book, here = self.book, f"p/{passage.reference}/index.html"
        citable = book.by_id[passage.reference]
        notes = book.edition.notes_on(passage.reference)
        claims = sum(finding_of(note) is not None for note in notes)
        title = f"{passage.reference} {passage.title}"
        described = metadata.PageHead(uri=citable.path, title=title, description=passage.precis, kind=citable.kind, card=citable.id)
        names = [(name, book.entries[name].label) for name in passage.names if name in book.entries]
        return self._render(
            "passage.html", title, citable, described, "", passage,
            precis=passage.precis,
            there=book.base.url,
            counts=f"{_counted(len(notes), 'note')}, {_counted(claims, 'claim')} among them" if notes else "No notes",
            notes=self._lines(notes, here),
            names=[{"label": label, "url": self._place(f"e-{name}")} for name, label in names],
            before=before,
            after=after,
            quotes=self._citations(citable, here),
        )  # fmt: skip

    def _render(
        self, template: str, title: str, citable: Citable, described: metadata.PageHead, data: Markup | str, owner: Passage, **values: Any
    ) -> str:
        book, here = self.book, f"{citable.path}index.html"
        chapter = {"title": book.titles.get(owner.docname, ""), "url": relative(book.target(owner.docname), here)}
        place = {"title": owner.reference, "url": relative(f"p/{owner.reference}/index.html", here)}
        return frame(
            template, title, here, book,
            styles=STYLES,
            crumbs=[chapter, place] if citable.kind == "note" else [chapter],
            crumb=citable.id,
            main_class="cite-page",
            indexed=True,
            description=described.description,
            canonical=book.meta.url(citable.path),
            head=metadata.markup(described, book) + data,
            coins=context_objects.coins(citable, book, described.description),
            target=citable.target,
            cite=cite.page_path(citable),
            **values,
        )  # fmt: skip

    def _claim(self, claim: Claim, here: str) -> dict[str, Any]:
        return {
            "finding": self._finding(claim.finding, here),
            "kind": claim.kind,
            "confidence": claim.confidence,
            "at": AIMS[claim.at] if claim.at is not Aim.AUTHOR else "",
            "would_change": typographic(claim.would_change),
        }

    def _finding(self, finding: Finding, here: str) -> dict[str, str]:
        place = self._place(f"finding-{finding.slug}")
        return {"word": finding, "slug": finding.slug, "url": relative(place, here) if place else ""}

    def _place(self, anchor: str) -> str:
        """Return the address of an anchor from the site's root; empty where no page has it."""
        return self.book.target(self.places[anchor], anchor) if anchor in self.places else ""

    def _description(self, note: Note, sentence: str) -> str:
        finding = finding_of(note)
        return f"{finding.capitalize()}. {sentence}" if finding else sentence

    def _quote(self, note: Note, sentence: str) -> str:
        finding = "".join(f", {found}" for found in [finding_of(note)] if found)
        return f"“{sentence}” ({self.book.meta.title}, note {note.id}{finding}, version {self.book.meta.version})"

    def _lines(self, notes: Iterable[Note], here: str) -> list[dict[str, Any]]:
        return [
            {
                "url": relative(f"n/{note.id}/index.html", here),
                "lemma": typographic(note.lemma),
                "type": type_of(note).label,
                "finding": self._finding(found, here) if (found := finding_of(note)) else None,
                "words": finding_sentence(note),
            }
            for note in notes
        ]

    def _evidence(self, note: Note) -> list[dict[str, Any]]:
        labels = dict.fromkeys([*note.footnotes, *(label for event in note.since for label in event.footnotes)])
        found = [self.footnotes[note.docname, label] for label in labels if (note.docname, label) in self.footnotes]
        return [{"text": footnote.text, "sources": self._sources(footnote.sources)} for footnote in found]

    def _sources(self, keys: Iterable[str]) -> list[dict[str, str]]:
        book = self.book
        return [
            {
                "label": book.sources.labels[key],
                "title": book.sources[key].title,
                "target": book.source_target(key),
                "address": book.sources[key].address,
                "host": (urlsplit(book.sources[key].address).hostname or "").removeprefix("www."),
            }
            for key in keys
            if key in book.sources
        ]

    def _named_on(self, note: Note) -> list[dict[str, str]]:
        docnames = dict.fromkeys(
            mention.docname for mention in self.book.edition.mentions
            if mention.type in ("note", "claim") and mention.target == note.id and mention.docname != note.docname
        )  # fmt: skip
        return [{"title": self.book.titles.get(docname, docname), "url": self.book.target(docname)} for docname in docnames]

    def _chart(self, note: Note, here: str) -> dict[str, Any] | None:
        """Return the chart nearest to where a page with charts names the note: the next below it, else the last above."""
        found: list[tuple[int, Chart]] = []
        for mention in self.book.edition.mentions:
            if mention.type in ("note", "claim") and mention.target == note.id:
                for chart in self.book.charts:
                    if chart.docname == mention.docname and chart.line is not None:
                        away = chart.line - mention.place.line
                        found.append((away if away >= 0 else 1000 - away, chart))
        if not found:
            return None
        chart = min(found, key=lambda pair: (pair[0], pair[1].name))[1]
        pictures = {kind: charts.picture(chart, kind) for kind in ("column", "narrow")}
        size = size_of(chart.payload["pictures"]["column"])
        return {"path": f"f/{chart.name}/", "title": chart.title, **pictures, "width": round(size[0]), "height": round(size[1])}

    def _citations(self, citable: Citable, here: str) -> list[tuple[str, Any]]:
        item = records.item_of(citable, self.book)
        cited = [(style.name, Markup(self.formatter.format(style, item))) for style in CITATION_STYLES[:1]]
        return [*cited, ("Permalink", cite.permalink(citable, self.book, here))]

    def _history(self, note: Note) -> str:
        known = self.register.get(note.id)
        sentences = [f"In the edition since version {known.since if known else self.book.meta.version}."]
        found = [(manifest["version"], manifest["ids"].get(note.id, {}).get("finding", "")) for manifest in reversed(self.stored)]
        if isinstance(note, Claim):
            steps = [*((version, finding) for version, finding in found if finding), (self.book.meta.version, str(note.finding))]
            changes = [
                f"{old} until version {earlier}, {new} since version {later}"
                for (earlier, old), (later, new) in pairwise(steps)
                if old != new
            ]
            sentences.append(f"Finding: {'; '.join(changes)}." if changes else "The finding has not changed.")
        return " ".join(sentences)


def _own_options(note: Note) -> list[tuple[Any, Any]]:
    """Return the options of a note's type that the page does not show in its own way."""
    if isinstance(note, Claim):
        return []
    return [pair for place in (Where.META, Where.HEAD, Where.TAIL) for pair in shown(note, place)]


def _neighbours(ordered: Sequence[Citable]) -> list[tuple[Citable | None, Citable | None]]:
    padded = [None, *ordered, None]
    return [(padded[index], padded[index + 2]) for index in range(len(ordered))]


def _is_beside(note: Note, other: Note) -> bool:
    return other.id != note.id and other.passage == note.passage and bool(set(other.sentences) & set(note.sentences))


def _sentences(note: Note) -> str:
    return f"sentence{'s' if len(note.sentences) > 1 else ''} {', '.join(map(str, note.sentences))}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _fragment(url: str, lemma: str) -> str:
    """Return the URL of the publisher's page at the lemma (WICG text fragment: `-` and `,` are escaped too)."""
    return f"{url}#:~:text={quote(lemma, safe='').replace('-', '%2D')}"
