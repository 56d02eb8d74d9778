"""Ids and permalinks: none disappears, a retired one leads on, and each permalink meets its place without script."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from posixpath import normpath

import pytest
from lxml import html

from edition.book import Book
from edition.export.pages import permalinks
from edition.export.release import identifiers
from edition.export.release.identifiers import Identifier
from tests.conftest import ROOT, Built

WRITTEN = re.compile(r"^:{3,}\{(passage|claim|gloss|translation|debate)\}\s+(\S+)", re.MULTILINE)


@pytest.fixture(scope="session")
def register() -> dict[str, Identifier]:
    """The edition's own register."""
    return identifiers.read((ROOT / identifiers.REGISTER).read_text(encoding="utf-8"))


def test_no_registered_id_has_left_the_chapters(register: dict[str, Identifier]) -> None:
    """Read from the chapters themselves, not through the build."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "book" / "text").rglob("*.md"))]
    written = {id_ for text in texts for _, id_ in WRITTEN.findall(text)}
    kept = {id_: one for id_, one in register.items() if one.kind in ("passage", "note")}
    assert not identifiers.problems(kept, written)


def test_no_row_of_the_register_was_ever_removed(register: dict[str, Identifier]) -> None:
    log = subprocess.run(
        ["git", "-C", str(ROOT), "log", "-p", "--format=", "--", str(identifiers.REGISTER)], capture_output=True, text=True, check=False
    )
    if log.returncode:
        pytest.skip("no history at hand")
    removed = {line[1:].split(",")[0] for line in log.stdout.splitlines() if line.startswith("-") and not line.startswith("---")}
    assert removed - {"id"} <= register.keys(), identifiers.HELP


def test_a_lost_id_is_noticed_and_told_how_to_retire() -> None:
    lost = {"1.1.1-x": Identifier("1.1.1-x", "note", "0.1.0")}
    (problem,) = identifiers.problems(lost, [])
    assert "retired" in problem and "successor" in problem
    assert identifiers.problems({}, ["1.1.1-y"])
    retired = {"1.1.1-x": Identifier("1.1.1-x", "note", "0.1.0", "retired", "1.1.1-a"), "1.1.1-a": Identifier("1.1.1-a", "note", "0.1.0")}
    assert not identifiers.problems(retired, ["1.1.1-a"])
    assert identifiers.problems(retired, ["1.1.1-a", "1.1.1-x"])
    assert identifiers.problems({"1.1.1-x": Identifier("1.1.1-x", "note", "0.1.0", "retired", "1.1.1-z")}, [])


def test_the_register_reads_back_and_refuses_faults(register: dict[str, Identifier]) -> None:
    assert identifiers.read(identifiers.write(register)) == register
    header = ",".join(identifiers.COLUMNS)
    with pytest.raises(ValueError, match="twice"):
        identifiers.read(f"{header}\na,note,1,active,,\na,note,1,active,,\n")
    with pytest.raises(ValueError, match="unknown"):
        identifiers.read(f"{header}\na,poem,1,active,,\n")


def test_each_permalink_is_a_page_that_leads_to_its_place(files: dict[str, str], corpus: Book, harbour: Built) -> None:
    for one in corpus.citables:
        if one.kind in ("passage", "note", "chart"):
            path = f"{one.path}index.html"
            links = html.fromstring(files[path]).xpath("//main//a/@href")
            assert one.target in {normpath(str(Path(path).parent / link)) for link in links}
            page, _, anchor = one.target.partition("#")
            assert html.parse(str(harbour.html / page)).xpath("//*[@id=$id]", id=anchor), one.target


def test_a_retired_permalink_leads_to_its_successor_or_says_so(corpus: Book) -> None:
    register = {
        "1.1.1-x": Identifier("1.1.1-x", "note", "1.0.0", "retired", "1.1.1-a", "Merged."),
        "1.1.1-y": Identifier("1.1.1-y", "note", "1.0.0", "retired", "", "Withdrawn."),
    }
    made = permalinks.pages(corpus, register)
    assert "#n-1.1.1-a" in made["n/1.1.1-x/index.html"] and "Merged." in made["n/1.1.1-x/index.html"]
    assert "refresh" not in made["n/1.1.1-x/index.html"], "its reader reads the reason in their own time"
    assert "Withdrawn." in made["n/1.1.1-y/index.html"] and "refresh" not in made["n/1.1.1-y/index.html"]
