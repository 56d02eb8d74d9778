"""The command: measure all parts or some, then write docs/benchmark.json and docs/benchmark.md."""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from tests.bench import builds, growth, jupyter_book_2, lighthouse, material, page, projects, weight
from tests.bench.environments import Absent
from tests.bench.projects import ROOT, Project

PARTS = ("weight", "lighthouse", "builds", "growth")
STORE, PAGE = ROOT / "docs" / "benchmark.json", ROOT / "docs" / "benchmark.md"
PACKAGES = ("jupyter-book", "sphinx", "myst-nb", "sphinx-book-theme", "plotly")
PEERS = (jupyter_book_2, material)
Step = Callable[[], None]
console = Console(highlight=False)


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--only", type=click.Choice(PARTS), multiple=True, help="Measure this part; may be given several times. Default: all.")
@click.option("--runs", default=5, show_default=True, help="Runs of each Lighthouse page.")
@click.option("--builds", "build_runs", default=3, show_default=True, help="Runs of each kind of build.")
def main(only: tuple[str, ...], runs: int, build_runs: int) -> None:
    """Measure this book beside a stock Jupyter Book 1, Jupyter Book 2 and mkdocs-material, all made from the same Markdown.

    Writes docs/benchmark.md. A peer that cannot be had from the package registries is named there with the reason, and the rest goes on.

    Example: python -m tests.bench --only weight --only lighthouse
    """
    wanted = only or PARTS
    results: dict[str, Any] = json.loads(STORE.read_text(encoding="utf-8")) if STORE.is_file() else {}
    with tempfile.TemporaryDirectory() as name:
        for part, found in _measured(wanted, Path(name), runs, build_runs):
            results[part] = {"date": f"{datetime.now(UTC):%Y-%m-%d}", "machine": _machine(), "versions": _versions(), **found}
            STORE.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
            PAGE.write_text(page.render(results), encoding="utf-8")
            console.print(page.section(part, results[part]), markup=False)
    console.print(f"Written: {PAGE.relative_to(ROOT)}")


def _measured(wanted: tuple[str, ...], folder: Path, runs: int, build_runs: int) -> Any:
    """Each part with what was found, as soon as it is."""
    both = [projects.stock(folder / "stock"), projects.ours(folder / "ours")] if set(wanted) - {"growth"} else []
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as progress:

        def bar(what: str, total: int) -> Step:
            task = progress.add_task(what, total=total)
            return lambda: progress.advance(task)

        if "builds" in wanted:
            step = bar("Building stock and ours in turn", 2 + 2 * len(builds.CASES) * build_runs)
            yield "builds", {"runs": build_runs, "cases": builds.measure(both, build_runs, step)}
        elif both:
            _build(both, bar("Building stock and ours", len(both)))
        if {"weight", "lighthouse"} & set(wanted):
            peers, absent = _peers(folder, bar("Building the other peers", len(PEERS)))
            every = [*reversed(both), *peers]
        if "weight" in wanted:
            yield "weight", {"windows": _weight(every, bar("Visiting pages", len(weight.WINDOWS) * len(every))), "peers_absent": absent}
        if "lighthouse" in wanted:
            yield "lighthouse", {**_lighthouse(every, folder / "lighthouse", runs, bar), "peers_absent": absent}
        if "growth" in wanted:
            step = bar("Building with more chapters", len(growth.TIMES) * (1 + len(builds.CASES) * build_runs))
            yield "growth", {"runs": build_runs, "cases": growth.measure(folder / "growth", build_runs, step)}


def _build(both: list[Project], step: Step) -> None:
    for project in both:
        project.build()
        step()


def _peers(folder: Path, step: Step) -> tuple[list[Project], dict[str, str]]:
    """The peers that could be built, and why the others could not."""
    built, absent = [], {}
    for peer in PEERS:
        try:
            project = peer.prepare(folder / peer.__name__)
            peer.build(project)
            built.append(project)
        except Absent as reason:
            absent[peer.NAME] = str(reason)
            console.print(f"{peer.NAME} is not measured: {reason}")
        step()
    return built, absent


def _weight(every: list[Project], step: Step) -> dict[str, Any]:
    found: dict[str, Any] = {window: {} for window in weight.WINDOWS}
    for window, by_name in found.items():
        for project in every:
            by_name[project.name] = weight.measure(project.html, project.pages, _chromium(), window)
            step()
    return found


def _lighthouse(every: list[Project], folder: Path, runs: int, bar: Callable[[str, int], Step]) -> dict[str, Any]:
    try:
        judge = lighthouse.Judge(lighthouse.install(folder), _chromium(), runs)
    except Absent as reason:
        console.print(f"Lighthouse is skipped: {reason}")
        return {"absent": str(reason)}
    step = bar("Lighthouse", (len(every) + 1) * len(projects.PAGES) * runs)
    phone = {one.name: lighthouse.measure(judge, one.html, one.pages, step) for one in every}
    desk = {one.name: lighthouse.measure(judge, one.html, one.pages, step, desk=True) for one in every if one.name == "ours"}
    return {"runs": runs, "phone": phone, "desk": desk}


def _chromium() -> str:
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found:
        raise click.ClickException("no Chromium here; install it (Debian: apt-get install chromium) or name one in CHROMIUM")
    return found


def _machine() -> str:
    return f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


def _versions() -> str:
    browser = subprocess.run([_chromium(), "--version", "--no-sandbox"], capture_output=True, text=True, check=False).stdout.split()
    shown = [f"{name} {version(name)}" for name in PACKAGES]
    peers = [" ".join(package.split("==")) for package in (jupyter_book_2.PACKAGE, *material.PACKAGES)]
    return ", ".join([*shown, *peers, *[f"Chromium {word}" for word in browser if word[:1].isdigit()][:1]])


if __name__ == "__main__":
    main()
