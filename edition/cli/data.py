"""The `edition data` commands: newer figures next to the tables of the book."""

from __future__ import annotations

import urllib.request
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from edition.tables import package as tables
from edition.tables.package import DataError
from edition.tables.refresh import RefreshError, Row, Step

if TYPE_CHECKING:
    from edition.commentary.verification import FootnoteCheck

console = Console(highlight=False, soft_wrap=True)
errors = Console(highlight=False, soft_wrap=True, stderr=True)
FIRST = 2001
SERVICES = ("comtrade", "worldbank")


@click.group(name="data")
def data_group() -> None:
    """The tables behind the book: newer figures next to them, and the record of checked footnotes.

    Example: edition data refresh
    """


@data_group.command()
def readme() -> None:
    """Write data/README.md anew from data/datapackage.json.

    Example: edition data readme
    """
    from edition.tables import readme as readmes

    data = Path.cwd() / "data"
    (data / readmes.NAME).write_text(readmes.text(data), encoding="utf-8")
    console.print(f"data/{readmes.NAME}")


@data_group.command()
@click.option("--only", type=click.Choice(SERVICES), help="Ask one of the two services.")
@click.option("--since", type=click.IntRange(1991), default=FIRST, show_default=True, help="The first year asked for.")
@click.option("--until", type=click.IntRange(1991), default=lambda: date.today().year - 1, show_default="last year", help="The last year.")
@click.option("--key", envvar="COMTRADE_KEY", default="", help="Your UN Comtrade key, or COMTRADE_KEY in the environment; not needed.")
def refresh(only: str | None, since: int, until: int, key: str) -> None:
    """Bring newer data: China's trade with each partner from UN Comtrade, and land, people and output from the World Bank.

    The book's own rows are never touched and its figures do not move: new rows go into two further tables,
    data/trade_refreshed.csv and data/stats_refreshed.csv, each with its source, reporter, terms and the day it was read. A figure
    that was revised is a further row. Where a service cannot be reached, refuses or answers in another form, one message says so
    and every table stays as it was. UN Comtrade's terms limit passing its data on: read them before you publish the first table.

    Example: edition data refresh --only comtrade --since 2024
    """
    from edition.tables.refresh import merge

    data = Path.cwd() / "data"
    if not (data / tables.PACKAGE).is_file():
        raise click.ClickException(f"there is no data/{tables.PACKAGE} here; run the command from the project's root")
    if since > until:
        raise click.ClickException(f"the years run backwards: --since {since} is after --until {until}")
    try:
        merge.ready(data)
        added = merge.store(data, _fetch(data, only, range(since, until + 1), key))
    except RefreshError as error:
        raise click.ClickException(f"{error} Every table stays as it was.") from error
    for name, count in added.items():
        console.print(f"data/{name}.csv: {count} new rows" if count else f"data/{name}.csv: nothing new")


@data_group.command()
@click.option("--join", type=click.Path(exists=True, dir_okay=False, path_type=Path), multiple=True, help="A file of further rows.")
def verify(join: tuple[Path, ...]) -> None:
    """Stamp the record of checked footnotes, and list the footnotes that nobody has looked at as they stand.

    After a look at a source, write what was seen into the footnote's row of data/verification.csv (place, day, outcome, change) and empty
    its digest; this command stamps it with the digest of the footnote as it is now. A file given with --join holds further rows under the
    same header, with or without the digests; a row of the same footnote and source takes the older one's place. Rows whose footnote or
    source is gone are left out.

    Example: edition data verify --join essays.csv
    """
    from edition.commentary import markdown, verification

    root, record = Path.cwd(), Path.cwd() / "data" / f"{verification.NAME}.csv"
    if not record.is_file():
        raise click.ClickException(f"there is no data/{record.name} here; run the command from the project's root")
    try:
        footnotes = verification.written(root)
        checks = _record(record)
        for path in join:
            checks = verification.join(checks, _record(path))
    except (markdown.ChapterError, ValueError) as error:
        raise click.ClickException(str(error)) from error
    orphaned = verification.compare(checks, footnotes).orphaned
    stamped = verification.stamp(checks, footnotes)
    text = verification.write(stamped)
    if text != record.read_text(encoding="utf-8"):
        record.write_text(text, encoding="utf-8")
        try:
            tables.write_description(root / "data")
        except DataError as error:
            raise click.ClickException(f"the record is stamped, data/datapackage.json is not: {error}") from error
    for check in orphaned:
        console.print(f"left out: [^{check.footnote}] of {check.page} no longer cites {check.source}", markup=False)
    state = verification.compare(stamped, footnotes)
    for page, footnote, source in sorted([*(check.key for check in state.stale), *state.missing]):
        console.print(f"unverified: [^{footnote}] of {page}, {source}", markup=False)
    console.print(", ".join(f"{count} {outcome}" for outcome, count in verification.tally(state).items()))


def _record(path: Path) -> list[FootnoteCheck]:
    from edition.commentary import verification

    try:
        return verification.read(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ValueError(f"{path.name}: {error}") from error


def _fetch(data: Path, only: str | None, years: range, key: str) -> dict[str, list[Row]]:
    """Query the services, showing progress; nothing is written before all have answered."""
    try:
        from edition.tables.refresh import comtrade, worldbank
    except ModuleNotFoundError as error:
        raise RefreshError(f"{error.name} is not installed: pip install -r requirements/refresh.txt.") from error
    from edition.tables.refresh.descriptors import STATS, TRADE

    fetched: dict[str, list[Row]] = {}
    steps = (len(years) if only != "worldbank" else 0) + (len(worldbank.INDICATORS) if only != "comtrade" else 0)
    with Progress(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), console=errors, transient=True) as progress:
        task = progress.add_task("Asking", total=steps)
        step: Step = lambda done: progress.update(task, description=done, advance=1)  # noqa: E731
        if only != "worldbank":
            proxy = urllib.request.getproxies().get("https", "")
            fetched[TRADE] = comtrade.fetch(years, key=key, proxy=proxy, step=step)
        if only != "comtrade":
            fetched[STATS] = worldbank.fetch(years, _states(data), step=step)
    return fetched


def _states(data: Path) -> list[str]:
    """Return the states of the table country_stats, without its aggregates."""
    countries = tables.load("countries", data)
    states = set(countries[countries["kind"] == "state"]["code"])
    return sorted(states & set(tables.load("country_stats", data)["country"]))
