"""A chapter as an author writes it: what a good one becomes, and the one clear error for each fault."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from tests.conftest import TESTS, Built, build, build_apart, copied

BAD = sorted((TESTS / "bad_inputs" / "chapters").glob("*.md"))
Project = Callable[[str], Path]


@pytest.mark.parametrize("chapter", BAD, ids=lambda path: path.stem)
def test_each_fault_is_one_clear_error(chapter: Path, project: Project) -> None:
    root = project("small")
    expectation, text = chapter.read_text(encoding="utf-8").split("\n", 1)
    (root / "book" / "chapter.md").write_text(text, encoding="utf-8")
    built = build(root)
    expected = expectation.removeprefix("% expect: ")
    errors = [line for line in built.refused.splitlines() if line and not line.startswith("The edition is refused")]
    assert [line for line in errors if expected in line], f"expected: {expected}\nbut got:\n{built.refused}"
    assert all(re.match(r"book(/chapter\.md)?:\d+: ", line) for line in errors)
    assert len(errors) == 1, built.refused
    assert "Traceback" not in built.output


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The small project as it is, built once."""
    root = copied("small", tmp_path_factory.mktemp("good"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EDITION_BASE_TEXT", str(root / "copy.txt"))
        return build(root)


def test_a_good_chapter_builds_without_a_warning(good: Built) -> None:
    assert (good.refused, good.warnings) == ("", [])


def test_passages_and_notes_carry_their_public_ids(good: Built) -> None:
    page = html.fromstring(good.page("book/chapter"))
    assert [node.get("id") for node in page.cssselect("section.passage")] == ["p-1.1.1", "p-fig.1"]
    assert [node.get("id") for node in page.cssselect("section.note")] == [
        "n-1.1.1-a",
        "n-1.1.1-bell",
        "n-1.1.1-who-hung-it",
        "n-fig.1-beam",
    ]
    lemma = page.cssselect("#n-1\\.1\\.1-a a.lemma")[0]
    assert lemma.get("href") == "https://example.org/bell.html#:~:text=rang%20%22every%20morning%22%20at%20six"
    finding = page.cssselect("#n-1\\.1\\.1-a .note-meta a.finding")[0]
    assert finding.text_content() == "confirmed"
    assert finding.get("href") == "findings.html#finding-confirmed"


def test_links_between_pages_lead_there_and_notes_name_their_sources(good: Built) -> None:
    index, chapter = html.fromstring(good.page("index")), html.fromstring(good.page("book/chapter"))
    targets = {a.get("href"): a.text_content() for a in index.cssselect("a[href]")}
    assert targets["book/chapter.html#p-1.1.1"] == "1.1.1"
    assert targets["book/chapter.html#n-1.1.1-bell"] == "1.1.1-bell"
    assert "1.1.1-a (confirmed)" in index.text_content()
    for href in targets:
        if href and href.startswith("book/chapter.html#"):
            assert chapter.get_element_by_id(href.partition("#")[2]) is not None
    footnote = chapter.get_element_by_id("log")
    assert "Doe" in footnote.text_content()
    assert footnote.cssselect("p a[href]")[0].get("href", "").startswith("../index.html#")


def test_the_sentence_map_shows_which_sentences_carry_notes(good: Built) -> None:
    page = html.fromstring(good.page("book/chapter"))
    first, second = page.cssselect("#p-1\\.1\\.1 .sentence-map .sentence")
    assert (first.get("href"), first.text_content()) == ("#n-1.1.1-a", "1 confirmed")
    assert (second.get("href"), second.text_content()) == ("#n-1.1.1-who-hung-it", "2 debate")


@pytest.mark.parametrize(("date", "words"), [("2026-02", "February 2026"), ("2026-02-14", "14 February 2026")])
def test_the_date_of_a_note_reads_as_prose_has_it(project: Project, date: str, words: str) -> None:
    root = project("small")
    chapter = root / "book" / "chapter.md"
    dated = chapter.read_text(encoding="utf-8").replace(":confidence: high\n", f":confidence: high\n:as-of: {date}\n")
    chapter.write_text(dated, encoding="utf-8")
    page = html.fromstring(build(root).page("book/chapter"))
    assert page.cssselect("#n-1\\.1\\.1-a .note-as-of")[0].text_content() == f"as of {words}"


def test_a_refused_build_is_refused_again_until_mended(project: Project) -> None:
    root = project("small")
    chapter = root / "book" / "chapter.md"
    good = chapter.read_text(encoding="utf-8")
    assert build(root).refused == ""
    chapter.write_text(good.replace(":finding: confirmed", ":finding: true"), encoding="utf-8")
    assert "is not one of" in build(root).refused
    assert "is not one of" in build(root).refused
    chapter.write_text(good, encoding="utf-8")
    assert build(root).refused == ""


def test_an_edited_chapter_rewrites_the_pages_that_mention_it_and_no_other(project: Project) -> None:
    root = project("small")
    chapter = root / "book" / "chapter.md"
    pages = [path for path in build_apart(root).html.rglob("*.html") if path.parent.name in ("html", "book")]
    before = {path: path.stat().st_mtime_ns for path in pages}
    text = chapter.read_text(encoding="utf-8").replace(":finding: confirmed", ":finding: imprecise")
    chapter.write_text(text, encoding="utf-8")
    built = build_apart(root)
    written = {path.relative_to(built.html).as_posix() for path in pages if path.stat().st_mtime_ns != before[path]}
    assert "1.1.1-a (imprecise)" in html.fromstring(built.page("index")).text_content()
    assert {"index.html", "book/chapter.html"} <= written
    assert "book/findings.html" not in written


def test_an_entry_newly_named_rewrites_the_page_that_lists_its_uses(project: Project) -> None:
    root = project("small")
    chapter, listing = root / "book" / "chapter.md", root / "book" / "findings.md"
    listing.write_text(listing.read_text(encoding="utf-8") + "\n```{entries} glossary\n```\n", encoding="utf-8")
    named = chapter.read_text(encoding="utf-8")
    chapter.write_text(named.replace("{entry}`The bell <bell>`", "The bell"), encoding="utf-8")
    assert "chapter.html#n-1.1.1-bell" not in build_apart(root).page("book/findings").partition('id="e-bell"')[2]
    chapter.write_text(named, encoding="utf-8")
    assert "chapter.html#n-1.1.1-bell" in build_apart(root).page("book/findings").partition('id="e-bell"')[2]
