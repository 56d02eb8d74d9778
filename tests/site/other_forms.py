"""How the tests build the book's other forms: from what the site's build has read, in a folder of their own."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Final

import pytest

from tests import apart
from tests.conftest import ROOT

#: The width of the text on A4 (156 mm) in CSS pixels.
PAPER: Final = 590
#: Of each box that may scroll: whether it does, and by how many pixels what it holds is wider.
BOXES: Final = """boxes => boxes.map((box) => [getComputedStyle(box).overflowY,
  Math.max(...Array.from(box.children, (one) => one.offsetWidth - box.offsetWidth))])"""


def need(found: object, missing: str) -> None:
    """Skip a test whose tool is missing, or fail it where the tools are promised."""
    if not found:
        if os.environ.get("EDITION_REQUIRE_BROWSER"):
            pytest.fail(missing)
        pytest.skip(missing)


def reading(site: Path, folder: Path) -> Path:
    """A build folder with what the site's build has read and executed."""
    for name in (".doctrees", ".jupyter_cache", "jupyter_execute"):
        shutil.copytree(site.parent / name, folder / "_build" / name)
    return folder


def build(out: Path, *builder: str) -> None:
    """Build with another builder; a warning is an error."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("EDITION_BASE_TEXT", raising=False)
        done = apart.run("jupyter-book", "build", str(ROOT), "--path-output", str(out), "-n", "-W", *builder)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
