"""What the browser needs to recognise a copy: the essay's shape and the rules that Python can state better than it."""

from __future__ import annotations

import json

from edition.essay.recognise import folds
from edition.essay.shape import BaseText
from edition.own_copy.decode import MAX_BYTES, MAX_WORDS
from edition.own_copy.html_text import BLOCKS, SKIPPED


def rules() -> dict[str, object]:
    """The tables behind the normal form and the reading of pages, and the limits of what is read."""
    return {
        "folds": dict(sorted(folds().items())),
        "blocks": sorted(BLOCKS),
        "skipped": sorted(SKIPPED),
        "maxBytes": MAX_BYTES,
        "maxWords": MAX_WORDS,
    }


def shape(base: BaseText) -> dict[str, object]:
    """The essay's sentences as reference, length in words and hash."""
    sentences = [(f"{p.reference}.{s.number}", s.words, s.sha256) for p in base.passages for s in p.sentences]
    return {"title": base.title, "url": base.url, "sentences": sentences}


def shape_script(base: BaseText) -> str:
    """A script that hands both to `recognise.js`; a script and not data, because a page from a folder can load nothing else."""
    content = json.dumps({**rules(), **shape(base)}, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f"window.editionOwnCopy = {content};\n"
