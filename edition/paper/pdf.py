"""The book's other forms: making a PDF from a finished page, and the paths of the files."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pikepdf

from edition.paper import outline, pdf_outline, pdf_tags
from edition.publication import Meta

CHROMIUM_VARIABLE: Final = "CHROMIUM"
CHROMIUMS: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS: Final = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-pdf-header-footer", "--generate-pdf-document-outline",
)  # fmt: skip
TIMEOUT: Final = 300  # seconds
LANGUAGE: Final = "en-GB"


class NoChromium(Exception):
    """No browser was found to print with."""


class NotPrinted(Exception):
    """The browser left no PDF; the message is its output."""


@dataclass(frozen=True)
class Form:
    """One of the book's other forms: its name, its path below the project's root, the command that makes it."""

    name: str
    path: Path
    command: str

    @property
    def file(self) -> str:
        """The file's name on the site."""
        return self.path.name


PDF: Final = Form("PDF", Path("_build/pdf/edition.pdf"), "make pdf")
EPUB: Final = Form("EPUB", Path("_build/epub/edition.epub"), "make epub")
FORMS: Final = (PDF, EPUB)


def chromium(environment: Mapping[str, str] = os.environ) -> str:
    """Return the browser to print with, or raise NoChromium."""
    named = environment.get(CHROMIUM_VARIABLE)
    found = named or next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if not found:
        raise NoChromium("no Chromium here; install it (Debian: apt-get install chromium) or name one in CHROMIUM")
    return found


def make_pdf(page: Path, target: Path, browser: str, meta: Meta) -> int:
    """Print a page with its contents numbered, tagged and with an outline; return the number of pages.

    The browser cannot number the contents, so the page is printed twice: the first print gives the page of each
    place, and the contents are rendered again with the numbers, whose space was reserved.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    numbered = page.with_name(f"numbered-{page.name}")
    book_outline = outline.read(page.with_name(outline.FILE).read_text(encoding="utf-8"))
    _print(page, target, browser)
    with pikepdf.open(target) as first:
        numbered.write_text(number_contents(page.read_text(encoding="utf-8"), book_outline, places(first)), encoding="utf-8")
    try:
        _print(numbered, target, browser)
    finally:
        numbered.unlink()
    with pikepdf.open(target, allow_overwriting_input=True) as printed:
        pdf_outline.arrange(printed, book_outline)
        pdf_tags.tag(printed)
        describe(printed, meta)
        save(printed, target)
        return len(printed.pages)


def places(pdf: pikepdf.Pdf) -> dict[str, int]:
    """Return the page, from 1, of every link target."""
    numbers = {page.obj.objgen: index for index, page in enumerate(pdf.pages, start=1)}
    named = pdf.Root.get("/Dests", pikepdf.Dictionary())
    return {name.removeprefix("/"): numbers[place[0].objgen] for name, place in named.items()}


def number_contents(page: str, book_outline: outline.Outline, pages: Mapping[str, int]) -> str:
    """Replace the contents without page numbers, as rendered in the page, by the contents with them."""
    plain = outline.contents(book_outline, {})
    if plain not in page:
        raise ValueError(f"the contents of the page are not those of {outline.FILE}; build the page again")
    return page.replace(plain, outline.contents(book_outline, pages), 1)


def _print(page: Path, target: Path, browser: str) -> None:
    target.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory() as profile:
        command = [browser, *FLAGS, f"--user-data-dir={profile}", f"--print-to-pdf={target.resolve()}", page.resolve().as_uri()]
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=TIMEOUT)
        except subprocess.TimeoutExpired as error:
            raise NotPrinted(f"the browser took more than {TIMEOUT} seconds; try again when the machine is less busy") from error
    if not target.is_file():
        raise NotPrinted(done.stderr.strip()[-800:] or "the browser printed nothing")


def save(pdf: pikepdf.Pdf, target: Path) -> None:
    """Write a PDF; deterministic."""
    pdf.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate, recompress_flate=True, deterministic_id=True)


def describe(pdf: pikepdf.Pdf, meta: Meta) -> None:
    """Set the file's metadata, and have readers show its title and its outline.

    The dates are the edition's and not the clock's, so that two prints of one text are equal.
    """
    day = f"{meta.date.isoformat()}T00:00:00+00:00"
    for key in list(pdf.docinfo.keys()):
        del pdf.docinfo[key]
    pdf.docinfo["/Title"] = meta.title
    pdf.docinfo["/Author"] = ", ".join(meta.editors)
    pdf.docinfo["/Subject"] = meta.abstract
    pdf.docinfo["/Keywords"] = ", ".join(meta.keywords)
    pdf.docinfo["/CreationDate"] = pdf.docinfo["/ModDate"] = f"D:{meta.date:%Y%m%d}000000+00'00'"
    pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    pdf.Root.PageMode = pikepdf.Name.UseOutlines
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:  # or it writes the clock
        metadata["dc:title"] = meta.title
        metadata["dc:creator"] = list(meta.editors)
        metadata["dc:description"] = meta.abstract
        metadata["dc:language"] = {LANGUAGE}
        metadata["dc:subject"] = list(meta.keywords)
        metadata["dc:rights"] = f"{meta.licence}, {meta.licence_url}"
        metadata["dc:date"] = [meta.date.isoformat()]
        metadata["dc:identifier"] = meta.id
        metadata["xmp:CreateDate"] = metadata["xmp:ModifyDate"] = metadata["xmp:MetadataDate"] = day
        metadata["xmpRights:Marked"] = "True"
        metadata["xmpRights:WebStatement"] = meta.licence_url
        metadata["pdf:Keywords"] = ", ".join(meta.keywords)
