"""A small edition in memory with everything an export may meet, and the same under an address of its own."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from edition import charts
from edition.apparatus.entries import Entry
from edition.book import Book, Chart
from edition.charts import Column
from edition.charts.html import concrete
from edition.commentary.model import (
    Claim,
    Collation,
    Confidence,
    Debate,
    Edition,
    Finding,
    Footnote,
    Gloss,
    Kind,
    Note,
    Pair,
    Passage,
    Seen,
    Translation,
)
from edition.essay import shape
from edition.export import site
from edition.export.formats.citations import Formatter
from edition.export.release import changes
from edition.problems import Place
from edition.publication import Meta
from edition.sources import bibtex
from edition.sources.model import ESSAY_KEY, Bibliography
from tests.conftest import ROOT, TESTS

SMALL = TESTS / "projects" / "small"
PLACE = Place("book/chapter.md", 1)
DOC = "book/chapter"
META = Meta(
    title="A Harbour Bell & Its Town: An Edition",
    editors=("The editors",),
    version="1.2.0",
    date=date(2026, 3, 4),
    licence="CC-BY-4.0",
    abstract="An edition made for tests.",
    keywords=("bells", "towns"),
)
PACKAGE = {
    "resources": [
        {
            "name": "bells",
            "type": "table",
            "title": "Bells by year",
            "path": "bells.csv",
            "description": "One row one bell.",
            "sources": [{"title": "doe-2001"}],
            "schema": {"fields": [{"name": "year", "type": "integer", "description": "The year."}]},
        }
    ]
}


def edition() -> Edition:
    """Two passages, one note of each type, a collation, two footnotes."""
    common = {"place": PLACE, "docname": DOC, "footnotes": ("log",)}
    notes: list[Note] = [
        Claim(
            id="1.1.1-a", passage="1.1.1", lemma='rang "every morning" at six', sentences=(1,), kind=Kind.FACT, finding=Finding.QUALIFIED,
            confidence=Confidence.HIGH, claim="The bell rang daily at six.", would_change="A log with another hour & day.",
            text="True, says the log; <not> on feast days.", as_of="2026-02", caution="One page was torn.", **common,
        ),
        Gloss(id="1.1.1-bell", passage="1.1.1", lemma="harbour bell", sentences=(1,), text="Cast in bronze.", **common),
        Debate(id="1.1.1-who", passage="1.1.1", lemma="who first hung it there", sentences=(2,), title="Who hung the bell?",
               debate="d-harbour", text="Three families say they did.", place=PLACE, docname=DOC, footnotes=("log", "report")),
        Translation(id="fig.1-beam", passage="fig.1", lemma="on its oak beam", sentences=(1,), chinese="橡木梁", pinyin="xiàngmù liáng",
                    status=Seen.PROBABLE, text="Probably a beam of oak.", **common),
    ]  # fmt: skip
    return Edition(
        passages=[
            Passage(reference="fig.1", title="The bell in a photograph", place=PLACE, docname=DOC, precis="The caption names the bell."),
            Passage(reference="1.1.1", title="A bell and three families", place=PLACE, docname=DOC, names=("bell",),
                    nothing_to_check=(2,), precis="The author begins with the sound of the bell."),
        ],
        notes=notes,
        footnotes=[
            Footnote(DOC, "log", "Doe 2001, p. 12.", ("doe-2001",), PLACE),
            Footnote(DOC, "report", "Roe 2002, opening.", ("roe-2002",), PLACE),
        ],
        collations=[
            Collation(id="1.1.1-minutes", passage="1.1.1", title="The parish & its minutes", official="The minutes, in the clerk's English",
                      pairs=(Pair(2, "raised at more than one meeting of the parish", "raised, twice, at a MEETING of the parish <sic>"),
                             Pair(2, "a portrait was carried in", "the portrait was carried in.")),
                      text="Words that differ are marked.", place=PLACE, docname=DOC, footnotes=("report",)),
        ],
    )  # fmt: skip


def bells() -> Chart:
    """A chart as a notebook publishes it and the Book keeps it."""
    table = pd.DataFrame({"year": ["2001"], "bells": [3.0]})
    figure = charts.bars(table, "year", "bells", texts=["3"], roles=["blue"], unit="bells")
    payload = charts.publish(
        figure, name="bells-by-year", title="Bells rung, by year", subtitle="Bells of the harbour", table=table, source=["doe-2001"],
        caveat="As the log counts.", alt="One bar.", columns={"year": Column("Year"), "bells": Column("Bells", "bells", 0)},
    ).payload()  # fmt: skip
    return Chart(
        name="bells-by-year", title="Bells rung, by year", docname="book/evidence", sources=("doe-2001",), csv="year,bells\n2001,3\n",
        svg=concrete(payload["pictures"]["wide"]), narrow=concrete(payload["pictures"]["narrow"]), alt=payload["alt"], payload=payload,
        source_line="Source: Doe 2001.", caveat="As the log counts.",
    )  # fmt: skip


@pytest.fixture(scope="session")
def corpus() -> Book:
    """The edition without an address."""
    small = bibtex.load(SMALL / "book" / "references.bib")
    essay = bibtex.load(ROOT / "book" / "references.bib")[ESSAY_KEY]
    return Book(
        meta=META,
        edition=edition(),
        base=shape.load(SMALL / "data" / "base-text.json"),
        sources=Bibliography({**small.sources, ESSAY_KEY: essay}),
        entries={
            "bell": Entry("bell", "glossary", "The harbour bell", {"source": "doe-2001"}),
            "doe": Entry("doe", "people", "Jane Doe", {"source": ""}),
            "quay": Entry("quay", "places", "The quay", {"source": ""}),
        },
        charts=(bells(),),
        package=PACKAGE,
        pages={DOC: "book/chapter.html", "book/evidence": "book/evidence.html"},
    )


@pytest.fixture(scope="session")
def placed(corpus: Book) -> Book:
    """The edition at an address."""
    return replace(corpus, meta=replace(META, base_url="https://example.org/bell/"))


def files_of(corpus: Book, *, stored: Sequence[changes.Manifest] = (), data: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return every file of a Book, as the build writes them; `stored` are the manifests of released versions, `data` those of tables."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "book").mkdir()
        shutil.copy(SMALL / "book" / "references.bib", root / "book")
        (root / changes.STORE).mkdir(parents=True)
        for manifest in stored:
            (root / changes.STORE / f"{manifest['version']}.json").write_text(changes.text(manifest), encoding="utf-8")
        for name, text in ({"bells.csv": "year\n2001\n"} if data is None else data).items():
            (root / "data" / name).write_text(text, encoding="utf-8")
        return site.files(replace(corpus, root=root), Formatter())


@pytest.fixture(scope="session")
def files(corpus: Book) -> dict[str, str]:
    """Every file of the edition without an address."""
    return files_of(corpus)


@pytest.fixture(scope="session")
def placed_files(placed: Book) -> dict[str, str]:
    """Every file of the edition at an address."""
    return files_of(placed)
