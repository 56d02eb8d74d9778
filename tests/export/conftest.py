"""The Book that a real build made of a small project with everything an export may meet, and the same under an address of its own."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from edition import publication
from edition.book import Book
from edition.export import site
from edition.export.formats.citations import Formatter
from edition.export.release import changes
from tests.conftest import TESTS, Built, build, copied
from tests.export.keep_book import BOOKS

HARBOUR = TESTS / "projects" / "harbour"
DOC = "book/chapter"
#: What the project's citation file says, as of a version that was released.
META = replace(publication.load(HARBOUR, {}), released=True)


@pytest.fixture(scope="session")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The project, built once by the real Jupyter Book and checked against its own text."""
    root = copied("harbour", tmp_path_factory.mktemp("exports"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EDITION_BASE_TEXT", str(root / "copy.txt"))
        for variable in (publication.BASE_URL_VARIABLE, publication.EPOCH_VARIABLE):
            patch.delenv(variable, raising=False)
        built = build(root)
    assert not built.refused and not built.warnings, built.output
    return built


@pytest.fixture(scope="session")
def assembled(harbour: Built) -> Book:
    """The Book that this build assembled of its chapters, as it is."""
    return BOOKS[harbour.root]


@pytest.fixture(scope="session")
def corpus(assembled: Book) -> Book:
    """The edition as a released version, without an address."""
    return replace(assembled, meta=replace(assembled.meta, released=True))


@pytest.fixture(scope="session")
def placed(corpus: Book) -> Book:
    """The edition at an address."""
    return replace(corpus, meta=replace(corpus.meta, base_url="https://example.org/bell/"))


def files_of(book: Book, *, stored: Sequence[changes.Manifest] = (), data: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return every file of a Book, as the build writes them; `stored` are the manifests of released versions, `data` other tables."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copytree(HARBOUR, root, dirs_exist_ok=True)
        (root / changes.STORE).mkdir(parents=True)
        for manifest in stored:
            (root / changes.STORE / f"{manifest['version']}.json").write_text(changes.text(manifest), encoding="utf-8")
        if data is not None:
            for path in (root / "data").glob("*.*"):
                path.unlink()
            for name, text in data.items():
                (root / "data" / name).write_text(text, encoding="utf-8")
        return site.files(replace(book, root=root), Formatter())


@pytest.fixture(scope="session")
def files(corpus: Book) -> dict[str, str]:
    """Every file of the edition without an address."""
    return files_of(corpus)


@pytest.fixture(scope="session")
def placed_files(placed: Book) -> dict[str, str]:
    """Every file of the edition at an address."""
    return files_of(placed)
