"""The packs hold what was meant, byte for byte, and only that; their licences go with them."""

from __future__ import annotations

import base64
import gzip
import io
import json
import re
import tomllib
import zipfile
from pathlib import Path

import pytest

from edition.charts.model import MIME
from edition.cli.lite import CACHE
from edition.lite import downloads, packs, project_files, trimming
from edition.lite.cells import Session
from tests.conftest import ROOT
from tests.project.test_requirements import _pins


def test_the_wheel_of_numpy_in_the_repository_is_the_one_that_pyodide_locked() -> None:
    """The hash was read from pyodide-lock.json of npm's pyodide@0.27.7; `make lite` compares with that file itself."""
    assert downloads.PYODIDE == "0.27.7"
    found = downloads.sha256(downloads.numpy_wheel(ROOT))
    assert found == "ebb61241d962b98b21597d7ce43b67668a6d5bab3acec4fbe958657320d7cd08"


def test_the_lock_itself_names_that_hash() -> None:
    lock = ROOT / CACHE / f"pyodide-{downloads.PYODIDE}" / downloads.LOCK
    if not lock.is_file():
        pytest.skip("Pyodide was not downloaded; run: make lite")
    wheel = downloads.numpy_wheel(ROOT)
    assert downloads.locked(lock, wheel.name) == downloads.sha256(wheel)
    assert downloads.locked(lock, "numpy-9.9.9.whl") == ""
    assert json.loads(lock.read_text(encoding="utf-8"))["info"]["python"] == downloads.PYTHON


def test_a_changed_wheel_and_a_missing_one_are_refused(tmp_path: Path) -> None:
    with pytest.raises(downloads.DownloadError, match="holds 0"):
        downloads.numpy_wheel(tmp_path)
    (tmp_path / "vendor").mkdir()
    (tmp_path / "vendor" / "numpy-2.0.2-x.whl").write_bytes(b"")
    assert downloads.numpy_wheel(tmp_path).name == "numpy-2.0.2-x.whl"
    archive = tmp_path / f"pyodide-{downloads.PYODIDE}.tgz"
    archive.write_bytes(b"not npm's")
    with pytest.raises(downloads.DownloadError, match="not the file expected"):
        downloads.download(ROOT, tmp_path)
    assert not archive.exists()


def test_the_browsers_packages_are_the_books_but_for_numpy() -> None:
    text = (ROOT / downloads.REQUIREMENTS).read_text(encoding="utf-8")
    pins = dict(re.findall(r"^([a-z0-9-]+)==(\S+) --hash=sha256:[0-9a-f]{64}$", text, re.MULTILINE))
    book = _pins("requirements.txt")
    assert len(pins) == len(text.splitlines()) and {name: book[name] for name in pins} == pins
    plotly = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]["notebooks"]
    assert f"plotly=={pins['plotly']}" in plotly


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("numpy/_core/_multiarray_tests.cpython-312-wasm32-emscripten.so", True),
        ("pandas/_testing/__init__.py", True),
        ("pandas/tests/test_x.py", False),
        ("pybtex-0.26.1.dist-info/entry_points.txt", True),
        ("latexcodec/table.txt", True),
        ("plotly/graph_objs/scatter/_line.py", True),
        ("plotly/graph_objs/_scatter.py", True),
        ("plotly/graph_objs/sankey/_line.py", False),
        ("plotly/package_data/plotly.min.js", False),
        ("plotly-7.1.0.data/data/share/x.js", False),
        ("yaml/_yaml.cpython-312-x86_64-linux-gnu.so", False),
        ("docutils/languages/en.py", True),
        ("docutils/parsers/rst/languages/de.py", False),
        ("numpy/_core/include/numpy/arrayobject.h", False),
    ],
)
def test_what_is_sent_of_a_wheel(name: str, sent: bool) -> None:
    assert trimming.is_sent(name) is sent


def test_a_pack_is_a_script_that_gives_its_files_back_the_same_at_every_build() -> None:
    files = {"a.txt": b"word " * 1000, "b.bin": bytes(range(256))}
    made = packs.pack("name", files)
    assert made == packs.pack("name", dict(reversed(files.items())))
    assert re.fullmatch(r"name-[0-9a-f]{10}\.js", made.file) and made.sent < len(made.text)
    held = json.loads(made.text.partition('["name"] = ')[2].rstrip(";\n"))
    assert base64.b64decode(held["b.bin"]) == files["b.bin"]
    assert gzip.decompress(base64.b64decode(held["a.txt"])) == files["a.txt"]
    with zipfile.ZipFile(io.BytesIO(packs.archive(files))) as packed:
        assert {name: packed.read(name) for name in packed.namelist()} == files


def test_every_part_ships_its_licence(run_folder: Path) -> None:
    terms = (run_folder / packs.LICENCES).read_text(encoding="utf-8")
    parts = [line.split("==")[0].replace("-", "_") for line in (ROOT / downloads.REQUIREMENTS).read_text(encoding="utf-8").splitlines()]
    for part in (*parts, "numpy"):
        assert re.search(rf"^=+\n{part} \d[\d.]*\n=+\n\n.{{200}}", terms, re.MULTILINE | re.DOTALL), part
    assert "Mozilla Public License Version 2.0" in terms and "PYTHON SOFTWARE FOUNDATION LICENSE" in terms
    assert f"pyodide/tree/{downloads.PYODIDE}" in terms and f"cpython/tree/v{downloads.PYTHON}" in terms


def test_the_project_sends_no_room_that_makes_the_book_and_all_that_a_notebook_reads() -> None:
    found = project_files.needed(ROOT)
    assert {"edition/lite/cells.py", "data/datapackage.json", "book/references.bib", "book/text/part-1/section-1.md"} <= set(found)
    assert not [name for name in found if re.match(r"edition/(sphinx|cli|export|paper|own_copy)/", name) or "__pycache__" in name]
    assert "edition/lite/downloads.py" not in found


def test_a_session_tells_what_a_cell_printed_showed_and_raised() -> None:
    session = Session()
    assert json.loads(session.run("a = 2\nprint('x')", 1)) == {"printed": "x\n"}
    assert json.loads(session.run("a + 1", 2)) == {"printed": "", "text": "3"}
    fault = json.loads(session.run("def f():\n    raise SystemExit('no')\nf()", 3))["fault"]
    steps = ['  File "cell 3", line 3, in <module>', "    f()", '  File "cell 3", line 2, in f', "    raise SystemExit('no')"]
    assert [line for line in fault.splitlines() if line.strip(" ~^")] == [*steps, "SystemExit: no"]  # newer Pythons underline the place
    assert "SyntaxError" in json.loads(session.run("1 +", 4))["fault"]
    table = json.loads(session.run("import pandas as pd\npd.DataFrame({'a': range(50)})", 5))
    assert table["rows"] == 50 and table["table"].count("<tr>") < 25
    assert MIME not in json.dumps(table)
