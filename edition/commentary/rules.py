"""The rules of the edition: what must hold across all chapters. Each rule yields its problems."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from edition.commentary.model import Claim, Edition, Finding, Note, Passage
from edition.commentary.note_types import type_of
from edition.commentary.variants import MOST_SENTENCES, sentences
from edition.essay.normal_form import words
from edition.essay.recognise import Witness
from edition.essay.shape import MAX_LEMMA_WORDS, QUOTABLE_SHARE, BaseText
from edition.problems import Place, Problem

PRECIS_WORDS = range(60, 111)
NOTE_WORDS = range(40, 121)
SINCE_WORDS = range(15, 81)
#: The day the essay was posted, and the last day that the edition covers.
ESSAY_DAY = "2025-12-10"
HORIZON = "2026-10-10"
HOLDS = {Finding.CONFIRMED, Finding.QUALIFIED}
FAILS = {Finding.IMPRECISE, Finding.CONTRADICTED}


@dataclass(frozen=True)
class Context:
    """The values that the edition is checked against.

    `known` maps a type of mention (`entry`, `source`, `result`) to the existing ids; `check` evaluates a claim's check
    and returns whether it holds and what was computed; `witness` is a copy of the essay where one is available.
    """

    base: BaseText
    known: Mapping[str, Collection[str]]
    check: Callable[[str], tuple[bool, str]]
    witness: Witness | None = None
    whole: Place = field(default_factory=lambda: Place("book", 1))


def problems(edition: Edition, context: Context) -> list[Problem]:
    """Apply every rule and return the problems in the order of the files."""
    return sorted({problem for rule in RULES for problem in rule(edition, context)})


def passages_each_once(edition: Edition, context: Context) -> Iterator[Problem]:
    """Check that every passage of the essay is presented exactly once, and no other."""
    first: dict[str, Passage] = {}
    for passage in edition.passages:
        if passage.reference not in context.base:
            yield Problem(passage.place, f'passage "{passage.reference}" is unknown; the essay has {", ".join(context.base.references)}')
        elif passage.reference in first:
            yield Problem(passage.place, f"passage {passage.reference} stands already at {first[passage.reference].place}")
        first.setdefault(passage.reference, passage)
    for reference in context.base.references:
        if reference not in first:
            yield Problem(context.whole, f"passage {reference} is missing; add a passage directive for it")


def notes_each_once(edition: Edition, context: Context) -> Iterator[Problem]:
    """Check that no two notes share an id."""
    first: dict[str, Note] = {}
    for note in edition.notes:
        if note.id in first:
            yield Problem(note.place, f"{note.type} {note.id}: the id is taken at {first[note.id].place}")
        first.setdefault(note.id, note)


def lengths(edition: Edition, context: Context) -> Iterator[Problem]:
    """Check the length of every précis and note."""
    for passage in edition.passages:
        if (count := len(passage.precis.split())) not in PRECIS_WORDS:
            yield Problem(passage.place, f"passage {passage.reference}: the précis has {count} words, not 60-110")
    for note in edition.notes:
        if (count := len(note.text.split())) not in NOTE_WORDS:
            yield Problem(note.place, f"{note.type} {note.id}: the note has {count} words, not 40-120")


def lemmata(edition: Edition, context: Context) -> Iterator[Problem]:
    """Check that a lemma is short and occurs in its sentence, word for word where a copy of the essay is available."""
    for note in edition.notes:
        label = f"{note.type} {note.id}"
        if (count := len(words(note.lemma))) > MAX_LEMMA_WORDS:
            yield Problem(note.place, f"{label}: the lemma has {count} words; at most {MAX_LEMMA_WORDS}")
        if note.passage not in context.base:
            continue
        last = len(context.base[note.passage].sentences)
        if wrong := [n for n in note.sentences if not 1 <= n <= last]:
            yield Problem(note.place, f"{label}: passage {note.passage} has {last} sentences, no sentence {wrong[0]}")
        elif context.witness and note.sentences and not context.witness.contains(note.passage, note.sentences[0], note.lemma):
            yield Problem(note.place, f'{label}: "{note.lemma}" does not stand in sentence {note.passage}.{note.sentences[0]}')


def sentences_weighed(edition: Edition, context: Context) -> Iterator[Problem]:
    """Check that every sentence carries a note or is marked as holding nothing to check."""
    for passage in edition.passages:
        if passage.reference not in context.base:
            continue
        numbers = {sentence.number for sentence in context.base[passage.reference].sentences}
        noted = {number for note in edition.notes_on(passage.reference) for number in note.sentences}
        for number in sorted(numbers - noted - set(passage.nothing_to_check)):
            yield Problem(
                passage.place,
                f"passage {passage.reference}: sentence {number} has no note; add one or list it in :nothing-to-check:",
            )
        for number in sorted(set(passage.nothing_to_check) - numbers):
            yield Problem(passage.place, f"passage {passage.reference}: :nothing-to-check: there is no sentence {number}")


def collations(edition: Edition, context: Context) -> Iterator[Problem]:
    """Check that a collation quotes the essay like a lemma, at most two sentences of the official text, and cites that text."""
    for collation in edition.collations:
        label = f"collation {collation.id}"
        last = len(context.base[collation.passage].sentences) if collation.passage in context.base else 0
        for pair in collation.pairs:
            if last and not 1 <= pair.sentence <= last:
                yield Problem(collation.place, f"{label}: passage {collation.passage} has {last} sentences, no sentence {pair.sentence}")
            elif (count := len(words(pair.essay))) > MAX_LEMMA_WORDS:
                yield Problem(collation.place, f"{label}: {count} words of the essay in a row; at most {MAX_LEMMA_WORDS}")
            elif (
                context.witness
                and collation.passage in context.base
                and not context.witness.contains(collation.passage, pair.sentence, pair.essay)
            ):
                yield Problem(collation.place, f'{label}: "{pair.essay}" does not stand in sentence {collation.passage}.{pair.sentence}')
        if (count := sentences(collation.pairs)) > MOST_SENTENCES:
            yield Problem(collation.place, f"{label}: {count} sentences of the official text; at most {MOST_SENTENCES}")
        if not collation.footnotes:
            yield Problem(collation.place, f"{label}: no footnote; say where the official text stands")


def since_blocks(edition: Edition, context: Context) -> Iterator[Problem]:
    """Check that an event since the essay stands under a note, dated within the horizon, short, footnoted, and in order of dates."""
    notes = {note.id: note for note in edition.notes}
    before: dict[str, str] = {}
    for event in edition.since:
        label = f"since {event.note}"
        if event.note not in notes:
            yield Problem(event.place, f"{label}: there is no such note{_nearest(event.note, notes)}")
            continue
        if event.date and not ESSAY_DAY[: len(event.date)] <= event.date <= HORIZON[: len(event.date)]:
            yield Problem(event.place, f"{label}: {event.date} lies outside {ESSAY_DAY} to {HORIZON}, from the essay to the horizon")
        if event.date < before.get(event.note, ""):
            yield Problem(event.place, f"{label}: {event.date} stands after {before[event.note]}; put them in the order of their dates")
        before[event.note] = event.date
        if (count := len(event.text.split())) not in SINCE_WORDS:
            yield Problem(event.place, f"{label}: {count} words, not 15-80")
        if not event.footnotes:
            yield Problem(event.place, f"{label}: no footnote; say where the statement comes from")
    for note in edition.notes:
        if note.as_of > HORIZON[: len(note.as_of)]:
            yield Problem(note.place, f"{note.type} {note.id}: as-of {note.as_of} lies beyond {HORIZON}, the last day the edition knows of")


def quotation_budget(edition: Edition, context: Context) -> Iterator[Problem]:
    """Check that all lemmata together stay within the share of the essay that may be quoted."""
    quoted, allowed = quoted_words(edition), int(context.base.words * QUOTABLE_SHARE)
    if quoted > allowed:
        yield Problem(context.whole, f"the lemmata quote {quoted} words of the essay; at most {allowed}: shorten or share some")


def quoted_words(edition: Edition) -> int:
    """Count the words quoted in lemmata and collations, each distinct lemma of a passage once and none that is part of another."""
    by_passage: dict[str, set[str]] = {}
    for note in edition.notes:
        by_passage.setdefault(note.passage, set()).add(" ".join(words(note.lemma)))
    for collation in edition.collations:
        by_passage.setdefault(collation.passage, set()).update(" ".join(words(pair.essay)) for pair in collation.pairs)
    return sum(
        len(lemma.split())
        for distinct in by_passage.values()
        for lemma in distinct
        if not any(lemma != other and f" {lemma} " in f" {other} " for other in distinct)
    )


def evidence(edition: Edition, context: Context) -> Iterator[Problem]:
    """Check that every note has a footnote on its page, and every footnote a source.

    Footnotes without a mark are reported when their page is read: they do not get here.
    """
    labels = Counter((f.docname, f.label) for f in edition.footnotes)
    for note in edition.notes:
        if not note.footnotes and type_of(note).needs_footnote:
            yield Problem(note.place, f"{note.type} {note.id}: no footnote; say where the statement comes from")
        for label in note.footnotes:
            if (note.docname, label) not in labels:
                yield Problem(note.place, f"{note.type} {note.id}: footnote [^{label}] is not defined on the page")
    for footnote in edition.footnotes:
        if not footnote.sources:
            yield Problem(footnote.place, f"footnote [^{footnote.label}]: no source; cite one with {{cite:t}}`key`")


def mentions_known(edition: Edition, context: Context) -> Iterator[Problem]:
    """Check that every mentioned id exists."""
    known: dict[str, Collection[str]] = {
        **context.known,
        "passage": context.base.references,
        "note": {note.id for note in edition.notes},
        "claim": {claim.id for claim in edition.claims()},
    }
    for mention in edition.mentions:
        if mention.target not in known[mention.type]:
            hint = _nearest(mention.target, known[mention.type])
            yield Problem(mention.place, f'{mention.type} "{mention.target}" does not exist{hint}')


def checks_agree(edition: Edition, context: Context) -> Iterator[Problem]:
    """Check that a claim's finding agrees with the outcome of its check."""
    for claim in edition.claims():
        if not claim.check:
            continue
        if claim.finding not in HOLDS | FAILS:
            yield Problem(claim.place, f"claim {claim.id}: a claim that a computation settles cannot be {claim.finding}")
            continue
        try:
            holds, computed = context.check(claim.check)
        except ValueError as error:
            yield Problem(claim.place, f"claim {claim.id}: check: {error}")
            continue
        if holds is not (claim.finding in HOLDS):
            yield Problem(claim.place, _disagreement(claim, holds, computed))


def _disagreement(claim: Claim, holds: bool, computed: str) -> str:
    verb = "holds" if holds else "fails"
    return f'claim {claim.id}: finding "{claim.finding}", but the check "{claim.check}" {verb}: the data give {computed}'


def _nearest(target: str, known: Iterable[str]) -> str:
    nearest = get_close_matches(target, list(known), n=2, cutoff=0.8)
    return f"; did you mean {' or '.join(nearest)}?" if nearest else ""


RULES: tuple[Callable[[Edition, Context], Iterator[Problem]], ...] = (
    passages_each_once,
    notes_each_once,
    lengths,
    lemmata,
    sentences_weighed,
    collations,
    since_blocks,
    quotation_budget,
    evidence,
    mentions_known,
    checks_agree,
)
