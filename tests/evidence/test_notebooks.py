"""Every notebook runs from its text, as the book and a reader run it, and publishes what it promises."""

from __future__ import annotations

import re
import time
from pathlib import Path

import nbformat
import pytest
from myst_nb.core.read import read_myst_markdown_notebook
from myst_parser.config.main import MdParserConfig
from nbclient import NotebookClient

from edition.charts.model import MIME
from edition.evidence import results

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "book" / "evidence").glob("*.md"))


def read(path: Path) -> nbformat.NotebookNode:
    """The notebook as MyST-NB reads it for the build."""
    config = MdParserConfig(enable_extensions={"colon_fence"})
    notebook: nbformat.NotebookNode = read_myst_markdown_notebook(path.read_text(encoding="utf-8"), config)
    return notebook


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_and_publishes_its_charts(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    notebook = read(path)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert 2 <= len(code) < 15
    start = time.perf_counter()
    NotebookClient(notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(path.parent)}}).execute()
    with capsys.disabled():
        print(f"\n{path.stem}: {len(code)} cells in {time.perf_counter() - start:.1f} s, kernel included")
    published = [out["data"][MIME]["name"] for cell in code for out in cell.outputs if MIME in out.get("data", {})]
    assert published
    assert len(set(published)) == len(published)
    assert not [out for cell in code for out in cell.outputs if out.output_type == "stream"], "a notebook prints nothing"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_opens_with_question_and_answer_and_names_known_results(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    prose = re.sub(r"```\{code-cell\}.*?```", "", text, flags=re.DOTALL)
    opening = [block for block in prose.split("\n\n") if block.strip() and not block.startswith(("---", "(evidence", "#"))]
    assert opening[0].startswith("**The question.**")
    assert opening[1].startswith("**The answer.**")
    assert set(re.findall(r"\{result\}`([^`]+)`", prose)) <= set(results.names())
    assert set(re.findall(r"say\('([^']+)'\)", text)) <= set(results.names())


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_sentence_opens_with_a_figure(path: Path) -> None:
    """A figure after a full stop runs together with one before it: "Armenia in 5. 5 of the 6 members"."""
    prose = re.sub(r"```\{code-cell\}.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert re.findall(r"(?:^|[.?!][*”)]*(?:\[\^[^\]]+\])? )\{result\}`[^`]+`", prose, flags=re.MULTILINE) == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_footnotes_have_words_for_labels_and_each_is_used(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    defined = re.findall(r"^\[\^([^\]]+)\]:", text, flags=re.MULTILINE)
    used = set(re.findall(r"\[\^([^\]]+)\](?!:)", text))
    assert set(defined) == used
    assert all(re.search("[a-z]", label) for label in defined)
