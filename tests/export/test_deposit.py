"""Version, date and deposit metadata come from one citation file and the commit, and none of them is stale."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
import yaml

from edition import publication
from edition.export.release import deposit
from tests.conftest import ROOT


@pytest.mark.parametrize("name", sorted(deposit.FILES))
def test_no_deposit_metadata_is_stale(name: str) -> None:
    assert (ROOT / name).read_text(encoding="utf-8") == deposit.texts(ROOT)[name], "run python -m edition.export.release.deposit"


def test_a_new_version_makes_them_stale(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    shutil.copy(ROOT / "data" / "base-text.json", tmp_path / "data")
    text = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    (tmp_path / "CITATION.cff").write_text(text.replace(f"version: {publication.load(ROOT).version}", "version: 9.9.9"), encoding="utf-8")
    made = deposit.texts(tmp_path)
    assert json.loads(made["codemeta.json"])["version"] == json.loads(made[".zenodo.json"])["version"] == "9.9.9"
    assert made != deposit.texts(ROOT)


def test_the_day_of_release_is_named_once_the_version_is_released(tmp_path: Path) -> None:
    (tmp_path / "data" / "versions").mkdir(parents=True)
    shutil.copy(ROOT / "data" / "base-text.json", tmp_path / "data")
    shutil.copy(ROOT / "CITATION.cff", tmp_path)
    before = {name: json.loads(text) for name, text in deposit.texts(tmp_path).items()}
    assert "datePublished" not in before["codemeta.json"] and "publication_date" not in before[".zenodo.json"]
    (tmp_path / "data" / "versions" / f"{publication.load(ROOT).version}.json").write_text("{}", encoding="utf-8")
    day = publication.load(tmp_path).date.isoformat()
    after = {name: json.loads(text) for name, text in deposit.texts(tmp_path).items()}
    assert after["codemeta.json"]["datePublished"] == after[".zenodo.json"]["publication_date"] == day
    assert day == str(yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))["date-released"])


def test_one_version_everywhere() -> None:
    version = publication.load(ROOT).version
    package = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
    assert package["version"] == version
    assert f'version = "{version}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def test_the_epoch_sets_the_date_between_releases(tmp_path: Path) -> None:
    shutil.copy(ROOT / "CITATION.cff", tmp_path)
    assert publication.load(tmp_path, {"SOURCE_DATE_EPOCH": "86400"}).date == date(1970, 1, 2)


def test_without_history_the_date_of_release_holds(tmp_path: Path) -> None:
    shutil.copy(ROOT / "CITATION.cff", tmp_path)
    released = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))["date-released"]
    assert publication.load(tmp_path, {}).date == released


def test_the_last_commit_sets_the_date(tmp_path: Path) -> None:
    shutil.copy(ROOT / "CITATION.cff", tmp_path)
    git = ["git", "-C", str(tmp_path), "-c", "user.name=a", "-c", "user.email=a@example.org"]
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "commit", "-q", "--allow-empty", "-m", "x", "--date", "2020-02-03T12:00:00Z"], check=True,
                   env={"GIT_COMMITTER_DATE": "2020-02-03T12:00:00Z", "PATH": "/usr/bin:/bin"})  # fmt: skip
    assert publication.load(tmp_path, {}).date == date(2020, 2, 3)


def test_the_address_ends_in_one_slash() -> None:
    assert publication.load(ROOT, {"EDITION_BASE_URL": "https://example.org/e"}).url("p/1/") == "https://example.org/e/p/1/"
    assert publication.load(ROOT, {}).url("p/1/") == ""
