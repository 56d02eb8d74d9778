"""The packs of the built site, where `make lite` has made them."""

from __future__ import annotations

import os
import tarfile
from pathlib import Path

import pytest

from edition.cli.lite import CACHE
from edition.lite import downloads, packs
from tests.conftest import ROOT


@pytest.fixture(scope="session")
def run_folder(site: Path) -> Path:
    """The folder of the packs; the test is skipped without them, or fails where EDITION_REQUIRE_LITE is set."""
    folder = site / packs.FOLDER
    if not (folder / "run.js").is_file():
        missing = "notebooks cannot run in the browser yet; run: make lite"
        if os.environ.get("EDITION_REQUIRE_LITE"):
            pytest.fail(missing)
        pytest.skip(missing)
    return folder


@pytest.fixture(scope="session")
def core(run_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The npm package of Pyodide, unpacked."""
    folder = tmp_path_factory.mktemp("pyodide")
    with tarfile.open(ROOT / CACHE / f"pyodide-{downloads.PYODIDE}.tgz") as archive:
        archive.extractall(folder, filter="data")
    return folder / "package"
