"""Words drawn into pictures: faces that come with matplotlib, lines broken by their measured width."""

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
    """Load a face at a size in pixels."""
    import matplotlib
    from PIL import ImageFont

    return ImageFont.truetype(Path(matplotlib.get_data_path()) / "fonts" / "ttf" / f"{name}.ttf", size)


def lines(text: str, font: FreeTypeFont, width: float, most: int = 99) -> list[str]:
    """Break a text into lines no wider than a width in pixels; more than `most` end in an ellipsis. Han, which no face has, is left out."""
    words = "".join(run for language, run in runs(text) if language != "zh").split()
    broken: list[str] = []
    for word in words:
        longer = f"{broken[-1]} {word}" if broken else word
        if broken and font.getlength(longer) <= width:
            broken[-1] = longer
        else:
            broken.append(word)
    if len(broken) <= most:
        return broken
    last = broken[most - 1].split()
    while last and font.getlength(" ".join(last) + " …") > width:
        last.pop()
    return [*broken[: most - 1], " ".join(last) + " …"]


def png(image: Image, colours: int = 128) -> bytes:
    """Write a picture as a PNG with a palette, the same for the same picture."""
    from PIL.Image import Dither, Quantize

    buffer = io.BytesIO()
    flat = image.quantize(colors=colours, method=Quantize.FASTOCTREE, dither=Dither.NONE)
    flat.save(buffer, format="PNG", compress_level=6)
    return buffer.getvalue()
