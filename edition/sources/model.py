"""What a source is: one work of the bibliography as a value, its short label and its CSL item."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from edition.problems import Place

UNDATED = "n.d."
#: The essay, as a source of its own bibliography.
ESSAY_KEY = "sun-2025-essay"
CSL_TYPES = {
    "article": "article-journal", "book": "book", "incollection": "chapter", "inproceedings": "paper-conference",
    "mastersthesis": "thesis", "misc": "document", "phdthesis": "thesis", "techreport": "report",
}  # fmt: skip
CSL_SUBTYPES = {
    "dataset": "dataset", "declaration": "document", "interview": "interview", "law": "legislation", "speech": "speech",
    "treaty": "treaty", "video": "broadcast", "webpage": "webpage", "encyclopedia": "entry-encyclopedia",
}  # fmt: skip
#: What a type of CSL leaves unsaid of a subtype or a type of BibTeX.
GENRES = {"declaration": "declaration", "mastersthesis": "Master’s thesis", "phdthesis": "PhD thesis"}
REPORTS = ("techreport", "mastersthesis", "phdthesis")


class Origin(StrEnum):
    """Where a source comes from."""

    CN = "cn"
    RU = "ru"
    CENTRAL_ASIA = "central-asia"
    SOUTH_ASIA = "south-asia"
    MENA = "mena"
    EUROPE = "europe"
    US = "us"
    IO = "io"
    SCO = "sco"
    OTHER = "other"


class Evidence(StrEnum):
    """What kind of witness a source is."""

    PRIMARY = "primary"
    STATISTICS = "statistics"
    SCHOLARSHIP = "scholarship"
    THINK_TANK = "think-tank"
    PRESS = "press"
    REFERENCE = "reference"


class Extent(StrEnum):
    """How much of a source the editors read."""

    FULL = "full"
    PART = "part"
    ABSTRACT = "abstract"


@dataclass(frozen=True)
class Name:
    """A person (`family`, `given`) or, with `given` empty and `literal` true, a body."""

    family: str
    given: str = ""
    literal: bool = False


@dataclass(frozen=True, kw_only=True)
class Source:
    """One work of the bibliography; texts are plain, an absent one is empty, `year` is four digits or `n.d.`."""

    key: str
    type: str
    subtype: str
    authors: tuple[Name, ...]
    title: str
    translated_title: str
    container: str
    publisher: str
    volume: str
    number: str
    pages: str
    year: str
    month: int | None
    day: int | None
    url: str
    doi: str
    isbn: str
    language: str
    origin: Origin
    evidence: Evidence
    extent: Extent
    consulted: str
    short_author: str
    note: str
    place: Place

    @property
    def address(self) -> str:
        """The link to the work: its DOI before its URL; empty where none is given."""
        return f"https://doi.org/{self.doi}" if self.doi else self.url

    @property
    def date_parts(self) -> tuple[int, ...]:
        """Year, month and day as far as they are known."""
        parts = (None if self.year == UNDATED else int(self.year), self.month, self.day)
        return tuple(part for index, part in enumerate(parts) if part is not None and None not in parts[:index])

    @property
    def short_name(self) -> str:
        """The name a citation uses: the short form given, up to two surnames, or the first body."""
        if self.short_author:
            return self.short_author
        names = [name.family for name in self.authors]
        if len(names) > 2:
            return f"{names[0]} et al."
        return " and ".join(names) or self.container or self.title


@dataclass(frozen=True)
class Bibliography:
    """All sources, by key and in the order of the file."""

    sources: Mapping[str, Source]

    def __getitem__(self, key: str) -> Source:
        return self.sources[key]

    def __contains__(self, key: object) -> bool:
        return key in self.sources

    def __iter__(self) -> Iterator[Source]:
        return iter(self.sources.values())

    def __len__(self) -> int:
        return len(self.sources)

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """A short label for every key, such as `Deng 2020` or `TASS 2025b`; no two are alike."""
        return labels(self)

    def summary(self) -> str:
        """How many sources there are by kind of evidence and by origin: one line each."""
        kinds = Counter(source.evidence for source in self)
        origins = Counter(source.origin for source in self)
        return "\n".join(
            (
                f"{len(self)} sources",
                "by evidence: " + ", ".join(f"{kind.value} {kinds[kind]}" for kind in Evidence),
                "by origin: " + ", ".join(f"{origin.value} {origins[origin]}" for origin in Origin),
            )
        )


def labels(sources: Iterable[Source]) -> dict[str, str]:
    """A label for each key: name and year, and a letter where two would be alike (by date, then key)."""
    alike: defaultdict[str, list[Source]] = defaultdict(list)
    for one in sources:
        alike[f"{one.short_name} {one.year}"].append(one)
    found = {}
    for label, group in alike.items():
        group.sort(key=_dated)
        for index, one in enumerate(group):
            found[one.key] = label if len(group) == 1 else f"{label}{'-' if one.year == UNDATED else ''}{_letters(index)}"
    return found


def sort_key(one: Source) -> tuple[str, tuple[int, ...], str]:
    """Where a source stands in a list: by the name of its label without accents or article, then as the letters of labels run."""
    return re.sub(r"^(the|a|an) ", "", _fold(one.short_name)), *_dated(one)


def _dated(one: Source) -> tuple[tuple[int, ...], str]:
    """By date, then key; what has no date comes last."""
    return one.date_parts or (9999,), one.key


def csl(one: Source) -> dict[str, Any]:
    """The source as a CSL-JSON item; empty members are left out."""
    kind = CSL_SUBTYPES.get(one.subtype) or CSL_TYPES[one.type]
    if kind == "article-journal" and one.evidence is Evidence.PRESS:
        kind = "article-newspaper"
    if kind == "document" and one.address and one.subtype != "declaration":
        kind = "webpage"
    extra = f"Translated title: {one.translated_title}" if one.translated_title else ""
    item = {
        "id": one.key,
        "type": kind,
        "author": [{"literal": n.family} if n.literal else {"family": n.family, "given": n.given} for n in one.authors],
        "title": one.title,
        "translated-title": one.translated_title,
        "container-title": one.container if one.type not in REPORTS else "",
        "publisher": one.publisher or (one.container if one.type in REPORTS else ""),
        "genre": GENRES.get(one.subtype or one.type, ""),
        "volume": one.volume,
        "issue" if one.type == "article" else "number": one.number,
        "page": one.pages,
        "issued": {"date-parts": [list(one.date_parts)]} if one.date_parts else None,
        "DOI": one.doi,
        "ISBN": one.isbn,
        "URL": one.url,
        "language": one.language,
        "note": " ".join(part for part in (extra and f"{extra}.", one.note) if part),
    }
    return {name: value for name, value in item.items() if value}


def _fold(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[^\w ]", "", "".join(letter for letter in letters if not unicodedata.combining(letter)))


def _letters(index: int) -> str:
    """0 as `a`, 25 as `z`, 26 as `aa`."""
    return (_letters(index // 26 - 1) if index >= 26 else "") + chr(ord("a") + index % 26)
