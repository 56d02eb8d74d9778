"""What identifies the edition as a whole: title, editors, version, date, licence and, where known, its address."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import yaml

CITATION_FILE = "CITATION.cff"
BASE_URL_VARIABLE = "EDITION_BASE_URL"
EPOCH_VARIABLE = "SOURCE_DATE_EPOCH"
LICENCES = {"CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/"}


@dataclass(frozen=True, kw_only=True)
class Meta:
    """The edition as a whole; `base_url` is empty or ends in a slash, `date` is the commit's day in UTC."""

    title: str
    editors: tuple[str, ...]
    version: str
    date: date
    licence: str
    abstract: str = ""
    keywords: tuple[str, ...] = ()
    base_url: str = ""

    @property
    def licence_url(self) -> str:
        """The licence's own page."""
        return LICENCES.get(self.licence, "")

    @property
    def id(self) -> str:
        """The address of the edition, or a name for it where the address is not known."""
        return self.base_url or "urn:x-edition:sun-2025-essay"

    def url(self, path: str) -> str:
        """The absolute address of a path from the site's root; empty where the site's address is not known."""
        return f"{self.base_url}{path}" if self.base_url else ""


def load(root: Path, environment: Mapping[str, str] = os.environ) -> Meta:
    """Read the citation file of a project; raises `FileNotFoundError` where there is none."""
    raw = yaml.safe_load((root / CITATION_FILE).read_text(encoding="utf-8"))
    base = environment.get(BASE_URL_VARIABLE, "").strip()
    return Meta(
        title=raw["title"],
        editors=tuple(_name(author) for author in raw["authors"]),
        version=str(raw["version"]),
        date=moment(root, raw["date-released"], environment),
        licence=raw["license"],
        abstract=raw.get("abstract", "").strip(),
        keywords=tuple(raw.get("keywords", ())),
        base_url=f"{base.rstrip('/')}/" if base else "",
    )


def moment(root: Path, released: date | str, environment: Mapping[str, str]) -> date:
    """The day of the text: the epoch given, else the last commit, else the day of release."""
    epoch = environment.get(EPOCH_VARIABLE) or _last_commit(root)
    if epoch:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    return released if isinstance(released, date) else date.fromisoformat(released)


def _last_commit(root: Path) -> str:
    try:
        done = subprocess.run(["git", "-C", str(root), "log", "-1", "--format=%ct"], capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def _name(author: Mapping[str, Any]) -> str:
    return str(author.get("name") or f"{author.get('given-names', '')} {author.get('family-names', '')}".strip())
