"""The metadata of the edition as a whole: title, editors, version, date, licence and, where known, its address."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import yaml

from edition.texts import read_text

CITATION_FILE = "CITATION.cff"
VERSIONS = "data/versions"  # a manifest of each released version
BASE_URL_VARIABLE = "EDITION_BASE_URL"
EPOCH_VARIABLE = "SOURCE_DATE_EPOCH"
LICENCES = {"CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/"}


class BadMeta(ValueError):
    """Metadata that cannot be used; the message says what to do."""


@dataclass(frozen=True, kw_only=True)
class Meta:
    """The metadata of the edition; `base_url` is empty or ends in a slash.

    `date` is the day of release of a released version, else the commit's day in UTC; `released` tells which.
    """

    title: str
    editors: tuple[str, ...]
    version: str
    date: date
    licence: str
    released: bool = True
    abstract: str = ""
    keywords: tuple[str, ...] = ()
    base_url: str = ""
    repository: str = ""

    @property
    def licence_url(self) -> str:
        """The licence's own page."""
        return LICENCES.get(self.licence, "")

    @property
    def id(self) -> str:
        """The address of the edition, or a URN where the address is not known."""
        return self.base_url or "urn:x-edition:sun-2025-essay"

    def url(self, path: str) -> str:
        """Return the absolute address of a path from the site's root; empty where the site's address is not known."""
        return f"{self.base_url}{path}" if self.base_url else ""


def load(root: Path, environment: Mapping[str, str] = os.environ) -> Meta:
    """Read the citation file of a project; raise `FileNotFoundError` where there is none, `BadMeta` for what cannot be used."""
    raw = yaml.safe_load(read_text(root / CITATION_FILE, CITATION_FILE))
    base = environment.get(BASE_URL_VARIABLE, "").strip()
    released = (root / VERSIONS / f"{raw['version']}.json").is_file()
    return Meta(
        title=raw["title"],
        editors=tuple(_name(author) for author in raw["authors"]),
        version=str(raw["version"]),
        date=_released(raw) if released else day_between_releases(root, _released(raw), environment),
        released=released,
        licence=raw["license"],
        abstract=raw.get("abstract", "").strip(),
        keywords=tuple(raw.get("keywords", ())),
        base_url=f"{base.rstrip('/')}/" if base else "",
        repository=str(raw.get("repository-code", "")).rstrip("/"),
    )


def day_of_release(root: Path) -> date:
    """Read the day of release from the citation file of a project."""
    return _released(yaml.safe_load(read_text(root / CITATION_FILE, CITATION_FILE)))


def day_between_releases(root: Path, released: date, environment: Mapping[str, str]) -> date:
    """Return the day of a text between releases: from SOURCE_DATE_EPOCH, else the last commit, else the day of the last release."""
    seconds = environment.get(EPOCH_VARIABLE, "").strip()
    if seconds and not seconds.isdecimal():
        raise BadMeta(
            f"{EPOCH_VARIABLE}={seconds}: not a number of seconds since 1970; unset it, or set it to what `git log -1 --format=%ct` prints"
        )
    epoch = seconds or _last_commit(root)
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch else released


def _released(raw: Mapping[str, Any]) -> date:
    value = raw["date-released"]
    return value if isinstance(value, date) else date.fromisoformat(value)


def _last_commit(root: Path) -> str:
    """Ask git for the time of the last commit; empty where the project is no repository of its own, or git refuses."""
    if Path(_git(root, "rev-parse", "--show-toplevel") or "/").resolve() != root.resolve():
        return ""  # a folder within another repository, whose commits do not belong to this text
    return _git(root, "log", "-1", "--no-show-signature", "--format=%ct")


def _git(root: Path, *command: str) -> str:
    try:
        done = subprocess.run(["git", "-C", str(root), *command], capture_output=True, text=True, check=False)
    except OSError:
        return ""
    if done.returncode and "dubious ownership" in done.stderr:
        raise BadMeta(
            f"git does not trust the folder {root.name}, which another user owns, so the date of the last commit is not known; "
            f"run: git config --global --add safe.directory <the folder>, or set {EPOCH_VARIABLE}"
        )
    return done.stdout.strip() if done.returncode == 0 else ""


def _name(author: Mapping[str, Any]) -> str:
    return str(author.get("name") or f"{author.get('given-names', '')} {author.get('family-names', '')}".strip())
