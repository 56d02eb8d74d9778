"""Append fetched rows to existing ones: nothing is overwritten, and either every file changes or none does."""

import csv
import json
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from edition.tables import package as tables
from edition.tables.refresh import RefreshError, Row
from edition.tables.refresh.descriptors import DESCRIPTORS, KEYS, columns


def added(stored: Iterable[Row], fetched: Iterable[Row], key: tuple[str, ...]) -> list[Row]:
    """Return the fetched rows with a figure not stored yet, or a value other than the one stored last."""
    last_values = {tuple(row[column] for column in key): row["value"] for row in stored}
    return [row for row in fetched if last_values.get(tuple(row[column] for column in key)) != row["value"]]


def ready(data: Path) -> None:
    """Raise RefreshError unless the tables are valid, so that nothing is appended to a damaged one."""
    tables.forget()
    try:
        tables.verify(data)
    except tables.DataError as error:
        raise RefreshError(f"The tables in {data.name}/ are not in order, so nothing was fetched: {error}.") from error


def store(data: Path, fetched: Mapping[str, list[Row]]) -> dict[str, int]:
    """Append the new rows of each table and update the package; return the number of new rows by table.

    Raise RefreshError, with every file unchanged, where the rows do not fit the tables or cannot be written.
    """
    existing = {name: _read(data / f"{name}.csv") for name in fetched}
    new = {name: added(existing[name], rows, KEYS[name]) for name, rows in fetched.items()}
    changed = [name for name, rows in new.items() if rows]
    if changed:
        try:
            with TemporaryDirectory(dir=data.parent, prefix=".refresh-") as folder:
                staged = Path(folder) / "data"
                shutil.copytree(data, staged)
                for name in changed:
                    _write(staged / f"{name}.csv", columns(name), existing[name] + new[name])
                _describe(staged, changed)
                _replace(staged, data, [*(f"{name}.csv" for name in changed), tables.PACKAGE])
        except tables.DataError as error:
            raise RefreshError(f"The answer does not fit the tables: {error}.") from error
        except OSError as error:
            raise RefreshError(f"The tables could not be written ({error.strerror or error}).") from error
        finally:
            tables.forget()
    return {name: len(rows) for name, rows in new.items()}


def _read(path: Path) -> list[Row]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(path: Path, header: list[str], rows: list[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _describe(staged: Path, changed: list[str]) -> None:
    """Describe the changed tables in the staged package, then verify all of it."""
    path = staged / tables.PACKAGE
    package = json.loads(path.read_text(encoding="utf-8"))
    present = {resource["name"] for resource in package["resources"]}
    package["resources"] += [DESCRIPTORS[name] for name in changed if name not in present]
    path.write_text(json.dumps(package, ensure_ascii=False), encoding="utf-8")
    tables.forget()
    tables.write_description(staged)
    tables.verify(staged)


def _replace(staged: Path, data: Path, names: list[str]) -> None:
    """Move files into place one by one; if one cannot be moved, restore the earlier ones and raise OSError."""
    before = {name: (data / name).read_bytes() if (data / name).is_file() else None for name in names}
    moved: list[str] = []
    try:
        for name in names:
            (staged / name).replace(data / name)
            moved.append(name)
    except BaseException:
        for name in moved:
            content = before[name]
            if content is None:
                (data / name).unlink()
            else:
                (data / name).write_bytes(content)
        raise
