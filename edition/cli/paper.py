"""`edition pdf` and `edition epub`: the book as one file, which the site then offers for download."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import click
from rich.console import Console

from edition import publication
from edition.own_copy import store
from edition.paper import pdf as forms

#: The name of a file that holds a reader's own copy.
OWN = "own-copy-do-not-publish"
console = Console(highlight=False)


class Build(Protocol):
    """Build the pages of a project, or with other options of Jupyter Book another form of them."""

    def __call__(self, *, options: Sequence[str] = ()) -> None: ...


def commands(root: Path, build_book: Build) -> list[click.Command]:
    """Return the two commands of a project; `build_book` builds its pages."""

    @click.command()
    def pdf() -> None:
        """Make the book as one PDF: tagged, with outline, contents and page numbers. Needs Chromium.

        Example: edition pdf
        """
        try:
            browser = forms.chromium()
        except forms.NoChromium as error:
            raise click.ClickException(str(error)) from error
        build_book()
        build_book(options=("--builder", "singlehtml"))
        target = _target(root, forms.PDF)
        try:
            pages = forms.make_pdf(root / "_build" / "singlehtml" / "book.html", target, browser, publication.load(root))
        except forms.NotPrinted as error:
            raise click.ClickException(f"the PDF was not printed: {error}") from error
        build_book()
        _announce(root, target, f"{pages} pages")

    @click.command()
    def epub() -> None:
        """Make the book as an EPUB 3: charts as pictures with their tables, notes that pop up.

        Example: edition epub
        """
        build_book()
        shutil.rmtree(root / forms.EPUB.path.parent, ignore_errors=True)  # every file in it becomes a part of the EPUB
        build_book(options=("--builder", "custom", "--custom-builder", "epub"))
        target = _target(root, forms.EPUB)
        (root / forms.EPUB.path).replace(target)
        build_book()
        _announce(root, target, "EPUB 3")

    return [pdf, epub]


def _target(root: Path, form: forms.Form) -> Path:
    """Return the path of a form; one with a reader's own copy of the essay gets a name that the site never offers."""
    target = root / form.path
    return target.with_stem(OWN) if store.path(root).exists() else target


def _announce(root: Path, target: Path, description: str) -> None:
    size = target.stat().st_size / 1e6
    offered = "It holds your own copy of the essay: do not publish it." if target.stem == OWN else "The page Cite and download offers it."
    console.print(f"{target.relative_to(root)}: {description}, {size:.1f} MB. {offered}", soft_wrap=True)
