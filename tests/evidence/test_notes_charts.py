"""The charts of the apparatus show what the chapters, the bibliography and the timeline hold, each thing once."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from edition.charts import Chart
from edition.commentary.model import Finding
from edition.dates import format_date
from edition.evidence.notes import arithmetic as balance
from edition.evidence.notes import charts as notes_charts
from edition.evidence.notes.charts import VIEWS, Holdings
from edition.sources.labels import about, letter, place_of
from edition.sources.model import Evidence

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def book() -> Holdings:
    return notes_charts.read(ROOT)


def lines(chart: Chart) -> list[dict[str, object]]:
    return [dict(zip(chart.columns, row, strict=True)) for row in chart.rows]


def test_a_point_is_read_off_its_chart(book: Holdings) -> None:
    rows = lines(VIEWS["sources-by-origin"](book))
    by_origin = {str(row["origin"]): int(str(row["all"])) for row in rows}
    assert set(by_origin) == set(balance.ORIGINS.values())
    assert all(sum(int(str(row[kind.value])) for kind in Evidence) == row["all"] for row in rows)
    most, *others = sorted(by_origin, key=lambda origin: -by_origin[origin])
    said = f"{by_origin[most]} of the {sum(by_origin.values())} sources cited in the notes come from {most}"
    assert VIEWS["sources-by-origin"](book).title.startswith(said)
    assert by_origin[most] > max(by_origin[origin] for origin in others)


def test_the_share_confirmed_is_counted_claim_by_claim(book: Holdings) -> None:
    chart = VIEWS["findings-by-origin"](book)
    upheld = (Finding.CONFIRMED, Finding.QUALIFIED)
    shares = {}
    for row in lines(chart):
        of_origin = {key for key, source in book.sources.items() if balance.ORIGINS[source.origin] == row["origin"]}
        citing = [claim for claim in book.edition.claims() if of_origin & set(book.edition.sources_of(claim))]
        confirmed = sum(claim.finding in upheld for claim in citing)
        assert row["all"] == len(citing) and row["share"] == pytest.approx(100 * confirmed / len(citing))
        shares[str(row["origin"])] = (confirmed / len(citing), len(citing))
    most = max((share, origin) for origin, (share, count) in shares.items() if count >= 20)
    said = f"{100 * most[0]:.0f}\u00a0% of the essay’s claims judged by sources from {place_of(most[1])} are confirmed"
    assert chart.title.startswith(said)
    assert most[0] == max(share for share, _ in shares.values()), "true of the origins with few claims too"


def test_every_claim_stands_in_the_register_s_chart_once(book: Holdings) -> None:
    table = {line["finding"]: line for line in lines(VIEWS["claims-by-finding"](book))}
    claims = list(book.edition.claims())
    plain, qualified, against = (
        sum(claim.finding is one for claim in claims) for one in (Finding.CONFIRMED, Finding.QUALIFIED, Finding.CONTRADICTED)
    )
    said = f"{len(claims)} claims of the essay {plain} are confirmed and {qualified} more with a qualification"
    title = VIEWS["claims-by-finding"](book).title
    assert said in title and f"{against}\u00a0are contradicted" in title
    assert sum(int(str(line["all"])) for line in table.values()) == len(claims)
    contested = [claim for claim in claims if claim.finding is Finding.CONTESTED and claim.passage.startswith("2")]
    assert table[balance.FINDINGS[Finding.CONTESTED]]["Part 2"] == len(contested) > 0


def test_a_source_counts_once_at_its_origin(book: Holdings) -> None:
    cited = {key for note in book.edition.notes for key in book.edition.sources_of(note)}
    assert sum(int(str(line["all"])) for line in lines(VIEWS["sources-by-origin"](book))) == len(cited)


def test_every_event_is_drawn_and_names_its_sources(book: Holdings) -> None:
    chart = VIEWS["events-by-year"](book)
    assert sum(int(str(line["count"])) for line in lines(chart)) == len(book.events)
    assert chart.source == () and all(line["source"] for line in lines(chart))
    counts = Counter(event.date[:4] for event in book.events)
    (busiest, most), (_, second) = counts.most_common(2)
    assert most > second and f"{most} fall in {busiest}, more than in any other year" in chart.title
    last = max(event.date for event in book.events)
    assert int(last[:4]) == max(int(str(line["year"])) for line in lines(chart)) and format_date(last) in chart.caveat


def test_a_source_is_told_in_words(book: Holdings) -> None:
    assert about(book.sources["li-jinfeng-2015"]).startswith("China · scholarship · Chinese · read")
    assert letter(book.sources["li-jinfeng-2015"]) == "L"
    assert [place_of(label) for label in ("SCO", "United States", "China")] == ["the SCO", "the United States", "China"]
