"""Character positions of lemmata in their passage: numbers, taken once from a copy of the essay and kept without its words.

The text they count in is stated: a passage's sentences in order, as `edition.essay.normal_form.plain` leaves them, joined by single
spaces. It is the text content of the element with the id `own-` and the passage's reference, in which a page lays out a reader's own copy.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from edition.essay.normal_form import fingerprint, placed_words, plain, words
from edition.essay.recognise import SentencePlace

FILE: Final = Path("data/lemma-places.json")
TEXT: Final = "A passage's sentences in order, in Unicode NFKC without characters of no width, joined by single spaces."


@dataclass(frozen=True)
class Anchor:
    """A note's lemma and the sentence it stands in."""

    note: str
    passage: str
    sentence: int
    lemma: str


@dataclass(frozen=True)
class Place:
    """The position of a lemma in its passage, `end` exclusive, and what it was measured for: the sentence and the lemma's hash."""

    sentence: int
    lemma: str
    start: int
    end: int


def anchors(edition: Mapping[str, Any]) -> Iterator[Anchor]:
    """Yield what every note of a published `edition.json` hangs on."""
    for passage in edition["passages"]:
        for note in passage["notes"]:
            yield Anchor(note["id"], passage["id"], (note["sentences"] or [1])[0], note["lemma"])


def measure(anchors: Iterable[Anchor], sentences: Mapping[SentencePlace, str]) -> dict[str, Place]:
    """Find each lemma in its sentence of a whole essay; one that does not stand there is left out."""
    found = {}
    for anchor in anchors:
        text = plain(sentences.get((anchor.passage, anchor.sentence), ""))
        span = _span(text, anchor.lemma)
        if span:
            before = sum(len(plain(sentences[anchor.passage, number])) + 1 for number in range(1, anchor.sentence))
            found[anchor.note] = Place(anchor.sentence, fingerprint(anchor.lemma), before + span[0], before + span[1])
    return found


def _span(sentence: str, lemma: str) -> tuple[int, int] | None:
    placed, needle = placed_words(sentence), words(lemma)
    for first in range(len(placed) - len(needle) + 1) if needle else ():
        if [word.form for word in placed[first : first + len(needle)]] == needle:
            return placed[first].start, placed[first + len(needle) - 1].end
    return None


def current(anchor: Anchor, places: Mapping[str, Place]) -> Place | None:
    """Return a note's place; None where none was measured, or for other words or another sentence than the note has now."""
    place = places.get(anchor.note)
    return place if place and (place.sentence, place.lemma) == (anchor.sentence, fingerprint(anchor.lemma)) else None


def load(root: Path) -> dict[str, Place]:
    """Read the places of a project; none where it has no such file."""
    path = root / FILE
    if not path.is_file():
        return {}
    return {note: Place(**place) for note, place in json.loads(path.read_text(encoding="utf-8"))["places"].items()}


def text(places: Mapping[str, Place]) -> str:
    """Return the content of the file."""
    content = {"text": TEXT, "places": {note: asdict(place) for note, place in sorted(places.items())}}
    return json.dumps(content, indent=1) + "\n"
