"""The Jinja environment of every page: values are escaped, missing ones are errors, runs of other languages can be marked."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from edition.languages import language, marked


def environment(*folders: Path) -> Environment:
    """Create the environment of the templates in some folders."""
    created = Environment(
        loader=FileSystemLoader(folders), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        keep_trailing_newline=True,
    )  # fmt: skip
    created.filters |= {"language": language, "marked": marked}
    return created
