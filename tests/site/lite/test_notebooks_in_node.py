"""Every notebook of the book, run from the packs that readers get, draws the book's own charts.

Tables and words are the same to the last digit, figures to the twelfth: WebAssembly's own logarithm differs in the sixteenth.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from edition.charts.model import PLOTLY_MIME
from edition.lite.cells import Session
from tests.conftest import ROOT

NAMES = sorted(path.stem for path in (ROOT / "book" / "evidence").glob("*.md"))


@pytest.fixture(scope="session")
def executed(site: Path) -> dict[str, list[dict[str, Any]]]:
    """The cells of code of each notebook, as the book executed them."""
    found = {name: json.loads((site / "notebooks" / f"{name}.ipynb").read_text(encoding="utf-8")) for name in NAMES}
    return {name: [cell for cell in notebook["cells"] if cell["cell_type"] == "code"] for name, notebook in found.items()}


@pytest.fixture(scope="session")
def answers(run_folder: Path, core: Path, executed: dict[str, list[dict[str, Any]]], tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What each cell showed in Node."""
    node = shutil.which("node")
    if node is None:
        message = "no Node here; install it (Debian: apt-get install nodejs)"
        pytest.fail(message) if os.environ.get("EDITION_REQUIRE_LITE") else pytest.skip(message)
    cells = tmp_path_factory.mktemp("cells") / "cells.json"
    cells.write_text(json.dumps({name: ["".join(cell["source"]) for cell in cells] for name, cells in executed.items()}), encoding="utf-8")
    command = [node, str(Path(__file__).with_name("run_notebooks.mjs")), str(core), str(run_folder), str(cells)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_finds_in_the_browsers_python_what_the_book_shows(name: str, answers: Any, executed: dict[str, Any]) -> None:
    drawn = 0
    for cell, answer in zip(executed[name], answers[name], strict=True):
        assert "fault" not in answer, answer["fault"]
        outputs = [output["data"] for output in cell["outputs"] if PLOTLY_MIME in output.get("data", {})]
        assert ("chart" in answer) == bool(outputs)
        if outputs:
            chart = answer["chart"]
            assert to_twelve(chart["figure"]) == to_twelve(outputs[0][PLOTLY_MIME])
            assert f"{chart['title']}\n\n{chart['alt']}\n\n{chart['csv']}" == "".join(outputs[0]["text/plain"])
            drawn += 1
    assert drawn >= 1


@pytest.mark.parametrize("name", NAMES[:1])
def test_the_browsers_tables_are_the_ones_that_cpython_writes(name: str, answers: Any, executed: dict[str, Any]) -> None:
    session = Session()
    here = [json.loads(session.run("".join(cell["source"]), number)) for number, cell in enumerate(executed[name], start=1)]
    assert to_twelve(here) == to_twelve(answers[name])


def to_twelve(value: Any) -> Any:
    """A JSON value with its numbers to twelve digits."""
    if isinstance(value, float):
        return float(f"{value:.12g}")
    if isinstance(value, dict):
        return {key: to_twelve(item) for key, item in value.items()}
    return [to_twelve(item) for item in value] if isinstance(value, list) else value
