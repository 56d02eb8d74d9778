"""The reports that a failed notebook leaves behind, and the error message made from them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sphinx.application import Sphinx

REPORTS: Final = "reports"
_FAILED: Final = re.compile(r"(?P<place>\S+): Executing notebook failed: .*")
_FAULT: Final = re.compile(r"^\w[\w.]*(?:Error|Exception|Warning|Interrupt)?: .+$", re.MULTILINE)
_TERMINAL: Final = re.compile(r"\x1b\[[\d;]*m")


def explained(warned: Iterable[str], app: Sphinx) -> Iterator[str]:
    """Reword warnings for authors: show a failed notebook by the last line of its traceback."""
    reports = _reports(app)
    for line in warned:
        if line.startswith("Notebook exception traceback saved in"):
            continue
        failed = _FAILED.match(line)
        if not failed:
            yield line
            continue
        path = failed["place"].partition(":")[0]
        fault = reports.get(Path(path).with_suffix("").as_posix(), "a cell raised an exception")
        yield f"{path}: the notebook failed: {fault}; run it in JupyterLab to see the cell"


def _reports(app: Sphinx) -> dict[str, str]:
    """Return the last line of each report by the name of its document."""
    folder = Path(app.outdir) / REPORTS
    found = {}
    for report in sorted(folder.rglob("*.err.log")) if folder.is_dir() else ():
        faults = _FAULT.findall(_TERMINAL.sub("", report.read_text(encoding="utf-8", errors="replace")))
        found[report.relative_to(folder).as_posix().removesuffix(".err.log")] = faults[-1] if faults else "a cell raised an exception"
    return found


def clear_reports(app: Sphinx) -> None:
    """Delete the reports of failed notebooks: they name folders of the machine and are no part of a book."""
    shutil.rmtree(Path(app.outdir) / REPORTS, ignore_errors=True)
