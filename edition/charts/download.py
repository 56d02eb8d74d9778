"""A standalone picture of a chart: title, subtitle, source, credit and address inside the picture, as SVG and as PNG."""

from __future__ import annotations

import base64
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment
from markupsafe import Markup

from edition import templates
from edition.charts.html import concrete, size_of
from edition.charts.lettering import BOLD, SANS, face, lines, png
from edition.charts.style import ROLES

MARGIN: Final = 24
SCALE: Final = 2  # of the PNG


@dataclass(frozen=True)
class Credits:
    """The texts around the chart in the picture."""

    title: str
    subtitle: str
    source: str
    credit: str


@dataclass(frozen=True)
class _TextLine:
    text: str
    size: int
    is_bold: bool
    colour: str
    y: float


def svg(chart: Mapping[str, Any], credits: Credits) -> str:
    """Draw the chart of a payload as a standalone SVG."""
    inner = concrete(chart["pictures"]["wide"])
    width, height = size_of(inner)
    above, below, top, bottom = _layout(credits, width, height)
    return _jinja().get_template("standalone.svg").render(
        inner=Markup(inner), width=width + 2 * MARGIN, height=bottom, left=MARGIN, top=top, inner_width=width, inner_height=height,
        lines=[*above, *below], paper=ROLES["paper"], label=f"{credits.title}. {chart['alt']}",
    )  # fmt: skip


def picture(chart: Mapping[str, Any], credits: Credits) -> bytes:
    """Draw the same as a PNG at twice the size."""
    from PIL import Image, ImageDraw

    drawn = Image.open(io.BytesIO(base64.b64decode(chart["pictures"]["png"]))).convert("RGB")
    width, height = drawn.width / SCALE, drawn.height / SCALE
    above, below, top, bottom = _layout(credits, width, height)
    sheet = Image.new("RGB", (round((width + 2 * MARGIN) * SCALE), round(bottom * SCALE)), ROLES["paper"])
    sheet.paste(drawn, (MARGIN * SCALE, round(top * SCALE)))
    pen = ImageDraw.Draw(sheet)
    for line in (*above, *below):
        font = face(BOLD if line.is_bold else SANS, line.size * SCALE)
        pen.text((MARGIN * SCALE, line.y * SCALE), line.text, font=font, fill=line.colour, anchor="ls")
    return png(sheet)


def _layout(credits: Credits, width: float, height: float) -> tuple[list[_TextLine], list[_TextLine], float, float]:
    """Lay out the lines above and below the chart: return them with their baselines, the chart's top, and the total height."""
    y, above = float(MARGIN), []
    for text, size, is_bold, colour in ((credits.title, 19, True, ROLES["ink"]), (credits.subtitle, 14, False, ROLES["muted"])):
        for line in lines(text, face(BOLD if is_bold else SANS, size), width):
            y += size * 1.25
            above.append(_TextLine(line, size, is_bold, colour, y - size * 0.2))
    top = y + 12
    y, below = top + height + 10, []
    for text in (credits.source, credits.credit):
        for line in lines(text, face(SANS, 11), width):
            y += 15
            below.append(_TextLine(line, 11, False, ROLES["muted"], y))
    return above, below, top, y + MARGIN


@cache
def _jinja() -> Environment:
    return templates.environment(Path(__file__).parent / "templates")
