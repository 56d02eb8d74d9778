"""A chart as HTML: the parts before and after its source line and caveat."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment
from markupsafe import Markup

from edition import templates
from edition.charts.model import Cell, Column, script_json
from edition.charts.sheet import is_sheet
from edition.charts.style import DARK, ROLES, role_property
from edition.texts import typographic

#: A table of at most so many rows and columns is short: on paper, where nothing can be opened, it is printed with its chart.
SHORT: Final = (12, 6)
#: The column whose cells name sources by their keys.
SOURCES: Final = "source"
_SIZE: Final = re.compile(r'viewBox="0 0 (\S+) ([^\s"]+)"')
_BETWEEN: Final = re.compile(r"[\s;,]+")


@dataclass(frozen=True)
class Links:
    """Addresses of a chart's files, relative to its page."""

    csv: str
    svg: str
    bundle: str
    #: The chart's own page; empty on that page itself.
    page: str = ""


@dataclass(frozen=True)
class Cited:
    """A source as a table names it: its label, and the address of its entry relative to the chart's page."""

    label: str
    address: str


def concrete(svg: str) -> str:
    """Return the SVG with plain colours in place of custom properties, for readers without support for them."""
    return re.sub(r"var\(--chart-[a-z]+, ?([^()]+)\)", r"\1", svg)


def themed(svg: str) -> str:
    """Return the SVG as a file of its own for an ``img``: on its own paper, in the colours of the theme of the page that shows it.

    No style of the page reaches into such a file, but browsers answer its ``prefers-color-scheme`` by the page's ``color-scheme``.
    """
    roles = [role for role in ROLES if role == "paper" or f"var({role_property(role)}," in svg]
    dark = "; ".join(f"{role_property(role)}: {DARK[role]}" for role in roles)
    ground = f"background: var({role_property('paper')}, {ROLES['paper']})"
    style = f"<style>svg {{{ground}}} @media (prefers-color-scheme: dark) {{svg {{{dark}}}}}</style>"
    return svg.replace(">", f">\n{style}", 1)


def opening(chart: Mapping[str, Any], links: Links | None = None) -> str:
    """Return the figure's start: its caption, its two pictures, of which the style sheet shows one, and its tools.

    The interactive figure replaces the picture, so its button is at the picture; a table has none. Without links there are no tools.
    """
    pictures = chart["pictures"]
    return _render(
        "opening.html", name=chart["name"], title=chart["title"], subtitle=chart.get("subtitle", ""), alt=chart["alt"],
        tall=_aspect_ratio(pictures["wide"]),
        wide=Markup(pictures["wide"]), narrow=Markup(pictures["narrow"]), links=links,
        has_more=not is_sheet(chart["figure"]),
    )  # fmt: skip


def closing(chart: Mapping[str, Any], links: Links | None, cited: Mapping[str, Cited] | None = None) -> str:
    """Return the figure's end: table, links and the interactive figure's data; without links only the table."""
    figure = Markup(script_json(chart["figure"])) if links else ""
    return _render("closing.html", table=Markup(data_table(chart, cited)), links=links, figure=figure)


def data_table(chart: Mapping[str, Any], cited: Mapping[str, Cited] | None = None) -> str:
    """Return the drawn numbers as a collapsed table; a missing value is marked as such, a source links to its entry."""
    columns = [Column(column["label"], column["unit"], column["digits"]) for column in chart["columns"]]
    naming = [column["name"] == SOURCES for column in chart["columns"]]
    rows: Sequence[Sequence[Cell]] = chart["rows"]
    numeric = [place > 0 and _is_numeric([row[place] for row in rows]) for place in range(len(columns))]
    shown = [
        [
            {
                "parts": _sources(str(value), cited or {}) if names and value is not None else [{"text": column.show(value), "url": ""}],
                "kind": _kind(value, number),
            }
            for value, column, names, number in zip(row, columns, naming, numeric, strict=True)
        ]
        for row in rows
    ]
    heads = [{"text": column.heading, "is_number": number} for column, number in zip(columns, numeric, strict=True)]
    is_short = len(rows) <= SHORT[0] and len(columns) <= SHORT[1]
    return _render("table.html", title=chart["title"], heads=heads, rows=shown, is_short=is_short)


def _render(template: str, **values: Any) -> str:
    return _jinja().get_template(template).render(values)


@cache
def _jinja() -> Environment:
    return templates.environment(Path(__file__).parent / "templates")


def keys_in(chart: Mapping[str, Any]) -> set[str]:
    """Return the keys of the sources that the rows of a chart's table name."""
    places = [place for place, column in enumerate(chart["columns"]) if column["name"] == SOURCES]
    return {key for row in chart["rows"] for place in places if row[place] for key in _BETWEEN.split(row[place])}


def size_of(svg: str) -> tuple[float, float]:
    """Return width and height of a picture, in CSS pixels; 0 and 0 where it has none."""
    size = _SIZE.search(svg)
    return (float(size[1]), float(size[2])) if size else (0.0, 0.0)


def _aspect_ratio(svg: str) -> str:
    """Return a picture's height divided by its width, from which the style for paper decides what fits on a page."""
    width, height = size_of(svg)
    return f"{height / width:.2f}" if width else "0"


def _is_numeric(values: Sequence[Cell]) -> bool:
    known = [value for value in values if value is not None]
    return bool(known) and not any(isinstance(value, str) for value in known)


def _kind(value: Cell, numeric: bool) -> str:
    """Return the classes of a cell; a missing value is aligned like the numbers of its column."""
    side = "number" if numeric or not (value is None or isinstance(value, str)) else ""
    return " ".join(filter(None, ["missing" if value is None else "", side])) or "text"


def _sources(keys: str, cited: Mapping[str, Cited]) -> list[dict[str, str]]:
    """Return the sources that a cell names, each as a link to its entry; one without an entry stays a key."""
    return [
        {"text": typographic(cited[key].label), "url": cited[key].address} if key in cited else {"text": key, "url": ""}
        for key in _BETWEEN.split(keys)
    ]
