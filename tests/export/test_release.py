"""A release is whole or not made: every refusal leaves each file, the history and the tags as they were."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from edition import publication
from edition.export.release import release as releases
from tests.conftest import ROOT

DAY = date(2026, 10, 10)
COPIED = ("CITATION.cff", "pyproject.toml", "codemeta.json", ".zenodo.json", "data/datapackage.json", "data/base-text.json", ".gitignore")


def git(root: Path, *command: str) -> str:
    return subprocess.run(["git", "-C", str(root), *command], capture_output=True, text=True, check=True).stdout.strip()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository with the edition's own files that name a version, 0.1.0 stored, and something new to tell."""
    root = tmp_path / "project"
    for name in COPIED:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, root / name)
    releases.name_version_only(root, "0.1.0")
    register = "id,kind,since,status,successor,reason\n1.1.1,passage,0.1.0,active,,\n"
    (root / "data" / "identifiers.csv").write_text(register, encoding="utf-8")
    (root / "data" / "versions").mkdir()
    (root / "data" / "versions" / "0.1.0.json").write_text(json.dumps(manifest("0.1.0", {"1.1.1": "a"})), encoding="utf-8")
    (root / "CHANGELOG.md").write_text("# Changes\n\n## Unreleased\n\n- Essays.\n\n## 0.1.0\n\n- The first.\n", encoding="utf-8")
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "config", "user.email", "editors@example.org")
    git(root, "config", "user.name", "The editors")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "-m", "All")
    return root


def manifest(version: str, ids: dict[str, str]) -> dict[str, Any]:
    return {"version": version, "date": "2026-10-10", "ids": {id_: {"sha256": value} for id_, value in ids.items()}}


def builder(root: Path, ids: dict[str, str]) -> Callable[[], None]:
    """A build that writes what a release reads of one."""

    def build() -> None:
        out = root / "_build" / "html"
        out.mkdir(parents=True, exist_ok=True)
        version = publication.load(root).version
        (out / "manifest.json").write_text(json.dumps(manifest(version, ids)), encoding="utf-8")
        built = {"version": version, "identifiers": [{"id": id_, "kind": "passage"} for id_ in ids]}
        (out / "edition.json").write_text(json.dumps(built), encoding="utf-8")

    return build


def state(root: Path) -> tuple[object, ...]:
    paths = (path for path in root.rglob("*") if path.is_file() and not {".git", "_build"} & set(path.parts))
    files = {path.relative_to(root): path.read_bytes() for path in paths}
    return files, git(root, "rev-parse", "HEAD"), git(root, "tag"), git(root, "status", "--porcelain")


def test_a_release_names_its_version_everywhere_and_is_committed_and_tagged(project: Path) -> None:
    made = releases.make(project, "0.2.0", DAY, builder(project, {"1.1.1": "b", "1.1.2": "c"}))
    assert made.new_ids == 1
    assert publication.load(project).version == "0.2.0"
    assert "date-released: 2026-10-10" in (project / "CITATION.cff").read_text(encoding="utf-8")
    for name in ("pyproject.toml", "codemeta.json", ".zenodo.json", "data/datapackage.json"):
        text = (project / name).read_text(encoding="utf-8")
        assert "0.2.0" in text and "0.1.0" not in text.replace("0.1.0.dev", ""), name
    assert json.loads((project / "data/datapackage.json").read_text(encoding="utf-8"))["version"] == "0.2.0"
    assert "## Unreleased\n\n## 0.2.0, 10 October 2026\n\n- Essays." in (project / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "1.1.2,passage,0.2.0,active" in (project / "data/identifiers.csv").read_text(encoding="utf-8")
    stored = json.loads((project / "data/versions/0.2.0.json").read_text(encoding="utf-8"))
    assert stored["version"] == "0.2.0" and set(stored["ids"]) == {"1.1.1", "1.1.2"}
    assert git(project, "status", "--porcelain") == "" and git(project, "tag") == "v0.2.0"
    assert git(project, "log", "-1", "--format=%s") == "Release 0.2.0"
    assert git(project, "rev-list", "-n1", "v0.2.0") == git(project, "rev-parse", "HEAD")


def uncommitted(root: Path) -> None:
    (root / "new.md").write_text("x", encoding="utf-8")


def silent(root: Path) -> None:
    log = root / "CHANGELOG.md"
    log.write_text(log.read_text(encoding="utf-8").replace("- Essays.\n", ""), encoding="utf-8")
    git(root, "commit", "--quiet", "-am", "Say nothing")


def tagged(root: Path) -> None:
    git(root, "tag", "v0.2.0")


def unstored(root: Path) -> None:
    git(root, "rm", "--quiet", "data/versions/0.1.0.json")
    git(root, "commit", "--quiet", "-m", "Forget 0.1.0")


@pytest.mark.parametrize(
    ("version", "prepare", "said"),
    [
        ("0.2", None, "no version"),
        ("0.1.0", None, "stored already"),
        ("0.0.9", None, "comes before 0.1.0"),
        ("0.2.0", uncommitted, "not committed"),
        ("0.2.0", silent, "says nothing under"),
        ("0.2.0", tagged, "tag v0.2.0 exists"),
        ("0.2.0", unstored, "0.1.0 was never stored"),
    ],
)
def test_what_is_refused_is_refused_before_anything_is_touched(
    project: Path, version: str, prepare: Callable[[Path], None] | None, said: str
) -> None:
    if prepare:
        prepare(project)
    before = state(project)
    with pytest.raises(releases.ReleaseError, match=said):
        releases.make(project, version, DAY, lambda: pytest.fail("it was built"))
    assert state(project) == before


def test_a_build_that_fails_and_an_id_that_is_gone_leave_no_half_release(project: Path) -> None:
    before = state(project)

    def refused() -> None:
        raise SystemExit(1)

    with pytest.raises(SystemExit):
        releases.make(project, "0.2.0", DAY, refused)
    assert state(project) == before
    with pytest.raises(releases.ReleaseError, match=r"1\.1\.1 has disappeared"):
        releases.make(project, "0.2.0", DAY, builder(project, {"1.1.2": "c"}))
    assert state(project) == before

    texts = iter([{"1.1.1": "b"}, {"1.1.1": "c"}])
    with pytest.raises(releases.ReleaseError, match="two builds of one text differ"):
        releases.make(project, "0.2.0", DAY, lambda: builder(project, next(texts))())
    assert state(project) == before
    assert releases.make(project, "0.2.0", DAY, builder(project, {"1.1.1": "b"})).version == "0.2.0", "and then it can be made"


def test_an_earlier_version_is_stored_from_its_own_build_once(project: Path, tmp_path: Path) -> None:
    unstored(project)
    built = tmp_path / "manifest.json"
    built.write_text(json.dumps(manifest("0.1.0", {"1.1.1": "a"})), encoding="utf-8")
    assert releases.store_earlier(project, built).name == "0.1.0.json"
    with pytest.raises(releases.ReleaseError, match="stored already"):
        releases.store_earlier(project, built)
    built.write_text(json.dumps(manifest("9.0.0", {})), encoding="utf-8")
    with pytest.raises(releases.ReleaseError, match="later than the edition"):
        releases.store_earlier(project, built)
    built.write_text("[]", encoding="utf-8")
    with pytest.raises(releases.ReleaseError, match="no manifest"):
        releases.store_earlier(project, built)


def test_the_projects_own_change_log_has_a_place_for_what_is_new() -> None:
    assert f"\n{releases.UNRELEASED}\n" in (ROOT / releases.CHANGELOG).read_text(encoding="utf-8")
