"""The charts of the apparatus show what the chapters, the bibliography and the timeline hold, each thing once."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.charts import Chart
from edition.commentary.model import Finding
from edition.evidence.notes import arithmetic as balance
from edition.evidence.notes import charts as notes_charts
from edition.evidence.notes.charts import VIEWS, Holdings
from edition.sources.labels import about, letter

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def book() -> Holdings:
    return notes_charts.read(ROOT)


def lines(chart: Chart) -> list[dict[str, object]]:
    return [dict(zip(chart.columns, row, strict=True)) for row in chart.rows]


def test_a_point_is_read_off_its_chart(book: Holdings) -> None:
    rows = lines(VIEWS["sources-by-origin"](book))
    by_origin = {origin: sum(int(str(row["count"])) for row in rows if row["origin"] == origin) for origin in balance.ORIGINS.values()}
    most = max(by_origin, key=lambda origin: by_origin[origin])
    said = f"{by_origin[most]} of {sum(by_origin.values())} sources cited come from {most}"
    assert VIEWS["sources-by-origin"](book).title.startswith(said)
    found = lines(VIEWS["findings-by-origin"](book))
    for origin in balance.ORIGINS.values():
        shares = [float(str(row["share"])) for row in found if row["origin"] == origin and row["share"] is not None]
        assert sum(shares) == pytest.approx(100)


def test_every_claim_stands_in_the_register_s_chart_once(book: Holdings) -> None:
    table = {line["finding"]: line for line in lines(VIEWS["claims-by-finding"](book))}
    claims = list(book.edition.claims())
    assert sum(int(str(line["all"])) for line in table.values()) == len(claims)
    contested = [claim for claim in claims if claim.finding is Finding.CONTESTED and claim.passage.startswith("2")]
    assert table[balance.FINDINGS[Finding.CONTESTED]]["Part 2"] == len(contested) > 0


def test_a_source_counts_once_at_its_origin(book: Holdings) -> None:
    cited = {key for note in book.edition.notes for key in book.edition.sources_of(note)}
    assert sum(int(str(line["count"])) for line in lines(VIEWS["sources-by-origin"](book))) == len(cited)


def test_every_event_is_drawn_and_names_its_sources(book: Holdings) -> None:
    chart = VIEWS["events-by-year"](book)
    assert sum(int(str(line["count"])) for line in lines(chart)) == len(book.events)
    assert chart.source == () and all(line["source"] for line in lines(chart))


def test_a_source_is_told_in_words(book: Holdings) -> None:
    assert about(book.sources["li-jinfeng-2015"]).startswith("China · scholarship · Chinese · read")
    assert letter(book.sources["li-jinfeng-2015"]) == "L"
