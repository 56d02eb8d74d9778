"""From what an author wrote in a directive to a passage or a note, with every fault named.

A reader of options never stops at the first fault: it gathers them, so that one build shows an author everything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypedDict, TypeVar

from edition.commentary.model import Claim, Collation, Confidence, Debate, Finding, Gloss, Kind, Note, Pair, Passage, Seen, Translation
from edition.problems import Place, Problem

_Choice = TypeVar("_Choice", bound=StrEnum)
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?\Z")
_SLUG = re.compile(r"[a-z0-9]{2,}(-[a-z0-9]+)*\Z")
_LETTER = re.compile(r"[a-z]\Z")
MAX_TITLE_WORDS = 8
MAX_LINE_WORDS = 30

COMMON = frozenset({"lemma", "sentence", "as-of", "caution"})
OPTIONS: Mapping[str, frozenset[str]] = {
    "passage": frozenset({"title", "names", "nothing-to-check"}),
    "claim": COMMON | {"kind", "finding", "confidence", "claim", "would-change", "check"},
    "gloss": COMMON,
    "translation": COMMON | {"chinese", "pinyin", "status"},
    "debate": COMMON | {"title", "debate"},
    "collation": frozenset({"title", "official"}),
}


@dataclass
class Reader:
    """The options of one directive, read one by one; faults collect in `problems`."""

    directive: str
    id: str
    options: Mapping[str, str]
    place: Place
    problems: list[Problem] = field(default_factory=list)

    def fault(self, message: str) -> None:
        """Note a fault of this passage or note."""
        self.problems.append(Problem(self.place, f"{self.directive} {self.id}: {message}"))

    def required(self, name: str) -> str:
        """An option that must be there."""
        value = self.optional(name)
        if not value:
            self.fault(f"option :{name}: is missing")
        return value

    def optional(self, name: str) -> str:
        """An option that may be there; empty where it is not."""
        return " ".join((self.options.get(name) or "").split())

    def short(self, name: str, most: int) -> str:
        """A required line of at most `most` words."""
        value = self.required(name)
        if (length := len(value.split())) > most:
            self.fault(f":{name}: has {length} words; at most {most}")
        return value

    def choice(self, name: str, choices: type[_Choice]) -> _Choice:
        """A required option with a closed list of values."""
        value = self.required(name)
        try:
            return choices(value)
        except ValueError:
            if value:
                self.fault(f'{name} "{value}" is not one of: {", ".join(choices)}')
            return next(iter(choices))

    def numbers(self, value: str, name: str) -> tuple[int, ...]:
        """Sentence numbers: `3`, `2 4`, `2-4`."""
        found: list[int] = []
        for piece in value.replace(",", " ").split():
            first, _, last = piece.partition("-")
            if not first.isdecimal() or (last and not last.isdecimal()):
                self.fault(f':{name}: "{piece}" is no sentence number; write 3, or 2 4, or 2-4')
                continue
            found.extend(range(int(first), int(last or first) + 1))
        return tuple(dict.fromkeys(found))

    def date(self, name: str) -> str:
        """An optional date: a year, a month or a day."""
        value = self.optional(name)
        if value and not _DATE.match(value):
            self.fault(f':{name}: "{value}" is no date; write 2026-02 or 2026-02-14')
            return ""
        return value

    def no_others(self) -> None:
        """Refuse options the directive does not know."""
        for name in sorted(set(self.options) - OPTIONS[self.directive]):
            self.fault(f"option :{name}: is unknown; it takes {', '.join(sorted(OPTIONS[self.directive]))}")


def read_passage(reader: Reader, docname: str) -> Passage:
    """Read the options of a passage."""
    reader.no_others()
    return Passage(
        reference=reader.id,
        title=reader.short("title", MAX_TITLE_WORDS),
        place=reader.place,
        docname=docname,
        names=tuple(reader.optional("names").split()),
        nothing_to_check=reader.numbers(reader.optional("nothing-to-check"), "nothing-to-check"),
    )


def read_note(reader: Reader, passage: str, docname: str) -> Note:
    """Read the options of a note of any type."""
    reader.no_others()
    _check_id(reader, passage)
    return _READERS[reader.directive](reader, passage, docname)


def read_collation(reader: Reader, passage: str, docname: str, rows: Sequence[str]) -> Collation:
    """Read the options and rows of a collation; a row is `sentence | words of the essay | words of the official text`."""
    reader.no_others()
    _check_id(reader, passage)
    return Collation(
        id=reader.id,
        passage=passage,
        title=reader.short("title", MAX_TITLE_WORDS),
        official=reader.short("official", MAX_LINE_WORDS),
        pairs=tuple(_pairs(reader, rows)),
        place=reader.place,
        docname=docname,
    )


def _pairs(reader: Reader, rows: Sequence[str]) -> Iterator[Pair]:
    if not rows:
        reader.fault("has no row; write: sentence | words of the essay | words of the official text")
    for row in rows:
        cells = [cell.strip() for cell in row.split("|")]
        if len(cells) != 3 or not all(cells) or not cells[0].isdecimal():
            reader.fault(f'"{row}" is no row; write: sentence | words of the essay | words of the official text')
            continue
        yield Pair(int(cells[0]), cells[1], cells[2])


def _check_id(reader: Reader, passage: str) -> None:
    reference, _, tail = reader.id.partition("-")
    if reference != passage:
        reader.fault(f"stands in passage {passage}; its id must begin with {passage}-")
    elif reader.directive == "claim" and not _LETTER.match(tail):
        reader.fault(f"a claim's id ends in one letter, as in {passage}-a")
    elif reader.directive != "claim" and not _SLUG.match(tail):
        reader.fault(f"the id of a {reader.directive} ends in a word of lower-case letters, as in {passage}-shanghai-five")


class _CommonFields(TypedDict):
    id: str
    passage: str
    lemma: str
    sentences: tuple[int, ...]
    place: Place
    docname: str
    as_of: str
    caution: str


def _common(reader: Reader, passage: str, docname: str) -> _CommonFields:
    return {
        "id": reader.id,
        "passage": passage,
        "lemma": reader.required("lemma"),
        "sentences": reader.numbers(reader.required("sentence"), "sentence"),
        "place": reader.place,
        "docname": docname,
        "as_of": reader.date("as-of"),
        "caution": reader.optional("caution"),
    }


def _claim(reader: Reader, passage: str, docname: str) -> Note:
    return Claim(
        **_common(reader, passage, docname),
        kind=reader.choice("kind", Kind),
        finding=reader.choice("finding", Finding),
        confidence=reader.choice("confidence", Confidence),
        claim=reader.short("claim", MAX_LINE_WORDS),
        would_change=reader.short("would-change", MAX_LINE_WORDS),
        check=reader.optional("check"),
    )


def _gloss(reader: Reader, passage: str, docname: str) -> Note:
    return Gloss(**_common(reader, passage, docname))


def _translation(reader: Reader, passage: str, docname: str) -> Note:
    return Translation(
        **_common(reader, passage, docname),
        chinese=reader.required("chinese"),
        pinyin=reader.required("pinyin"),
        status=reader.choice("status", Seen),
    )


def _debate(reader: Reader, passage: str, docname: str) -> Note:
    return Debate(
        **_common(reader, passage, docname),
        title=reader.required("title"),
        debate=reader.optional("debate"),
    )


_READERS: Mapping[str, Callable[[Reader, str, str], Note]] = {
    "claim": _claim,
    "gloss": _gloss,
    "translation": _translation,
    "debate": _debate,
}
NOTE_TYPES: Sequence[str] = tuple(_READERS)
