"""The tables of the edition by name, checked cell by cell against ``data/datapackage.json``."""

from __future__ import annotations

import copy
import csv
import hashlib
import io
import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

from edition.texts import BadText, read_text

DATA = Path(__file__).resolve().parents[2] / "data"
PACKAGE = "datapackage.json"
Schema = dict[str, Any]


class DataError(ValueError):
    """A cell, row or file that contradicts the package's description."""


@cache
def package(directory: Path = DATA) -> Schema:
    """Return the descriptor of all tables; raise DataError when it is missing."""
    path = directory / PACKAGE
    if not path.is_file():
        raise DataError(f"no {PACKAGE} in the data folder")
    described: Schema = json.loads(path.read_text(encoding="utf-8"))
    return described


def names(directory: Path = DATA) -> tuple[str, ...]:
    """Return the names of all tables, in the order of the package."""
    return tuple(str(resource["name"]) for resource in _tables(directory))


def table(name: str, directory: Path = DATA) -> Schema:
    """Return the descriptor of one table; raise DataError for an unknown name."""
    for resource in _tables(directory):
        if resource["name"] == name:
            return resource
    raise DataError(f"table {name!r}: no such table; there are {', '.join(names(directory))}")


def load(name: str, directory: Path = DATA) -> pd.DataFrame:
    """Return a table with typed columns (int64, float64, str; "" where a text is empty); raise DataError at its first fault."""
    return _load(name, directory).copy()


def verify(directory: Path = DATA) -> None:
    """Check every table, its foreign keys, its size and its hash; raise DataError at the first fault."""
    for resource in _tables(directory):
        name = str(resource["name"])
        _load(name, directory)
        _check_foreign_keys(name, directory)
        for fact, value in fingerprint(directory / resource["path"]).items():
            if resource.get(fact) != value:
                raise DataError(f"table {name}: the package gives {fact} {resource.get(fact)}, the file has {value}")


def source_keys(name: str, directory: Path = DATA) -> frozenset[str]:
    """Return every key of the bibliography that the rows of a table cite.

    A refreshed table names services instead, and a record about sources cites none: both return no keys.
    """
    if not _rests_on_sources(table(name, directory)):
        return frozenset()
    return frozenset(key for cell in _load(name, directory)["source"] for key in cell.split(";") if key)


def fingerprint(path: Path) -> dict[str, Any]:
    """Return size in bytes and hash (``sha256:`` and hexadecimal) of a file."""
    content = path.read_bytes()
    return {"bytes": len(content), "hash": "sha256:" + hashlib.sha256(content).hexdigest()}


def describe(directory: Path = DATA) -> Schema:
    """Return the package with the size, hash and source keys of every file as they are now."""
    described: Schema = copy.deepcopy(package(directory))
    for resource in described["resources"]:
        if resource.get("type") != "table":
            continue
        path = directory / resource["path"]
        resource.update(fingerprint(path))
        if not _rests_on_sources(resource):
            continue
        keys = sorted(source_keys(str(resource["name"]), directory))
        resource["sources"] = [{"title": key, "path": "../book/references.bib"} for key in keys]
    return described


def write_description(directory: Path = DATA) -> None:
    """Write the result of ``describe`` back to the package."""
    _load.cache_clear()
    text = json.dumps(describe(directory), ensure_ascii=False, indent=1)
    (directory / PACKAGE).write_text(text + "\n", encoding="utf-8")
    package.cache_clear()


def forget() -> None:
    """Clear the cache of tables and descriptors, for files that have been replaced."""
    _load.cache_clear()
    package.cache_clear()


def _tables(directory: Path) -> list[Schema]:
    return [resource for resource in package(directory)["resources"] if resource.get("type") == "table"]


def _rests_on_sources(resource: Schema) -> bool:
    return not (resource.get("refreshed") or resource.get("about_sources"))


@cache
def _load(name: str, directory: Path) -> pd.DataFrame:
    import pandas as pd  # imported here: most users of this module read no table

    resource = table(name, directory)
    path = directory / resource["path"]
    if not path.is_file():
        raise DataError(f"table {name}: the file {path.name} is missing")
    fields: list[Schema] = resource["schema"]["fields"]
    _check_header(name, path, [str(field["name"]) for field in fields])
    converters = [_converter(name, field) for field in fields]
    read = _cells(name, path, len(fields))
    rows = [[convert(number, cell) for convert, cell in zip(converters, cells, strict=True)] for number, cells in read]
    _check_unique(name, resource["schema"], rows)
    return pd.DataFrame(rows, columns=[str(field["name"]) for field in fields])


