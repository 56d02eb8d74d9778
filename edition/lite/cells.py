"""Run a notebook's cells one by one and return what each displayed, as JSON: the Python side of a notebook in a browser.

The worker in the page (`worker.js`) calls it; the tests call it in CPython too and compare.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
import linecache
import traceback
from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from edition.charts.html import Cited, data_table
from edition.charts.model import Chart

#: Maximum number of displayed rows of a data frame.
ROWS: Final = 20


class Session:
    """The namespace of the cells run so far."""

    def __init__(self) -> None:
        self._names: dict[str, Any] = {"__name__": "__main__"}

    def run(self, source: str, number: int, cited: str = "{}") -> str:
        """Run one cell and return JSON: `printed`, and `chart`, `table`, `text` or `fault` if there is one.

        `number` names the cell in a traceback; `cited` is a JSON object of label and address by the key of a source.
        """
        name = f"cell {number}"
        linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
        printed = io.StringIO()
        shown: dict[str, Any] = {}
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
            try:
                value = self._value(source, name)
                shown = {} if value is None else _shown(value, {key: Cited(*pair) for key, pair in json.loads(cited).items()})
            except BaseException as fault:  # any exception of the reader's code, also SystemExit, is reported and leaves the session alive
                shown = {"fault": _format_fault(fault)}
        return json.dumps({"printed": printed.getvalue(), **shown}, ensure_ascii=False, allow_nan=False)

    def _value(self, source: str, name: str) -> Any:
        """Run the cell; return the value of its last line if that is an expression."""
        tree = ast.parse(source, name)
        end = tree.body[-1] if tree.body else None
        last = None
        if isinstance(end, ast.Expr):
            tree.body.pop()
            last = ast.Expression(end.value)
        exec(compile(tree, name, "exec"), self._names)
        return eval(compile(last, name, "eval"), self._names) if last else None


def _shown(value: Any, cited: Mapping[str, Cited]) -> dict[str, Any]:
    if isinstance(value, Chart):
        return {"chart": _chart(value, cited)}
    if isinstance(value, pd.Series):
        value = value.to_frame()
    if isinstance(value, pd.DataFrame):
        return {"table": value.to_html(border=0, max_rows=ROWS), "rows": len(value)}
    return {"text": repr(value)}


def _chart(chart: Chart, cited: Mapping[str, Cited]) -> dict[str, Any]:
    columns = [{"name": name, "label": item.label, "unit": item.unit, "digits": item.digits} for name, item in chart.columns.items()]
    table = data_table({"title": chart.title, "columns": columns, "rows": chart.rows}, cited)
    words = {"name": chart.name, "title": chart.title, "subtitle": chart.subtitle, "alt": chart.alt}
    return {**words, "figure": chart.figure, "csv": chart.csv, "table": table}


def _format_fault(fault: BaseException) -> str:
    """Return a traceback of the reader's own lines, or of the last line if the fault is in none of them."""
    steps = traceback.extract_tb(fault.__traceback__)
    own_steps = [step for step in steps if step.filename.startswith("cell ")] or steps[-1:]
    return "".join([*traceback.format_list(own_steps), *traceback.format_exception_only(fault)])
