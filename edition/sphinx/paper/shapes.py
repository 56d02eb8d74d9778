"""The shapes of the findings drawn in the page itself, for readers that take no masks from a style; the same as on the site."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from edition.commentary.model import Finding

TOKENS: Final = Path("book", "_static", "css", "tokens.css")

_SHAPE = re.compile(r'--shape-(\w+): url\("data:image/svg\+xml,([^"]*)"\);')
_WORD = re.compile(r'<(?:a|span)\b[^>]*\bclass="finding finding-([a-z-]+)[^>]*>')
_SENTENCE = re.compile(r'<a\b[^>]*\bclass="sentence s-noted finding-([a-z-]+)[^>]*>\d+')
_FURTHER = re.compile(r'<span class="finding-([a-z-]+)">(?=</span>)')


def load(style: Path) -> dict[str, str]:
    """The shape of each finding, by its slug, as an SVG in the colour of the text around it."""
    drawn = {name: unquote(drawing) for name, drawing in _SHAPE.findall(style.read_text(encoding="utf-8"))}
    return {finding.slug: _inline(drawn[finding.name.lower()]) for finding in Finding}


def draw(body: str, shapes: dict[str, str]) -> str:
    """Put a finding's shape before its word, and behind the number of a sentence in a passage's map."""
    for place in (_WORD, _SENTENCE, _FURTHER):
        body = place.sub(lambda found: found[0] + shapes[found[1]], body)
    return body


def _inline(drawing: str) -> str:
    drawing = drawing.replace("'", '"').replace("#000", "currentColor")
    colour = "" if "fill=" in drawing.partition(">")[0] else ' fill="currentColor"'
    return drawing.replace("<svg ", f'<svg class="shape" aria-hidden="true" width="12" height="12"{colour} ', 1)
