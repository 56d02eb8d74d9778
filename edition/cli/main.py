"""The `edition` command: build, serve and check the book; `edition text` stands in a module of its own."""

from __future__ import annotations

import functools
import http.server
import importlib
import socketserver
import sys
from pathlib import Path

import click
from rich.console import Console

from edition.cli.data import data_group
from edition.cli.paper import commands
from edition.cli.text import text_group
from edition.essay import shape

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
    """Build the book; one that warns is refused, at every build until it is mended.

    Example: edition book
    """
    build_book(everything=everything)
    index = (ROOT / BOOK / "index.html").resolve()
    console.print(f"The book is in {BOOK}. Open {index.as_uri()} in a browser, or run: make serve", soft_wrap=True)


def build_book(*, everything: bool = False) -> None:
    """Build what changed, with Jupyter Book's own progress; exit with 1 where it is refused."""
    _spare_grammars()
    from jupyter_book.cli.main import build

    arguments = [str(ROOT), "-n", *(["--all"] if everything else [])]
    try:
        build.main(arguments, standalone_mode=False)
    except (RuntimeError, OSError) as error:
        console.print(f"[red]The book was not built.[/red] {error.__cause__ or ''}".rstrip(), soft_wrap=True)
        sys.exit(1)


def _spare_grammars() -> None:
    """Import jsonschema, which checks the settings, without the 38 grammars it compiles for addresses no setting has: a second."""
    unneeded = "rfc3987_syntax"
    if unneeded in sys.modules or "jsonschema" in sys.modules:
        return
    sys.modules[unneeded] = None  # type: ignore[assignment]  # what stands so is taken for not installed
    importlib.import_module("jsonschema")
    del sys.modules[unneeded]


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
    from edition.apparatus import entries as apparatus
    from edition.cli import report
    from edition.sources import bibtex
    from edition.sphinx.built import edition_of

    build_book()
    data = ROOT / "data"
    sources = bibtex.load(ROOT / "book" / "references.bib")
    found = report.report(
        edition_of(ROOT / DOCTREES, sources),
        shape.load(data / "base-text.json"),
        sources,
        report.Apparatus(apparatus.load(data), apparatus.events(data), apparatus.sources_of_tables(data)),
    )
    for heading, lines in found.parts:
        console.print(f"\n[bold]{heading}[/bold]")
        for line in lines:
            console.print(f"  {line}", soft_wrap=True, markup=False)
    for rule in found.broken:
        console.print(f"[red]Broken rule:[/red] {rule}", soft_wrap=True)
    sys.exit(1 if found.broken else 0)


main.add_command(text_group)
main.add_command(data_group)
for form in commands(ROOT, build_book):
    main.add_command(form)
