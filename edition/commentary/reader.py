"""Read the options of a directive one by one, gathering every fault, so that one build shows an author everything."""

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
    """The options of one directive, read one by one; faults collect in `problems`."""

    directive: str
    id: str
    options: Mapping[str, str]
    place: Place
    problems: list[Problem] = field(default_factory=list)

    def fault(self, message: str) -> None:
        """Record a fault of this passage or note."""
        self.problems.append(Problem(self.place, f"{self.directive} {self.id}: {message}"))

    def required(self, name: str) -> str:
        """Read an option that must be there."""
        value = self.optional(name)
        if not value:
            self.fault(f"option :{name}: is missing")
        return value

    def optional(self, name: str) -> str:
        """Read an option that may be there; empty where it is not."""
        return " ".join((self.options.get(name) or "").split())

    def short(self, name: str, most: int) -> str:
        """Read a required line of at most `most` words."""
        value = self.required(name)
        if (length := len(value.split())) > most:
            self.fault(f":{name}: has {length} words; at most {most}")
        return value

    def choice(self, name: str, choices: type[_Choice], otherwise: _Choice | None = None) -> _Choice:
        """Read an option with a closed list of values; it is required unless there is a value otherwise."""
        if otherwise is not None and not self.optional(name):
            return otherwise
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
        """Refuse options the directive does not know."""
        for name in sorted(set(self.options) - set(known)):
            self.fault(f"option :{name}: is unknown; it takes {', '.join(sorted(known))}")
