"""How much of what the meetings declared was seen, and on what it rests."""

from typing import Final

import pandas as pd

#: The years of which every clause has a cell, and a cell without words.
GRID: Final = "2015 to 2026"
NOT_SEEN: Final = "not seen"


def grid(declarations: pd.DataFrame) -> pd.DataFrame:
    """Return the cells of the full grid: each meeting of its years, each clause."""
    return declarations[declarations["period"] == GRID]


def seen(declarations: pd.DataFrame) -> pd.DataFrame:
    """Return the cells that say something."""
    return declarations[declarations["basis"] != NOT_SEEN]


def seen_by_clause(declarations: pd.DataFrame) -> dict[str, int]:
    """Return, for each clause, of how many meetings of the grid something was seen."""
    cells = grid(declarations)
    return {str(clause): len(seen(rows)) for clause, rows in cells.groupby("clause", sort=False)}
