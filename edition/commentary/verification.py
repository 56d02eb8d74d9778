"""The record of footnote checks, `data/verification.csv`: one row for each footnote and each source it cites.

A row holds the digest of its footnote at the time of the check. A footnote that has changed since is unverified until it is checked
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
#: The folder whose footnotes are checked against their sources: the chapters, the introduction, the evidence, the essays.
FOLDER = "book"
DIGITS = 12


class Outcome(StrEnum):
    """The result of the last check of the source."""

    SEEN = "seen"
    IN_PART = "seen in part"
    EARLIER = "earlier reading"
    NOT_REACHED = "not reached"


@dataclass(frozen=True)
class FootnoteCheck:
    """One row: a footnote of a page (its path without suffix), one source it cites, and what was seen there on which day."""

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
        """The unique key of a row, by which rows are sorted."""
        return self.page, self.footnote, self.source


@dataclass(frozen=True)
class RecordState:
    """The record compared with the current footnotes.

    `holds` are the rows that match the current text, `stale` those of footnotes changed since, `orphaned` those of a footnote or a
    source that no longer exists; `missing` are the footnotes and sources (page, footnote, source) without a row.
    """

    holds: tuple[FootnoteCheck, ...]
    stale: tuple[FootnoteCheck, ...]
    orphaned: tuple[FootnoteCheck, ...]
    missing: tuple[tuple[str, str, str], ...]

    @property
    def unverified(self) -> int:
        """The number of footnotes and sources whose current text was not checked."""
        return len(self.stale) + len(self.missing)


@dataclass(frozen=True)
class Looks:
    """The checks of one source: the day of the last one, the number of footnotes by outcome, and how many are unverified."""

    last: str
    outcomes: Mapping[Outcome, int]
    unverified: int


COLUMNS = tuple(field.name for field in fields(FootnoteCheck))


def written(root: Path) -> list[Footnote]:
    """Read the current footnotes of all pages, each with its Markdown."""
    return markdown.read(root, FOLDER).footnotes


def digest(footnote: Footnote) -> str:
    """Return the first twelve hexadecimal digits of SHA-256 over a footnote's Markdown, with runs of white space collapsed.

    The Markdown names a source by its key, so that a changed label (Deng 2020 becomes Deng 2020a) makes nothing stale.
    """
    return hashlib.sha256(" ".join(footnote.text.split()).encode()).hexdigest()[:DIGITS]


def read(text: str) -> list[FootnoteCheck]:
    """Read the record; raise ValueError for a faulty row, with its line.

    The column of digests may be absent: new records have none.
    """
    rows = csv.DictReader(io.StringIO(text))
    wanted = set(COLUMNS) - {"digest"}
    if absent := sorted(wanted - set(rows.fieldnames or ())):
        raise ValueError(f"line 1: the column {absent[0]} is missing")
    checks: dict[tuple[str, str, str], FootnoteCheck] = {}
    for row in rows:
        line = rows.line_num
        try:
            outcome = Outcome(row["outcome"])
        except ValueError:
            raise ValueError(f"line {line}: {row['outcome']!r} is no outcome; it is one of {', '.join(Outcome)}") from None
        check = FootnoteCheck(**{name: row.get(name) or "" for name in COLUMNS if name != "outcome"}, outcome=outcome)
        if check.key in checks:
            raise ValueError(f"line {line}: [^{check.footnote}] of {check.page} and {check.source} stand twice")
        checks[check.key] = check
    return list(checks.values())


def write(checks: Iterable[FootnoteCheck]) -> str:
    """Return the record as CSV, sorted by page, footnote and source."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(COLUMNS)
    rows.writerows(astuple(check) for check in sorted(checks, key=lambda check: check.key))
    return out.getvalue()


def compare(checks: Iterable[FootnoteCheck], footnotes: Iterable[Footnote]) -> RecordState:
    """Compare the record with the current footnotes."""
    current = _by_key(footnotes)
    recorded = {check.key: check for check in checks}
    existing = [check for key, check in recorded.items() if key in current]
    return RecordState(
        holds=tuple(check for check in existing if check.digest == digest(current[check.key])),
        stale=tuple(check for check in existing if check.digest != digest(current[check.key])),
        orphaned=tuple(check for key, check in recorded.items() if key not in current),
        missing=tuple(key for key in current if key not in recorded),
    )


def stamp(checks: Iterable[FootnoteCheck], footnotes: Iterable[Footnote]) -> list[FootnoteCheck]:
    """Give the rows without a digest that of their footnote; drop those whose footnote or source no longer exists."""
    current = _by_key(footnotes)
    return [check if check.digest else replace(check, digest=digest(current[check.key])) for check in checks if check.key in current]


def join(checks: Iterable[FootnoteCheck], additions: Iterable[FootnoteCheck]) -> list[FootnoteCheck]:
    """Add rows; a row for the same footnote and source replaces the older one."""
    return list({check.key: check for check in (*checks, *additions)}.values())


def tally(state: RecordState) -> dict[str, int]:
    """Count the footnotes and sources of each outcome, and the unverified ones."""
    counted = {outcome.value: sum(check.outcome is outcome for check in state.holds) for outcome in Outcome}
    return {**counted, "unverified": state.unverified}


def by_source(state: RecordState) -> dict[str, Looks]:
    """Return the checks of each source, by its key."""
    holding: dict[str, list[FootnoteCheck]] = {}
    for check in state.holds:
        holding.setdefault(check.source, []).append(check)
    unverified = Counter([*(check.source for check in state.stale), *(source for _, _, source in state.missing)])
    return {
        source: Looks(
            max((check.checked_on for check in holding.get(source, ())), default=""),
            {outcome: count for outcome in Outcome if (count := sum(check.outcome is outcome for check in holding.get(source, ())))},
            unverified[source],
        )
        for source in sorted({*holding, *unverified})
    }


def _by_key(footnotes: Iterable[Footnote]) -> dict[tuple[str, str, str], Footnote]:
    return {(footnote.docname, footnote.label, source): footnote for footnote in footnotes for source in footnote.sources}
