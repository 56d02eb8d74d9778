"""Text in a static picture: plotly's anchors, line breaks and bold, placed as in plotly."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from matplotlib.transforms import Transform, offset_copy

from edition.charts.lettering import BOLD, SANS, face
from edition.charts.static.axes import Frame
from edition.charts.style import ROLES, TEXT_SIZE

#: In parts of the size: from one line to the next; from the baseline to the middle, the top and the foot of a line.
_LEADING: Final = 1.25
_BASELINE: Final = {"center": -0.36, "top": -0.92, "bottom": 0.24}


@dataclass(frozen=True)
class TextStyle:
    """The style of a text: font, anchors, offset in pixels (right, up), coordinates, leader line."""

    font: Mapping[str, Any]
    ha: str
    va: str
    shift: tuple[float, float] = (0, 0)
    transform: Transform | None = None
    leader: bool = False


def anchors(position: str) -> tuple[str, str, float, float]:
    """Return horizontal and vertical anchor and offset in pixels for a plotly ``textposition``."""
    vertical, _, horizontal = position.partition(" ")
    ha, dx = {"left": ("right", -7.0), "right": ("left", 7.0)}.get(horizontal, ("center", 0.0))
    va, dy = {"top": ("bottom", 6.0), "bottom": ("top", -6.0)}.get(vertical, ("center", 0.0))
    return ha, va, dx, dy


def width_of(text: str, size: int, *, bold: bool = False) -> float:
    """Return the width of a text's longest line in pixels, in the widest of the common fonts."""
    font = face(BOLD if bold or "<b>" in text else SANS, size)
    return max(font.getlength(line) for line in _lines_of(text))


def write(frame: Frame, text: str, place: tuple[float, float], words: TextStyle) -> None:
    """Write a text; ``<br>`` breaks the line and ``<b>`` anywhere makes it bold.

    Each line is written by itself on its own baseline: matplotlib would place the lines of one text by the widths of its own font, which
    the page does not use, and lift a line by its descenders.
    """
    base = words.transform or frame.axes.transData
    size = words.font.get("size", TEXT_SIZE)
    if words.leader:
        frame.axes.annotate(
            "", place, xycoords=base, xytext=words.shift, textcoords="offset points", annotation_clip=False,
            arrowprops={"arrowstyle": "-", "color": ROLES["pale"], "linewidth": 1, "shrinkA": 0, "shrinkB": 3},
        )  # fmt: skip
    lines = _lines_of(text)
    above = {"center": (len(lines) - 1) / 2, "top": 0, "bottom": len(lines) - 1}[words.va]
    for number, line in enumerate(lines):
        up = words.shift[1] + ((above - number) * _LEADING + _BASELINE[words.va]) * size
        frame.axes.text(
            *place, line.replace("$", r"\$"), ha=words.ha, va="baseline", color=words.font.get("color", ROLES["ink"]), fontsize=size,
            zorder=6, fontweight="bold" if "<b>" in text else "normal", clip_on=False,
            transform=offset_copy(base, frame.figure, words.shift[0], up, units="points"),
        )  # fmt: skip


def _lines_of(text: str) -> list[str]:
    """Return the lines of a text without its tags and entities."""
    plain = re.sub(r"<[^>]+>", "", re.sub(r"<br ?/?>", "\n", text))
    return plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").split("\n")
