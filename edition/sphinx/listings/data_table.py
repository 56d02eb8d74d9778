"""A table of the data on a page: chosen columns, rows in order, each with its sources; a script adds a filter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective

from edition.dates import format_date
from edition.tables import package

if TYPE_CHECKING:
    import pandas as pd

#: CSS classes: of the table, and of a column by which a reader may choose rows.
TABLE, FACET = "data-table", "facet"
_SOURCE = "source"


class DataTableDirective(SphinxDirective):
    """`data-table`: rows of a table of `data/`; the body names the columns, one a line, `name: Heading`.

    Options: `filter`, the names of columns by which a reader may choose rows; `where`, `column = value`; `empty`, the word of an
    empty cell.
    """

    required_arguments = 1
    has_content = True
    option_spec: ClassVar = {"filter": directives.unchanged, "where": directives.unchanged, "empty": directives.unchanged}

    def run(self) -> list[nodes.Node]:
        """Return the table; an unknown table or column is an error at the directive's line."""
        name, data = self.arguments[0], Path(self.env.srcdir) / "data"
        columns = dict(_pairs(self.content, ":"))
        try:
            frame = package.load(name, data)
        except package.DataError as error:
            raise self.error(str(error)) from error
        self.env.note_dependency(str(data / f"{name}.csv"))
        facets = self.options.get("filter", "").split()
        conditions = _pairs([self.options.get("where", "")], "=")
        if unknown := [column for column in [*columns, *facets, *(column for column, _ in conditions)] if column not in frame.columns]:
            raise self.error(f"data-table {name}: no column {', '.join(unknown)}; there are {', '.join(frame.columns)}")
        for column, value in conditions:
            frame = frame[frame[column].astype(str) == value]
        dates = {str(field["name"]) for field in package.table(name, data)["schema"]["fields"] if _is_date(field)}
        return [self._table(frame, columns, facets, dates)]

    def _table(self, frame: pd.DataFrame, columns: dict[str, str], facets: Sequence[str], dates: set[str]) -> nodes.table:
        group = nodes.tgroup(cols=len(columns))
        group += [nodes.colspec(colwidth=1) for _ in columns]
        head = nodes.row()
        for column, heading in columns.items():
            head += nodes.entry("", nodes.paragraph("", heading), classes=[FACET] if column in facets else [])
        body = nodes.tbody()
        for row in frame.to_dict("records"):
            line = nodes.row()
            line += [self._cell(column, _text(row[column]), dates) for column in columns]
            body += line
        group += [nodes.thead("", head), body]
        return nodes.table("", group, classes=[TABLE])

    def _cell(self, column: str, text: str, dates: set[str]) -> nodes.entry:
        cell = nodes.entry()
        if text in ("", "nan"):
            text = "" if column == _SOURCE else self.options.get("empty", "")
        elif column == _SOURCE:
            text = "; ".join(f"{{cite:t}}`{key}`" for key in text.split(";"))
        elif column in dates:
            text = format_date(text)
        self.state.nested_parse(StringList([text], self.env.docname), self.content_offset, cell)
        return cell


def _text(value: object) -> str:
    """Return a value as typed in the table: a column of whole numbers with gaps is read as one of fractions."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _pairs(lines: Iterable[str], sign: str) -> list[tuple[str, str]]:
    """Split each line at a sign and return the two halves."""
    halves = (line.partition(sign) for line in lines if line.strip())
    return [(first.strip(), second.strip()) for first, _, second in halves]


def _is_date(field: package.Schema) -> bool:
    return str(field.get("constraints", {}).get("pattern", "")).startswith(r"\d{4}(-\d{2}") or "ISO 8601" in str(field["description"])
