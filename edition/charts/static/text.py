"""Text in a static picture: plotly's anchors, line breaks and bold, placed as in plotly."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from matplotlib.transforms import Transform, offset_copy

from edition.charts.static.axes import Frame
from edition.charts.style import ROLES, TEXT_SIZE


@dataclass(frozen=True)
class TextStyle:
    """The style of a text: font, anchors, offset in pixels (right, up), coordinates, leader line."""

    font: Mapping[str, Any]
    ha: str
    va: str
    shift: tuple[float, float] = (0, 0)
    transform: Transform | None = None
    leader: bool = False
    align: str = "left"


def anchors(position: str) -> tuple[str, str, float, float]:
    """Return horizontal and vertical anchor and offset in pixels for a plotly ``textposition``."""
    vertical, _, horizontal = position.partition(" ")
    ha, dx = {"left": ("right", -7.0), "right": ("left", 7.0)}.get(horizontal, ("center", 0.0))
    va, dy = {"top": ("bottom", 6.0), "bottom": ("top", -6.0)}.get(vertical, ("center", 0.0))
    return ha, va, dx, dy


def write(frame: Frame, text: str, place: tuple[float, float], words: TextStyle) -> None:
    """Write a text; ``<br>`` breaks the line and ``<b>`` anywhere makes it bold."""
    base = words.transform or frame.axes.transData
    plain = re.sub(r"<br ?/?>", "\n", text)
    shown = re.sub(r"<[^>]+>", "", plain).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    shown = shown.replace("$", r"\$")
    colour = words.font.get("color", ROLES["ink"])
    if words.leader:
        frame.axes.annotate(
            "", place, xycoords=base, xytext=words.shift, textcoords="offset points", annotation_clip=False,
            arrowprops={"arrowstyle": "-", "color": ROLES["pale"], "linewidth": 1, "shrinkA": 0, "shrinkB": 3},
        )  # fmt: skip
    frame.axes.text(
        *place, shown, ha=words.ha, va=words.va, color=colour, fontsize=words.font.get("size", TEXT_SIZE), zorder=6,
        fontweight="bold" if "<b>" in plain else "normal", multialignment=words.align, linespacing=1.25,
        transform=offset_copy(base, frame.figure, *words.shift, units="points"), clip_on=False,
    )  # fmt: skip
