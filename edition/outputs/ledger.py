"""The ledger: what the last build read, showed and made. It alone decides what is read and written again.

One JSON file beside the doctrees, `ledger.json`, with four books:

- `read`: digests of the inputs of documents besides their own file (tables, arithmetic, names, notes, code);
- `pages`: for each builder and document a digest of everything its page shows of the rest of the book;
- `outputs`: for each builder and output a digest of its inputs, and size and mtime of each file it made;
- `warned`: the documents that warned, with the messages; a book that warned is refused until it no longer does.

An entry is struck out before its files are written and entered afterwards, so that an interrupted build is completed by the next.
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
    """Hash values by their `repr`: 64 hexadecimal digits."""
    return sha256("\0".join(map(repr, values)).encode()).hexdigest()


class Ledger:
    """The entries of one build folder; `builder` is the current builder, since a PDF build must not mark the site's pages as up to date."""

    def __init__(self, path: Path, builder: str) -> None:
        self._path = path
        self._builder = builder
        self._books: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}

    def save(self) -> None:
        """Write the ledger atomically."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        written = self._path.with_suffix(".new")
        written.write_text(json.dumps(self._books, sort_keys=True), encoding="utf-8")
        written.replace(self._path)

    def read_changed(self, name: str, current: str) -> bool:
        """Return whether an input of documents has changed since they were last read."""
        return bool(self._book("read").get(name) != current)

    def read_entry(self, name: str) -> str:
        """Return the recorded digest of an input of documents; empty if there is none."""
        return str(self._book("read").get(name, ""))

    def enter_read(self, digests: Mapping[str, str]) -> None:
        """Record the current digests of the documents' inputs."""
        self._book("read").update(digests)

    def pages_changed(self, shown: Mapping[str, str]) -> set[str]:
        """Return the documents whose pages show something that changed since this builder last wrote them."""
        entered = self._pages()
        return {docname for docname, current in shown.items() if entered.get(docname) != current}

    def strike_pages(self, docnames: Iterable[str]) -> None:
        """Mark pages as stale: they are about to be written, or must be written again."""
        for docname in docnames:
            self._pages().pop(docname, None)

    def enter_pages(self, shown: Mapping[str, str]) -> None:
        """Record all pages as up to date, and drop those of removed documents."""
        self._book("pages")[self._builder] = dict(shown)

    @property
    def warned(self) -> dict[str, list[str]]:
        """The messages of each document that warned; "" stands for no document."""
        messages: dict[str, list[str]] = self._book("warned")
        return messages

    def enter_warned(self, warned: Mapping[str, list[str]]) -> None:
        """Record what warned, or that nothing did."""
        self._books["warned"] = dict(warned)

    def write(self, out: Path, output: str, source: str, make: Callable[[], Files]) -> list[str]:
        """Write the files of an output below `out` unless they are up to date; return the names of all of them.

        `source` is a digest of the inputs. A file that is no longer made is deleted; one whose content is unchanged keeps its mtime.
        """
        entered = self._outputs().get(output, {"source": "", "files": {}})
        if entered["source"] == source and all(stamp(out / name) == seen for name, seen in entered["files"].items()):
            return list(entered["files"])
        files = make()
        for name, content in files.items():
            write_if_changed(out / name, content)
        remove(out, entered["files"].keys() - files.keys())
        self._outputs()[output] = {"source": source, "files": {name: stamp(out / name) for name in files}}
        return list(files)

    def keep(self, out: Path, output: str, names: Collection[str]) -> None:
        """Record files that other code writes, and delete those it wrote in an earlier build and no longer writes."""
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


def write_if_changed(path: Path, content: str | bytes) -> None:
    """Write a file only if the content differs, so that an unchanged file keeps its mtime."""
    data = content.encode() if isinstance(content, str) else content
    if path.is_file() and path.read_bytes() == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def remove(out: Path, names: Iterable[str]) -> None:
    """Delete files, and folders that become empty."""
    for name in names:
        path = out / name
        path.unlink(missing_ok=True)
        for folder in path.relative_to(out).parents[:-1]:
            if (out / folder).is_dir() and not any((out / folder).iterdir()):
                (out / folder).rmdir()


def stamp(path: Path) -> list[int] | None:
    """Return the size and mtime of a file; None where there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return [found.st_size, found.st_mtime_ns]
