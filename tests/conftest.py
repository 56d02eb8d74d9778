"""Shared fixtures: small projects built by the real Jupyter Book, and a copy of the essay where one is at hand."""

from __future__ import annotations

import io
import os
import re
import shutil
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import hypothesis
import pytest

from edition.essay import recognise, shape
from tests import apart

TESTS = Path(__file__).parent
ROOT = TESTS.parent

hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")


@dataclass(frozen=True)
class Built:
    """The outcome of one build: the folder of pages, what was printed, and why it was refused, if it was."""

    root: Path
    html: Path
    output: str
    refused: str

    def page(self, name: str) -> str:
        """The HTML of a page."""
        return (self.html / f"{name}.html").read_text(encoding="utf-8")

    @property
    def warnings(self) -> list[str]:
        """The lines that warn."""
        return [line for line in self.output.splitlines() if re.search(r"\b(WARNING|ERROR)\b", line)]


def build(root: Path) -> Built:
    """Build a project in this process, as `jupyter-book build -n` does."""
    from jupyter_book.cli.main import build as jupyter_book_build

    out = io.StringIO()
    refused = ""
    with redirect_stdout(out), redirect_stderr(out):
        try:
            jupyter_book_build.main([str(root), "-n"], standalone_mode=False)
        except SystemExit as stop:
            refused = str(stop.code)
    return Built(root, root / "_build" / "html", re.sub(r"\x1b\[[\d;]*m", "", out.getvalue()), refused)


def build_apart(root: Path, *options: str) -> Built:
    """Build a project in a process of its own, as a reader does; one process would take the second build for a changed setting."""
    done = apart.run("jupyter-book", "build", str(root), "-n", *options)
    return Built(root, root / "_build" / "html", done.stdout + done.stderr, done.stderr if done.returncode else "")


def copied(name: str, folder: Path) -> Path:
    """Copy a project of `tests/projects` to a folder, with the book's pages and style."""
    root = Path(shutil.copytree(TESTS / "projects" / name, folder / name))
    for shared in ("_templates", "_static", "_paper"):
        shutil.copytree(ROOT / "book" / shared, root / "book" / shared)
    return root


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Copy a project of `tests/projects` to a folder of the test's own, with the book's pages and style and a copy of its own text."""

    def copy(name: str) -> Path:
        root = copied(name, tmp_path)
        monkeypatch.setenv("EDITION_BASE_TEXT", str(root / "copy.txt"))
        return root

    return copy


def keep(root: Path) -> Callable[[], Path]:
    """Keep a built project as it is now; what is returned puts it back, dates and all, so that many tests may begin with one build."""
    kept = Path(shutil.copytree(root, root.with_name(f"{root.name}, kept")))

    def restore() -> Path:
        shutil.rmtree(root, ignore_errors=True)
        return Path(shutil.copytree(kept, root))

    return restore


@pytest.fixture(scope="session")
def base() -> shape.BaseText:
    """The essay's shape."""
    return shape.load(ROOT / "data" / "base-text.json")


@pytest.fixture(scope="session")
def copy_of_the_essay() -> str:
    """The words of the essay; the test is skipped where no copy is at hand."""
    path = os.environ.get("EDITION_BASE_TEXT")
    if not path:
        pytest.skip("no copy of the essay at hand; name one in EDITION_BASE_TEXT")
    return Path(path).read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def essay(copy_of_the_essay: str, base: shape.BaseText) -> recognise.Witness:
    """The essay's sentences, as recognised in the copy at hand."""
    return recognise.read(copy_of_the_essay, base)
