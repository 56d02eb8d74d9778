"""The `edition` command: build, serve and check the book, and make the essay's shape from a copy."""

from __future__ import annotations

import functools
import http.server
import json
import socketserver
import sys
from pathlib import Path

import click
from rich.console import Console

from edition import text, witness

ROOT = Path.cwd()
BOOK = Path("_build/html")
DOCTREES = Path("_build/.doctrees")
console = Console(highlight=False)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Build, serve and check the edition. Run it from the project's root.

    Example: edition book
    """


@main.command()
@click.option("--all", "everything", is_flag=True, help="Build every page again, whether it changed or not.")
def book(everything: bool) -> None:
    """Build the book; any warning is an error.

    Example: edition book
    """
    build_book(everything=everything)
    index = (ROOT / BOOK / "index.html").resolve()
    console.print(f"The book is in {BOOK}. Open {index.as_uri()} in a browser, or run: make serve", soft_wrap=True)


def build_book(*, everything: bool = False) -> None:
    """Build what changed, with Jupyter Book's own progress; exit with 1 where it is refused."""
    from jupyter_book.cli.main import build

    arguments = [str(ROOT), "-n", "-W", "--keep-going", *(["--all"] if everything else [])]
    try:
        build.main(arguments, standalone_mode=False)
    except (RuntimeError, OSError) as error:
        console.print(f"[red]The book was not built.[/red] {error.__cause__ or ''}".rstrip(), soft_wrap=True)
        sys.exit(1)


@main.command()
@click.option("--port", default=8000, show_default=True, help="The port on localhost.")
def serve(port: int) -> None:
    """Serve the built book on localhost.

    Example: edition serve --port 8080
    """
    if not (ROOT / BOOK / "index.html").exists():
        raise click.ClickException("there is no book yet; run: edition book")
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(ROOT / BOOK))
    socketserver.TCPServer.allow_reuse_address = True
    try:
        server = socketserver.ThreadingTCPServer(("127.0.0.1", port), handler)
    except OSError as error:
        raise click.ClickException(f"port {port} cannot be used ({error.strerror}); try another with --port") from error
    console.print(f"Serving the book at http://localhost:{port}/  (stop with Ctrl+C)")
    with server:
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            console.print("Stopped.")


@main.command()
def check() -> None:
    """Build the book and report on it: coverage, findings, sources, weak notes, orphans; exit with 1 on a broken rule.

    Example: edition check
    """
    from edition import apparatus, bibliography, report
    from edition.sphinx.built import edition_of

    build_book()
    data = ROOT / "data"
    found = report.report(
        edition_of(ROOT / DOCTREES),
        text.load(data / "base-text.json"),
        bibliography.load(ROOT / "book" / "references.bib"),
        apparatus.load(data),
    )
    for heading, lines in found.parts:
        console.print(f"\n[bold]{heading}[/bold]")
        for line in lines:
            console.print(f"  {line}", soft_wrap=True, markup=False)
    for rule in found.broken:
        console.print(f"[red]Broken rule:[/red] {rule}", soft_wrap=True)
    sys.exit(1 if found.broken else 0)


@main.group(name="text")
def text_group() -> None:
    """The essay's text: its shape, and a copy of it.

    Example: edition text check copy.txt
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
    path = ROOT / "data" / "base-text.json"
    path.write_text(json.dumps(text.shape(passages, title=title, url=url), indent=1) + "\n", encoding="utf-8")
    console.print(f"{path.relative_to(ROOT)}: {len(passages)} passages, {sum(map(len, passages.values()))} sentences")


@text_group.command(name="check")
@click.argument("copy", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check_copy(copy: Path) -> None:
    """Say how many of the essay's sentences a plain-text copy holds; exit with 1 unless it holds all.

    Example: edition text check copy.txt
    """
    base = text.load(ROOT / "data" / "base-text.json")
    found = witness.read(_read(copy), base)
    total = len(found.sentences) + len(found.missing)
    console.print(f"{len(found.sentences)} of {total} sentences match")
    for passage, sentence in found.missing:
        console.print(f"  not found: {passage}.{sentence}")
    sys.exit(1 if found.missing else 0)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{path}: not UTF-8 text (byte {error.start}); save it as UTF-8") from error
