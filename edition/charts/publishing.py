"""The one way to publish a chart in the book, with the checks that keep picture and table consistent."""

from __future__ import annotations

import json
import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from edition.charts.model import NAME_PATTERN, Cell, Chart, ChartError, Column
from edition.charts.values import plain_values
from edition.texts import typographic

#: ``meta`` of a trace that draws no data: a rule, a label, a connector between two points.
DECOR: Final = "decor"
_DATE: Final = re.compile(r"\d{4}-\d{2}(-\d{2})?")
#: How pandas writes a missing value into words.
_ABSENT: Final = re.compile(r"\b(nan|NaN|NaT)\b")


def publish(
    figure: go.Figure,
    *,
    name: str,
    title: str,
    table: pd.DataFrame,
    source: Sequence[str],
    caveat: str,
    alt: str,
    columns: Mapping[str, Column],
    subtitle: str = "",
) -> Chart:
    """Return the chart; raise ChartError when a mandatory part is missing or picture and table disagree.

    The title states the point, with its numbers inserted; the subtitle says what is drawn, of whom, in what unit.
    """
    if not NAME_PATTERN.fullmatch(name):
        raise ChartError(f"chart name {name!r}: use lower-case letters, digits and single hyphens")
    for label, text in (("title", title), ("alt text", alt), ("caveat", caveat)):
        if not text.strip():
            raise ChartError(f"chart {name!r} has no {label}")
        if _ABSENT.search(text):
            raise ChartError(f"chart {name!r}: its {label} says 'nan' of a value that is not known; say so in words")
    if isinstance(source, str) or not (source or "source" in columns):  # rows may name their own
        raise ChartError(f"chart {name!r}: source must be a sequence of at least one citation key")
    if missing := [key for key in columns if key not in table.columns]:
        raise ChartError(f"chart {name!r}: its table has no column {', '.join(missing)}")
    rows = [[plain_cell(value) for value in row] for row in table[list(columns)].itertuples(index=False, name=None)]
    spec: dict[str, Any] = json.loads(figure.to_json())
    if stray := _undocumented(spec, rows):
        raise ChartError(f"chart {name!r} draws {', '.join(stray[:5])}, which its table does not hold")
    heads = {key: replace(column, label=typographic(column.label)) for key, column in columns.items()}
    words = typographic(title), typographic(" ".join(alt.split()))
    return Chart(name, words[0], tuple(source), caveat, words[1], heads, rows, _with_typography(spec), typographic(subtitle))


def drawn_values(spec: Mapping[str, Any]) -> list[float | str]:
    """Return every number and ISO date that the figure's traces draw, without decor."""
    values: list[float | str] = []
    for trace in spec.get("data", []):
        if trace.get("meta") == DECOR:
            continue
        for axis in ("x", "y", "base"):
            for value in plain_values(trace.get(axis)):
                if isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value):
                    values.append(float(value))
                elif isinstance(value, str) and _DATE.fullmatch(value):
                    values.append(value)
    return values


def _with_typography(value: Any) -> Any:
    """Return a figure with typographic apostrophes in all its texts, so that labels still match row keys."""
    if isinstance(value, str):
        return typographic(value)
    if isinstance(value, list):
        return [_with_typography(item) for item in value]
    return {key: _with_typography(item) for key, item in value.items()} if isinstance(value, dict) else value


def _undocumented(spec: Mapping[str, Any], rows: Iterable[Iterable[Cell]]) -> list[str]:
    """Return the drawn values that are missing from the table."""
    cells = [cell for row in rows for cell in row]
    texts = {cell for cell in cells if isinstance(cell, str)}
    numbers = sorted(float(cell) for cell in cells if isinstance(cell, (int, float)))
    return [str(value) for value in drawn_values(spec) if not (value in texts if isinstance(value, str) else _is_close(value, numbers))]


def _is_close(value: float, numbers: Sequence[float]) -> bool:
    place = bisect_left(numbers, value)
    return any(math.isclose(value, other, rel_tol=1e-9, abs_tol=1e-12) for other in numbers[max(place - 1, 0) : place + 2])


def plain_cell(value: Any) -> Cell:
    """Return a data-frame cell as a plain value; every kind of missing value becomes None."""
    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, (str, int, float)):
        return value
    if hasattr(value, "isoformat"):
        return str(value.isoformat())[:10]
    if hasattr(value, "item"):
        return plain_cell(value.item())
    return str(value)
