"""The edition as the last build left it, for reports and tests."""

from __future__ import annotations

import pickle
from pathlib import Path

from edition.commentary.model import Edition
from edition.sphinx.domain import EditionDomain, gather


def edition_of(doctrees: Path) -> Edition:
    """Read the edition from a build's saved environment (a file of our own making in the build folder)."""
    with (doctrees / "environment.pickle").open("rb") as saved:
        environment = pickle.load(saved)
    return gather(environment.domaindata[EditionDomain.name]["records"])
