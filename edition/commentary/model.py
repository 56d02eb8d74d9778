"""The content of the edition as plain values: passages, notes, footnotes and the whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from edition.problems import Place


class Kind(StrEnum):
    """The kinds of statement a claim makes."""

    DATE = "date"
    FACT = "fact"
    FIGURE = "figure"
    QUOTATION = "quotation"
    ATTRIBUTION = "attribution"
    CAUSAL = "causal"
    PREDICTION = "prediction"
    JUDGEMENT = "judgement"


class Finding(StrEnum):
    """The verdict on one claim."""

    CONFIRMED = "confirmed"
    QUALIFIED = "confirmed with qualification"
    IMPRECISE = "imprecise"
    CONTRADICTED = "contradicted"
    UNVERIFIABLE = "unverifiable"
    CONTESTED = "contested"
    INTERPRETIVE = "interpretive"

    @property
    def slug(self) -> str:
        """The finding as used in ids and class names."""
        return self.value.replace(" ", "-")


class Confidence(StrEnum):
    """How sure the editors are of a finding."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


#: Kinds that a source can confirm or refute; causes, forecasts and judgements are argued.
FACTS = frozenset((Kind.DATE, Kind.FACT, Kind.FIGURE, Kind.QUOTATION, Kind.ATTRIBUTION))


class Aim(StrEnum):
    """Whose words a finding weighs."""

    AUTHOR = "author"
    TRANSLATION = "translation"
    INSTITUTION = "institution"


class Seen(StrEnum):
    """Where the Chinese of a translation note was read: nowhere, in an official text or report, in the author's own writing."""

    PROBABLE = "probable"
    ATTESTED = "attested"
    SEEN = "seen"


@dataclass(frozen=True, kw_only=True)
class Since:
    """An event after the essay, under a note: a date (2026-09-01 or 2026-09), its text and the labels of its footnotes."""

    note: str
    date: str
    place: Place
    docname: str
    text: str = ""
    footnotes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Link:
    """Words of a text that lead elsewhere in the edition: `kind` is the type of the reference, `target` what it names."""

    words: str
    kind: str
    target: str


@dataclass(frozen=True, kw_only=True)
class Note:
    """A note on a lemma; `text` is its body without footnote marks, `footnotes` the labels it refers to.

    `since` holds events after the essay, by date; the judgement of the note does not depend on them. `links` are those of its body.
    """

    id: str
    passage: str
    lemma: str
    sentences: tuple[int, ...]
    place: Place
    docname: str
    as_of: str = ""
    caution: str = ""
    text: str = ""
    footnotes: tuple[str, ...] = ()
    since: tuple[Since, ...] = ()
    links: tuple[Link, ...] = ()
    type = "note"


@dataclass(frozen=True, kw_only=True)
class Claim(Note):
    """A statement of the essay that can be checked, with the finding."""

    kind: Kind
    finding: Finding
    at: Aim = Aim.AUTHOR
    confidence: Confidence
    claim: str
    would_change: str
    check: str = ""
    type = "claim"


@dataclass(frozen=True, kw_only=True)
class Gloss(Note):
    """Context: a term, a person, a document."""

    type = "gloss"


@dataclass(frozen=True, kw_only=True)
class Translation(Note):
    """A comment on what the machine translation did to the Chinese."""

    chinese: str
    pinyin: str
    status: Seen
    type = "translation"


@dataclass(frozen=True, kw_only=True)
class Debate(Note):
    """A disagreement among scholars; `debate` is the id of one of the edition's debates, or empty."""

    title: str
    debate: str = ""
    type = "debate"


def finding_of(note: Note) -> Finding | None:
    """Return the finding of a claim, and nothing for notes of the other types."""
    return note.finding if isinstance(note, Claim) else None


def finding_class(note: Note) -> str:
    """Return the name of a claim's finding in styles, as `finding-contested`; empty for notes of the other types."""
    found = finding_of(note)
    return f"finding-{found.slug}" if found else ""


@dataclass(frozen=True, kw_only=True)
class Passage:
    """One passage of the essay, as the edition presents it."""

    reference: str
    title: str
    place: Place
    docname: str
    names: tuple[str, ...] = ()
    nothing_to_check: tuple[int, ...] = ()
    precis: str = ""


@dataclass(frozen=True)
class Pair:
    """Words of one sentence of the essay, and those of the official text that they quote or echo."""

    sentence: int
    essay: str
    official: str


@dataclass(frozen=True, kw_only=True)
class Collation:
    """A comparison of the essay with an official text.

    `official` names that text, `text` is the comment on both without footnote marks, `footnotes` are the labels referred to.
    """

    id: str
    passage: str
    title: str
    official: str
    pairs: tuple[Pair, ...]
    place: Place
    docname: str
    text: str = ""
    footnotes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Footnote:
    """A footnote of one chapter: its text and the keys of the sources it cites."""

    docname: str
    label: str
    text: str
    sources: tuple[str, ...]
    place: Place


@dataclass(frozen=True)
class Mention:
    """A mention of an id in running text: of a passage, note, entry, source or result."""

    type: str
    target: str
    docname: str
    place: Place
    note: str = ""


@dataclass
class Edition:
    """The content of all chapters, read into one value."""

    passages: list[Passage] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    since: list[Since] = field(default_factory=list)
    footnotes: list[Footnote] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    collations: list[Collation] = field(default_factory=list)

    def claims(self) -> Iterator[Claim]:
        """Yield the claims in the order of the edition."""
        return (note for note in self.notes if isinstance(note, Claim))

    def notes_on(self, passage: str) -> list[Note]:
        """Return the notes of one passage."""
        return [note for note in self.notes if note.passage == passage]

    def collations_in(self, passage: str) -> list[Collation]:
        """Return the collations of one passage."""
        return [collation for collation in self.collations if collation.passage == passage]

    def evidence(self, citing: Note | Collation | Since) -> list[Footnote]:
        """Return the footnotes that a note, a collation or an event since the essay refers to."""
        return [footnote for footnote in self._footnotes_of.get(citing.docname, ()) if footnote.label in citing.footnotes]

    @cached_property
    def _footnotes_of(self) -> dict[str, list[Footnote]]:
        """The footnotes by document, cached: a search for every note would be quadratic."""
        found: dict[str, list[Footnote]] = {}
        for footnote in self.footnotes:
            found.setdefault(footnote.docname, []).append(footnote)
        return found

    def sources_of(self, citing: Note | Collation | Since) -> list[str]:
        """Return the keys of the sources that a note, a collation or an event cites, each once."""
        return list(dict.fromkeys(key for footnote in self.evidence(citing) for key in footnote.sources))
