"""Text drawn into pictures: fonts that come with matplotlib, lines wrapped by measured width."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from edition.languages import runs

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

SANS: Final = "DejaVuSans"
BOLD: Final = "DejaVuSans-Bold"
SERIF: Final = "DejaVuSerif"


@cache
def face(name: str, size: int) -> FreeTypeFont:
    """Load a font at a size in pixels."""
    import matplotlib
    from PIL import ImageFont

    return ImageFont.truetype(Path(matplotlib.get_data_path()) / "fonts" / "ttf" / f"{name}.ttf", size)


def lines(text: str, font: FreeTypeFont, width: float, max_lines: int = 99) -> list[str]:
    """Wrap a text at a width in pixels; more than `max_lines` end in an ellipsis. Han characters, which no font here has, are left out."""
    words = "".join(run for language, run in runs(text) if language != "zh").split()
    broken: list[str] = []
    for word in words:
        longer = f"{broken[-1]} {word}" if broken else word
        if broken and font.getlength(longer) <= width:
            broken[-1] = longer
        else:
            broken.append(word)
    if len(broken) <= max_lines:
        return broken
    last_words = broken[max_lines - 1].split()
    while last_words and font.getlength(" ".join(last_words) + " …") > width:
        last_words.pop()
    return [*broken[: max_lines - 1], " ".join(last_words) + " …"]


def png(image: Image, colours: int = 128) -> bytes:
    """Write a picture as a PNG with a palette; deterministic."""
    from PIL.Image import Dither, Quantize

    buffer = io.BytesIO()
    flat = image.quantize(colors=colours, method=Quantize.FASTOCTREE, dither=Dither.NONE)
    flat.save(buffer, format="PNG", compress_level=6)
    return buffer.getvalue()
