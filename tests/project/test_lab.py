"""The text notebooks open in JupyterLab as notebooks: with jupytext, and with the setting that `make lab` hands over."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jupytext
import pytest
from jupyter_server.services.contents.largefilemanager import LargeFileManager
from jupytext.sync_contentsmanager import build_sync_jupytext_contents_manager_class

from tests.conftest import ROOT

NOTEBOOKS = sorted((ROOT / "book" / "evidence").glob("*.md"))
SETTINGS = ROOT / ".jupyter" / "labconfig" / "default_setting_overrides.json"
_CELL = re.compile(r"^```\{code-cell\}.*?^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_server_of_jupyterlab_hands_out_a_notebook_with_every_cell_of_code(path: Path) -> None:
    manager = build_sync_jupytext_contents_manager_class(LargeFileManager)(root_dir=str(ROOT))
    model = manager.get(path.relative_to(ROOT).as_posix(), type="notebook")
    code = [cell for cell in model["content"]["cells"] if cell["cell_type"] == "code"]
    assert model["type"] == "notebook" and len(code) == len(_CELL.findall(path.read_text(encoding="utf-8")))
    assert model["content"]["metadata"]["kernelspec"]["name"] == "python3"
    for cell in code:
        compile(cell["source"], path.name, "exec")


def test_the_setting_names_the_viewer_that_jupytext_brings() -> None:
    setting = json.loads(SETTINGS.read_text(encoding="utf-8"))["@jupyterlab/docmanager-extension:plugin"]["defaultViewers"]
    extension = Path(jupytext.__file__).parents[1] / "jupyterlab_jupytext"
    words = "".join(file.read_text(encoding="utf-8", errors="replace") for file in extension.rglob("*.js"))
    assert setting == {"markdown": "Jupytext Notebook"} and "Jupytext Notebook" in words
    assert "JUPYTER_CONFIG_PATH=$(CURDIR)/.jupyter" in (ROOT / "Makefile").read_text(encoding="utf-8")
