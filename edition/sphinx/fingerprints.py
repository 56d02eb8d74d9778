"""Digests of the inputs of documents and outputs besides the documents' own files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from edition.commentary import markdown, verification
from edition.evidence.notes.counted_rows import counted_rows
from edition.sources import bibtex
from edition.sphinx import project

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

PACKAGE = Path(__file__).resolve().parents[1]

#: Rooms that no notebook imports: a change there executes none again.
_COMPUTE_NOTHING = {"sphinx", "cli", "export", "paper", "lite", "outputs", "own_copy", "book.py", "contents.py", "templates.py"}


def evidence(env: BuildEnvironment) -> str:
    """Return a digest of what notebooks depend on: the tables, except the record of checked footnotes, and the rooms they import."""
    code = (path for path in PACKAGE.rglob("*.py") if path.relative_to(PACKAGE).parts[0] not in _COMPUTE_NOTHING)
    return _hash([*(path for path in _data(env) if path.stem != verification.NAME), *code])


def shown(env: BuildEnvironment) -> str:
    """Return a digest of what a chapter takes from the tables without a result: the entries' names and the essay's shape."""
    names = sorted((entry.id, entry.table, entry.label) for entry in project.entries(env).values())
    base = project.data_folder(env) / "base-text.json"
    return _hash([base] if base.is_file() else []) + hashlib.sha256(repr(names).encode()).hexdigest()


def chapters(env: BuildEnvironment) -> str:
    """Return a digest of the chapters and the bibliography."""
    book = Path(env.srcdir) / "book"
    return _hash([*(book / "text").rglob("*.md"), *book.glob("*.bib")])


def counted(env: BuildEnvironment) -> str:
    """Return a digest of the counts of notes; of the whole chapters where they cannot be read, which the rules will then refuse."""
    try:
        found = counted_rows(markdown.read(Path(env.srcdir)), project.sources(env).sources)
    except (markdown.ChapterError, bibtex.BibliographyError):
        return chapters(env)
    return hashlib.sha256(repr(found).encode()).hexdigest()


def bibliography(env: BuildEnvironment) -> str:
    """Return a digest of the bibliography."""
    path = project.bibliography_file(env)
    return _hash([path] if path.is_file() else [])


def files(env: BuildEnvironment) -> str:
    """Return a digest of all files beside the chapters that outputs are made from: tables, bibliography, package."""
    return _hash(_data(env)) + bibliography(env) + code()


@cache
def code() -> str:
    """Return a digest of the package itself."""
    return _hash(path for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts)


def _data(env: BuildEnvironment) -> list[Path]:
    return [path for path in project.data_folder(env).rglob("*") if path.is_file()]


def _hash(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
