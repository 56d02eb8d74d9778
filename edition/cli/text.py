"""The `edition text` commands: the essay's shape, and a reader's own copy of the essay."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import NoReturn

import click
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn

from edition.essay import recognise
from edition.essay import shape as text
from edition.essay.recognise import Copy, SentencePlace
from edition.own_copy import decode, fetch, lemma_places, store
from edition.own_copy.compare import collate
from edition.own_copy.report import lines

console = Console(highlight=False, soft_wrap=True)
errors = Console(highlight=False, soft_wrap=True, stderr=True)

DIFFERS, UNREADABLE = 1, 2


@click.group(name="text")
def text_group() -> None:
    """The essay's text: its shape, and a copy of your own.

    Example: edition text import page.html
    """


@text_group.command()
@click.argument("numbered", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--url", required=True, help="The publisher's page.")
@click.option("--title", required=True, help="The essay's title.")
def shape(numbered: Path, url: str, title: str) -> None:
    """Make data/base-text.json from a copy whose sentences an editor has numbered: "(1.2.1.4) sentence", one to a line.

    Example: edition text shape numbered.txt --title "Reconstruction of Order" --url https://example.org/424.html
    """
    try:
        passages = text.read_numbered(_read(numbered))
    except text.BadReference as error:
        raise click.ClickException(f"{numbered}: {error}") from error
    if not passages:
        raise click.ClickException(f'{numbered}: no numbered sentence found; a line looks like "(1.2.1.4) sentence"')
    path = Path.cwd() / "data" / "base-text.json"
    path.write_text(json.dumps(text.shape(passages, title=title, url=url), indent=1) + "\n", encoding="utf-8")
    console.print(f"{path.relative_to(Path.cwd())}: {len(passages)} passages, {sum(map(len, passages.values()))} sentences")


@text_group.command(name="check")
@click.argument("copy", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check_copy(copy: Path) -> None:
    """Say how many of the essay's sentences a plain-text copy holds; exit with 1 unless it holds all.

    Example: edition text check copy.txt
    """
    found = recognise.read(_read(copy), _base())
    total = len(found.sentences) + len(found.missing)
    console.print(f"{len(found.sentences)} of {total} sentences match")
    for passage, sentence in found.missing:
        console.print(f"  not found: {passage}.{sentence}")
    sys.exit(1 if found.missing else 0)


@text_group.command()
@click.argument("copy", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def places(copy: Path) -> None:
    """Measure where each note's phrase stands in its passage, and write the numbers to data/lemma-places.json; needs a built book.

    Example: edition text places copy.txt
    """
    root, base = Path.cwd(), _base()
    built = root / "_build" / "html" / "edition.json"
    if not built.is_file():
        raise click.ClickException(f"{built.relative_to(root)} is not there; build the book first: edition book")
    found = collate(recognise.recognise(_read(copy), base), base)
    if len(found.sentences) < found.total:
        raise click.ClickException(f"{copy}: it is not the whole essay ({len(found.sentences)} of {found.total} sentences)")
    anchors = list(lemma_places.anchors(json.loads(built.read_text(encoding="utf-8"))))
    measured = lemma_places.measure(anchors, found.sentences)
    (root / lemma_places.FILE).write_text(lemma_places.text(measured), encoding="utf-8")
    console.print(f"{lemma_places.FILE}: {len(measured)} of {len(anchors)} phrases")
    for anchor in anchors:
        if anchor.note not in measured:
            console.print(f"  not found in its sentence: {anchor.note}")


@text_group.command(name="import")
@click.argument("source", metavar="FILE_OR_URL|-")
@click.option("--keep", is_flag=True, help="Keep a copy that differs, too; changed sentences are marked.")
def import_copy(source: str, keep: bool) -> None:
    """Recognise your own copy of the essay and lay it aside for the next build. It stays on this machine, out of git.

    Reads plain text or a saved web page, in UTF-8, UTF-16 or GB18030; "-" reads what is pasted or piped in. Exit codes:
    0 every sentence matches, 1 the copy differs or is another text, 2 it cannot be read. Unless it matches (or --keep is
    given) an earlier copy stays as it was.

    Example: edition text import page.html
    """
    base = _base()
    try:
        copy = _recognise(source, base)
        kept = store.load(Path.cwd(), base)
    except decode.Unreadable as error:
        _stop(f"{_name(source)}: {error}", UNREADABLE)
    except store.Damaged:
        kept = None
    if not copy.found:
        _stop(
            f"{_name(source)}: none of the {len(copy.places)} sentences is in it, so it is another text. "
            f"The essay's page is {base.url}; save that page and import the file.",
            DIFFERS,
        )
    earlier = {place: words for place, words in kept.sentences.items() if place not in kept.altered} if kept else {}
    found = collate(copy, base, earlier)
    for line in lines(found, earlier):
        console.print(line, markup=False)
    if not found.whole and not keep:
        still = "The earlier copy stays as it was." if kept else "Nothing was stored."
        _stop(f"{still} To use this copy all the same, import it again with --keep.", DIFFERS)
    _save(base, {**{change.place: change.reading for change in found.changed}, **found.sentences})


@text_group.command()
def forget() -> None:
    """Remove your own copy; the next build is as if there had been none.

    Example: edition text forget
    """
    existed = store.forget(Path.cwd())
    console.print("Your copy is removed. Build again, and the book is without it." if existed else "There is no copy to forget.")


def _recognise(source: str, base: text.BaseText) -> Copy:
    if source == "-":
        if sys.stdin.isatty():
            errors.print("Paste the essay, then end with Ctrl+D (Windows: Ctrl+Z and Enter).")
        return decode.read_bytes(sys.stdin.buffer.read(decode.MAX_BYTES + 1), base)
    if fetch.is_address(source):
        with Progress(TextColumn("Fetching"), BarColumn(), DownloadColumn(), console=errors, transient=True) as progress:
            task = progress.add_task("", total=None)
            page = fetch.fetch(source, lambda done, total: progress.update(task, completed=done, total=total))
        return decode.read_bytes(page.data, base, page.charset)
    path = Path(source)
    try:
        if path.is_dir():
            raise decode.Unreadable("it is a folder; give the file in it")
        if (size := path.stat().st_size) > decode.MAX_BYTES:
            raise decode.Unreadable(decode.too_large(size))
        return decode.read_bytes(path.read_bytes(), base)
    except OSError as error:
        raise decode.Unreadable(f"it cannot be read ({(error.strerror or str(error)).lower()})") from error


def _save(base: text.BaseText, sentences: dict[SentencePlace, str]) -> None:
    try:
        path = store.save(Path.cwd(), base, sentences)
    except OSError as error:
        _stop(f"the copy could not be written ({error.strerror}); an earlier copy stays as it was.", UNREADABLE)
    console.print(f"Stored in {path.relative_to(Path.cwd())}, for you alone. Now run: make book. To remove it: edition text forget")


def _base() -> text.BaseText:
    try:
        return text.load(Path.cwd() / "data" / "base-text.json")
    except FileNotFoundError as error:
        raise click.ClickException("there is no data/base-text.json here; run the command from the project's root") from error


def _stop(message: str, code: int) -> NoReturn:
    errors.print(message, markup=False)
    sys.exit(code)


def _name(source: str) -> str:
    return "standard input" if source == "-" else source


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{path}: not UTF-8 text (byte {error.start}); save it as UTF-8") from error
