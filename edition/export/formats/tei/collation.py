"""Collations in TEI: an apparatus of two witnesses for each, the essay and an official text, located by the essay's sentences.

Each wording is whole in its reading, so that both can be read back; the words that the other lacks stand in `seg`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from edition.commentary.model import Collation, Edition, Pair
from edition.commentary.variants import Run, collate
from edition.export.formats.tei.elements import ID, Element, element, pointers, texts

ESSAY = "wit-essay"


def declare(encoding: Element) -> None:
    """Declare how the apparatus is linked to the text: by reference, since the essay's words are absent from it."""
    element(encoding, "variantEncoding", method="location-referenced", location="external")


def collations(passage: Element, found: Iterable[Collation], edition: Edition) -> None:
    """Append the collations of a passage, each in a division of its own with the witness it is compared with."""
    for collation in found:
        div = element(passage, "div", type="collation", **{ID: f"c-{collation.id}"})
        element(div, "head", collation.title)
        witness = f"wit-{collation.id}"
        element(element(div, "listWit"), "witness", collation.official, **{ID: witness})
        listed = element(div, "listApp")
        for pair in collation.pairs:
            _app(listed, pair, collation.passage, witness)
        texts(div, (("text", collation.text),))
        pointers(div, edition.evidence(collation))


def tighten(root: Element) -> None:
    """Remove from each reading the white space that indenting put around its words."""
    for reading in root.iter("rdg"):
        reading.text = reading.text if (reading.text or "").strip() else None
        for child in reading:
            child.tail = child.tail if (child.tail or "").strip() else None


def _app(parent: Element, pair: Pair, passage: str, witness: str) -> None:
    place = f"{passage}.{pair.sentence}"
    app = element(parent, "app", loc=place, corresp=f"#s-{place}")
    essay, official = collate(pair.essay, pair.official)
    _reading(app, essay, ESSAY)
    _reading(app, official, witness)


def _reading(app: Element, runs: Sequence[Run], witness: str) -> None:
    reading = element(app, "rdg", wit=f"#{witness}")
    last: Element | None = None
    for run in runs:
        if run.differs:
            last = element(reading, "seg", run.text, type="differs")
        elif last is None:
            reading.text = run.text
        else:
            last.tail = run.text
