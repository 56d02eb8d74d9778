"""The notebooks of book/evidence/ for peers: without this edition's charts, and run beforehand where a peer shows only what was run."""

from __future__ import annotations

import os
import re
from pathlib import Path

import nbformat
from myst_nb.core.read import read_myst_markdown_notebook
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[2]
TIMEOUT = 300  # seconds a cell may take
_PUBLISH = re.compile(r"\bcharts\.publish\(")
_FIRST_CELL = re.compile(r"(```\{code-cell\} python\n(?::.*\n)*\n?)")


def with_plain_figures(project: Path) -> None:
    """Let every notebook of a project show the bare plotly figure."""
    for path in (project / "book" / "evidence").glob("*.md"):
        text = _FIRST_CELL.sub(r"\1from tests.bench import stock_charts\n", path.read_text(encoding="utf-8"), count=1)
        path.write_text(_PUBLISH.sub("stock_charts.publish(", text), encoding="utf-8")


def run(project: Path, renderer: str) -> None:
    """Replace the notebooks of a project by `.ipynb` files with their outputs, figures as a renderer of plotly's gives them."""
    environment = os.environ | {"PLOTLY_RENDERER": renderer, "PYTHONPATH": str(ROOT)}
    for path in sorted((project / "book" / "evidence").glob("*.md")):
        notebook = read_myst_markdown_notebook(path.read_text(encoding="utf-8"), path=path)
        client = NotebookClient(notebook, timeout=TIMEOUT, kernel_name="python3", resources={"metadata": {"path": str(project)}})
        client.execute(env=environment)
        nbformat.write(notebook, path.with_suffix(".ipynb"))
        path.unlink()
