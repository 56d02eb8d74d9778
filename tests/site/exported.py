"""The files that the book's build exported, as the tests read them."""

from __future__ import annotations

import json
from pathlib import Path


def read(site: Path, name: str) -> str:
    """A file's text."""
    return (site / name).read_text(encoding="utf-8")


def document(site: Path) -> dict:  # type: ignore[type-arg]
    """The edition as data."""
    return json.loads(read(site, "edition.json"))
