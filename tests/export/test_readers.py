"""The records and the citation file, read by tools that need an environment of their own; skipped where none can be installed."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from edition.book import Book
from edition.export.formats import records
from edition.sources.bibtex import load
from tests.conftest import ROOT

READERS = Path(__file__).parent / "readers"
CFFCONVERT = "cffconvert==2.0.0"  # needs jsonschema below 4, and so stands in no list of ours


@pytest.fixture(scope="module")
def cffconvert(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program in an environment of its own."""
    folder = tmp_path_factory.mktemp("cffconvert")
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    python = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    command = [str(python), "-m", "pip", "install", "-q", "--retries", "1", CFFCONVERT, "setuptools<81"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"{CFFCONVERT} could not be installed: {done.stderr.strip().splitlines()[-1]}")
    return python.with_name("cffconvert")


def test_cffconvert_takes_the_citation_file(cffconvert: Path, tmp_path: Path) -> None:
    def validate(path: Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run([str(cffconvert), "--validate", "-i", str(path)], capture_output=True, text=True, check=False)

    done = validate(ROOT / "CITATION.cff")
    assert done.returncode == 0, done.stdout + done.stderr
    faulty = tmp_path / "CITATION.cff"
    faulty.write_text((ROOT / "CITATION.cff").read_text(encoding="utf-8").replace("authors:", "writers:"), encoding="utf-8")
    assert validate(faulty).returncode


@pytest.fixture(scope="module")
def citation_js(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with citation-js."""
    npm = shutil.which("npm")
    if not npm:
        pytest.skip("no npm here; install Node to read the records with citation-js")
    folder = Path(shutil.copytree(READERS, tmp_path_factory.mktemp("readers") / "citation-js"))
    command = [npm, "install", "--silent", "--no-audit", "--no-fund", "--fetch-retries", "0"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"citation-js could not be installed: {(done.stderr.strip() or 'no reason given').splitlines()[-1]}")
    return folder


def said(item: dict[str, Any]) -> tuple[Any, ...]:
    """What two readings of one thing must agree on: authors, title and date."""
    authors = tuple(people({"author": item.get("author", item.get("editor"))}))
    date = tuple(int(part) for part in item["issued"]["date-parts"][0])
    return authors, " ".join(unescape(item["title"]).split()), date


def read(citation_js: Path, texts: list[str]) -> list[list[dict[str, Any]]]:
    """What citation-js makes of each text."""
    done = subprocess.run(["node", "read.js"], cwd=citation_js, input=json.dumps(texts), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def test_citation_js_reads_what_we_meant(citation_js: Path, placed: Book) -> None:
    items = [*(records.item_of(one, placed) for one in placed.citables), records.essay(placed)]
    for make in (lambda item: records.csl_json([item]), records.bibtex, records.ris):
        for item, (made,) in zip(items, read(citation_js, [make(item) for item in items]), strict=True):
            *names, date = said(item)
            if make is records.ris and item["type"] == "chapter":
                date = date[:1]  # its reader of RIS takes no more than the year of a chapter
            assert said(made) == (*names, date), make
            assert made.get("URL") == item.get("URL")


#: What citation-js's own readers have no place for, by format and type; everything else must come back.
NOT_READ = {
    "bibtex": {"number": {"document", "webpage"}},
    "ris": {
        "author": {"article-newspaper", "interview", "legislation"},
        "container-title": {"webpage", "document", "speech", "treaty", "broadcast", "dataset"},
        "issue": {"article-newspaper"},
        "number": {"document", "webpage"},
        "publisher": {"article-journal"},
    },
}


@pytest.mark.parametrize("make", [records.bibtex, records.ris])
def test_citation_js_reads_every_source_as_it_was(citation_js: Path, corpus: Book, make: Callable[[records.Item], str]) -> None:
    items = records.sources(replace(corpus, sources=load()))
    (found,) = read(citation_js, ["\n".join(map(make, items))])
    assert [one["id"] for one in found] == [item["id"] for item in items]
    for item, one in zip(items, found, strict=True):
        lost = {name for name, types in NOT_READ[make.__name__].items() if item["type"] in types}
        for name in {"title", "container-title", "volume", "issue", "number", "publisher", "ISBN", "DOI", "language", "note"} - lost:
            assert name not in item or one.get(name) == item[name], (item["id"], name)
        assert unquote(one.get("URL", "")) == unquote(item.get("URL", ""))
        assert one.get("page", "").replace("-", "–") == item.get("page", "")
        if "author" not in lost:
            assert people(one) == people(item, bodies_hold_commas=make is records.bibtex)
        if "issued" in item:
            years = one["issued"]["date-parts"][0]
            assert years == item["issued"]["date-parts"][0][: len(years)]
            assert make is records.ris or len(years) == len(item["issued"]["date-parts"][0])


def people(item: dict[str, Any], *, bodies_hold_commas: bool = True) -> list[str]:
    """The authors as text; a body of RIS has semicolons for commas."""
    found = []
    for name in item.get("author", ()):
        body = name.get("literal", "")
        family = " ".join(filter(None, (name.get("non-dropping-particle"), name.get("family"))))
        found.append((body if bodies_hold_commas else body.replace(",", ";")) or ", ".join(filter(None, (family, name.get("given")))))
    return found
