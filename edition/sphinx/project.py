"""The inputs of a build beside the chapters: the essay's shape, the apparatus, the sources; cached by each file's mtime."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from edition.apparatus import entries as apparatus
from edition.commentary import verification
from edition.essay import shape
from edition.sources import bibtex
from edition.sources.model import Bibliography
from edition.sphinx.refusal import Refused, refuse

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def data_folder(env: BuildEnvironment) -> Path:
    """Return the folder of the project's tables."""
    return Path(env.srcdir) / "data"


def bibliography_file(env: BuildEnvironment) -> Path:
    """Return the path of the bibliography."""
    return Path(env.srcdir) / str(next(iter(env.config.bibtex_bibfiles), "book/references.bib"))


def sources(env: BuildEnvironment) -> Bibliography:
    """Read the bibliography; refuse the build if it is faulty, return an empty one if it is missing."""
    path = bibliography_file(env)
    if not path.is_file():
        return Bibliography({})
    try:
        return bibtex.load(path)
    except bibtex.BibliographyError as error:
        faults = str(error).replace(f"{env.srcdir}{os.sep}", "")
        raise Refused(f"\n{faults}\nThe edition is refused: its bibliography cannot be used.") from error


def base_text(env: BuildEnvironment) -> shape.BaseText:
    """Read the essay's shape; a project without one has no passages."""
    path = data_folder(env) / "base-text.json"
    return _base_text(path, path.stat().st_mtime_ns) if path.is_file() else shape.BaseText("", "", ())


def entries(env: BuildEnvironment) -> dict[str, apparatus.Entry]:
    """Read the entries of the apparatus by id; refuse the build if a table is faulty."""
    folder = data_folder(env)
    with _refusing():
        return _entries(folder, _last_change(folder))


def events(env: BuildEnvironment) -> list[apparatus.Event]:
    """Read the events of the timeline in order."""
    path = data_folder(env) / f"{apparatus.TIMELINE}.csv"
    with _refusing():
        return _events(path.parent, path.stat().st_mtime_ns) if path.exists() else []


def tables_of(env: BuildEnvironment) -> dict[str, list[str]]:
    """List the tables whose rows cite a source, by its key."""
    folder = data_folder(env)
    with _refusing():
        return _tables_of(folder, _last_change(folder))


@contextmanager
def _refusing() -> Iterator[None]:
    """Refuse the build where a table of the apparatus cannot be read."""
    try:
        yield
    except ValueError as error:
        raise refuse([error], because="a table cannot be used") from error


def looks(env: BuildEnvironment) -> dict[str, verification.Looks]:
    """Return the results of the checks of each source's footnotes; empty where a project keeps no record."""
    record = data_folder(env) / f"{verification.NAME}.csv"
    if not record.exists():
        return {}
    checks = verification.read(record.read_text(encoding="utf-8"))
    return verification.by_source(verification.compare(checks, verification.written(Path(env.srcdir))))


def entry_label(env: BuildEnvironment, entry: str) -> str:
    """Return the name of an entry; the id itself where there is no such entry."""
    found = entries(env).get(entry)
    return found.label if found else entry


def _last_change(folder: Path) -> int:
    """Return the newest mtime of the tables of a folder."""
    return max((path.stat().st_mtime_ns for path in folder.glob("*.csv")), default=0)


@cache
def _base_text(path: Path, _changed: int) -> shape.BaseText:
    return shape.load(path)


@cache
def _events(folder: Path, _changed: int) -> list[apparatus.Event]:
    return apparatus.events(folder)


@cache
def _entries(folder: Path, _changed: int) -> dict[str, apparatus.Entry]:
    return apparatus.load(folder)


@cache
def _tables_of(folder: Path, _changed: int) -> dict[str, list[str]]:
    return apparatus.sources_of_tables(folder)