def _cells(name: str, path: Path, width: int) -> Iterator[tuple[int, list[str]]]:
    """Yield the cells of each row with its number in the file (the header is row 1); raise DataError for another width."""
    for number, cells in enumerate(_read(path), start=1):
        if len(cells) != width:
            raise DataError(f"table {name}, row {number}: {len(cells)} cells; expected {width}")
        if number > 1:
            yield number, cells


def _read(path: Path) -> Iterator[list[str]]:
    """Read the rows of a file; raise DataError where it is not UTF-8."""
    try:
        return csv.reader(io.StringIO(read_text(path, f"data/{path.name}"), newline=""))
    except BadText as error:
        raise DataError(str(error)) from error


def _check_header(name: str, path: Path, wanted: list[str]) -> None:
    found = next(_read(path), [])
    if found != wanted:
        raise DataError(f"table {name}, row 1: columns {', '.join(found)}; expected {', '.join(wanted)}")


def _converter(name: str, field: Schema) -> Callable[[int, str], Any]:
    """Return what converts a cell of a column, by its row and text; most columns hold few values, each of which is converted once."""
    known: dict[str, Any] = {}

    def convert(number: int, text: str) -> Any:
        if text not in known:
            known[text] = _cell(name, number, field, text)
        return known[text]

    return convert


def _cell(name: str, number: int, field: Schema, text: str) -> Any:
    """Convert one cell to its type; raise a DataError that names table, row, column, value and the expected form."""

    def fault(expected: str) -> DataError:
        return DataError(f"table {name}, row {number}, column {field['name']}: {text!r} is not {expected}")

    rules: Schema = field.get("constraints", {})
    if text == "":
        if rules.get("required"):
            raise fault("filled; a value is required")
        return float("nan") if field["type"] in {"integer", "number"} else ""
    value: Any = text
    if field["type"] in {"integer", "number"}:
        try:
            value = int(text) if field["type"] == "integer" else float(text)
        except ValueError:
            raise fault(f"of type {field['type']}") from None
        if "minimum" in rules and not value >= rules["minimum"]:
            raise fault(f"at least {rules['minimum']}")
        if "maximum" in rules and not value <= rules["maximum"]:
            raise fault(f"at most {rules['maximum']}")
    elif "enum" in rules and text not in rules["enum"]:
        raise fault(f"one of {', '.join(rules['enum'])}")
    elif "pattern" in rules and not re.fullmatch(rules["pattern"], text):
        raise fault(f"of the form {rules['pattern']}")
    return value


def _check_unique(name: str, schema: Schema, rows: list[list[Any]]) -> None:
    position = {field["name"]: index for index, field in enumerate(schema["fields"])}
    primary = schema.get("primaryKey", [])  # may be left out, or be the name of one column
    keys = [[primary] if isinstance(primary, str) else list(primary)] if primary else []
    keys += [[field["name"]] for field in schema["fields"] if field.get("constraints", {}).get("unique")]
    for columns in keys:
        seen: dict[tuple[Any, ...], int] = {}
        for number, row in enumerate(rows, start=2):
            key = tuple(row[position[column]] for column in columns)
            if key in seen:
                raise DataError(
                    f"table {name}, row {number}, column {', '.join(columns)}: {key!r} is not unique; row {seen[key]} has it too"
                )
            seen[key] = number


def _check_foreign_keys(name: str, directory: Path) -> None:
    for link in table(name, directory)["schema"].get("foreignKeys", []):
        (column,), other = link["fields"], link["reference"]
        known = set(_load(other["resource"], directory)[other["fields"][0]])
        for number, value in enumerate(_load(name, directory)[column], start=2):
            if value != "" and value not in known:
                raise DataError(
                    f"table {name}, row {number}, column {column}: {value!r} is not in column {other['fields'][0]} "
                    f"of table {other['resource']}"
                )


if __name__ == "__main__":
    try:
        write_description()
    except DataError as error:
        raise SystemExit(str(error)) from None
