"""The commentary as it was built: complete, within its limits, soundly founded, word for word where a copy of the essay is at hand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html

from edition.apparatus import entries as apparatus
from edition.cli import report
from edition.commentary import rules, verification
from edition.commentary.model import Debate, Edition, Finding
from edition.essay import normal_form, recognise, shape
from edition.sources import bibtex
from edition.sources.model import Bibliography
from edition.sphinx.last_build import edition_of
from tests.conftest import ROOT
from tests.windows import windows

FIRST_SECTIONS = [f"{part}.{section}" for part in (1, 2, 3) for section in (1, 2, 3)]


@pytest.fixture(scope="module")
def commentary(site: Path) -> Edition:
    return edition_of(site.parent / ".doctrees", bibtex.load())


@pytest.fixture(scope="module")
def sources() -> Bibliography:
    return bibtex.load(ROOT / "book" / "references.bib")


def test_every_passage_stands_once_in_the_essays_order(commentary: Edition, base: shape.BaseText) -> None:
    assert [passage.reference for passage in sorted(commentary.passages, key=lambda p: base.order(p.reference))] == list(base.references)


def test_every_lemma_stands_in_its_sentence(commentary: Edition, essay: recognise.Witness) -> None:
    astray = [n.id for n in commentary.notes if not essay.contains(n.passage, n.sentences[0], n.lemma)]
    assert astray == []


def test_the_quotations_stay_within_their_budget(commentary: Edition, base: shape.BaseText) -> None:
    assert 0 < rules.quoted_words(commentary) <= base.words * shape.QUOTABLE_SHARE


def test_every_section_has_a_debate(commentary: Edition) -> None:
    with_debate = {note.passage.rpartition(".")[0] for note in commentary.notes if isinstance(note, Debate)}
    assert set(FIRST_SECTIONS) <= with_debate


def test_most_evidence_is_primary_statistics_or_scholarship(commentary: Edition, sources: Bibliography) -> None:
    assert report.sound_share(commentary, sources) >= report.SOUND_SHARE


def test_the_report_finds_no_broken_rule(commentary: Edition, base: shape.BaseText, sources: Bibliography) -> None:
    data = ROOT / "data"
    holdings = report.Apparatus(apparatus.load(data), apparatus.events(data), apparatus.sources_of_tables(data))
    checks = verification.read((data / "verification.csv").read_text(encoding="utf-8"))
    found = report.report(commentary, base, sources, holdings, verification.compare(checks, verification.written(ROOT)))
    assert found.broken == ()
    assert any("24 of 24 passages" in line for _, lines in found.parts for line in lines)


def test_a_contested_claim_rests_on_at_least_two_sources(commentary: Edition) -> None:
    thin = [c.id for c in commentary.claims() if c.finding is Finding.CONTESTED and len(commentary.sources_of(c)) < 2]
    assert thin == []


def test_the_headline_claim_is_settled_by_computation(commentary: Edition) -> None:
    claim = next(claim for claim in commentary.claims() if claim.id == "2.2.2-h")
    assert (claim.finding, claim.check) == (Finding.QUALIFIED, "trade.multiple-announced rounds to 36.3")


def test_no_page_links_a_host_that_is_refused(site: Path) -> None:
    lines = (ROOT / "data" / "forbidden_hosts.txt").read_text(encoding="utf-8").splitlines()
    hosts = {line.split()[0] for line in lines if line.strip() and not line.startswith("#")}
    assert len(hosts) > 30
    linked = {
        host.removeprefix("www.")
        for page in site.rglob("*.html")
        for host in re.findall(r'href="https?://([^/":]+)', page.read_text(encoding="utf-8"))
    }
    assert {host for host in linked if host in hosts or f"www.{host}" in hosts} == set()


def test_no_page_repeats_more_of_the_essay_in_a_row_than_a_lemma_may(site: Path, copy_of_the_essay: str, base: shape.BaseText) -> None:
    length = shape.MAX_LEMMA_WORDS + 1
    title = " ".join(normal_form.words(base.title))
    essay = normal_form.words(copy_of_the_essay)
    runs = {" ".join(essay[start : start + length]) for start in range(len(essay) - length + 1)}
    runs = {run for run in runs if run not in title and not _overlaps(run, title)}
    repeating = []
    for page in site.rglob("*.html"):
        shown = " ".join(normal_form.words(re.sub(r"<[^>]+>", " ", page.read_text(encoding="utf-8")))).replace(title, "")
        found = [run for run in windows(shown.split(), length) if run[1] in runs]
        repeating += [f"{page.relative_to(site)}: {run}" for _, run in found[:1]]
    assert repeating == []


def _overlaps(run: str, title: str) -> bool:
    """Whether a run of words holds the best part of the title, which every page may name."""
    words = run.split()
    return any(" ".join(words[i : i + 8]) in title for i in range(len(words) - 7))


@pytest.mark.parametrize("name", sorted(path.stem for path in (ROOT / "book" / "introduction").glob("*.md")))
def test_a_page_of_the_introduction_is_read_in_one_sitting(site: Path, name: str) -> None:
    main = html.parse(site / "book" / "introduction" / f"{name}.html").getroot().find(".//main")
    for apart in main.xpath(".//aside | .//nav | .//a[contains(@class, 'footnote-reference')] | .//hr/following-sibling::*"):
        apart.drop_tree()
    least, most = (250, 600) if name == "brief" else (500, 1500)
    assert least < len(main.text_content().split()) < most
