"""What the heads of state declared, clause by clause, as a table in TEI: a row for each cell of the comparison, with its sources."""

from __future__ import annotations

from typing import Final

from edition.book import Book
from edition.export.formats.tei.elements import Element, element
from edition.tables import package

TABLE: Final = "declarations"
#: Columns of the table of data in the order of the row, by their headings.
COLUMNS: Final = {"year": "Year", "city": "Meeting at", "clause": "Clause", "says": "What it says", "basis": "Rests on"}


def declarations(back: Element, book: Book) -> None:
    """Append the table, if the project has it; a cell in which nothing was seen is empty and says so in its basis."""
    if not any(table["name"] == TABLE for table in book.package.get("resources", ())):
        return
    rows = package.load(TABLE, book.root / "data").to_dict("records")
    holder = element(back, "div", type=TABLE)
    described = element(holder, "table", rows=str(len(rows) + 1), cols=str(len(COLUMNS) + 1))
    heads = element(described, "row", role="label")
    for heading in (*COLUMNS.values(), "Sources"):
        element(heads, "cell", heading)
    for row in rows:
        line = element(described, "row")
        for column in COLUMNS:
            element(line, "cell", str(row[column]))
        sources = element(line, "cell")
        for key in filter(None, str(row["source"]).split(";")):
            element(sources, "ptr", target=f"#b-{key}")
