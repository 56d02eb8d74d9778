"""The charts of the apparatus: claims by finding and part, sources by origin, events by year; each computed from what the book holds."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from edition import charts
from edition.apparatus import entries as apparatus
from edition.charts import Chart, Column, Series
from edition.charts.tallies import calendar, segments
from edition.commentary import markdown
from edition.commentary.model import Edition
from edition.evidence.notes import arithmetic as balance
from edition.sources import bibtex
from edition.sources.model import ESSAY_KEY, Evidence, Source

ROLES = ("gold", "blue", "rust", "teal", "plum", "pale")
ALL = "all"
VERDICTS = {"upheld": "confirmed", "faulted": "imprecise or contradicted", "open": "open"}


@dataclass(frozen=True)
class Holdings:
    """What the charts are drawn from."""

    edition: Edition
    sources: Mapping[str, Source]
    events: Sequence[apparatus.Event]


def read(root: Path) -> Holdings:
    """Read chapters, bibliography and timeline of a project."""
    return Holdings(
        markdown.read(root), bibtex.load(root / "book" / "references.bib").sources, apparatus.events(root / "data")
    )


def claims_by_finding(book: Holdings) -> Chart:
    """Return how many claims stand at each finding, by part of the essay."""
    parts, findings = list(balance.PARTS.values()), list(balance.FINDINGS.values())
    table = _wide(balance.claims_of(book.edition), "finding", "part", findings, parts)
    return _segments(
        table, "finding", parts, name="register-findings", title="Claims by finding and part of the essay", unit="claims",
        caveat="What counts as one claim is the editors' choice, so these numbers describe the notes, not the essay.",
    )  # fmt: skip


def sources_by_origin(book: Holdings) -> Chart:
    """Return how many sources the notes cite from each origin, by kind of witness."""
    keys = {key for note in book.edition.notes for key in book.edition.sources_of(note)}
    cited = [book.sources[key] for key in sorted(keys) if key in book.sources]
    frame = pd.DataFrame([(balance.ORIGINS[one.origin], one.evidence.value) for one in cited], columns=["origin", "evidence"])
    kinds, origins = [kind.value for kind in Evidence], list(balance.ORIGINS.values())
    return _segments(
        _wide(frame, "origin", "evidence", origins, kinds), "origin", kinds, name="sources-origins",
        title="Sources cited in the notes, by origin and kind", unit="sources", legend_rows=2,
        caveat="A source counts once, however often it is cited. The origin is that of the source, not of its subject.",
    )  # fmt: skip


def findings_by_origin(book: Holdings) -> Chart:
    """Return what was found on the claims that cite a source of each origin."""
    claims = balance.claims_of(book.edition)
    pairs = balance.per_claim(claims, balance.evidence_of(book.edition, book.sources), "origin")
    pairs["verdict"] = pairs["finding"].map(_verdict)
    table = _wide(pairs, "origin", "verdict", list(balance.ORIGINS.values()), list(VERDICTS.values()))
    return _segments(
        table, "origin", list(VERDICTS.values()), name="sources-findings",
        title="Claims that cite a source of each origin, by what was found", unit="claims", roles=("blue", "rust", "pale"),
        caveat="A claim stands in each row of which it cites a source, so the rows overlap. Confirmed includes confirmed with "
        "qualification; open are the contested, the interpretive and the unverifiable.",
    )  # fmt: skip


def events_by_year(book: Holdings) -> Chart:
    """Return the events of the timeline by kind and year."""
    frame = pd.DataFrame(
        [(one.category, int(one.date[:4]), one.title, key_list(one)) for one in book.events], columns=["kind", "year", "event", "source"]
    )
    kinds = list(balance.counted(frame, "kind")["label"])
    groups = frame.groupby(["kind", "year"])
    table = groups.agg(count=("event", "size"), events=("event", "; ".join), source=("source", "; ".join)).reset_index()
    table = table.sort_values(["year", "kind"], ignore_index=True)
    years = [int(table["year"].min()), int(table["year"].max())]
    per_kind = balance.counted(frame, "kind")
    figure = calendar(
        table, row="kind", year="year", count="count", what="events", rows=kinds, years=years,
        ticks=[year for year in range(years[0], years[1] + 1) if year % 5 == 0],
    )  # fmt: skip
    return charts.publish(
        figure, name="timeline-years", title="Events of the timeline by kind and year", table=table, source=[],
        caveat="The area of a dot is the number of events of its kind in that year. The choice of events is the editors'.",
        alt=f"Dots by kind and year, {years[0]} to {years[1]}: "
        + ", ".join(f"{row.label} {row.count}" for row in per_kind.itertuples(index=False)) + ".",
        columns={"year": Column("Year"), "kind": Column("Kind"), "count": Column("Events"), "events": Column("What happened"),
                 "source": Column("Sources")},
    )  # fmt: skip


def key_list(event: apparatus.Event) -> str:
    """The keys of an event's sources as one text."""
    return " ".join(event.sources)


VIEWS: Mapping[str, Callable[[Holdings], Chart]] = {
    "claims-by-finding": claims_by_finding,
    "sources-by-origin": sources_by_origin,
    "findings-by-origin": findings_by_origin,
    "events-by-year": events_by_year,
}


def _verdict(finding: str) -> str:
    side = "upheld" if finding in balance.UPHELD else "faulted" if finding in balance.FAULTED else "open"
    return VERDICTS[side]


def _wide(frame: pd.DataFrame, row: str, column: str, rows: Sequence[str], columns: Sequence[str]) -> pd.DataFrame:
    """Return counts with a row for each value, a column for each other value, and the whole in `all`."""
    long = balance.crossed(frame, row, column, rows, columns)
    wide = long.pivot(index=row, columns=column, values="count").reindex(index=list(rows), columns=list(columns))
    wide[ALL] = wide.sum(axis=1)
    return wide.reset_index()


def _segments(
    table: pd.DataFrame, row: str, parts: Sequence[str], *, name: str, title: str, unit: str, caveat: str,
    roles: Sequence[str] = ROLES, legend_rows: int = 1,
) -> Chart:  # fmt: skip
    series = [Series(part, part, role) for part, role in zip(parts, roles, strict=False)]
    return charts.publish(
        segments(table, row, series, ALL, unit=unit, legend_rows=legend_rows), name=name, title=title, table=table, source=[ESSAY_KEY],
        caveat=caveat, alt="Bars in segments. " + " ".join(_spoken(line, row, parts) for line in table.to_dict("records")),
        columns={row: Column(row.capitalize()), **{part: Column(part[0].upper() + part[1:]) for part in parts}, ALL: Column("All")},
    )  # fmt: skip


def _spoken(line: Mapping[Hashable, object], row: str, parts: Sequence[str]) -> str:
    told = ", ".join(f"{part} {line[part]}" for part in parts if line[part])
    return f"{line[row]} {line[ALL]}{f': {told}' if told else ''}."
