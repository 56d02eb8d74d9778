"""The shapes of the findings, drawn in the page itself for readers without CSS masks; the same as on the site."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from docutils import nodes

from edition.commentary.model import Finding

TOKENS: Final = Path("book", "_static", "css", "tokens.css")

_SHAPE = re.compile(r'--shape-(\w+): url\("data:image/svg\+xml,([^"]*)"\);')
_CLASS: Final = "finding-"


def load(style: Path) -> dict[str, str]:
    """Return the shape of each finding, by its slug, as an SVG in the colour of the surrounding text."""
    drawn = {name: unquote(drawing) for name, drawing in _SHAPE.findall(style.read_text(encoding="utf-8"))}
    return {finding.slug: _inline(drawn[finding.name.lower()]) for finding in Finding}


def draw(tree: nodes.Element, shapes: dict[str, str]) -> None:
    """Put a finding's shape before its word, and after the number of a sentence in a passage's map."""
    for node in [*tree.findall(nodes.inline), *tree.findall(nodes.reference)]:
        slug = next((name.removeprefix(_CLASS) for name in node["classes"] if name.startswith(_CLASS)), "")
        if slug in shapes and not _is_inside_its_like(node):
            # before the word of a finding; after the number of a sentence; alone where a sentence has a further finding
            node.insert(1 if "sentence" in node["classes"] else 0, nodes.raw("", shapes[slug], format="html"))


def _is_inside_its_like(node: nodes.Element) -> bool:
    """Return whether the link around a finding's word is a finding itself, so that one shape serves both."""
    return "finding" in node["classes"] and isinstance(node.parent, nodes.Element) and "finding" in node.parent["classes"]


def _inline(drawing: str) -> str:
    drawing = drawing.replace("'", '"').replace("#000", "currentColor")
    colour = "" if "fill=" in drawing.partition(">")[0] else ' fill="currentColor"'
    return drawing.replace("<svg ", f'<svg class="shape" aria-hidden="true" width="12" height="12"{colour} ', 1)
