"""Results on the declarations: how much of them was seen."""

from edition.evidence.declarations import arithmetic as declarations
from edition.evidence.inputs import table
from edition.evidence.registry import Result


def _cells(basis: str = "") -> float:
    cells = declarations.seen(declarations.grid(table("declarations")))
    return len(cells[cells["basis"] == basis] if basis else cells)


RESULTS = (
    Result("declarations.cells", lambda: len(declarations.grid(table("declarations"))), "d", "cells",
        "Cells of the table of declarations, 2015 to 2026: six clauses of each meeting"),
    Result("declarations.seen", _cells, "d", "cells", "Cells of that table of which something was seen"),
    Result("declarations.read", lambda: _cells("read"), "d", "cells", "Cells of that table that rest on a copy of the declaration itself"),
    Result("declarations.least", lambda: min(declarations.seen_by_clause(table("declarations")).values()), "d", "meetings",
        "Meetings of which something was seen, for the clause of which least was seen"),
)  # fmt: skip
