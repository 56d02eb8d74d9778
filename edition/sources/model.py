"""A source: one work of the bibliography as a value, its short label and its CSL item."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
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
#: Genres of subtypes or BibTeX types that the CSL type does not express.
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
    """The kinds of evidence a source can be."""

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
    place: Place = field(compare=False)

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
        """The name in citations: the given short form, up to two surnames, or the first corporate author."""
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
        """A unique short label for every key, such as `Deng 2020` or `TASS 2025b`."""
        return labels(self)

    def summary(self) -> str:
        """Count the sources by kind of evidence and by origin: one line each."""
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
    """Return a label for each key: name and year, with a letter where two would be equal (by date, then key)."""
    alike: defaultdict[str, list[Source]] = defaultdict(list)
    for source in sources:
        alike[f"{source.short_name} {source.year}"].append(source)
    found = {}
    for label, group in alike.items():
        group.sort(key=_dated)
        for index, source in enumerate(group):
            found[source.key] = label if len(group) == 1 else f"{label}{'-' if source.year == UNDATED else ''}{_letters(index)}"
    return found


def sort_key(source: Source) -> tuple[str, tuple[int, ...], str]:
    """Return the sort key of a source: the name of its label without accents or article, then the date, then the key."""
    return re.sub(r"^(the|a|an) ", "", _fold(source.short_name)), *_dated(source)


def _dated(source: Source) -> tuple[tuple[int, ...], str]:
    """Return date and key; sources without a date sort last."""
    return source.date_parts or (9999,), source.key


def csl(source: Source) -> dict[str, Any]:
    """Return the source as a CSL-JSON item; empty members are left out."""
    kind = CSL_SUBTYPES.get(source.subtype) or CSL_TYPES[source.type]
    if kind == "article-journal" and source.evidence is Evidence.PRESS:
        kind = "article-newspaper"
    if kind == "document" and source.address and source.subtype != "declaration":
        kind = "webpage"
    extra = f"Translated title: {source.translated_title}" if source.translated_title else ""
    item = {
        "id": source.key,
        "type": kind,
        "author": [{"literal": n.family} if n.literal else {"family": n.family, "given": n.given} for n in source.authors],
        "title": source.title,
        "translated-title": source.translated_title,
        "container-title": source.container if source.type not in REPORTS else "",
        "publisher": source.publisher or (source.container if source.type in REPORTS else ""),
        "genre": GENRES.get(source.subtype or source.type, ""),
        "volume": source.volume,
        "issue" if source.type == "article" else "number": source.number,
        "page": source.pages,
        "issued": {"date-parts": [list(source.date_parts)]} if source.date_parts else None,
        "DOI": source.doi,
        "ISBN": source.isbn,
        "URL": source.url,
        "language": source.language,
        "note": " ".join(part for part in (extra and f"{extra}.", source.note) if part),
    }
    return {name: value for name, value in item.items() if value}


def _fold(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[^\w ]", "", "".join(letter for letter in letters if not unicodedata.combining(letter)))


def _letters(index: int) -> str:
    """Return 0 as `a`, 25 as `z`, 26 as `aa`."""
    return (_letters(index // 26 - 1) if index >= 26 else "") + chr(ord("a") + index % 26)
