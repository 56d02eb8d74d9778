"""Changes between versions: a manifest of hashes and findings per version, stored in `data/versions/`, and their differences.

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
from edition.commentary.model import finding_of
from edition.export.formats.edition_json import commentary_hash, note_hash
from edition.export.pages.frame import frame, relative
from edition.export.release.identifiers import Identifier

STORE = Path("data/versions")
BUILT = Path("_build/html/manifest.json")
PAGE = "changes/index.html"
Manifest = Mapping[str, Any]
_HOW_TO_READ = (
    "A citation names the version it was made from. Under that version, this page lists the passages and notes that have changed since, "
    "and every finding that has become another. What is not listed reads as it did."
)
_EDITED = "The text has been edited since this version was released, under the same number; the next release raises it."


@dataclass(frozen=True)
class Difference:
    """Ids by what happened to them between an older version and the present one; `findings` holds old and new."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    findings: list[tuple[str, str, str]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.removed)


def manifest(book: Book) -> dict[str, Any]:
    """Return the hash of every passage's commentary and of every note, and the finding of every claim."""
    ids: dict[str, dict[str, str]] = {}
    for passage in book.passages:
        ids[passage.reference] = {"sha256": commentary_hash(passage, book)}
    for note in book.notes:
        finding = finding_of(note)
        ids[note.id] = {"sha256": note_hash(note, book), **({"finding": str(finding)} if finding else {})}
    return {"version": book.meta.version, "date": book.meta.date.isoformat(), "ids": ids}


def text(content: Manifest) -> str:
    """Return a manifest as the text of a file."""
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def difference(old: Manifest, new: Manifest) -> Difference:
    """Compare two manifests: return what happened to every id, sorted."""
    before, after = old["ids"], new["ids"]
    common = sorted(before.keys() & after.keys())
    return Difference(
        new=sorted(after.keys() - before.keys()),
        changed=[id_ for id_ in common if before[id_]["sha256"] != after[id_]["sha256"]],
        removed=sorted(before.keys() - after.keys()),
        findings=[
            (id_, before[id_].get("finding", ""), after[id_].get("finding", ""))
            for id_ in common
            if before[id_].get("finding") != after[id_].get("finding")
        ],
    )


def read(folder: Path) -> list[Manifest]:
    """Read the stored manifests, newest version first."""
    found = [json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.json")] if folder.is_dir() else []
    return sorted(found, key=lambda stored: [int(part) for part in stored["version"].split(".")], reverse=True)


def page(book: Book, stored: list[Manifest], register: Mapping[str, Identifier]) -> str:
    """Render the page of changes since each released version; a reader of an old citation finds its version here."""
    current = manifest(book)
    version = book.meta.version
    earlier = [other for other in stored if other["version"] != version]
    edited = [same for same in stored if same["version"] == version and difference(same, current)]
    shown = [_version(same, difference(same, current), book, register, _EDITED) for same in edited]
    shown += [_version(other, difference(other, current), book, register) for other in earlier]
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
        "findings": [(_linked(id_, book), before, after) for id_, before, after in found.findings],
        "lists": [(title, [_linked(id_, book) for id_ in ids]) for title, ids in lists if ids],
        "retired": [_retired(id_, book, register) for id_ in found.removed],
    }


def _linked(id_: str, book: Book) -> dict[str, str]:
    citable = book.by_id.get(id_)
    return {"id": id_, "url": relative(citable.target, PAGE) if citable else ""}


def _retired(id_: str, book: Book, register: Mapping[str, Identifier]) -> tuple[str, dict[str, str] | None, str | None]:
    known = register.get(id_)
    if known is None or known.status != "retired":
        return id_, None, None
    return id_, _linked(known.successor, book) if known.successor else None, known.reason


def store(source: Path, folder: Path, day: date) -> Path:
    """Store the manifest of a built edition under its version and day of release; FileExistsError if the version is stored already."""
    dated = {**json.loads(source.read_text(encoding="utf-8")), "date": day.isoformat()}
    path = folder / f"{dated['version']}.json"
    if path.exists():
        raise FileExistsError(f"{path} is stored already, and a release never changes; raise the version in CITATION.cff first")
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(text(dated), encoding="utf-8")
    return path


def main() -> None:
    """Store the manifest of the edition just built under its version."""
    try:
        print(store(BUILT, STORE, publication.day_of_release(Path())))
    except FileExistsError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
