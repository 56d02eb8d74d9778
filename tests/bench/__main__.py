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

from tests.bench import builds, growth, lighthouse, page, projects, weight
from tests.bench.projects import ROOT, Project

PARTS = ("weight", "lighthouse", "builds", "growth")
STORE, PAGE = ROOT / "docs" / "benchmark.json", ROOT / "docs" / "benchmark.md"
PAGES = {
    "start page": "index.html",
    "chapter": "book/text/part-1/section-2.html",
    "notebook": "book/evidence/trade-growth.html",
}
PACKAGES = ("jupyter-book", "sphinx", "myst-nb", "sphinx-book-theme", "plotly")
Step = Callable[[], None]
console = Console(highlight=False)


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--only", type=click.Choice(PARTS), multiple=True, help="Measure this part; may be given several times. Default: all.")
@click.option("--runs", default=5, show_default=True, help="Runs of each Lighthouse page.")
@click.option("--builds", "build_runs", default=3, show_default=True, help="Runs of each kind of build.")
def main(only: tuple[str, ...], runs: int, build_runs: int) -> None:
    """Measure this book beside a stock Jupyter Book 1 made from the same Markdown, and write docs/benchmark.md.

    Example: python -m tests.bench --only weight --only lighthouse
    """
    wanted = only or PARTS
    results: dict[str, Any] = json.loads(STORE.read_text(encoding="utf-8")) if STORE.is_file() else {}
    with tempfile.TemporaryDirectory() as name:
        for part, found in _measured(wanted, Path(name), runs, build_runs):
            results[part] = {"date": f"{datetime.now(UTC):%Y-%m-%d}", "machine": _machine(), "versions": _versions(), **found}
            STORE.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
            PAGE.write_text(page.render(results), encoding="utf-8")
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
        if "weight" in wanted:
            yield "weight", _weight(both, bar("Visiting pages", len(both)))
        if "lighthouse" in wanted:
            yield "lighthouse", _lighthouse(both, folder / "lighthouse", runs, bar)
        if "growth" in wanted:
            step = bar("Building with more chapters", len(growth.TIMES) * (1 + len(builds.CASES) * build_runs))
            yield "growth", {"runs": build_runs, "cases": growth.measure(folder / "growth", build_runs, step)}


def _build(both: list[Project], step: Step) -> None:
    for project in both:
        project.build()
        step()


def _weight(both: list[Project], step: Step) -> dict[str, Any]:
    found = {}
    for project in both:
        found[project.name] = weight.measure(project.html, PAGES, _chromium())
        step()
    return found


def _lighthouse(both: list[Project], folder: Path, runs: int, bar: Callable[[str, int], Step]) -> dict[str, Any]:
    try:
        command = lighthouse.install(folder)
    except lighthouse.Absent as reason:
        console.print(f"Lighthouse is skipped: {reason}")
        return {"absent": str(reason)}
    step = bar("Lighthouse", len(both) * len(PAGES) * runs)
    return {"runs": runs, **{one.name: lighthouse.measure(command, one.html, PAGES, _chromium(), runs, step) for one in both}}


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
    return ", ".join([*shown, *(f"Chromium {word}" for word in browser if word[:1].isdigit())][: len(PACKAGES) + 1])


if __name__ == "__main__":
    main()
