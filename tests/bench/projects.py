"""The folders that are built: a copy of this book, and the same Markdown as a stock Jupyter Book 1 with its own theme."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from tests.bench import notebooks
from tests.bench.notebooks import ROOT

BIN = ROOT / ".venv" / "bin"
CARRIED = ("book", "data", "_toc.yml")
OURS = ("_config.yml", "edition", "requirements.txt", "pyproject.toml", "CITATION.cff", "LICENSE")


#: The pages that are measured: where they lie in a Jupyter Book 1.
PAGES = {
    "start page": "index.html",
    "chapter": "book/text/part-1/section-2.html",
    "notebook": "book/evidence/trade-growth.html",
}


@dataclass(frozen=True)
class Project:
    """A folder to build, the command that builds it, what it wants in the environment, and where its pages lie."""

    name: str
    root: Path
    command: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=lambda: PAGES)

    @property
    def html(self) -> Path:
        """The built pages."""
        return self.root / "_build" / "html"

    def clean(self) -> None:
        """Remove everything earlier builds have left, the notebooks' outputs too."""
        shutil.rmtree(self.root / "_build", ignore_errors=True)

    def build(self) -> Cost:
        """Build and return what it cost; raises RuntimeError with the last lines printed when it fails."""
        environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONDONTWRITEBYTECODE", "EDITION_BASE_TEXT")}
        return measured(self.command, self.root, environment | self.environment)


@dataclass(frozen=True)
class Cost:
    """Seconds by the clock, and seconds of work by all processors, children included."""

    clock: float
    work: float


def measured(command: tuple[str, ...], folder: Path, environment: dict[str, str]) -> Cost:
    """Run a command to its end and return what it cost."""
    import resource
    import time

    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    clock, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} failed in {folder}:\n{(done.stdout + done.stderr)[-3000:]}")
    return Cost(clock, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def ours(folder: Path) -> Project:
    """This book, copied, so that building it leaves the working copy alone; built as `make book` builds it."""
    carry(folder, (*CARRIED, *OURS))
    return Project("ours", folder, (str(BIN / "edition"), "book"))


def stock(folder: Path) -> Project:
    """The same Markdown under sphinx-book-theme, our directives as admonitions, plotly's own renderer."""
    carry_content(folder)
    (folder / "_config.yml").write_text(yaml.safe_dump(stock_settings(), sort_keys=False, allow_unicode=True), encoding="utf-8")
    notebooks.with_plain_figures(folder)
    environment = {"PLOTLY_RENDERER": "notebook", "PYTHONPATH": str(ROOT)}
    return Project("stock", folder, (str(BIN / "jupyter-book"), "build", str(folder), "-n"), environment)


def stock_settings() -> dict[str, object]:
    """Our settings that mean something to any Jupyter Book: title, execution, bibliography, Markdown."""
    config = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
    kept = ("language", "bibtex_bibfiles", "myst_enable_extensions", "exclude_patterns")
    settings = {key: config["sphinx"]["config"][key] for key in kept}
    return {
        **{key: config[key] for key in ("title", "author", "only_build_toc_files", "execute")},
        "sphinx": {
            "extra_extensions": ["sphinxcontrib.bibtex", "tests.bench.stock_extension"],
            "config": {**settings, "bibtex_reference_style": "author_year"},
        },
    }


def carry_content(folder: Path) -> None:
    """Copy what any peer can read: the Markdown, the bibliography and the tables, without this site's style."""
    carry(folder, CARRIED)
    for unused in ("_static", "_templates", "_paper"):
        shutil.rmtree(folder / "book" / unused, ignore_errors=True)


def carry(folder: Path, names: Iterable[str]) -> None:
    """Copy files and folders of this repository."""
    folder.mkdir(parents=True)
    for name in names:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder)
