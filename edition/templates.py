"""Jinja as every page uses it: what is put in is escaped, what is missing is an error, runs of other languages can be marked."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from edition.languages import marked


def environment(*folders: Path) -> Environment:
    """Make the environment of the templates in some folders."""
    made = Environment(
        loader=FileSystemLoader(folders), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        keep_trailing_newline=True,
    )  # fmt: skip
    made.filters["marked"] = marked
    return made
