"""The README of the data folder is the descriptor's, and its example works as it stands."""

from __future__ import annotations

import re

import pandas as pd

from edition.tables import package, readme
from tests.conftest import ROOT


def test_it_is_made_from_the_descriptor_as_it_is_now() -> None:
    assert (ROOT / "data" / readme.NAME).read_text(encoding="utf-8") == readme.text(), "stale: edition data readme"
    listed = re.findall(r"^\| \[([\w.-]+)\]", readme.text(), re.MULTILINE)
    assert len(listed) >= 20 and set(listed) <= {path.name for path in (ROOT / "data").glob("*.csv")}
    assert all(" nan" not in line and "| 0 |" not in line for line in readme.text().splitlines())
    assert len(listed) == len([name for name in package.names() if not package.table(name).get("refreshed")])


def test_the_example_runs_and_shows_something() -> None:
    example = re.search(r"```python\n(.+?)```", readme.text(), re.DOTALL)
    assert example is not None and len(example[1].splitlines()) == 3
    lines = example[1].splitlines()
    names = {"SITE": f"{ROOT.as_uri()}/"}
    exec("\n".join(lines[:2]), names)
    shown = eval(lines[2], names)
    assert isinstance(shown, pd.DataFrame) and len(shown) >= 2 and shown.notna().any(axis=None)
