"""The project's files that a notebook reads or runs in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

#: Rooms that no notebook imports: they make the book, its exports and its other forms.
_ROOMS_LEFT_OUT: Final = ("sphinx", "cli", "export", "paper", "own_copy", "outputs")
_BUILD_ONLY: Final = {("lite", f"{module}.py") for module in ("downloads", "packs", "project_files", "site_files", "trimming")}
_PATTERNS: Final = ("data/*.*", "book/text/**/*.md", "book/evidence/*.md", "book/references.bib")


def needed(root: Path) -> dict[str, Path]:
    """Return the files by their path below the project's root, which the package expects beside itself."""
    return {path.relative_to(root).as_posix(): path for path in sorted(_found(root))}


def _found(root: Path) -> Iterator[Path]:
    for path in (root / "edition").rglob("*"):
        inside = path.relative_to(root / "edition").parts
        left_out = inside[0] in _ROOMS_LEFT_OUT or inside[:2] == ("tables", "refresh") or inside in _BUILD_ONLY
        if path.is_file() and "__pycache__" not in inside and not left_out:
            yield path
    for pattern in _PATTERNS:
        yield from root.glob(pattern)
