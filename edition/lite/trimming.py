"""Which files of the wheels are sent to a reader: what the notebooks, and edits of them, may import.

A missing file is noticed at once: the tests run every notebook of the book from the packs.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

#: Headers, stubs and sources of compiled parts. A compiled part ends in `.so`, so no rule may match `.c` within a name.
_NOT_RUN: Final = ("-linux-gnu.so", ".pyi", ".pxd", ".h", ".a", ".c", ".cpp", ".pyx", ".typed", ".ini", ".md", ".rst", ".map")
#: Tests, compilers and readers of formats; numpy and pandas import some of their test helpers (`_testing`) themselves, so these stay.
_LEFT_OUT: Final = (
    "numpy/f2py/", "numpy/distutils/", "numpy/_pyinstaller/", "numpy/_core/include/",
    "pandas/conftest.py",
    "plotly/labextension/", "plotly/express/", "plotly/figure_factory/", "plotly/matplotlylib/", "plotly/data/", "plotly/package_data/",
    "plotly/graph_objs/", "myst_parser/sphinx_ext/", "myst_parser/mdit_to_docutils/", "pybtex/charwidths/",
    "docutils/writers/", "docutils/parsers/rst/include/",
)  # fmt: skip
_OTHER_TONGUE: Final = re.compile(r"docutils/(parsers/rst/)?languages/(?!__init__|en\.)")
#: Parts of plotly that are kept; all others are left out: the traces that the charts of the edition draw with, and their style.
_TRACES: Final = ("scatter", "bar", "pie", "heatmap", "layout")
_KEPT: Final = (
    "plotly/package_data/templates/plotly.json", "plotly/graph_objs/__init__.py",
    *(f"plotly/graph_objs/{trace}/" for trace in _TRACES),
    *(f"plotly/graph_objs/_{module}.py" for module in (*_TRACES, "figure", "frame", "deprecations")),
)  # fmt: skip


def is_sent(name: str) -> bool:
    """Return whether a file of a wheel is sent to the reader, by its path in the wheel."""
    folder = name.partition("/")[0]
    if folder.endswith(".data") or name.endswith("/"):
        return False
    if folder.endswith(".dist-info"):
        return name.endswith(("/METADATA", "/entry_points.txt"))  # pybtex finds its parsers by entry points
    if name.startswith(_KEPT):
        return True
    return not (name.startswith(_LEFT_OUT) or _OTHER_TONGUE.match(name) or "/tests/" in name or name.endswith(_NOT_RUN))


def is_licence(name: str) -> bool:
    """Return whether a file of a wheel is a licence of the package or of a part of it."""
    folder, _, rest = name.partition("/")
    return folder.endswith(".dist-info") and not name.endswith("/") and any(word in rest.lower() for word in ("licen", "copying"))


def sent_files(wheels: Iterable[Path]) -> dict[str, bytes]:
    """Return the files that are sent, by their path below the reader's site-packages."""
    files: dict[str, bytes] = {}
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as packed:
            files |= {name: packed.read(name) for name in packed.namelist() if is_sent(name)}
    return files


def licences(wheels: Iterable[Path]) -> dict[str, str]:
    """Return the licence texts of each wheel, by the name of its package with its version."""
    found: dict[str, str] = {}
    for wheel in wheels:
        package = " ".join(wheel.name.split("-")[:2])
        with zipfile.ZipFile(wheel) as packed:
            texts = [packed.read(name).decode("utf-8") for name in sorted(packed.namelist()) if is_licence(name)]
        found[package] = "\n\n".join(text.strip() for text in texts)
    return found
