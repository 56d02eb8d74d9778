"""Read the options of a directive and collect every fault, so that one build reports everything to the author."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from edition.problems import Place, Problem

_Choice = TypeVar("_Choice", bound=StrEnum)
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?\Z")


@dataclass
class Reader:
    """The options of one directive; faults are collected in `problems`."""

    directive: str
    id: str
    options: Mapping[str, str]
    place: Place
    problems: list[Problem] = field(default_factory=list)

    def fault(self, message: str) -> None:
        """Record a fault of this passage or note."""
        self.problems.append(Problem(self.place, f"{self.directive} {self.id}: {message}"))

    def required(self, name: str) -> str:
        """Read a required option."""
        value = self.optional(name)
        if not value:
            self.fault(f"option :{name}: is missing")
        return value

    def optional(self, name: str) -> str:
        """Read an optional option; return an empty text where it is missing."""
        return " ".join((self.options.get(name) or "").split())

    def short(self, name: str, maximum: int) -> str:
        """Read a required line of at most `maximum` words."""
        value = self.required(name)
        if (length := len(value.split())) > maximum:
            self.fault(f":{name}: has {length} words; at most {maximum}")
        return value

    def choice(self, name: str, choices: type[_Choice], default: _Choice | None = None) -> _Choice:
        """Read an option with a closed list of values; required unless there is a default."""
        if default is not None and not self.optional(name):
            return default
        value = self.required(name)
        try:
            return choices(value)
        except ValueError:
            if value:
                self.fault(f'{name} "{value}" is not one of: {", ".join(choices)}')
            return next(iter(choices))

    def numbers(self, value: str, name: str) -> tuple[int, ...]:
        """Read sentence numbers: `3`, `2 4`, `2-4`."""
        found: list[int] = []
        for piece in value.replace(",", " ").split():
            first, _, last = piece.partition("-")
            if not first.isdecimal() or (last and not last.isdecimal()):
                self.fault(f':{name}: "{piece}" is no sentence number; write 3, or 2 4, or 2-4')
                continue
            found.extend(range(int(first), int(last or first) + 1))
        return tuple(dict.fromkeys(found))

    def date(self, name: str) -> str:
        """Read an optional date: a year, a month or a day."""
        value = self.optional(name)
        if value and not _DATE.match(value):
            self.fault(f':{name}: "{value}" is no date; write 2026-02 or 2026-02-14')
            return ""
        return value

    def no_others(self, known: Collection[str]) -> None:
        """Report options the directive does not know."""
        for name in sorted(set(self.options) - set(known)):
            self.fault(f"option :{name}: is unknown; it takes {', '.join(sorted(known))}")
