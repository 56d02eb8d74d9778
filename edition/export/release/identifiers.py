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
    """One public id: its kind, the version that introduced it, and for a retired one its successor and the reason."""

    id: str
    kind: str
    since: str
    status: str = "active"
    successor: str = ""
    reason: str = ""


COLUMNS = tuple(field.name for field in fields(Identifier))


def read(text: str) -> dict[str, Identifier]:
    """Read the register; raises `ValueError` for a faulty row."""
    register: dict[str, Identifier] = {}
    for line, row in enumerate(csv.DictReader(io.StringIO(text)), start=2):
        identifier = Identifier(**{name: row[name] or "" for name in COLUMNS})
        if identifier.id in register:
            raise ValueError(f"line {line}: {identifier.id} stands twice")
        if identifier.kind not in KINDS or identifier.status not in ("active", "retired"):
            raise ValueError(f"line {line}: {identifier.id}: unknown kind or status")
        register[identifier.id] = identifier
    return register


def write(register: Mapping[str, Identifier]) -> str:
    """Return the register as CSV, by kind, then in the order in which ids were given out."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(COLUMNS)
    rows.writerows(astuple(identifier) for identifier in sorted(register.values(), key=lambda identifier: KINDS.index(identifier.kind)))
    return out.getvalue()


def extended(register: Mapping[str, Identifier], present: Iterable[tuple[str, str]], version: str) -> dict[str, Identifier]:
    """Return the register with the ids (id, kind) that it lacks, since this version."""
    new = {id_: Identifier(id_, kind, version) for id_, kind in present if id_ not in register}
    return {**register, **new}


def problems(register: Mapping[str, Identifier], present: Iterable[str]) -> list[str]:
    """List the contradictions between the register and the edition's current ids, each with a remedy."""
    current = set(present)
    found = []
    for identifier in register.values():
        if identifier.status == "active" and identifier.id not in current:
            found.append(f"{identifier.id} has disappeared: {HELP}")
        if identifier.status == "retired" and identifier.id in current:
            found.append(f"{identifier.id} is retired but stands in the edition: give the new text an id of its own")
        if identifier.successor and register.get(identifier.successor, identifier).status != "active":
            found.append(f"{identifier.id}: its successor {identifier.successor} is retired itself: name the last one in the line")
        if identifier.successor and identifier.successor not in register:
            found.append(f"{identifier.id}: its successor {identifier.successor} is not registered")
    found += [f"{id_} is not registered: run python -m edition.export.release.identifiers" for id_ in sorted(current - register.keys())]
    return found


def registered(citables: Iterable[Citable]) -> list[tuple[str, str]]:
    """Return the ids and kinds of everything that has a permalink."""
    return [(citable.id, citable.kind) for citable in citables if citable.kind in KINDS]


def main() -> None:
    """Register the new ids of the edition just built."""
    edition = json.loads(BUILT.read_text(encoding="utf-8"))
    before = read(REGISTER.read_text(encoding="utf-8")) if REGISTER.exists() else {}
    after = extended(before, [(row["id"], row["kind"]) for row in edition["identifiers"]], edition["version"])
    REGISTER.write_text(write(after), encoding="utf-8")
    for problem in problems(after, [row["id"] for row in edition["identifiers"]]):
        print(problem, file=sys.stderr)
    print(f"{REGISTER}: {len(after) - len(before)} new, {len(after)} in all")


if __name__ == "__main__":
    main()
