"""The register of public ids, `data/identifiers.csv`: an id once given out never disappears.

To retire one, keep its row, set `status` to `retired`, name in `successor` the id that takes its place (or leave it empty)
and say why in `reason`; its permalink then leads to the successor. New ids are added by `python -m edition.export.release.identifiers`
after a build.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from edition.book import Citable

HELP = (
    "an id once given out never disappears: keep its row in data/identifiers.csv, set status to retired, "
    "name its successor if it has one and give the reason"
)
KINDS = ("passage", "note", "chart", "table")
BUILT = Path("_build/html/edition.json")
REGISTER = Path("data/identifiers.csv")


@dataclass(frozen=True)
class Identifier:
    """One public id: its kind, the version that brought it, and for a retired one its successor and the reason."""

    id: str
    kind: str
    since: str
    status: str = "active"
    successor: str = ""
    reason: str = ""


COLUMNS = tuple(one.name for one in fields(Identifier))


def read(text: str) -> dict[str, Identifier]:
    """Read the register; raises `ValueError` for a faulty row."""
    register: dict[str, Identifier] = {}
    for line, row in enumerate(csv.DictReader(io.StringIO(text)), start=2):
        one = Identifier(**{name: row[name] or "" for name in COLUMNS})
        if one.id in register:
            raise ValueError(f"line {line}: {one.id} stands twice")
        if one.kind not in KINDS or one.status not in ("active", "retired"):
            raise ValueError(f"line {line}: {one.id}: unknown kind or status")
        register[one.id] = one
    return register


def write(register: Mapping[str, Identifier]) -> str:
    """The register as CSV, by kind, then in the order in which ids were given out."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(COLUMNS)
    rows.writerows(astuple(one) for one in sorted(register.values(), key=lambda one: KINDS.index(one.kind)))
    return out.getvalue()


def extended(register: Mapping[str, Identifier], present: Iterable[tuple[str, str]], version: str) -> dict[str, Identifier]:
    """The register with the ids (id, kind) it does not hold yet, since this version."""
    new = {id_: Identifier(id_, kind, version) for id_, kind in present if id_ not in register}
    return {**register, **new}


def problems(register: Mapping[str, Identifier], present: Iterable[str]) -> list[str]:
    """What is wrong between the register and the ids the edition has now, each with the way out."""
    now = set(present)
    found = []
    for one in register.values():
        if one.status == "active" and one.id not in now:
            found.append(f"{one.id} has disappeared: {HELP}")
        if one.status == "retired" and one.id in now:
            found.append(f"{one.id} is retired but stands in the edition: give the new text an id of its own")
        if one.successor and register.get(one.successor, one).status != "active":
            found.append(f"{one.id}: its successor {one.successor} is retired itself: name the last one in the line")
        if one.successor and one.successor not in register:
            found.append(f"{one.id}: its successor {one.successor} is not registered")
    found += [f"{id_} is not registered: run python -m edition.export.release.identifiers" for id_ in sorted(now - register.keys())]
    return found


def registered(citables: Iterable[Citable]) -> list[tuple[str, str]]:
    """The ids and kinds of what has a permalink."""
    return [(one.id, one.kind) for one in citables if one.kind in KINDS]


def main() -> None:
    """Register the new ids of the edition just built."""
    built = json.loads(BUILT.read_text(encoding="utf-8"))
    before = read(REGISTER.read_text(encoding="utf-8")) if REGISTER.exists() else {}
    after = extended(before, [(one["id"], one["kind"]) for one in built["identifiers"]], built["version"])
    REGISTER.write_text(write(after), encoding="utf-8")
    for problem in problems(after, [one["id"] for one in built["identifiers"]]):
        print(problem, file=sys.stderr)
    print(f"{REGISTER}: {len(after) - len(before)} new, {len(after)} in all")


if __name__ == "__main__":
    main()
