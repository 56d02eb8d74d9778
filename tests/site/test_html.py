"""Every page is valid HTML by the Nu HTML Checker (npm `vnu-jar`, Java)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

VERSION = "26.9.27"


@pytest.fixture(scope="module")
def checker(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The checker's jar: named in VNU_JAR, or fetched with npm; without npm or Java the test is skipped."""
    if not shutil.which("java"):
        pytest.skip("no Java here; install a JRE (Debian: apt-get install default-jre-headless)")
    if named := os.environ.get("VNU_JAR"):
        return Path(named)
    npm = shutil.which("npm")
    if not npm:
        pytest.skip("no npm here to fetch vnu-jar with; name a vnu.jar in VNU_JAR")
    folder = tmp_path_factory.mktemp("vnu")
    (folder / "package.json").write_text("{}", encoding="utf-8")
    command = [npm, "install", f"vnu-jar@{VERSION}", "--no-audit", "--no-fund", "--silent"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"vnu-jar could not be fetched: {done.stderr[-300:]}")
    return next(folder.rglob("vnu.jar"))


def _check(checker: Path, *paths: Path) -> list[str]:
    command = ["java", "-Xss16m", "-jar", str(checker), "--skip-non-html", "--errors-only", "--format", "json", *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    messages = json.loads(done.stderr)["messages"]
    return [f"{message.get('url', '')}:{message.get('lastLine', '')}: {message['message']}" for message in messages]


def test_every_page_is_valid(site: Path, checker: Path) -> None:
    assert len(list(site.rglob("*.html"))) > 500
    assert _check(checker, site) == []


def test_a_fault_would_be_seen(checker: Path, tmp_path: Path) -> None:
    page = tmp_path / "faulty.html"
    page.write_text('<!DOCTYPE html><html lang="en"><title>T</title><p><table></table id="a"></p>', encoding="utf-8")
    assert _check(checker, page)
