"""Static pictures of a plotly figure without a browser: deterministic SVG, themed by custom properties, and a PNG."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

import matplotlib
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from edition.charts.static.panels import draw_panels
from edition.charts.static.traces import draw as draw_one
from edition.charts.style import ROLES, role_property

#: Widths of the pictures in CSS pixels: a notebook's page, a chapter's column, and a phone without its margins.
WIDE: Final = 720
COLUMN: Final = 540
NARROW: Final = 360
PNG_SCALE: Final = 2
_RC: Final[dict[Any, Any]] = {"svg.fonttype": "none", "font.family": "sans-serif", "font.sans-serif": ["DejaVu Sans"]}
_TAG: Final = re.compile(r"<[^>]*>")
_LONG_NUMBER: Final = re.compile(r"-?\d+\.\d{3,}")
_UNTURNED: Final = re.compile(r' transform="rotate\(-0 [^)]*\)"')
_FAMILY: Final = re.compile(r" font-family: [^;\"]*;?")
_STRAIGHT: Final = re.compile(r'\bd="([MLz\d.\s-]+)"')
_COLOURS: Final = {colour: role for role, colour in ROLES.items()}


@dataclass(frozen=True)
class Pictures:
    """The SVG text for each width, and one PNG (bytes) for readers that show no SVG."""

    wide: str
    column: str
    narrow: str
    png: bytes


def draw_pictures(spec: Mapping[str, Any], name: str) -> Pictures:
    """Return the pictures of a figure in plotly JSON; ``name`` makes the ids inside them unique."""
    draw = draw_panels if spec.get("frames") else draw_one
    wide = draw(spec, WIDE)
    png = _png(wide)
    return Pictures(
        _svg(wide, f"{name}-wide"), _svg(draw(spec, COLUMN), f"{name}-column"), _svg(draw(spec, NARROW), f"{name}-narrow"), png
    )  # fmt: skip


def _svg(figure: Figure, name: str) -> str:
    buffer = io.StringIO()
    with matplotlib.rc_context({**_RC, "svg.hashsalt": name}):
        cast(Any, FigureCanvasSVG(figure)).print_svg(buffer, metadata=dict.fromkeys(("Date", "Creator", "Format", "Type")))
    return _clean_svg(buffer.getvalue(), name)


def _png(figure: Figure) -> bytes:
    buffer = io.BytesIO()
    with matplotlib.rc_context(_RC):
        figure.set_dpi(72 * PNG_SCALE)
        figure.set_facecolor(ROLES["paper"])
        cast(Any, FigureCanvasAgg(figure)).print_png(buffer, metadata={"Software": None})
        figure.set_dpi(72)
        figure.set_facecolor("none")
    return buffer.getvalue()


def _clean_svg(svg: str, name: str) -> str:
    """Return the bare ``svg`` element: unique ids where something refers to them, colours by role, the page's font, two decimals."""
    body = svg[svg.index("<svg") :]
    body = re.sub(r"<metadata>.*?</metadata>", "", body, flags=re.DOTALL)
    body = re.sub(r"<!--.*?-->", "", body, flags=re.DOTALL)
    body = _TAG.sub(lambda match: _clean_tag(match[0], name), body)
    size = re.search(r'viewBox="0 0 (\S+) (\S+)"', body)
    assert size is not None
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 {size[1]} {size[2]}" '
        f'class="chart-svg" style="font-family: var(--chart-font, system-ui, sans-serif)" aria-hidden="true" focusable="false">'
    )
    body = re.sub(r"<svg[^>]*>", head, body, count=1)
    return re.sub(r"\n\s*", "\n", body).strip()


def _clean_tag(tag: str, name: str) -> str:
    tag = _LONG_NUMBER.sub(lambda match: f"{float(match[0]):.2f}".rstrip("0").rstrip("."), tag)
    tag = _STRAIGHT.sub(lambda match: f'd="{_relative(match[1])}"', tag)
    if tag.startswith("<g id="):
        return "" if tag.endswith("/>") else "<g>"  # an empty group draws nothing
    tag = _UNTURNED.sub("", tag)
    tag = re.sub(r'\bid="([^"]+)"', rf'id="{name}-\1"', tag)
    tag = re.sub(r'href="#([^"]+)"', rf'href="#{name}-\1"', tag)
    tag = re.sub(r"url\(#([^)]+)\)", rf"url(#{name}-\1)", tag)
    tag = re.sub(r"#[0-9a-fA-F]{6}\b", lambda match: _themed(match[0].lower()), tag)
    return _FAMILY.sub("", tag)


def _relative(path: str) -> str:
    """Return a path of straight lines in relative coordinates, which halves the length of an outline; exact to a hundredth."""
    words: list[str] = []
    current = start = (0, 0)
    for command, *numbers in (piece.split() for piece in re.findall(r"[MLz][^MLz]*", path)):
        if command == "z":
            words.append("z")
            current = start
            continue
        target = (round(float(numbers[0]) * 100), round(float(numbers[1]) * 100))
        words.append(_step(command.lower(), target[0] - current[0], target[1] - current[1]))
        current = target
        start = target if command == "M" else start
    return "".join(words).replace(" -", "-")


def _step(command: str, right: int, down: int) -> str:
    """Return one step in hundredths of a pixel in SVG's shortest form: horizontal and vertical steps have commands of their own."""
    if command == "l" and not (right and down):
        return f"v{down / 100:g}" if down else f"h{right / 100:g}"
    return f"{command}{right / 100:g} {down / 100:g}"


def _themed(colour: str) -> str:
    role = _COLOURS.get(colour)
    return f"var({role_property(role)}, {colour})" if role else colour
