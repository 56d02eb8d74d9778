"""Two builds of one text are byte for byte the same, wherever and by whichever process they are made."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_two_builds_are_the_same(project: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    here = project("small")
    shutil.copy(ROOT / "CITATION.cff", here)
    there = Path(shutil.copytree(here, tmp_path / "another" / "place" / "of another name"))
    made = []
    for seed, root in (("1", here), ("2", there)):
        monkeypatch.setenv("PYTHONHASHSEED", seed)
        command = [Path(sys.executable).with_name("jupyter-book"), "build", root, "-n"]  # no fork: it would share the seed
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert not done.returncode, done.stdout + done.stderr
        made.append(contents(root / "_build" / "html"))
    first, second = made
    assert "edition.zip" in first and "edition.tei.xml" in first
    assert first.keys() == second.keys()
    assert not [name for name, content in first.items() if second[name] != content]
