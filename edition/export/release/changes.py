"""What changed between versions: a manifest of hashes and findings for each, kept in `data/versions/`, and their differences.

`make release` stores the manifest of the edition just built under its version, once.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from edition import publication
from edition.book import Book
from edition.commentary.model import Claim
from edition.export.formats.edition_json import commentary_hash, note_hash
from edition.export.pages.frame import frame, relative
from edition.export.release.identifiers import Identifier

STORE = Path("data/versions")
BUILT = Path("_build/html/manifest.json")
PAGE = "changes/index.html"
Manifest = Mapping[str, Any]
_HOW_TO_READ = (
    "A citation names the version it was made from. Under that version, this page lists the passages and notes that have changed since, "
    "and every finding that is another one now. What is not listed reads as it did."
)
_EDITED = "The text has been edited since this version was released, under the same number; the next release raises it."


@dataclass(frozen=True)
class Difference:
    """Ids by what became of them between an older version and the present one; `findings` holds old and new."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    findings: list[tuple[str, str, str]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.gone)


def manifest(book: Book) -> dict[str, Any]:
    """The hash of every passage's commentary and of every note, and the finding of every claim."""
    things: dict[str, dict[str, str]] = {}
    for passage in book.passages:
        things[passage.reference] = {"sha256": commentary_hash(passage, book)}
    for note in book.notes:
        finding = {"finding": str(note.finding)} if isinstance(note, Claim) else {}
        things[note.id] = {"sha256": note_hash(note, book), **finding}
    return {"version": book.meta.version, "date": book.meta.date.isoformat(), "ids": things}


def text(of: Manifest) -> str:
    """A manifest as the text of a file."""
    return json.dumps(of, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def difference(old: Manifest, new: Manifest) -> Difference:
    """What became of every id from one manifest to another, in the order of the ids."""
    before, after = old["ids"], new["ids"]
    both = sorted(before.keys() & after.keys())
    return Difference(
        new=sorted(after.keys() - before.keys()),
        changed=[id_ for id_ in both if before[id_]["sha256"] != after[id_]["sha256"]],
        gone=sorted(before.keys() - after.keys()),
        findings=[
            (id_, before[id_].get("finding", ""), after[id_].get("finding", ""))
            for id_ in both
            if before[id_].get("finding") != after[id_].get("finding")
        ],
    )


def read(folder: Path) -> list[Manifest]:
    """The manifests stored, newest version first."""
    found = [json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.json")] if folder.is_dir() else []
    return sorted(found, key=lambda one: [int(part) for part in one["version"].split(".")], reverse=True)


def page(book: Book, stored: list[Manifest], register: Mapping[str, Identifier]) -> str:
    """The page of changes: for each version released, what has changed since; an old citation finds its version here."""
    now = manifest(book)
    version = book.meta.version
    earlier = [one for one in stored if one["version"] != version]
    edited = [one for one in stored if one["version"] == version and difference(one, now)]
    shown = [_version(one, difference(one, now), book, register, _EDITED) for one in edited]
    shown += [_version(one, difference(one, now), book, register) for one in earlier]
    return frame(
        "changes.html",
        "Changes between versions",
        PAGE,
        book,
        indexed=True,
        version=version,
        anchor="" if edited else f"since-{version}",
        how_to_read=_HOW_TO_READ,
        is_first=not earlier,
        versions=shown,
    )


def _version(old: Manifest, found: Difference, book: Book, register: Mapping[str, Identifier], note: str = "") -> dict[str, Any]:
    lists = (("Changed", found.changed), ("New", found.new))
    return {
        "version": old["version"],
        "date": old["date"],
        "note": note,
        "is_unchanged": not found,
        "findings": [(_thing(id_, book), before, after) for id_, before, after in found.findings],
        "lists": [(title, [_thing(id_, book) for id_ in ids]) for title, ids in lists if ids],
        "retired": [_retired(id_, book, register) for id_ in found.gone],
    }


def _thing(id_: str, book: Book) -> dict[str, str]:
    one = book.by_id.get(id_)
    return {"id": id_, "url": relative(one.target, PAGE) if one else ""}


def _retired(id_: str, book: Book, register: Mapping[str, Identifier]) -> tuple[str, dict[str, str] | None, str | None]:
    known = register.get(id_)
    if known is None or known.status != "retired":
        return id_, None, None
    return id_, _thing(known.successor, book) if known.successor else None, known.reason


def store(built: Path, folder: Path, day: date) -> Path:
    """Keep the manifest of a built edition under its version and day of release; FileExistsError for a version released already."""
    made = {**json.loads(built.read_text(encoding="utf-8")), "date": day.isoformat()}
    path = folder / f"{made['version']}.json"
    if path.exists():
        raise FileExistsError(f"{path} is stored already, and a release never changes; raise the version in CITATION.cff first")
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(text(made), encoding="utf-8")
    return path


def main() -> None:
    """Store the manifest of the edition just built under its version."""
    try:
        print(store(BUILT, STORE, publication.day_of_release(Path())))
    except FileExistsError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
