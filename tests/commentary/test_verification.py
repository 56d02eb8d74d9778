"""The record of checked footnotes: a footnote that is changed is unverified until somebody looks again, and nothing is lost on the way."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from edition.cli.data import data_group
from edition.commentary import markdown, verification
from edition.commentary.model import Footnote
from edition.commentary.verification import FootnoteCheck, Outcome
from edition.sphinx.listings.source_list import checked_again

ROOT = Path(__file__).resolve().parents[2]
BAD = Path(__file__).parents[1] / "bad_inputs" / "verification"
FAULTS = {
    "unknown-outcome": "line 2: 'believed' is no outcome; it is one of seen, seen in part, earlier reading, not reached",
    "row-twice": "line 3: [^fig8] of book/text/part-1/section-1 and sun-2018-figure-of-eight stand twice",
    "column-missing": "line 1: the column checked_on is missing",
}
CHAPTER = """# A chapter

Kabul fell in September 1996.[^kabul] The Charter came in 2002.[^charter]

[^kabul]: {cite:t}`rubin-1996`, section 3; so too
 {cite:t}`bbc-1996`.
[^charter]: {cite:t}`sco-charter-2002`, Article 1.
"""
PAGE = "book/chapter"


def footnotes(text: str = CHAPTER) -> list[Footnote]:
    return markdown.parse(text, PAGE, f"{PAGE}.md").footnotes


def row(footnote: str, source: str, outcome: Outcome = Outcome.SEEN) -> FootnoteCheck:
    return FootnoteCheck(PAGE, footnote, source, "opening", "2026-11-30", outcome)


@pytest.fixture
def record() -> list[FootnoteCheck]:
    rows = [row("kabul", "rubin-1996"), row("kabul", "bbc-1996", Outcome.IN_PART), row("charter", "sco-charter-2002", Outcome.EARLIER)]
    return verification.stamp(rows, footnotes())


def test_a_stamped_record_holds(record: list[FootnoteCheck]) -> None:
    state = verification.compare(record, footnotes())
    assert verification.tally(state) == {"seen": 1, "seen in part": 1, "earlier reading": 1, "not reached": 0, "unverified": 0}


def test_a_changed_footnote_is_unverified_for_each_of_its_sources_and_no_other(record: list[FootnoteCheck]) -> None:
    state = verification.compare(record, footnotes(CHAPTER.replace("section 3", "section 4")))
    assert {one.key for one in state.stale} == {(PAGE, "kabul", "rubin-1996"), (PAGE, "kabul", "bbc-1996")}
    assert [one.footnote for one in state.holds] == ["charter"]
    assert state.unverified == 2 and not state.orphaned and not state.missing


def test_it_is_verified_again_once_its_digest_is_emptied_and_stamped(record: list[FootnoteCheck]) -> None:
    now = footnotes(CHAPTER.replace("section 3", "section 4"))
    looked = [replace(one, digest="", place="section 4") if one.footnote == "kabul" else one for one in record]
    assert verification.compare(verification.stamp(looked, now), now).unverified == 0
    unlooked = verification.stamp(record, now)
    assert verification.compare(unlooked, now).unverified == 2, "a stamp alone verifies nothing"


def test_lines_broken_otherwise_change_nothing(record: list[FootnoteCheck]) -> None:
    assert not verification.compare(record, footnotes(CHAPTER.replace("so too\n ", "so   too "))).stale


def test_a_source_added_is_missing_and_a_source_dropped_is_gone(record: list[FootnoteCheck]) -> None:
    other = footnotes(CHAPTER.replace("{cite:t}`sco-charter-2002`", "{cite:t}`sco-charter-2002-zh`"))
    state = verification.compare(record, other)
    assert state.missing == ((PAGE, "charter", "sco-charter-2002-zh"),)
    assert [one.source for one in state.orphaned] == ["sco-charter-2002"]
    assert {one.source for one in verification.stamp(record, other)} == {"rubin-1996", "bbc-1996"}


def test_the_record_comes_back_as_it_was_written(record: list[FootnoteCheck]) -> None:
    text = verification.write(record)
    assert verification.write(verification.read(text)) == text
    assert [line.split(",")[1] for line in text.splitlines()[1:]] == ["charter", "kabul", "kabul"]


def test_every_bad_file_has_its_message() -> None:
    assert {path.stem for path in BAD.glob("*.csv")} == set(FAULTS)


@pytest.mark.parametrize("name", sorted(FAULTS))
def test_a_faulty_record_is_refused_with_its_line(name: str) -> None:
    with pytest.raises(ValueError, match=re.escape(FAULTS[name])):
        verification.read((BAD / f"{name}.csv").read_text(encoding="utf-8"))


def test_a_source_tells_how_its_footnotes_were_checked(record: list[FootnoteCheck]) -> None:
    changed = footnotes(CHAPTER.replace("Article 1", "Article 2"))
    looks = verification.by_source(verification.compare(record, changed))
    assert checked_again(looks["bbc-1996"]) == "Checked again on 30 November 2026: seen in part."
    assert checked_again(looks["sco-charter-2002"]) == "Checked again: not yet as it stands now."
    twice = verification.by_source(
        verification.compare([*record, row("other", "bbc-1996")], [*changed, replace(changed[0], label="other")])
    )
    assert twice["bbc-1996"].unverified == 1, "a row without a digest is no look"
    assert checked_again(twice["bbc-1996"]) == "Checked again on 30 November 2026: 1 seen in part, 1 not yet as it stands now."


def project(root: Path, chapter: str, record: str) -> None:
    (root / "book").mkdir()
    (root / "data").mkdir()
    (root / "book" / "chapter.md").write_text(chapter, encoding="utf-8")
    (root / "data" / "verification.csv").write_text(record, encoding="utf-8")
    (root / "data" / "datapackage.json").write_text('{"resources": []}', encoding="utf-8")


def test_the_command_stamps_joins_and_tells_what_is_unverified(
    record: list[FootnoteCheck], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project(tmp_path, CHAPTER, verification.write(record[:2]))
    further = tmp_path / "further.csv"
    further.write_text(verification.write([row("charter", "sco-charter-2002")]), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    told = CliRunner().invoke(data_group, ["verify"])
    assert "unverified: [^charter] of book/chapter, sco-charter-2002" in told.output
    joined = CliRunner().invoke(data_group, ["verify", "--join", str(further)])
    assert joined.exit_code == 0 and "0 unverified" in joined.output
    assert verification.compare(verification.read((tmp_path / "data" / "verification.csv").read_text()), footnotes()).unverified == 0


def test_the_command_names_a_faulty_file(record: list[FootnoteCheck], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project(tmp_path, CHAPTER, verification.write(record))
    monkeypatch.chdir(tmp_path)
    told = CliRunner().invoke(data_group, ["verify", "--join", str(BAD / "unknown-outcome.csv")])
    assert told.exit_code == 1 and "unknown-outcome.csv: line 2:" in told.output
    assert (tmp_path / "data" / "verification.csv").read_text() == verification.write(record)


def test_the_command_loses_no_row_where_a_chapter_or_a_table_is_broken(
    record: list[FootnoteCheck], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project(tmp_path, CHAPTER + "\n<<<<<<< HEAD\nOne version.\n=======\nAnother.\n>>>>>>> other\n", verification.write(record))
    monkeypatch.chdir(tmp_path)
    told = CliRunner().invoke(data_group, ["verify"])
    assert told.exit_code == 1 and "book/chapter.md" in told.output and "unresolved merge" in told.output
    assert (tmp_path / "data" / "verification.csv").read_text() == verification.write(record)

    (tmp_path / "book" / "chapter.md").write_text(CHAPTER, encoding="utf-8")
    unstamped = verification.write([replace(check, digest="") for check in record])
    shutil.copytree(ROOT / "data", tmp_path / "data", dirs_exist_ok=True)
    (tmp_path / "data" / "verification.csv").write_text(unstamped, encoding="utf-8")
    with (tmp_path / "data" / "places.csv").open("a", encoding="utf-8") as table:
        table.write(">>>>>>> other\n")
    told = CliRunner().invoke(data_group, ["verify"])
    assert told.exit_code == 1 and "datapackage.json is not: table places" in told.output
    assert len(verification.read((tmp_path / "data" / "verification.csv").read_text())) == len(record)


def test_every_footnote_of_the_book_stands_in_the_record_and_most_were_seen_again() -> None:
    checks = verification.read((ROOT / "data" / "verification.csv").read_text(encoding="utf-8"))
    state = verification.compare(checks, verification.written(ROOT))
    assert not state.orphaned and not state.missing
    counted = verification.tally(state)
    assert counted["seen"] + counted["seen in part"] >= 700
    without = not counted["earlier reading"] and not counted["not reached"]
    assert without == ("At present no footnote has either" in (ROOT / "book" / "introduction" / "method.md").read_text(encoding="utf-8"))
