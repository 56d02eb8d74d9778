"""Measures of a chart's colours: contrast on paper, and marks that stay distinguishable for colour-blind readers and in grey.

Contrast is that of WCAG 2.2 (text 4.5, marks 3). Colour blindness is simulated by the matrices of Viénot, Brettel and Mollon (1999) in
linear RGB; differences are Euclidean in CIE L*a*b* (D65).
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any, Final

from edition.charts.publishing import DECOR
from edition.charts.values import plain_values

TEXT, MARK = 4.5, 3.0
#: Minimum difference of two colours, in L*a*b*; in grey, in lightness L*.
APART, APART_IN_GREY = 14.0, 9.0
Colour = tuple[float, float, float]

_DEFICIENCIES: Final[Mapping[str, tuple[Colour, Colour, Colour]]] = {
    "deuteranopia": ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0)),
    "protanopia": ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0)),
}
_TO_XYZ: Final = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))
_WHITE: Final = (0.95047, 1.0, 1.08883)
_HEX: Final = re.compile(r"#[0-9a-f]{6}")


def linear(colour: str) -> Colour:
    """Return a colour such as ``#14508c`` in linear RGB, 0 to 1."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return red, green, blue


def contrast(first: str, second: str) -> float:
    """Return the contrast of two colours, 1 to 21."""
    low, high = sorted(_times(_TO_XYZ, linear(colour))[1] for colour in (first, second))
    return (high + 0.05) / (low + 0.05)


def difference(first: str, second: str, deficiency: str = "") -> float:
    """Return the distance of two colours in L*a*b*, as seen with a deficiency (``deuteranopia`` or ``protanopia``) or without."""
    return math.dist(_lab(first, deficiency), _lab(second, deficiency))


def difference_in_grey(first: str, second: str) -> float:
    """Return the difference of two colours in lightness L*, 0 to 100."""
    return abs(_lab(first)[0] - _lab(second)[0])


def hue(colour: str) -> float:
    """Return the hue angle of a colour in L*a*b*, in degrees."""
    _, a, b = _lab(colour)
    return math.degrees(math.atan2(b, a)) % 360


def faults(figure: Mapping[str, Any], theme: Mapping[str, str], paper: str) -> list[str]:
    """List what a reader could not distinguish in a figure drawn in a theme: `theme` maps colours on light paper to the theme's own.

    Texts are measured on the paper, or on a filled area where they have the paper's colour; marks on the paper; and any two
    kinds of mark that share a plot must differ in symbol, dash, width or hatch, or be distinguishable for every eye and in grey.
    """

    def shown(colour: str) -> str:
        return theme.get(colour.lower(), colour.lower())

    found = []
    traces = [trace for trace in figure["data"] if trace.get("meta") != DECOR and trace.get("visible", True) is True]
    fills = {shown(colour) for trace in traces for colour in _colours(trace) if trace.get("fill") or trace["type"] == "bar"}
    for words in figure["layout"].get("annotations", []):
        colour = shown(str(words.get("font", {}).get("color", "#211e1a")))
        papers = fills if colour == paper else {paper}
        found += [f"text {words['text']!r}: {contrast(colour, ground):.2f} to 1" for ground in papers if contrast(colour, ground) < TEXT]
    found += [f"mark {colour}: {contrast(colour, paper):.2f} to 1" for colour in sorted({shown(c) for t in traces for c in _colours(t)})
              if contrast(colour, paper) < MARK and not _numbered(traces)]  # fmt: skip
    for first, second in combinations(traces, 2):
        if first.get("xaxis", "x") == second.get("xaxis", "x") and _style_of(first) == _style_of(second):
            pairs = [(shown(a), shown(b)) for a in _colours(first) for b in _colours(second) if a != b]
            found += [f"{first.get('name')} and {second.get('name')}: {fault}" for a, b in pairs for fault in _similarities(a, b)]
    return found


def _similarities(first: str, second: str) -> list[str]:
    deficiencies = [kind or "full sight" for kind in ("", *_DEFICIENCIES) if difference(first, second, kind) < APART]
    return [f"alike in {kind}" for kind in deficiencies] + ["alike in grey"] * (difference_in_grey(first, second) < APART_IN_GREY)


def _style_of(trace: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return what distinguishes a trace besides its colour: kind, symbol, dash, width, hatch; filled areas differ by their place."""
    line, marker = trace.get("line", {}), trace.get("marker", {})
    if trace.get("fill") == "toself":
        return ("area", trace.get("name"))
    if "markers" in str(trace.get("mode", "")):
        dash = line.get("dash", "solid") if "lines" in trace["mode"] else ""
        return ("marks", str(plain_values(marker.get("symbol", "circle"))[:1]), dash)
    if trace["type"] == "bar":
        hatch = marker.get("pattern", {}).get("shape", "")
        return ("bar", trace.get("name") if trace.get("orientation") != "h" and not trace.get("name") else "", hatch)
    return ("line", line.get("dash", "solid"), line.get("shape", "linear"), line.get("width"))


def _numbered(traces: Sequence[Mapping[str, Any]]) -> bool:
    """Return whether the marks carry their own numbers in ink, so that the mark itself need not be visible."""
    return all("text" in str(trace.get("mode", "")) for trace in traces)


def _colours(trace: Mapping[str, Any]) -> set[str]:
    marker, line = trace.get("marker", {}), trace.get("line", {})
    drawn = [trace.get("fillcolor")] if trace.get("fill") else [*plain_values(marker.get("color")), line.get("color")]
    return {str(colour).lower() for colour in drawn if _HEX.fullmatch(str(colour).lower())}


def _lab(colour: str, deficiency: str = "") -> Colour:
    rgb = linear(colour)
    if deficiency:
        red, green, blue = (min(1.0, max(0.0, part)) for part in _times(_DEFICIENCIES[deficiency], rgb))
        rgb = red, green, blue
    x, y, z = (_cube_root(part / white) for part, white in zip(_times(_TO_XYZ, rgb), _WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _cube_root(part: float) -> float:
    return math.cbrt(part) if part > 0.008856 else 7.787 * part + 16 / 116


def _times(matrix: Sequence[Sequence[float]], colour: Colour) -> Colour:
    first, second, third = (sum(a * b for a, b in zip(row, colour, strict=True)) for row in matrix)
    return first, second, third
