"""The `edition` command: build, serve and check the book; `edition text` is in a module of its own."""

from __future__ import annotations

import functools
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console

from edition.cli import release
from edition.cli.data import data_group
from edition.cli.lite import lite
from edition.cli.paper import commands
from edition.cli.text import text_group
from edition.essay import shape

ROOT = Path.cwd()
BOOK = Path("_build/html")
DOCTREES = Path("_build/.doctrees")
console = Console(highlight=False)
errors = Console(highlight=False, soft_wrap=True, stderr=True)


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
    build_book(options=["--all"] if everything else [])
    index = (ROOT / BOOK / "index.html").resolve()
    console.print(f"The book is in {BOOK}. Open {index.as_uri()} in a browser, or run: make serve", soft_wrap=True)


def build_book(*, options: Sequence[str] = ()) -> None:
    """Build what changed; exit with 1 where the book is refused or cannot be built, and print the reason last."""
    from edition.cli import build

    if wrong := build.run(ROOT, options):
        errors.print(wrong, markup=False)
        sys.exit(1)


@main.command()
@click.option("--port", default=8000, show_default=True, help="The port on localhost.")
def serve(port: int) -> None:
    """Serve the book on localhost, build what you edit, and reload the page that is open.

    A page that is refused says why. Exports and archives wait for: edition book

    Example: edition serve --port 8080
    """
    from edition.cli import build, standby
    from edition.cli import serve as server

    if not (ROOT / BOOK / "index.html").exists():
        raise click.ClickException("there is no book yet; run: edition book")
    news, stop = server.News(), threading.Event()
    try:
        opened = server.open_server(ROOT / BOOK, port, news)
    except OSError as error:
        raise click.ClickException(f"port {port} cannot be used ({error.strerror}); try another with --port") from error
    build.prepare()
    builder = standby.Standby(
        functools.partial(build.run_when_told, ROOT), functools.partial(server.rests_on, ROOT, DOCTREES / "environment.pickle")
    )

    def rebuild() -> str:
        wrong = builder.run()
        errors.print(wrong or "Built.", markup=False)
        return wrong

    threading.Thread(target=server.follow, args=(ROOT, rebuild, news, stop), daemon=True).start()
    console.print(f"Serving the book at http://localhost:{port}/ and following your edits  (stop with Ctrl+C)")
    with opened:
        try:
            opened.serve_forever()
        except KeyboardInterrupt:
            stop.set()
            builder.end()
            console.print("Stopped.")


@main.command()
def check() -> None:
    """Build the book and report on it: coverage, findings, sources, weak notes, orphans; exit with 1 on a broken rule.

    Example: edition check
    """
    from edition.apparatus import entries as apparatus
    from edition.cli import report
    from edition.commentary import verification
    from edition.sources import bibtex
    from edition.sphinx.last_build import edition_of

    build_book()
    data = ROOT / "data"
    sources = bibtex.load(ROOT / "book" / "references.bib")
    found = report.report(
        edition_of(ROOT / DOCTREES, sources),
        shape.load(data / "base-text.json"),
        sources,
        report.Apparatus(apparatus.load(data), apparatus.events(data), apparatus.sources_of_tables(data)),
        verification.compare(
            verification.read((data / f"{verification.NAME}.csv").read_text(encoding="utf-8")), verification.written(ROOT)
        ),
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
main.add_command(lite)
main.add_command(release.command(ROOT, build_book))
for form in commands(ROOT, build_book):
    main.add_command(form)
