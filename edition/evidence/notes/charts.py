"""The charts of the apparatus: claims by finding and part, sources by origin, events by year; computed from chapters and tables."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from edition import charts
from edition.apparatus import entries as apparatus
from edition.charts import Chart, Column
from edition.charts.style import FINDING_SIGNS
from edition.charts.tallies import calendar
from edition.commentary import markdown
from edition.commentary.model import Edition
from edition.evidence.notes import arithmetic as balance
from edition.sources import bibtex
from edition.sources.model import ESSAY_KEY, Evidence, Source

ALL = "all"
VERDICTS = {"upheld": "confirmed", "faulted": "imprecise or contradicted", "open": "open"}


@dataclass(frozen=True)
class Holdings:
    """The data that the charts are drawn from."""

    edition: Edition
    sources: Mapping[str, Source]
    events: Sequence[apparatus.Event]


def read(root: Path) -> Holdings:
    """Read chapters, bibliography and timeline of a project."""
    return Holdings(
        markdown.read(root), bibtex.load(root / "book" / "references.bib").sources, apparatus.events(root / "data")
    )


def claims_by_finding(holdings: Holdings) -> Chart:
    """Return how many claims have each finding, in the colour and with the sign of the finding in the notes."""
    parts, findings = list(balance.PARTS.values()), list(balance.FINDINGS.values())
    claims = balance.claims_of(holdings.edition)
    table = _wide(claims, "finding", "part", findings, parts)
    table["label"] = [f"{FINDING_SIGNS[name]} {name}" for name in table["finding"]]
    upheld = int(table.loc[table["finding"].isin(list(balance.UPHELD)), ALL].sum())
    figure = charts.bars(table, "label", ALL, unit="claims", texts=[str(count) for count in table[ALL]], roles=findings)
    return charts.publish(
        figure, name="register-findings", title=f"Of {len(claims)} claims {upheld} are confirmed, with or without qualification",
        subtitle="Claims by finding; the parts of the essay stand in the table.", table=table, source=[ESSAY_KEY],
        caveat="What counts as one claim is the editors' choice, so these numbers describe the notes, not the essay.",
        alt="Bars. " + " ".join(_spoken(line, "finding", parts) for line in table.to_dict("records")),
        columns={"finding": Column("Finding"), **{part: Column(part) for part in parts}, ALL: Column("All")},
    )  # fmt: skip


def sources_by_origin(holdings: Holdings) -> Chart:
    """Return how many sources the notes cite from each origin, by kind of witness."""
    keys = {key for note in holdings.edition.notes for key in holdings.edition.sources_of(note)}
    cited = [holdings.sources[key] for key in sorted(keys) if key in holdings.sources]
    frame = pd.DataFrame([(balance.ORIGINS[source.origin], source.evidence.value) for source in cited], columns=["origin", "evidence"])
    kinds, origins = [kind.value for kind in Evidence], list(balance.ORIGINS.values())
    table = balance.crossed(frame, "origin", "evidence", origins, kinds)
    most_common = balance.counted(frame, "origin").iloc[0]
    figure = charts.bubbles(table, row="origin", column="evidence", value="count", rows=origins, columns=kinds, unit="sources")
    return charts.publish(
        figure, name="sources-origins",
        title=f"{most_common['count']} of {len(frame)} sources cited come from {most_common['label']}, more than elsewhere",
        subtitle="Sources cited in the notes by origin (rows) and kind (columns); area shows the number.", table=table, source=[ESSAY_KEY],
        caveat="A source counts once, however often it is cited. The origin is that of the source, not of its subject.",
        alt=_cells(table, "origin", "evidence"),
        columns={"origin": Column("Origin"), "evidence": Column("Kind"), "count": Column("Sources"),
                 "share": Column("Share of the origin", "%", 0)},
    )  # fmt: skip


def findings_by_origin(holdings: Holdings) -> Chart:
    """Return the verdicts on the claims that cite a source of each origin."""
    claims = balance.claims_of(holdings.edition)
    pairs = balance.per_claim(claims, balance.evidence_of(holdings.edition, holdings.sources), "origin")
    pairs["verdict"] = pairs["finding"].map(_verdict)
    verdicts, origins = list(VERDICTS.values()), list(balance.ORIGINS.values())
    table = balance.crossed(pairs, "origin", "verdict", origins, verdicts)
    upheld = table[table["verdict"] == VERDICTS["upheld"]].dropna(subset=["share"]).sort_values("share", kind="stable")
    figure = charts.bubbles(
        table, row="origin", column="verdict", value="count", rows=origins, columns=verdicts, unit="claims",
        roles=dict(zip(verdicts, ("confirmed", "contradicted", "interpretive"), strict=True)),
    )  # fmt: skip
    return charts.publish(
        figure, name="sources-findings", table=table, source=[ESSAY_KEY],
        title=f"From {upheld['share'].iloc[0]:.0f} % ({upheld['origin'].iloc[0]}) to {upheld['share'].iloc[-1]:.0f} % "
        f"({upheld['origin'].iloc[-1]}) of the claims that cite an origin are confirmed",
        subtitle="Claims that cite a source of each origin (rows) by what was found (columns).",
        caveat="A claim stands in each row of which it cites a source, so the rows overlap. Confirmed includes confirmed with "
        "qualification; open are the contested, the interpretive and the unverifiable.",
        alt=_cells(table, "origin", "verdict"),
        columns={"origin": Column("Origin"), "verdict": Column("Found"), "count": Column("Claims"),
                 "share": Column("Share of the origin", "%", 0)},
    )  # fmt: skip


def events_by_year(holdings: Holdings) -> Chart:
    """Return the events of the timeline by kind and year."""
    frame = pd.DataFrame(
        [(event.category, int(event.date[:4]), event.title, key_list(event)) for event in holdings.events],
        columns=["kind", "year", "event", "source"],
    )
    kinds = list(balance.counted(frame, "kind")["label"])
    groups = frame.groupby(["kind", "year"])
    table = groups.agg(count=("event", "size"), events=("event", "; ".join), source=("source", "; ".join)).reset_index()
    table = table.sort_values(["year", "kind"], ignore_index=True)
    years = [int(table["year"].min()), int(table["year"].max())]
    per_kind, busiest = balance.counted(frame, "kind"), int(frame["year"].mode().iloc[0])
    figure = calendar(
        table, row="kind", year="year", count="count", what="events", rows=kinds, years=years,
        ticks=[year for year in range(years[0], years[1] + 1) if year % 5 == 0],
    )  # fmt: skip
    return charts.publish(
        figure, name="timeline-years", title=f"{len(frame)} events from {years[0]} to {years[1]}, most of them in {busiest}",
        subtitle="Events of the timeline by kind and year; the table says what happened.", table=table, source=[],
        caveat="The area of a dot is the number of events of its kind in that year. The choice of events is the editors'.",
        alt=f"Dots by kind and year, {years[0]} to {years[1]}: "
        + ", ".join(f"{row.label} {row.count}" for row in per_kind.itertuples(index=False)) + ".",
        columns={"year": Column("Year"), "kind": Column("Kind"), "count": Column("Events"), "events": Column("What happened"),
                 "source": Column("Sources")},
    )  # fmt: skip


def key_list(event: apparatus.Event) -> str:
    """Return the keys of an event's sources as one text."""
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
    """Return counts with a row for each value, a column for each value of the other column, and the total in `all`."""
    long = balance.crossed(frame, row, column, rows, columns)
    wide = long.pivot(index=row, columns=column, values="count").reindex(index=list(rows), columns=list(columns))
    wide[ALL] = wide.sum(axis=1)
    return wide.reset_index()


def _cells(table: pd.DataFrame, row: str, column: str) -> str:
    """Return the cells of a crossed table as sentences, zeros left out."""
    sentences = []
    for name, part in table[table["count"] > 0].groupby(row, sort=False):
        sentences.append(f"{name}: " + ", ".join(f"{line[column]} {line['count']}" for line in part.to_dict("records")) + ".")
    return "A grid of circles. " + " ".join(sentences)


def _spoken(line: Mapping[Hashable, object], row: str, parts: Sequence[str]) -> str:
    listed_counts = ", ".join(f"{part} {line[part]}" for part in parts if line[part])
    return f"{line[row]} {line[ALL]}{f': {listed_counts}' if listed_counts else ''}."
