"""A figure's layout fitted to the width of a picture.

The builders lay a figure out for a phone. Where a picture is wide, names of bars go beside them, labels of rows unfold and heads of columns
come down to one line; where it is narrow, small multiples stand two in a row. The builders say in the layout's ``meta`` what they built.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from edition.charts.canvas import BAR, ROW
from edition.charts.matrix import head_words
from edition.charts.panels import FOOT, HEAD, domains
from edition.charts.sheet import FIT as SHEET
from edition.charts.sheet import laid_out
from edition.charts.static.axes import DEFAULTS
from edition.charts.static.text import width_of
from edition.charts.style import TEXT_SIZE

Layout = Mapping[str, Any]
Traces = Sequence[Mapping[str, Any]]
_NARROW: Final = 500
_BESIDE_ROW: Final = 26  # the pitch of bars with their names beside them
_SIDE: Final = 0.42  # the part of a picture that names may take
_APART: Final = 4  # pixels between two heads
_GAP: Final = 30  # between two panels; where the one on the right has a scale, beside its numbers
_SCALE_GAP: Final = 14
_YEAR: Final = 42  # the room of a year in four digits


def fit(layout: Layout, traces: Traces, width: int) -> tuple[Layout, Traces]:
    """Return layout and traces for a picture of this width."""
    fitted = _FITS.get((layout.get("meta") or {}).get("fit", ""))
    return fitted({**layout, "margin": {**DEFAULTS["margin"], **layout.get("margin", {})}}, traces, width) if fitted else (layout, traces)


def _bars(layout: Layout, traces: Traces, width: int) -> tuple[Layout, Traces]:
    """Put the names of bars beside them where they leave room for the bars."""
    beside = _with_labels(layout, lambda label: {**label, "xshift": -8, "yshift": 0, "xanchor": "right"}, width)
    if beside is None:
        return layout, traces
    height = layout["height"] - (ROW - _BESIDE_ROW) * sum(_is_row_label(note) for note in layout["annotations"])
    bars = [{**trace, "width": BAR / _BESIDE_ROW} if trace["type"] == "bar" else trace for trace in traces]
    return {**beside, "height": height}, bars


def bar_rows(layout: Layout, traces: Traces, width: int) -> tuple[Layout, Traces]:
    """Write the labels of rows in one line where there is room."""
    return _with_labels(layout, lambda label: {**label, "text": label["text"].replace("<br>", " ")}, width) or layout, traces


def _with_labels(layout: Layout, change: Callable[[Mapping[str, Any]], dict[str, Any]], width: int) -> Layout | None:
    """Return the layout with changed labels of rows at its left side; None where they would take too much of the width."""
    notes = [change(note) if _is_row_label(note) else note for note in layout["annotations"]]
    labels = [note for note in notes if _is_row_label(note)]
    side = math.ceil(max(width_of(label["text"], label.get("font", {}).get("size", TEXT_SIZE)) for label in labels)) + 14
    if width < _NARROW or side > _SIDE * width:
        return None
    return {**layout, "annotations": notes, "margin": {**layout["margin"], "l": side}}


def _matrix(layout: Layout, traces: Traces, width: int) -> tuple[Layout, Traces]:
    """Write the heads of columns on as few levels as keep them apart."""
    heads = [note for note in layout["annotations"] if _is_head(note)]
    margin = layout["margin"]
    pitch = (width - margin["l"] - margin["r"]) / len(heads)
    widths = [width_of(head["text"], head["font"]["size"]) for head in heads]
    levels = next(number for number in range(1, len(heads) + 1) if _clear(widths, pitch, number))
    body = layout["height"] - margin["t"] - margin["b"]
    others = [note for note in layout["annotations"] if not _is_head(note)]
    notes, ticks, room = head_words([head["text"] for head in heads], levels, body)
    saved = layout["meta"]["heads"] - room
    return {
        **layout, "annotations": [*others, *notes], "shapes": ticks, "height": layout["height"] - saved,
        "margin": {**margin, "t": margin["t"] - saved}, "meta": {**layout["meta"], "heads": room},
    }, traces  # fmt: skip


def _clear(widths: Sequence[float], pitch: float, levels: int) -> bool:
    """Return whether heads on so many levels do not touch."""
    return all((left + right) / 2 + _APART <= levels * pitch for left, right in zip(widths, widths[levels:], strict=False))


def _panels(layout: Layout, traces: Traces, width: int) -> tuple[Layout, Traces]:
    """Place small multiples in rows that the width allows, with gaps in true pixels and years in four digits where they fit."""
    meta, scale = layout["meta"], _scales(layout)
    margin = {**layout["margin"], "l": max(layout["margin"]["l"], math.ceil(scale) + 8)}
    plot = width - margin["l"] - margin["r"]
    columns = min(2, meta["columns"]) if width < _NARROW else meta["columns"]
    before, after = (math.ceil(meta["count"] / number) for number in (meta["columns"], columns))
    gap = _SCALE_GAP + scale if meta["scales"] else _GAP
    fitted = {**layout, "margin": margin, "height": layout["height"] + (after - before) * (HEAD + meta["body"] + FOOT)}
    heads = [dict(note) for note in layout["annotations"]]
    for place, (left, right, foot, top) in enumerate(domains(meta["count"], columns, meta["body"], gap / plot)):
        suffix = "" if place == 0 else str(place + 1)
        x, y = dict(layout[f"xaxis{suffix}"]), dict(layout[f"yaxis{suffix}"])
        if (right - left) * plot >= _YEAR * len(x["tickvals"]):
            x["ticktext"] = [str(year) for year in x["tickvals"]]
        if not meta["scales"]:
            y["ticktext"] = meta["scale"] if place % columns == 0 else [""] * len(meta["scale"])
        fitted[f"xaxis{suffix}"], fitted[f"yaxis{suffix}"] = {**x, "domain": [left, right]}, {**y, "domain": [foot, top]}
        heads[place].update(x=left, y=top)
    return {**fitted, "annotations": heads}, traces


def _sheet(layout: Layout, traces: Traces, width: int) -> tuple[Layout, Traces]:
    """Break the lines of a table as its columns at this width need."""
    margin = layout["margin"]
    notes, rules, height = laid_out(layout["meta"], width - margin["l"] - margin["r"], lambda text: width_of(text, TEXT_SIZE))
    return {**layout, "annotations": notes, "shapes": rules, "height": height + margin["t"] + margin["b"]}, traces


_FITS: Final[Mapping[str, Callable[[Layout, Traces, int], tuple[Layout, Traces]]]] = {
    "bars": _bars, "rows": bar_rows, "matrix": _matrix, "panels": _panels, SHEET: _sheet,
}  # fmt: skip


def _scales(layout: Layout) -> float:
    """Return the width of the widest number on the scale of a panel."""
    axes = [axis for name, axis in layout.items() if name.startswith("yaxis")]
    return max(width_of(str(text), TEXT_SIZE - 1) for axis in axes for text in axis["ticktext"])


def _is_row_label(note: Mapping[str, Any]) -> bool:
    return bool(note.get("xref") == "paper" and note["x"] == 0 and note.get("yref", "y") == "y")


def _is_head(note: Mapping[str, Any]) -> bool:
    return bool(note.get("yref") == "paper" and note["y"] == 1 and note.get("xref", "x") == "x")
