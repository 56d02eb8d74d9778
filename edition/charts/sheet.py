"""A table as a chart's picture, for numbers that are read faster than a drawing of them; it keeps a chart's name, files and table."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, Final

import plotly.graph_objects as go

from edition.charts.canvas import blank_figure, words_at
from edition.charts.style import ROLES, TEXT_SIZE

#: The name of this layout in a figure's ``meta``.
FIT: Final = "sheet"
_PHONE: Final = 344  # the width for which lines are broken where no font can be measured
_LETTER: Final = 0.56 * TEXT_SIZE
_LINE: Final = 17
_ROOM: Final = 11  # of a row above and below its lines
_BETWEEN: Final = 8  # between two columns

Measure = Callable[[str], float]


def sheet(
    rows: Sequence[Sequence[str]], *, heads: Sequence[str], widths: Sequence[float], strong: Collection[int] = (),
    roles: Mapping[str, str] | None = None, left: int = 1, sections: Collection[int] = (),
) -> go.Figure:  # fmt: skip
    """Return a table: texts in rows under heads, in columns that take these parts of the width.

    The first `left` columns are flush left, the others flush right. Rows of `strong` are set bold; those of `sections` have one text, a
    heading of what follows. `roles` sets the colour of a text wherever it stands.
    """
    parts = {
        "fit": FIT, "rows": [list(row) for row in rows], "heads": list(heads), "widths": list(widths), "strong": sorted(strong),
        "roles": dict(roles or {}), "left": left, "sections": sorted(sections),
    }  # fmt: skip
    notes, shapes, height = laid_out(parts, _PHONE, lambda text: _LETTER * len(text))
    figure = blank_figure(height + 6)
    figure.update_xaxes(range=[0, 1], visible=False)
    figure.update_yaxes(range=[0, 1], visible=False)
    figure.layout.annotations, figure.layout.shapes = notes, shapes
    figure.update_layout(margin={"l": 4, "r": 4, "t": 2, "b": 4}, meta=parts)
    return figure


def is_sheet(figure: Mapping[str, Any]) -> bool:
    """Return whether a figure is a table, of which an interactive form would show nothing more."""
    return bool((figure["layout"].get("meta") or {}).get("fit") == FIT)


def laid_out(parts: Mapping[str, Any], width: float, measure: Measure) -> tuple[list[dict[str, Any]], list[dict[str, Any]], int]:
    """Return the texts and rules of a table at a width in pixels, and its height."""
    edges = [sum(parts["widths"][:place]) for place in range(len(parts["widths"]) + 1)]
    lines = [_broken(parts["heads"], parts, width, measure)]
    lines += [list(row) if place in parts["sections"] else _broken(row, parts, width, measure) for place, row in enumerate(parts["rows"])]
    heights = [_LINE * max(text.count("<br>") + 1 for text in row) + _ROOM for row in lines]
    total = sum(heights)
    notes, shapes, top = [], [], 0
    for number, (row, height) in enumerate(zip(lines, heights, strict=True)):
        spot_y, anchor = (1 - (top + height - _ROOM / 2) / total, "bottom") if number == 0 else (1 - (top + height / 2) / total, "middle")
        is_bold = number - 1 in parts["strong"] or number - 1 in parts["sections"]
        for place, text in enumerate(row):
            is_left = place < parts["left"]
            spot = (edges[place] if is_left else edges[place + 1], spot_y)
            role = "muted" if number == 0 else parts["roles"].get(parts["rows"][number - 1][place], "ink")
            notes.append(words_at(
                f"<b>{text}</b>" if is_bold else text, spot, xref="paper", yref="paper", xanchor="left" if is_left else "right",
                yanchor=anchor, role=role, size=TEXT_SIZE - 1 if number == 0 else TEXT_SIZE,
            ))  # fmt: skip
        top += height
        if number < len(lines) - 1:
            shapes.append({
                "type": "line", "xref": "paper", "yref": "paper", "x0": 0, "x1": 1, "y0": 1 - top / total, "y1": 1 - top / total,
                "line": {"color": ROLES["pale" if number == 0 or number in parts["strong"] else "grid"], "width": 1},
            })  # fmt: skip
    return notes, shapes, total


def _broken(row: Sequence[str], parts: Mapping[str, Any], width: float, measure: Measure) -> list[str]:
    """Return the texts of a row, each broken into lines that its column holds."""
    return [_folded(text, part * width - _BETWEEN, measure) for text, part in zip(row, parts["widths"], strict=True)]


def _folded(text: str, room: float, measure: Measure) -> str:
    lines: list[str] = []
    for word in text.split(" "):
        if lines and measure(f"{lines[-1]} {word}") <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return "<br>".join(lines)
