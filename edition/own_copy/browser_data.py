"""Data with which the browser recognises a copy: the essay's shape and the rules that are defined in Python."""

from __future__ import annotations

import json

from edition.essay.recognise import folds
from edition.essay.shape import BaseText
from edition.own_copy.decode import MAX_BYTES, MAX_WORDS
from edition.own_copy.html_text import BLOCKS, SKIPPED


def rules() -> dict[str, object]:
    """Return the tables behind the normal form and the reading of pages, and the limits of file sizes."""
    return {
        "folds": dict(sorted(folds().items())),
        "blocks": sorted(BLOCKS),
        "skipped": sorted(SKIPPED),
        "maxBytes": MAX_BYTES,
        "maxWords": MAX_WORDS,
    }


def shape(base: BaseText) -> dict[str, object]:
    """Return the essay's sentences as reference, length in words and hash."""
    sentences = [(f"{p.reference}.{s.number}", s.words, s.sha256) for p in base.passages for s in p.sentences]
    return {"title": base.title, "url": base.url, "sentences": sentences}


def shape_script(base: BaseText) -> str:
    """Return a script that passes both to `recognise.js`; not a data file, because a page opened from a folder can load only scripts."""
    content = json.dumps({**rules(), **shape(base)}, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f"window.editionOwnCopy = {content};\n"
