"""The edition as the last build stored it, for reports and tests."""

from __future__ import annotations

import pickle
from pathlib import Path

from edition.commentary.model import Edition
from edition.records import edition_of as joined
from edition.records import resolver
from edition.sources.model import Bibliography
from edition.sphinx.assemble import headings
from edition.sphinx.domain import EditionDomain


def edition_of(doctrees: Path, sources: Bibliography) -> Edition:
    """Read the edition from the environment that a build pickled (our own file, in the build folder)."""
    with (doctrees / "environment.pickle").open("rb") as saved:
        environment = pickle.load(saved)
    titles = {docname: title.astext() for docname, title in environment.titles.items()}
    return joined(environment.domaindata[EditionDomain.name]["records"], resolver(sources.labels, titles, headings(environment)))
