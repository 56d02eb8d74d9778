"""The charts of the apparatus: claims by finding and part, sources by origin, events by year; computed from chapters and tables."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from edition import charts
from edition.apparatus import entries as apparatus
from edition.charts import Chart, Column, Series
from edition.charts.style import FINDING_SIGNS
from edition.commentary import markdown
from edition.commentary.model import Edition, Finding
from edition.dates import format_date
from edition.evidence.notes import arithmetic as balance
from edition.sources import bibtex
from edition.sources.labels import place_of
from edition.sources.model import ESSAY_KEY, Evidence, Source

ALL = "all"
_LABELS = {balance.FINDINGS[Finding.QUALIFIED]: "confirmed with qualification"}
_FEW = 20
_ESSAY = "Sun Zhuangzhi's essay on the Shanghai Cooperation Organization (SCO)"
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
    table["label"] = [f"{FINDING_SIGNS[name]} {_LABELS.get(name, name)}" for name in table["finding"]]
    number = dict(zip(table["finding"], table[ALL], strict=True))
    plainly, partly, against = (
        number[balance.FINDINGS[finding]] for finding in (Finding.CONFIRMED, Finding.QUALIFIED, Finding.CONTRADICTED)
    )
    figure = charts.bars(table, "label", ALL, unit="claims", texts=[str(count) for count in table[ALL]], roles=findings)
    return charts.publish(
        figure, name="register-findings", table=table, source=[ESSAY_KEY],
        title=f"Of {len(claims)} claims of the essay {plainly} are confirmed and {partly} more with a qualification; "
        f"{against}\u00a0are contradicted",
        subtitle=f"Claims of {_ESSAY} that this edition checked, by what was found. Number of claims.",
        caveat="What counts as one claim is the editors' choice, so these numbers describe the notes, not the essay.",
        alt="Bars. " + " ".join(_spoken(line, "finding", parts) for line in table.to_dict("records")),
        columns={"finding": Column("Finding"), **{part: Column(part) for part in parts}, ALL: Column("All")},
    )  # fmt: skip


def sources_by_origin(holdings: Holdings) -> Chart:
    """Return how many sources the notes cite from each origin, by kind of witness."""
    keys = {key for note in holdings.edition.notes for key in holdings.edition.sources_of(note)}
    cited = [holdings.sources[key] for key in sorted(keys) if key in holdings.sources]
    frame = pd.DataFrame([(balance.ORIGINS[source.origin], source.evidence.value) for source in cited], columns=["origin", "evidence"])
    kinds, ordered = [kind.value for kind in Evidence], balance.counted(frame, "origin")
    table = _wide(frame, "origin", "evidence", list(ordered["label"]), kinds)
    most = ordered.iloc[0]
    figure = charts.bars(
        table, "origin", ALL, unit="sources", roles=["blue"] + ["pale"] * (len(table) - 1), room=1.34,
        texts=[f"{row.count} ({row.share:.0f} %)" for row in ordered.itertuples(index=False)],
    )  # fmt: skip
    return charts.publish(
        figure, name="sources-origins",
        title=f"{most['count']} of the {len(frame)} sources cited in the notes come from {place_of(most['label'])}, more than from any "
        "other origin",
        subtitle=f"Sources cited in this edition's notes on {_ESSAY}, by origin. Number of sources, and per cent of them all.",
        table=table, source=[ESSAY_KEY],
        caveat="A source counts once, however often it is cited. The origin is that of the source, not of its subject. Treaties and "
        "declarations of the SCO count as the SCO's. The table has the kinds of sources too.",
        alt="Bars. " + " ".join(_spoken(line, "origin", kinds) for line in table.to_dict("records")),
        columns={"origin": Column("Origin"), **{kind: Column(kind.capitalize()) for kind in kinds}, ALL: Column("All")},
    )  # fmt: skip


def findings_by_origin(holdings: Holdings) -> Chart:
    """Return the verdicts on the claims that cite a source of each origin."""
    claims = balance.claims_of(holdings.edition)
    pairs = balance.per_claim(claims, balance.evidence_of(holdings.edition, holdings.sources), "origin")
    pairs["verdict"] = pairs["finding"].map(_verdict)
    verdicts, origins = list(VERDICTS.values()), list(balance.ORIGINS.values())
    table = _wide(pairs, "origin", "verdict", origins, verdicts)
    table = table[table[ALL] > 0]
    table["share"] = table[VERDICTS["upheld"]] / table[ALL] * 100
    table = table.sort_values("share", ascending=False, kind="stable", ignore_index=True)
    most = table[table[ALL] >= _FEW].iloc[0]
    figure = charts.bars(
        table, "origin", "share", unit="% confirmed", room=1.34,
        roles=["confirmed" if origin == most["origin"] else "pale" for origin in table["origin"]],
        texts=[f"{share:.0f} % of {of}" for share, of in zip(table["share"], table[ALL], strict=True)],
    )  # fmt: skip
    return charts.publish(
        figure, name="sources-findings", table=table, source=[ESSAY_KEY],
        title=f"{most['share']:.0f}\u00a0% of the essay's claims judged by sources from {place_of(most['origin'])} are confirmed, "
        "more than for any other origin",
        subtitle=f"Claims of {_ESSAY} that are confirmed, if only with a qualification, by origin of the sources cited, in per cent.",
        caveat=f"A claim stands in each row of which it cites a source, so the rows overlap. Origins cited for fewer than {_FEW} claims "
        "are not compared in the title. “Open” in the data table: contested, interpretive or unverifiable.",
        alt="Bars. " + " ".join(f"{row.origin}: {row.share:.0f} per cent confirmed." for row in table.itertuples(index=False)),
        columns={"origin": Column("Origin"), "share": Column("Confirmed", "%", 0), ALL: Column("Claims"),
                 **{verdict: Column(verdict.capitalize(), "claims") for verdict in verdicts}},
    )  # fmt: skip


def events_by_year(holdings: Holdings) -> Chart:
    """Return the events of the timeline by year."""
    frame = pd.DataFrame(
        [(event.category, int(event.date[:4]), event.title, key_list(event)) for event in holdings.events],
        columns=["kind", "year", "event", "source"],
    )
    frame["event"] = frame["kind"] + ": " + frame["event"]
    groups = frame.groupby("year")
    table = groups.agg(count=("event", "size"), events=("event", "; ".join), source=("source", "; ".join)).reset_index()
    years = [int(table["year"].min()), int(table["year"].max())]
    busiest, top = (int(table.sort_values("count", kind="stable")[column].iloc[-1]) for column in ("year", "count"))
    figure = charts.stacked(
        table, "year", [Series("count", "events")], unit="events", x_range=[years[0] - 1, years[1] + 1], legend_rows=0, height=240,
        x_ticks=[year for year in range(years[0], years[1] + 1) if year % 5 == 0], y_range=[0, top + 2], y_ticks=range(0, top + 1, 5),
    )  # fmt: skip
    charts.note(figure, f"<b>{top} in {busiest}</b>", (busiest, top), shift=(6, 10), xanchor="right")
    return charts.publish(
        figure, name="timeline-years", table=table, source=[],
        title=f"Of the {len(frame)} events in this edition's timeline, {years[0]} to {years[1]}, {top} fall in {busiest}, "
        "more than in any other year",
        subtitle="Events of the timeline of the Shanghai Cooperation Organization (SCO) and of what bears on it, by year. "
        "Number of events.",
        caveat="The choice of events is the editors', so a high bar is a year of which these notes speak much. "
        f"The last event is of {format_date(max(event.date for event in holdings.events))}.",
        alt="Bars by year: " + ", ".join(f"{row.year} {row.count}" for row in table.itertuples(index=False)) + ".",
        columns={"year": Column("Year"), "count": Column("Events"), "events": Column("What happened"), "source": Column("Sources")},
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


def _spoken(line: Mapping[Hashable, object], row: str, parts: Sequence[str]) -> str:
    listed_counts = ", ".join(f"{part} {line[part]}" for part in parts if line[part])
    return f"{line[row]} {line[ALL]}{f': {listed_counts}' if listed_counts else ''}."
