"""A report on the edition's content and weaknesses: coverage, findings, sources, thin notes, orphans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from edition.apparatus import names
from edition.apparatus.entries import Entry, Event
from edition.commentary.model import Claim, Confidence, Edition, Finding, Note
from edition.commentary.rules import quoted_words
from edition.commentary.verification import RecordState, tally
from edition.essay.shape import QUOTABLE_SHARE, BaseText
from edition.sources.model import Bibliography, Evidence, Extent, Origin

SOUND = {Evidence.PRIMARY, Evidence.STATISTICS, Evidence.SCHOLARSHIP}
SOUND_SHARE = 0.6
MOST_WEAK = 10


@dataclass(frozen=True)
class Apparatus:
    """The entries by id, the events of the timeline, and the keys of the sources that tables cite."""

    entries: Mapping[str, Entry]
    events: Sequence[Event]
    tables: Collection[str]


@dataclass(frozen=True)
class Report:
    """The parts of a report, each a heading and its lines, and the broken rules."""

    parts: tuple[tuple[str, tuple[str, ...]], ...]
    broken: tuple[str, ...]


def report(edition: Edition, base: BaseText, sources: Bibliography, apparatus: Apparatus, looks: RecordState) -> Report:
    """Describe an edition and the checks of its footnotes; `broken` names the global rules that it breaks."""
    share = sound_share(edition, sources)
    budget = int(base.words * QUOTABLE_SHARE)
    quoted = quoted_words(edition)
    parts = (
        ("Coverage", tuple(_coverage(edition, base))),
        ("Quotation", (f"{quoted} of {budget} words of lemmata used ({base.words} words in the essay)",)),
        ("Claims by finding", tuple(_findings(edition))),
        ("Sources cited", tuple(_sources(edition, sources, share))),
        ("Verification", tuple(_verification(looks))),
        (f"The {MOST_WEAK} weakest-founded notes", tuple(_weakest(edition, sources))),
        ("Orphans", tuple(_orphans(edition, sources, apparatus))),
    )
    broken = []
    if share < SOUND_SHARE:
        broken.append(f"{share:.1%} of the evidence is primary, statistics or scholarship; at least {SOUND_SHARE:.0%}")
    broken += [
        f"data/verification.csv: [^{check.footnote}] of {check.page} no longer cites {check.source}; run: edition data verify"
        for check in looks.orphaned
    ]
    return Report(parts, tuple(broken))


def cited(edition: Edition) -> set[str]:
    """Return the keys of all sources that notes cite."""
    return {key for note in edition.notes for key in edition.sources_of(note)}


def sound_share(edition: Edition, sources: Bibliography) -> float:
    """Return the share of the evidence that is primary, official statistics or scholarship, from 0 to 1.

    An item of evidence is one source in one note, so that a source counts once for each note that cites it.
    """
    return _sound(sources, (key for note in edition.notes for key in edition.sources_of(note)))


def _sound(sources: Bibliography, keys: Iterable[str]) -> float:
    sound = [sources[key].evidence in SOUND for key in keys]
    return sum(sound) / len(sound) if sound else 1.0


def _coverage(edition: Edition, base: BaseText) -> Iterator[str]:
    presented = {passage.reference for passage in edition.passages}
    noted = {(note.passage, number) for note in edition.notes for number in note.sentences}
    waived = {(passage.reference, number) for passage in edition.passages for number in passage.nothing_to_check}
    sentences = {(passage.reference, s.number) for passage in base.passages for s in passage.sentences}
    yield f"{len(presented & set(base.references))} of {len(base.passages)} passages"
    yield f"{len(sentences & (noted | waived))} of {len(sentences)} sentences: {len(sentences & noted)} noted, {len(waived)} waived"
    kinds = Counter(note.type for note in edition.notes)
    yield f"{len(edition.notes)} notes: " + ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())


def _findings(edition: Edition) -> Iterator[str]:
    counts = Counter(claim.finding for claim in edition.claims())
    for finding in Finding:
        yield f"{counts[finding]:4} {finding}"
    yield f"{counts.total():4} in all"


def _sources(edition: Edition, sources: Bibliography, share: float) -> Iterator[str]:
    chosen = [sources[key] for key in cited(edition)]
    items = sum(len(edition.sources_of(note)) for note in edition.notes)
    yield f"{items} items of evidence (a source in a note); {share:.1%} primary, statistics or scholarship"
    yield f"{len(chosen)} sources, each counted once; {_sound(sources, cited(edition)):.1%} of them"
    yield "items by evidence: " + _counts(Evidence, (sources[key].evidence for note in edition.notes for key in edition.sources_of(note)))
    yield "sources by evidence: " + _counts(Evidence, (source.evidence for source in chosen))
    yield "by origin: " + _counts(Origin, (source.origin for source in chosen))
    yield "read: " + _counts(Extent, (source.extent for source in chosen))


def _verification(looks: RecordState) -> Iterator[str]:
    """Yield how the footnotes were checked against their sources, and which are unverified."""
    counted = tally(looks)
    yield f"{sum(counted.values())} footnotes with each source they cite: " + ", ".join(
        f"{count} {name}" for name, count in counted.items()
    )
    waiting = sorted({(page, footnote) for page, footnote, _ in (*(check.key for check in looks.stale), *looks.missing)})
    yield from (f"unverified: [^{footnote}] of {page}" for page, footnote in waiting)


def _counts(kinds: Iterable[str], values: Iterable[str]) -> str:
    counts = Counter(values)
    return ", ".join(f"{kind} {counts[kind]}" for kind in kinds)


def _weakest(edition: Edition, sources: Bibliography) -> Iterator[str]:
    def strength(note: Note) -> tuple[int, float, int]:
        found = [sources[key] for key in edition.sources_of(note)]
        sound = sum(source.evidence in SOUND and source.extent is not Extent.ABSTRACT for source in found)
        confidence = list(Confidence)[::-1].index(note.confidence) if isinstance(note, Claim) else 1
        return (confidence, sound, len(found))

    for note in sorted(edition.claims(), key=lambda note: (strength(note), note.id))[:MOST_WEAK]:
        keys = edition.sources_of(note)
        yield f"{note.id} ({note.finding}, {note.confidence} confidence): {', '.join(keys)}"


def _orphans(edition: Edition, sources: Bibliography, apparatus: Apparatus) -> Iterator[str]:
    """Yield sources that no page and no table cites; entries that no passage, note or event names."""
    mentioned = {mention.target for mention in edition.mentions if mention.type == "entry"}
    used = {m.target for m in edition.mentions if m.type == "source"} | cited(edition)
    unused = sorted(source.key for source in sources if source.key not in used and source.key not in apparatus.tables)
    data_only = sum(source.key in apparatus.tables and source.key not in used for source in sources)
    unnamed = names.unnamed(apparatus.entries, mentioned, (source for source in sources if source.key in used), apparatus.events)
    yield f"{len(unused)} sources nobody uses" + (f": {', '.join(unused)}" if unused else "")
    yield f"{data_only} sources that only the tables rest on"
    yield f"{len(unnamed)} entries that no passage, note or event names" + (f": {', '.join(unnamed)}" if unnamed else "")
