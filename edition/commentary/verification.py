"""The record of how each footnote was held against its source, `data/verification.csv`: one row for each footnote and source it cites.

A row bears the digest of its footnote as it stood when it was looked at. A footnote written anew is unverified until it is looked at
again: correct its row, empty the digest, and `edition data verify` stamps it.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, fields, replace
from enum import StrEnum
from pathlib import Path

from edition.commentary import markdown
from edition.commentary.model import Footnote

NAME = "verification"
#: The folder whose pages are held against their sources: the chapters, the introduction, the evidence, the essays.
FOLDER = "book"
DIGITS = 12


class Outcome(StrEnum):
    """What the last look at the source showed."""

    SEEN = "seen"
    IN_PART = "seen in part"
    EARLIER = "earlier reading"
    NOT_REACHED = "not reached"


@dataclass(frozen=True)
class Check:
    """One row: a footnote of a page (its path without ending), one source it cites, and what was seen there on which day."""

    page: str
    footnote: str
    source: str
    place: str
    checked_on: str
    outcome: Outcome
    change: str = ""
    digest: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """What no other row has; rows stand in its order."""
        return self.page, self.footnote, self.source


@dataclass(frozen=True)
class State:
    """The record set against the footnotes as they are now.

    `holds` are the rows that still speak of what is written, `stale` those of footnotes written anew, `gone` those of a footnote or a
    source that is no longer there; `missing` are the footnotes and sources (page, footnote, source) without a row.
    """

    holds: tuple[Check, ...]
    stale: tuple[Check, ...]
    gone: tuple[Check, ...]
    missing: tuple[tuple[str, str, str], ...]

    @property
    def unverified(self) -> int:
        """How many footnotes and sources stand in the book without a look at what is written now."""
        return len(self.stale) + len(self.missing)


@dataclass(frozen=True)
class Looks:
    """What the record says of one source: the day of the last look, how many footnotes under each outcome, and how many unverified."""

    last: str
    outcomes: Mapping[Outcome, int]
    unverified: int


COLUMNS = tuple(one.name for one in fields(Check))


def written(root: Path) -> list[Footnote]:
    """Read the footnotes of all pages as they are written, each with its Markdown."""
    return markdown.read(root, FOLDER).footnotes


def digest(footnote: Footnote) -> str:
    """The first twelve hexadecimal digits of SHA-256 over a footnote's Markdown, runs of white space as one.

    A source stands in the Markdown by its key, so that a label that changes (Deng 2020 becomes Deng 2020a) unverifies nothing.
    """
    return hashlib.sha256(" ".join(footnote.text.split()).encode()).hexdigest()[:DIGITS]


def read(text: str) -> list[Check]:
    """Read the record; raise ValueError for a faulty row, with its line.

    The column of digests may be absent: what is recorded anew has none.
    """
    rows = csv.DictReader(io.StringIO(text))
    wanted = set(COLUMNS) - {"digest"}
    if absent := sorted(wanted - set(rows.fieldnames or ())):
        raise ValueError(f"line 1: the column {absent[0]} is missing")
    checks: dict[tuple[str, str, str], Check] = {}
    for row in rows:
        line = rows.line_num
        try:
            outcome = Outcome(row["outcome"])
        except ValueError:
            raise ValueError(f"line {line}: {row['outcome']!r} is no outcome; it is one of {', '.join(Outcome)}") from None
        one = Check(**{name: row.get(name) or "" for name in COLUMNS if name != "outcome"}, outcome=outcome)
        if one.key in checks:
            raise ValueError(f"line {line}: [^{one.footnote}] of {one.page} and {one.source} stand twice")
        checks[one.key] = one
    return list(checks.values())


def write(checks: Iterable[Check]) -> str:
    """The record as CSV, in the order of pages, footnotes and sources."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(COLUMNS)
    rows.writerows(astuple(one) for one in sorted(checks, key=lambda one: one.key))
    return out.getvalue()


def compare(checks: Iterable[Check], footnotes: Iterable[Footnote]) -> State:
    """Set the record against the footnotes as they are written now."""
    now = _by_key(footnotes)
    recorded = {one.key: one for one in checks}
    still = [one for key, one in recorded.items() if key in now]
    return State(
        holds=tuple(one for one in still if one.digest == digest(now[one.key])),
        stale=tuple(one for one in still if one.digest != digest(now[one.key])),
        gone=tuple(one for key, one in recorded.items() if key not in now),
        missing=tuple(key for key in now if key not in recorded),
    )


def stamp(checks: Iterable[Check], footnotes: Iterable[Footnote]) -> list[Check]:
    """Give the rows without a digest that of their footnote; leave out those whose footnote or source is gone."""
    now = _by_key(footnotes)
    return [one if one.digest else replace(one, digest=digest(now[one.key])) for one in checks if one.key in now]


def join(checks: Iterable[Check], further: Iterable[Check]) -> list[Check]:
    """Take further rows in; one of the same footnote and source takes the older one's place."""
    return list({one.key: one for one in (*checks, *further)}.values())


def tally(state: State) -> dict[str, int]:
    """How many footnotes and sources stand under each outcome, and how many are unverified."""
    counted = {outcome.value: sum(one.outcome is outcome for one in state.holds) for outcome in Outcome}
    return {**counted, "unverified": state.unverified}


def by_source(state: State) -> dict[str, Looks]:
    """What the record says of each source, by its key."""
    holding: dict[str, list[Check]] = {}
    for one in state.holds:
        holding.setdefault(one.source, []).append(one)
    unverified = Counter([*(one.source for one in state.stale), *(source for _, _, source in state.missing)])
    return {
        source: Looks(
            max((one.checked_on for one in holding.get(source, ())), default=""),
            {outcome: count for outcome in Outcome if (count := sum(one.outcome is outcome for one in holding.get(source, ())))},
            unverified[source],
        )
        for source in sorted({*holding, *unverified})
    }


def _by_key(footnotes: Iterable[Footnote]) -> dict[tuple[str, str, str], Footnote]:
    return {(one.docname, one.label, source): one for one in footnotes for source in one.sources}
