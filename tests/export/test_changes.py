"""What has changed between versions: found between manifests, said on a page, and stored once for each release."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from edition import publication
from edition.book import Book
from edition.commentary.model import Claim, Edition, Finding
from edition.export.release import changes
from tests.conftest import ROOT
from tests.export.conftest import files_of


def released(corpus: Book, version: str, date: str = "2026-01-01") -> dict[str, Any]:
    """The manifest of a corpus as an older version."""
    return {**changes.manifest(corpus), "version": version, "date": date}


def section(page: str, version: str) -> html.HtmlElement:
    return html.fromstring(page).get_element_by_id(f"since-{version}")


def test_an_old_version_finds_what_has_changed(corpus: Book) -> None:
    now = changes.manifest(corpus)
    assert not changes.difference(now, now)
    notes = corpus.edition.notes
    other = [replace(note, text="Something else.") if note.id == "1.1.1-bell" else note for note in notes if note.id != "1.1.1-who"]
    before = replace(corpus.edition, notes=other)
    old = {**changes.manifest(replace(corpus, edition=before)), "version": "1.1.0", "date": "2026-01-01"}
    old["ids"] |= {"1.1.1-gone": {"sha256": "0"}}
    old["ids"]["1.1.1-a"] = {"sha256": "1", "finding": "imprecise"}
    found = changes.difference(old, now)
    assert found.new == ["1.1.1-who"] and found.removed == ["1.1.1-gone"]
    assert found.changed == ["1.1.1", "1.1.1-a", "1.1.1-bell"]
    assert found.findings == [("1.1.1-a", "imprecise", "confirmed with qualification")]
    said = section(files_of(corpus, stored=[old])[changes.PAGE], "1.1.0")
    assert "imprecise → confirmed with qualification" in said.text_content()
    links = {link.text: link.get("href") for link in said.cssselect("a")}
    assert links["1.1.1-bell"] == "../book/chapter.html#n-1.1.1-bell" and links.keys() == {"1.1.1", "1.1.1-a", "1.1.1-bell", "1.1.1-who"}
    assert said.xpath("h3[text()='Retired']/following-sibling::ul/li/text()") == ["1.1.1-gone"]


def test_a_finding_that_is_another_one_now_is_named_with_both(corpus: Book) -> None:
    notes = [replace(one, finding=Finding.CONFIRMED) if isinstance(one, Claim) else one for one in corpus.edition.notes]
    before = replace(corpus, edition=replace(corpus.edition, notes=notes))
    page = files_of(corpus, stored=[released(before, "1.1.0")])[changes.PAGE]
    listed = section(page, "1.1.0").xpath("h3[text()='Findings that changed']/following-sibling::ul[1]/li")
    assert [row.text_content() for row in listed] == ["1.1.1-a: confirmed → confirmed with qualification"]
    assert "Findings that changed" not in files_of(corpus, stored=[released(corpus, "1.1.0")])[changes.PAGE]


@pytest.mark.parametrize("stored", [False, True], ids=["not yet released", "released"])
def test_the_first_version_says_that_it_is_the_first(corpus: Book, stored: bool) -> None:
    page = files_of(corpus, stored=[changes.manifest(corpus)] if stored else [])[changes.PAGE]
    assert "It is the first version" in page and "Since version" not in page
    assert "This is version 1.2.0" in section(page, "1.2.0").text_content()


def test_a_later_version_does_not_call_itself_the_first(corpus: Book) -> None:
    page = files_of(corpus, stored=[released(corpus, "1.1.0"), released(corpus, "1.0.0")])[changes.PAGE]
    assert "first version" not in page
    assert "Nothing has changed." in section(page, "1.1.0").text_content() and section(page, "1.0.0") is not None


def test_a_text_edited_after_its_release_says_so(corpus: Book) -> None:
    passages = [replace(one, precis="Another précis.") for one in corpus.edition.passages]
    before = replace(corpus, edition=replace(corpus.edition, passages=passages))
    page = files_of(corpus, stored=[changes.manifest(before)])[changes.PAGE]
    said = section(page, "1.2.0").text_content()
    assert "edited since this version was released" in said and "1.1.1" in said and "fig.1" in said


def test_the_page_of_a_citation_leads_to_the_changes(files: dict[str, str]) -> None:
    links = html.fromstring(files["cite/1.1.1-a.html"]).xpath("//main//a/@href")
    assert "../changes/index.html#since-1.2.0" in links
    assert section(files[changes.PAGE], "1.2.0") is not None


RELEASED = date(2026, 5, 6)


def test_a_release_is_stored_once(corpus: Book, tmp_path: Path) -> None:
    built, folder = tmp_path / "manifest.json", tmp_path / "versions"
    built.write_text(changes.text(changes.manifest(corpus)), encoding="utf-8")
    changes.store(built, folder, RELEASED)
    other = replace(corpus, meta=replace(corpus.meta, version="1.10.0"))
    with pytest.raises(FileExistsError, match="raise the version"):
        changes.store(built, folder, RELEASED)
    built.write_text(changes.text(changes.manifest(other)), encoding="utf-8")
    changes.store(built, folder, RELEASED)
    assert changes.read(folder) == [{**changes.manifest(one), "date": "2026-05-06"} for one in (other, corpus)]


def test_the_stored_releases_are_whole_and_none_was_written_again() -> None:
    for path in sorted((ROOT / changes.STORE).glob("*.json")):
        one = json.loads(path.read_text(encoding="utf-8"))
        assert path.stem == one["version"] and one["ids"]
        assert [int(part) for part in one["version"].split(".")] <= [int(part) for part in publication.load(ROOT).version.split(".")]
    log = subprocess.run(
        ["git", "-C", str(ROOT), "log", "--diff-filter=MD", "--name-only", "--format=", "--", str(changes.STORE)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if log.returncode:
        pytest.skip("no history at hand")
    assert not log.stdout.split(), "a released version's manifest never changes: raise the version and store another"


def test_moving_a_page_changes_no_hash(corpus: Book) -> None:
    def moved(things: Iterable) -> list:  # type: ignore[type-arg]
        return [replace(thing, docname="book/elsewhere") for thing in things]

    edition = corpus.edition
    assert any(note.since for note in edition.notes)
    other = Edition(
        passages=moved(edition.passages),
        notes=moved([replace(note, since=tuple(moved(note.since))) for note in edition.notes]),
        footnotes=moved(edition.footnotes),
        collations=moved(edition.collations),
    )
    assert changes.manifest(replace(corpus, edition=other)) == changes.manifest(corpus)
