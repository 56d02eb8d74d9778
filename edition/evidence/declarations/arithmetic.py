"""Counts of how much of the meetings' declarations was seen, and on what basis."""

from typing import Final

import pandas as pd

#: The years of which every clause has a cell, and the mark of a cell without words.
GRID: Final = "2015 to 2026"
NOT_SEEN: Final = "not seen"


def grid(declarations: pd.DataFrame) -> pd.DataFrame:
    """Return the cells of the full grid: every meeting of its years with every clause."""
    return declarations[declarations["period"] == GRID]


def seen(declarations: pd.DataFrame) -> pd.DataFrame:
    """Return the cells that have words."""
    return declarations[declarations["basis"] != NOT_SEEN]


def seen_by_clause(declarations: pd.DataFrame) -> dict[str, int]:
    """Return, for each clause, the number of meetings in the grid for which words were seen."""
    cells = grid(declarations)
    return {str(clause): len(seen(rows)) for clause, rows in cells.groupby("clause", sort=False)}
