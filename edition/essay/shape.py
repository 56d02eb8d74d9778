"""References to the essay and its shape: passages, sentences, word counts and hashes, never its words."""


from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from edition.essay.normal_form import fingerprint, words

MAX_LEMMA_WORDS = 12
QUOTABLE_SHARE = 0.15

_REFERENCE = re.compile(r"(?:(?P<part>\d)\.(?P<section>\d)\.(?P<paragraph>\d)|fig\.(?P<figure>\d))(?:\.(?P<sentence>\d{1,2}))?\Z")
_NUMBERED_SENTENCE = re.compile(r"^\s*\((?P<reference>[\d.]+)\)\s+(?P<text>\S.*)$")
_NUMBERED_CAPTION = re.compile(r"^\[(?P<reference>fig\.\d)\]\s+(?P<text>\S.*)$")


class BadReference(ValueError):
    """A string that is no reference to the essay."""


@dataclass(frozen=True, order=True)
class Reference:
    """A passage (`1.2.1`, `fig.1`) or one of its sentences (`1.2.1.4`, `fig.1.1`)."""

    passage: str
    sentence: int | None = None

    @classmethod
    def parse(cls, text: str) -> Reference:
        """Parse a reference; raise `BadReference` with the expected form."""
        match = _REFERENCE.match(text.strip())
        if not match:
            raise BadReference(f'"{text}" is no reference: write part.section.paragraph as in 1.2.1, or fig.1')
        sentence = match["sentence"]
        passage = text.strip().removesuffix(f".{sentence}") if sentence else text.strip()
        return cls(passage, int(sentence) if sentence else None)

    def __str__(self) -> str:
        return self.passage if self.sentence is None else f"{self.passage}.{self.sentence}"


@dataclass(frozen=True)
class Sentence:
    """The shape of one sentence: its number, its length in words and the hash of its normal form."""

    number: int
    words: int
    sha256: str


@dataclass(frozen=True)
class PassageShape:
    """The shape of one passage, in the essay's order of sentences."""

    reference: str
    sentences: tuple[Sentence, ...]

    @property
    def words(self) -> int:
        """The passage's length in words."""
        return sum(sentence.words for sentence in self.sentences)


@dataclass(frozen=True)
class BaseText:
    """The essay's shape: every passage in order, without its words."""

    title: str
    url: str
    passages: tuple[PassageShape, ...]
    _index: dict[str, PassageShape] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_index", {passage.reference: passage for passage in self.passages})

    def __contains__(self, reference: object) -> bool:
        return reference in self._index

    def __getitem__(self, reference: str) -> PassageShape:
        return self._index[reference]

    @cached_property
    def references(self) -> tuple[str, ...]:
        """The references of all passages in the essay's order."""
        return tuple(self._index)

    @property
    def words(self) -> int:
        """The essay's length in words, captions included and headings left out."""
        return sum(passage.words for passage in self.passages)

    def order(self, reference: str) -> int:
        """Return the index of a passage in the essay, from 0."""
        return self.references.index(reference)


def load(path: Path) -> BaseText:
    """Read `data/base-text.json`."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    return BaseText(
        title=raw["title"],
        url=raw["url"],
        passages=tuple(
            PassageShape(
                passage["reference"],
                tuple(
                    Sentence(number, sentence["words"], sentence["sha256"])
                    for number, sentence in enumerate(passage["sentences"], start=1)
                ),
            )
            for passage in raw["passages"]
        ),
    )


def read_numbered(text: str) -> dict[str, list[str]]:
    """Read a copy of the essay with numbered sentences: `(1.2.1.4) sentence`, `[fig.1] caption`, one per line.

    Return the sentences of each passage in order; raise `BadReference` where the numbering is broken.
    """
    passages: dict[str, list[str]] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        match = _NUMBERED_SENTENCE.match(line) or _NUMBERED_CAPTION.match(line)
        if not match:
            continue
        reference = Reference.parse(match["reference"])
        sentences = passages.setdefault(reference.passage, [])
        sentences.append(match["text"].strip())
        if reference.sentence not in (None, len(sentences)):
            raise BadReference(f"line {number}: sentence {reference} follows {len(sentences) - 1} of its passage")
    return passages


def shape(passages: dict[str, list[str]], *, title: str, url: str) -> dict[str, object]:
    """Return the content of `data/base-text.json` for numbered sentences."""
    return {
        "title": title,
        "url": url,
        "normal_form": "NFKC, case folded, runs of letters and digits joined by single spaces; sha256 of its UTF-8",
        "passages": [
            {
                "reference": reference,
                "sentences": [{"words": len(words(s)), "sha256": fingerprint(s)} for s in sentences],
            }
            for reference, sentences in passages.items()
        ],
    }
