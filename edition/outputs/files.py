"""OUTPUTS: everything a build makes beside its pages, in order; each a pure function from the Book to files."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from edition.book import Book
from edition.export import share, site
from edition.export.archives import book as book_archive
from edition.export.archives import notebooks
from edition.export.formats import addresses, cards, search_index
from edition.export.formats.citations import Formatter
from edition.export.formats.footnote_sources import footnote_sources
from edition.export.pages import charts, hosting
from edition.export.pages.frame import addressed
from edition.lite import site_files
from edition.outputs.ledger import Files, digest, stamp
from edition.own_copy import browser_data
from edition.paper.pdf import FORMS

README: Final = "data/README.md"
SHAPE: Final = "_static/own-copy/shape.js"


@dataclass(frozen=True)
class Site:
    """The paths of a build: its output, the notebooks it executed by name, the execution cache, and the citation cache.

    `written` are the files below `out` that this build has written so far, with its pages and styles.
    """

    out: Path
    executed: Mapping[str, Path] = field(default_factory=dict)
    executions: Path = Path()
    citation_cache: Path = Path()
    written: tuple[str, ...] = ()


@dataclass(frozen=True)
class Output:
    """A group of files: its name in the ledger, the function that makes it, and the inputs that decide whether it is stale."""

    name: str
    make: Callable[[Book, Site], Files]
    depends_on: Callable[[Book, Site], object] = lambda book, _: book.digest
    published: bool = True

    def source(self, book: Book, paths: Site) -> str:
        """Return a digest of the inputs."""
        return digest(self.depends_on(book, paths))


def _charts_depend_on(book: Book, _: Site) -> object:
    return book.charts, book.meta, book.sources.labels


def _own_copy(book: Book, _: Site) -> Files:
    return {SHAPE: browser_data.shape_script(book.base)} if (book.root / "book/_static/own-copy").is_dir() else {}


def _exports(book: Book, paths: Site) -> Files:
    cache = paths.citation_cache
    formatter = Formatter(json.loads(cache.read_text(encoding="utf-8")) if cache.is_file() else {}, book.meta.date)
    files = site.files(book, formatter)
    cache.write_text(json.dumps(formatter.cache, sort_keys=True), encoding="utf-8")
    return files


def _lists(book: Book, _: Site) -> Files:
    lists = {"index": (search_index.INDEX, search_index.script(search_index.entries(book))), "cards": (cards.FILE, cards.script(book))}
    return {**dict(lists.values()), addresses.FILE: addresses.script({key: addressed(*file) for key, file in lists.items()})}


def _notebooks(book: Book, paths: Site) -> Files:
    return notebooks.files(book, paths.executed, paths.executions)


def _notebooks_depend_on(book: Book, paths: Site) -> object:
    return book.digest_of_evidence, [(name, stamp(path)) for name, path in sorted(paths.executed.items())]


def _notebook_members(book: Book, paths: Site) -> dict[str, Path]:
    folder = paths.out / notebooks.FOLDER
    return notebooks.needed(book.root) | {f"{name}.ipynb": folder / f"{name}.ipynb" for name in paths.executed}


def _notebook_archive(book: Book, paths: Site) -> Files:
    if not paths.executed or not notebooks.complete(book.root):
        return {}
    files = {name: path.read_bytes() for name, path in _notebook_members(book, paths).items()}
    return {notebooks.ARCHIVE: notebooks.archive(files, book.meta.date)}


def _notebook_archive_depends_on(book: Book, paths: Site) -> object:
    return book.meta.date, [(name, stamp(path)) for name, path in sorted(_notebook_members(book, paths).items())]


def _run_depends_on(book: Book, _: Site) -> object:
    return [(name, stamp(path)) for name, path in sorted(site_files.inputs(book.root).items())]


def _hosting(book: Book, _: Site) -> Files:
    readme = book.root / README
    found = {README: readme.read_text(encoding="utf-8")} if readme.is_file() else {}
    pages = [*book.pages.values(), *_own_pages(book)]
    return found | hosting.files(book.meta, pages, {citable.id: citable.target for citable in book.citables if citable.id})


def _own_pages(book: Book) -> list[str]:
    """Return the pages of citables that search engines may index, beside those of the book."""
    return [citable.path for citable in book.citables if citable.path]


def _forms(book: Book, _: Site) -> Files:
    return {form.file: (book.root / form.path).read_bytes() for form in FORMS if (book.root / form.path).is_file()}


def _forms_depend_on(book: Book, _: Site) -> object:
    return [stamp(book.root / form.path) for form in FORMS]


def _share(book: Book, paths: Site) -> Files:
    return share.files(book, paths.citation_cache.parent / "share")


def _archive(book: Book, paths: Site) -> Files:
    return {book_archive.NAME: book_archive.archive(book, book_archive.read(book_archive.members(paths.out, paths.written, book.root)))}


def _archive_depends_on(book: Book, paths: Site) -> object:
    members = book_archive.members(paths.out, paths.written, book.root)
    return book.digest, [(name, stamp(path)) for name, path in sorted(members.items())]


#: The archive comes last, after every other file. Outputs with `published=False` are made for every project, not only a published one.
OUTPUTS: Final = (
    Output("charts", lambda book, _: charts.files(book), _charts_depend_on, published=False),
    Output("sources of footnotes", lambda book, _: footnote_sources(book), published=False),
    Output("own copy", _own_copy, lambda book, _: book.base, published=False),
    Output("search index and cards", _lists, published=False),
    Output("exports", _exports),
    Output("pictures to share", _share),
    Output("notebooks", _notebooks, _notebooks_depend_on),
    Output("archive of notebooks", _notebook_archive, _notebook_archive_depends_on),
    Output("run", lambda book, _: site_files.files(book.root), _run_depends_on, published=False),
    Output("hosting", _hosting),
    Output("forms", _forms, _forms_depend_on, published=False),
    Output("archive", _archive, _archive_depends_on),
)
