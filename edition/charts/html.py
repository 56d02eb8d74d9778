"""A chart as HTML: what stands before and after its source line and caveat."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Final

from edition.charts.model import Cell, Column, script_json, typographic

#: A table of at most so many rows and columns is short: on paper, where nothing opens, it is printed with its chart.
SHORT: Final = (12, 6)
#: The column whose cells name sources by their keys.
SOURCES: Final = "source"
_SIZE: Final = re.compile(r'viewBox="0 0 (\S+) ([^\s"]+)"')
_BETWEEN: Final = re.compile(r"[\s;,]+")


@dataclass(frozen=True)
class Links:
    """Addresses of a chart's companions, relative to its page."""

    csv: str
    svg: str
    bundle: str


@dataclass(frozen=True)
class Cited:
    """A source as a table names it: its label, and the address of its entry from the chart's page."""

    label: str
    address: str


def concrete(svg: str) -> str:
    """Return the SVG with plain colours in place of custom properties, for readers that know none."""
    return re.sub(r"var\(--chart-[a-z]+, ?([^()]+)\)", r"\1", svg)


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
        f'<figure class="chart" id="fig-{chart["name"]}">\n<figcaption>{_caption(chart)}</figcaption>\n'
        f'<div class="chart-static" role="img" aria-label="{escape(chart["alt"])}">\n'
        f'<div class="chart-picture wide" style="--tall: {_tall(pictures["wide"])}">{pictures["wide"]}</div>\n'
        f'<div class="chart-picture narrow">{pictures["narrow"]}</div>\n</div>\n{tools}'
    )


def _caption(chart: Mapping[str, Any]) -> str:
    """Return the point of a chart, and below it what is drawn, of whom, in what unit."""
    below = f'<span class="chart-subtitle">{escape(chart["subtitle"])}</span>' if chart.get("subtitle") else ""
    return escape(chart["title"]) + below


def closing(chart: Mapping[str, Any], links: Links | None, cited: Mapping[str, Cited] | None = None) -> str:
    """Return the figure's end: table, links and the interactive figure's data; without links only the table."""
    table = data_table(chart, cited)
    if links is None:
        return f"{table}</figure>\n"
    return (
        f'{table}<p class="chart-csv"><a href="{escape(links.csv)}" download>Data (CSV)</a> · '
        f'<a href="{escape(links.svg)}" download>Picture (SVG)</a></p>\n'
        f'<script type="application/json" class="chart-data">{script_json(chart["figure"])}</script>\n</figure>\n'
    )


def data_table(chart: Mapping[str, Any], cited: Mapping[str, Cited] | None = None) -> str:
    """Return the very numbers drawn as a table that opens on demand; a missing value says so, a source leads to its entry."""
    columns = [Column(column["label"], column["unit"], column["digits"]) for column in chart["columns"]]
    naming = [column["name"] == SOURCES for column in chart["columns"]]
    rows: Sequence[Sequence[Cell]] = chart["rows"]
    numeric = [place > 0 and _is_numeric([row[place] for row in rows]) for place in range(len(columns))]
    sides = (' class="number"' if number else "" for number in numeric)
    head = "".join(f'<th scope="col"{side}>{escape(column.heading)}</th>' for column, side in zip(columns, sides, strict=True))
    lines = []
    for row in rows:
        cells = [
            _sources(str(value), cited or {}) if names and value is not None else escape(column.show(value))
            for value, column, names in zip(row, columns, naming, strict=True)
        ]
        kinds = [_kind(value, number) for value, number in zip(row, numeric, strict=True)]
        rest = "".join(f'<td class="{kind}">{text}</td>' for kind, text in zip(kinds[1:], cells[1:], strict=True))
        lines.append(f'<tr><th scope="row">{cells[0]}</th>{rest}</tr>')
    body = "\n".join(lines)
    short = " short" if len(rows) <= SHORT[0] and len(columns) <= SHORT[1] else ""
    return (
        f'<details class="chart-table{short}"><summary>Data table</summary>\n'
        f'<div class="table-scroll" tabindex="0" role="region" aria-label="Data table: {escape(chart["title"])}">\n'
        f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>\n</div></details>\n"
    )


def keys_in(chart: Mapping[str, Any]) -> set[str]:
    """Return the keys of the sources that the rows of a chart's table name."""
    places = [place for place, column in enumerate(chart["columns"]) if column["name"] == SOURCES]
    return {key for row in chart["rows"] for place in places if row[place] for key in _BETWEEN.split(row[place])}


def _tall(svg: str) -> str:
    """Return a picture's height by its width, by which the style for paper knows what fits under a few lines of text."""
    size = _SIZE.search(svg)
    return f"{float(size[2]) / float(size[1]):.2f}" if size else "0"


def _is_numeric(values: Sequence[Cell]) -> bool:
    known = [value for value in values if value is not None]
    return bool(known) and not any(isinstance(value, str) for value in known)


def _kind(value: Cell, numeric: bool) -> str:
    """Return the classes of a cell; where nothing is known it stands as the numbers of its column do."""
    side = "number" if numeric or not (value is None or isinstance(value, str)) else ""
    return " ".join(filter(None, ["missing" if value is None else "", side])) or "text"


def _sources(keys: str, cited: Mapping[str, Cited]) -> str:
    """Return the sources that a cell names, each as a link to its entry; one without an entry stays a key."""
    shown = [
        f'<a href="{escape(cited[key].address)}">{escape(typographic(cited[key].label))}</a>' if key in cited else escape(key)
        for key in _BETWEEN.split(keys)
    ]
    return "; ".join(shown)
