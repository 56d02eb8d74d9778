"""The records and the citation file, read by tools that need an environment of their own; skipped where none can be installed."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from edition.book import Book
from edition.export.formats import records
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
    authors = tuple(name.get("literal") or ", ".join(filter(None, (name["family"], name.get("given")))) for name in item["author"])
    date = tuple(int(part) for part in item["issued"]["date-parts"][0])
    return authors, " ".join(unescape(item["title"]).split()), date


def test_citation_js_reads_what_we_meant(citation_js: Path, placed: Book) -> None:
    items = [*(records.ours(one, placed) for one in placed.citables), records.essay(placed)]
    for make in (lambda item: records.csl_json([item]), records.bibtex, records.ris):
        texts = json.dumps([make(item) for item in items])
        done = subprocess.run(["node", "read.js"], cwd=citation_js, input=texts, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        for item, read in zip(items, json.loads(done.stdout), strict=True):
            *names, date = said(item)
            if make is records.ris and item["type"] == "chapter":
                date = date[:1]  # its reader of RIS takes no more than the year of a chapter
            assert said(read) == (*names, date), make
            assert read.get("URL") == item.get("URL")
