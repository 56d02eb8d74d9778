"""A table shown as a table, where a picture would not be easier to read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from edition.charts.model import Cell, Column
from edition.charts.publishing import plain_cell


@dataclass(frozen=True)
class PlainTable:
    """Rows under headings, shown in a notebook as Markdown, from which the book makes one of its own tables."""

    columns: Mapping[str, Column]
    rows: tuple[tuple[Cell, ...], ...]

    def _repr_markdown_(self) -> str:
        heads = [column.heading for column in self.columns.values()]
        lines = [heads, ["---" if place == 0 else "---:" if self._numeric(place) else "---" for place in range(len(heads))]]
        lines += [[column.show(cell) for cell, column in zip(row, self.columns.values(), strict=True)] for row in self.rows]
        return "\n".join(f"| {' | '.join(line)} |" for line in lines)

    def _numeric(self, place: int) -> bool:
        return any(isinstance(row[place], (int, float)) for row in self.rows)


def plain_table(table: pd.DataFrame, columns: Mapping[str, Column]) -> PlainTable:
    """Return some columns of a table under their headings; a missing value is marked as such."""
    rows = table[list(columns)].itertuples(index=False, name=None)
    return PlainTable(columns, tuple(tuple(plain_cell(value) for value in row) for row in rows))
