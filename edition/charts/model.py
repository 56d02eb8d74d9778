"""A published chart: its mandatory parts, and the formats in which it leaves a notebook."""

from __future__ import annotations

import base64
import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

from edition.texts import typographic

if TYPE_CHECKING:
    from edition.charts.static.pictures import Pictures


MIME: Final = "application/vnd.edition.chart+json"
PLOTLY_MIME: Final = "application/vnd.plotly.v1+json"
NAME_PATTERN: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
NO_DATA: Final = "no data"


#: A cell of the table: a number, a text, a boolean, or None for a missing value.
Cell = float | int | str | None


class ChartError(ValueError):
    """A chart that may not be published, with the reason."""


@dataclass(frozen=True)
class Column:
    """One column of a chart's table: its heading, its unit, and the decimals shown (all when None)."""

    label: str
    unit: str = ""
    digits: int | None = None

    @property
    def heading(self) -> str:
        """The heading with its unit."""
        return f"{self.label} ({self.unit})" if self.unit else self.label

    def show(self, value: Cell) -> str:
        """Format a cell for readers; a missing value is marked as such."""
        if value is None:
            return NO_DATA
        if isinstance(value, str):
            return typographic(value)
        if self.digits is None:
            return format(value, ".10g")
        return format(value, f",.{self.digits}f")


@dataclass(frozen=True)
class Chart:
    """A figure with its mandatory companions."""

    name: str
    title: str
    source: tuple[str, ...]
    caveat: str
    alt: str
    columns: Mapping[str, Column]
    rows: Sequence[Sequence[Cell]]
    figure: Mapping[str, Any]
    subtitle: str = ""

    @cached_property
    def pictures(self) -> Pictures:
        """The static pictures, one for each width."""
        from edition.charts.static.pictures import draw_pictures

        return draw_pictures(self.figure, self.name)

    @cached_property
    def csv(self) -> str:
        """The table as CSV: column names, then raw values, empty for missing ones."""
        return to_csv(list(self.columns), self.rows)

    def payload(self) -> dict[str, Any]:
        """Return everything the Sphinx room needs, as plain JSON values."""
        return {
            "name": self.name,
            "title": self.title,
            "subtitle": self.subtitle,
            "source": list(self.source),
            "caveat": self.caveat,
            "alt": self.alt,
            "columns": [
                {"name": name, "label": column.label, "unit": column.unit, "digits": column.digits} for name, column in self.columns.items()
            ],
            "rows": [list(row) for row in self.rows],
            "figure": self.figure,
            "pictures": {
                "wide": self.pictures.wide,
                "column": self.pictures.column,
                "narrow": self.pictures.narrow,
                "png": base64.b64encode(self.pictures.png).decode("ascii"),
            },
        }

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        shown = {PLOTLY_MIME: dict(self.figure), "text/plain": f"{self.title}\n\n{self.alt}\n\n{self.csv}"}
        if find_spec("matplotlib") is None:  # a reader's environment, where no picture is drawn and no page of the book is built
            return shown
        return {MIME: self.payload(), **shown, "image/png": base64.b64encode(self.pictures.png).decode("ascii")}


def to_csv(names: Sequence[str], rows: Sequence[Sequence[Cell]]) -> str:
    """Return a table as CSV with Unix line ends; None becomes an empty cell."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow(["" if cell is None else _raw(cell) for cell in row])
    return buffer.getvalue()


def script_json(value: object) -> str:
    """Return JSON that is safe inside a script element; deterministic."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _raw(cell: float | int | str) -> str:
    return cell if isinstance(cell, str) else format(cell, ".10g")
