"""What the build reads beside the chapters: the essay's shape, the apparatus, the sources; each read once a build."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from edition.apparatus import entries as apparatus
from edition.commentary import markdown
from edition.essay import shape
from edition.evidence.notes import grounds
from edition.sources import bibtex

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

PACKAGE = Path(__file__).resolve().parent.parent


def data_folder(env: BuildEnvironment) -> Path:
    """The folder of the project's tables."""
    return Path(env.srcdir) / "data"


def bibliography_file(env: BuildEnvironment) -> Path:
    """The file of the bibliography."""
    return Path(env.srcdir) / str(env.config.bibtex_bibfiles[0])


def base_text(env: BuildEnvironment) -> shape.BaseText:
    """The essay's shape."""
    path = data_folder(env) / "base-text.json"
    return _base_text(path, path.stat().st_mtime_ns)


def entries(env: BuildEnvironment) -> dict[str, apparatus.Entry]:
    """The entries of the apparatus by id."""
    folder = data_folder(env)
    return _entries(folder, max((path.stat().st_mtime_ns for path in folder.glob("*.csv")), default=0))


def events(env: BuildEnvironment) -> list[apparatus.Event]:
    """The events of the timeline in order."""
    path = data_folder(env) / f"{apparatus.TIMELINE}.csv"
    return _events(path.parent, path.stat().st_mtime_ns) if path.exists() else []


def tables_of(env: BuildEnvironment) -> dict[str, list[str]]:
    """The tables whose rows rest on a source, by its key."""
    return apparatus.sources_of_tables(data_folder(env))


def entry_label(env: BuildEnvironment, entry: str) -> str:
    """The name an entry goes by; the id itself where there is no such entry."""
    found = entries(env).get(entry)
    return found.label if found else entry


def fingerprint(env: BuildEnvironment) -> str:
    """A hash of everything that computed text depends on: the tables and the package's own modules."""
    data = (path for path in data_folder(env).rglob("*") if path.is_file())
    code = (path for path in PACKAGE.rglob("*.py") if "sphinx" not in path.relative_to(PACKAGE).parts)
    return _hash([*data, *code])


def shown_fingerprint(env: BuildEnvironment) -> str:
    """A hash of what a chapter shows of the tables without naming a result: the names of the entries, and the essay's shape."""
    names = sorted((entry.id, entry.table, entry.label) for entry in entries(env).values())
    return _hash([data_folder(env) / "base-text.json"]) + hashlib.sha256(repr(names).encode()).hexdigest()


def whole_fingerprint(env: BuildEnvironment) -> str:
    """A hash of all files beside the chapters that what is made may depend on: the tables, the bibliography, the whole package."""
    data = (path for path in data_folder(env).rglob("*") if path.is_file())
    return _hash([*data, bibliography_file(env)]) + code_fingerprint()


@cache
def code_fingerprint() -> str:
    """A hash of the package itself."""
    return _hash(path for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts)


def text_fingerprint(env: BuildEnvironment) -> str:
    """A hash of the chapters and the bibliography."""
    book = Path(env.srcdir) / "book"
    return _hash([*(book / "text").rglob("*.md"), *book.glob("*.bib")])


def grounds_fingerprint(env: BuildEnvironment) -> str:
    """A hash of what the balance of the notes is drawn from; of the whole chapters and the bibliography where they cannot be read."""
    try:
        found = grounds.grounds(markdown.read(Path(env.srcdir)), bibtex.load(bibliography_file(env)).sources)
    except (markdown.ChapterError, bibtex.BibliographyError):
        return text_fingerprint(env)
    return hashlib.sha256(repr(found).encode()).hexdigest()


def _hash(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


@cache
def _base_text(path: Path, _changed: int) -> shape.BaseText:
    return shape.load(path)


@cache
def _events(folder: Path, _changed: int) -> list[apparatus.Event]:
    return apparatus.events(folder)


@cache
def _entries(folder: Path, _changed: int) -> dict[str, apparatus.Entry]:
    return apparatus.load(folder)
