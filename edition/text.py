"""References to the essay and its shape: passages, sentences, word counts and hashes, never its words.

A sentence is recognised by its *normal form*: Unicode NFKC, case folded, cut into maximal runs of letters and digits,
joined by single spaces. Quotes, dashes, ligatures and line breaks therefore never matter; a changed word always does.

The rules in full. Python follows them here and in `edition.witness`, the browser in `book/_static/own-copy/recognise.js`;
`tests/vectors/normal-form.json` is run in both.

1. The text is brought to Unicode NFKC; soft hyphens and marks without width (U+00AD, U+200B to U+200D, U+2060, U+FEFF) are dropped.
2. Each code point is case folded on its own (full folding, without context: `ß` is `ss`, `ς` is `σ`).
3. Maximal runs of code points of the general categories L (letters) and N (numbers) are the words; all else parts them.
4. The words, joined by one space and written in UTF-8, are hashed with SHA-256: 64 lower-case hexadecimal digits.
5. Recognition walks through the words of a copy. At each word the sentence that follows the last one recognised is tried,
   then every length that a sentence has, the longest first. A run whose hash is a sentence's is taken whole, and the walk
   goes on behind it; else it goes on at the next word.
6. Of several runs with one hash, those that make the longest chain in the essay's order count.
7. Of a web page the text counts, without what the elements `script`, `style`, `template`, `noscript`, `title`, `svg`, `iframe`,
   `object`, `select`, `textarea` and comments hold. Elements that make lines or boxes (`edition.witness.page.BLOCKS`) part
   words; all other elements do not.
8. A file is read by its byte order mark, else as UTF-16 where every second byte is zero, else as whichever of UTF-8, the
   encoding it declares (UTF-16, GB18030, windows-1252), GB18030 and windows-1252 shows the most sentences, the first of equals.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

MAX_LEMMA_WORDS = 12
QUOTABLE_SHARE = 0.15

_WORD = re.compile(r"[^\W_]+")
_NO_WIDTH = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_REFERENCE = re.compile(r"(?:(?P<part>\d)\.(?P<section>\d)\.(?P<paragraph>\d)|fig\.(?P<figure>\d))(?:\.(?P<sentence>\d{1,2}))?\Z")
_NUMBERED_SENTENCE = re.compile(r"^\s*\((?P<reference>[\d.]+)\)\s+(?P<text>\S.*)$")
_NUMBERED_CAPTION = re.compile(r"^\[(?P<reference>fig\.\d)\]\s+(?P<text>\S.*)$")


class BadReference(ValueError):
    """A string that is no reference to the essay."""


def plain(text: str) -> str:
    """Bring a text to the form in which its words are found: NFKC, without marks that have no width."""
    return _NO_WIDTH.sub("", unicodedata.normalize("NFKC", text))


def words(text: str) -> list[str]:
    """Cut a text into the words of its normal form."""
    return _WORD.findall(plain(text).casefold())


@dataclass(frozen=True)
class Word:
    """A word of the normal form and where it stands in the `plain` text it was found in."""

    form: str
    start: int
    end: int


def placed_words(text: str) -> list[Word]:
    """Cut a text that is `plain` already into the words of its normal form, each with its place."""
    folds = [character.casefold() for character in text]
    folded = "".join(folds)
    if len(folded) == len(text):
        return [Word(found[0], *found.span()) for found in _WORD.finditer(folded)]
    origin = [index for index, fold in enumerate(folds) for _ in fold]
    return [Word(found[0], origin[found.start()], origin[found.end() - 1] + 1) for found in _WORD.finditer(folded)]


def normal_form(text: str) -> str:
    """Reduce a text to its words, joined by single spaces."""
    return " ".join(words(text))


def fingerprint(text: str) -> str:
    """Hash the normal form of a text: 64 hexadecimal digits of SHA-256."""
    return hashlib.sha256(normal_form(text).encode()).hexdigest()


@dataclass(frozen=True, order=True)
class Reference:
    """A passage (`1.2.1`, `fig.1`) or one of its sentences (`1.2.1.4`, `fig.1.1`)."""

    passage: str
    sentence: int | None = None

    @classmethod
    def parse(cls, text: str) -> Reference:
        """Read a reference; raises `BadReference` with the form expected."""
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
        """The place of a passage in the essay, from 0."""
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
    """Read a copy of the essay that an editor has numbered: `(1.2.1.4) sentence`, `[fig.1] caption`, one to a line.

    Returns the sentences of each passage in order; raises `BadReference` where the numbering is broken.
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
    """Reduce numbered sentences to what `data/base-text.json` holds."""
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


def windows(tokens: Sequence[str], length: int) -> Iterator[tuple[int, str]]:
    """Yield every run of `length` words as its start and its normal form."""
    for start in range(len(tokens) - length + 1):
        yield start, " ".join(tokens[start : start + length])
