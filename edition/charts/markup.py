"""A chart as HTML: what stands before and after its source line and caveat."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from edition.charts.model import Column, script_json


@dataclass(frozen=True)
class Links:
    """Addresses of a chart's companions, relative to its page."""

    csv: str
    svg: str
    bundle: str


def opening(chart: Mapping[str, Any], links: Links | None = None) -> str:
    """Return the figure's start: its caption, its two pictures, of which the style sheet shows one, and the button beneath.

    The interactive figure takes the picture's place, so the button that brings it stands at the picture.
    """
    pictures = chart["pictures"]
    tools = (
        f'<p class="chart-tools"><button type="button" class="chart-interactive" hidden data-bundle="{escape(links.bundle)}">'
        "Interactive chart</button></p>\n"
    ) if links else ""  # fmt: skip
    return (
        f'<figure class="chart" id="fig-{chart["name"]}">\n<figcaption>{escape(chart["title"])}</figcaption>\n'
        f'<div class="chart-static" role="img" aria-label="{escape(chart["alt"])}">\n'
        f'<div class="chart-picture wide">{pictures["wide"]}</div>\n'
        f'<div class="chart-picture narrow">{pictures["narrow"]}</div>\n</div>\n{tools}'
    )


def closing(chart: Mapping[str, Any], links: Links | None) -> str:
    """Return the figure's end: table, links and the interactive figure's data; without links only the table."""
    if links is None:
        return f"{data_table(chart)}</figure>\n"
    return (
        f"{data_table(chart)}"
        f'<p class="chart-csv"><a href="{escape(links.csv)}" download>Data (CSV)</a> · '
        f'<a href="{escape(links.svg)}" download>Picture (SVG)</a></p>\n'
        f'<script type="application/json" class="chart-data">{script_json(chart["figure"])}</script>\n</figure>\n'
    )


def data_table(chart: Mapping[str, Any]) -> str:
    """Return the very numbers drawn as a table that opens on demand; a missing value says so."""
    columns = [Column(column["label"], column["unit"], column["digits"]) for column in chart["columns"]]
    head = "".join(f'<th scope="col">{escape(column.heading)}</th>' for column in columns)
    body = "\n".join(f"<tr>{_row(row, columns)}</tr>" for row in chart["rows"])
    return (
        f'<details class="chart-table"><summary>Data table</summary>\n'
        f'<div class="table-scroll" tabindex="0" role="region" aria-label="Data table: {escape(chart["title"])}">\n'
        f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>\n</div></details>\n"
    )


def _row(row: list[Any], columns: list[Column]) -> str:
    cells = []
    for place, (value, column) in enumerate(zip(row, columns, strict=True)):
        text = escape(column.show(value))
        if place == 0:
            cells.append(f'<th scope="row">{text}</th>')
        else:
            kind = "missing" if value is None else "text" if isinstance(value, str) else "number"
            cells.append(f'<td class="{kind}">{text}</td>')
    return "".join(cells)
