"""The ledger: what the last build read, showed and made. It alone decides what is read and written again.

One JSON file beside the doctrees, `ledger.json`, with four books:

- `read`: digests of what documents rest on besides their own file (tables, arithmetic, names, notes, code);
- `pages`: for each builder and document a digest of all that its page shows of the rest of the book;
- `outputs`: for each builder and output a digest of what it was made from, and size and date of each file it made;
- `warned`: the documents that warned, with what was said; a book that warned is refused until it no longer does.

What a build is about to write is struck out first and entered when it stands, so that a build broken off is made good by the next.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

NAME: Final = "ledger.json"
Files = Mapping[str, str | bytes]


def digest(*values: object) -> str:
    """Hash values by what `repr` tells of them: 64 hexadecimal digits."""
    return sha256("\0".join(map(repr, values)).encode()).hexdigest()


class Ledger:
    """The entries of one build folder; `builder` names the form being built, since the PDF must not use up what the site is still owed."""

    def __init__(self, path: Path, builder: str) -> None:
        self._path = path
        self._builder = builder
        self._books: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}

    def save(self) -> None:
        """Write the ledger, whole or not at all."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        written = self._path.with_suffix(".new")
        written.write_text(json.dumps(self._books, sort_keys=True), encoding="utf-8")
        written.replace(self._path)

    def read_changed(self, what: str, now: str) -> bool:
        """Tell whether something that documents rest on is other than when they were last read."""
        return bool(self._book("read").get(what) != now)

    def read_entry(self, what: str) -> str:
        """Give what was entered of something that documents rest on; empty where nothing was."""
        return str(self._book("read").get(what, ""))

    def enter_read(self, digests: Mapping[str, str]) -> None:
        """Enter what the documents rest on as they stand now."""
        self._book("read").update(digests)

    def pages_changed(self, shown: Mapping[str, str]) -> set[str]:
        """Name the documents whose pages show something other than when this builder last wrote them."""
        entered = self._pages()
        return {docname for docname, now in shown.items() if entered.get(docname) != now}

    def strike_pages(self, docnames: Iterable[str]) -> None:
        """Strike out pages that are about to be written, or that must be written again."""
        for docname in docnames:
            self._pages().pop(docname, None)

    def enter_pages(self, shown: Mapping[str, str]) -> None:
        """Enter all pages as they stand, and forget those of documents that are gone."""
        self._book("pages")[self._builder] = dict(shown)

    @property
    def warned(self) -> dict[str, list[str]]:
        """What was said of each document that warned; "" stands for no document."""
        said: dict[str, list[str]] = self._book("warned")
        return said

    def enter_warned(self, warned: Mapping[str, list[str]]) -> None:
        """Enter what warned, or that nothing did."""
        self._books["warned"] = dict(warned)

    def write(self, out: Path, output: str, source: str, make: Callable[[], Files]) -> list[str]:
        """Write the files of an output below `out` unless they stand there as made from the same; name them all.

        `source` is a digest of what it is made from. A file that is no longer made is removed; one whose content stays keeps its date.
        """
        entered = self._outputs().get(output, {"source": "", "files": {}})
        if entered["source"] == source and all(stamp(out / name) == seen for name, seen in entered["files"].items()):
            return list(entered["files"])
        made = make()
        for name, content in made.items():
            put(out / name, content)
        remove(out, entered["files"].keys() - made.keys())
        self._outputs()[output] = {"source": source, "files": {name: stamp(out / name) for name in made}}
        return list(made)

    def keep(self, out: Path, output: str, names: Collection[str]) -> None:
        """Enter files that another hand writes, and remove those it wrote at an earlier build and writes no longer."""
        entered = self._outputs().get(output, {"files": {}})["files"]
        remove(out, entered.keys() - set(names))
        self._outputs()[output] = {"source": "", "files": dict.fromkeys(sorted(names))}

    def _book(self, name: str) -> dict[str, Any]:
        book: dict[str, Any] = self._books.setdefault(name, {})
        return book

    def _pages(self) -> dict[str, str]:
        pages: dict[str, str] = self._book("pages").setdefault(self._builder, {})
        return pages

    def _outputs(self) -> dict[str, dict[str, Any]]:
        outputs: dict[str, dict[str, Any]] = self._book("outputs").setdefault(self._builder, {})
        return outputs


def put(path: Path, content: str | bytes) -> None:
    """Write a file only if the content differs, so that an unchanged file keeps its date."""
    data = content.encode() if isinstance(content, str) else content
    if path.is_file() and path.read_bytes() == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def remove(out: Path, names: Iterable[str]) -> None:
    """Remove files, and the folders they leave empty."""
    for name in names:
        path = out / name
        path.unlink(missing_ok=True)
        for folder in path.relative_to(out).parents[:-1]:
            if (out / folder).is_dir() and not any((out / folder).iterdir()):
                (out / folder).rmdir()


def stamp(path: Path) -> list[int] | None:
    """Give the size and the date of a file as the system tells them; None where there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return [found.st_size, found.st_mtime_ns]
