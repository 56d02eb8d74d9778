"""Two checkers of tagged PDFs: pdfua, for what of PDF/UA-1 a machine can judge, and outloud, for what a voice would say.

veraPDF comes from no package registry. Neither checker replaces a person with a screen reader, and the file does not claim PDF/UA.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

#: The findings that may remain, each with its reason.
REMAINING: Final = {
    "pdfua": {
        "UA-28-004": "no claim of PDF/UA: nobody has read the file by ear from beginning to end",
    },
    "outloud": {
        "DOC-012": "no claim of PDF/UA, as above",
        "TXT-004": "one Hindi title: the browser's subset of a Devanagari face maps three joined letters to no character",
        "TXT-006": "the same three letters",
        "FIG-012": "alternative texts of charts that begin with their kind and go on in numbers: they are read out in full",
        "PAG-001": "words that recur by nature, such as the heads of repeated tables and the dates of notes, and are no running heads",
    },
}


def _run(*command: str | Path) -> str:
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False, timeout=900).stdout


def found_by(checker: str, pdf: Path) -> dict[str, str]:
    """Return what a checker finds in a file: the first message of each of its rules."""
    tool = Path(sys.executable).with_name(checker)
    found: list[dict[str, Any]]
    if checker == "pdfua":
        found = json.loads(_run(tool, "check", "--format", "json", pdf))["findings"]
        return {one["rule_id"]: one["message"] for one in reversed(found)}
    (result,) = json.loads(_run(tool, "--json", "-", "--quiet", pdf))["results"]
    return {one["rule"]: one["message"] for one in reversed(result["findings"])}
