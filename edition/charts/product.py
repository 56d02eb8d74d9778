"""A multiple as the area of a picture: the growth of the base, above it the addition; the whole is their product."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from markupsafe import Markup

from edition import templates

#: Width of the picture and height of the base's growth, in the picture's units.
WIDTH: Final = 640
BASE: Final = 84


@dataclass(frozen=True)
class Product:
    """The picture's numbers as printed, their names, and the factor of the addition."""

    whole: str
    growth: str
    factor: str
    value_of_factor: float
    name_of_growth: str
    name_of_factor: str


def picture(product: Product) -> Markup:
    """Draw the product as an SVG; the heights of the two parts are 1 to (factor - 1)."""
    added = BASE * (product.value_of_factor - 1)
    jinja = templates.environment(Path(__file__).parent / "templates")
    template = jinja.get_template("product.svg")
    return Markup(template.render(product=product, width=WIDTH, base=BASE, added=round(added, 1)))
