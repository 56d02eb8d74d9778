"""A release as one transaction: every file that names the version, the register of ids, the manifest, the commit and the tag.

Everything that can be refused is refused before a file is touched; later failures are rolled back.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from edition import publication
from edition.export.release import changes, deposit, identifiers

CHANGELOG: Final = "CHANGELOG.md"
#: The heading for unreleased changes in the change log; a release replaces it with the version's name.
UNRELEASED: Final = "## Unreleased"
_VERSION: Final = re.compile(r"(\d+)\.(\d+)\.(\d+)")
#: Files that contain the version, with the line that does.
_NAMING: Final = {
    publication.CITATION_FILE: (re.compile(r"^version: .*$", re.MULTILINE), "version: {version}"),
    "pyproject.toml": (re.compile(r'^version = ".*"$', re.MULTILINE), 'version = "{version}"'),
    "data/datapackage.json": (re.compile(r'^( *)"version": ".*"', re.MULTILINE), '\\g<1>"version": "{version}"'),
}
_RELEASED: Final = (re.compile(r"^date-released: .*$", re.MULTILINE), "date-released: {day}")


class ReleaseError(Exception):
    """The reason why there is no release, with a remedy."""


@dataclass(frozen=True)
class Release:
    """The result of a release."""

    version: str
    day: date
    new_ids: int


def refusals(root: Path, version: str) -> list[str]:
    """Return every reason against a release of this version from the project's current state; change nothing."""
    found: list[str] = []
    if not _VERSION.fullmatch(version):
        return [f"{version!r} is no version: write three numbers, as in 0.2.0"]
    present = publication.load(root).version
    stored = [str(manifest["version"]) for manifest in changes.read(root / changes.STORE)]
    if version in stored:
        found.append(f"{version} is stored already, and a release never changes: raise the number")
    if late := [other for other in (*stored, present) if _key(other) > _key(version)]:
        found.append(f"{version} comes before {', '.join(sorted(set(late), key=_key))}, which was released or is being edited")
    if present != version and present not in stored:
        found.append(
            f"{present} was never stored, so that nothing can say what changed since: build it from its commit and run "
            f"edition release --earlier PATH/TO/manifest.json, or name {present} itself"
        )
    if not _unreleased(root).strip():
        found.append(f"{CHANGELOG} says nothing under {UNRELEASED!r}: write for people what is new")
    if changed := _git(root, "status", "--porcelain"):
        found.append(f"there are changes that are not committed:\n{changed}")
    if _git(root, "tag", "--list", f"v{version}"):
        found.append(f"the tag v{version} exists already")
    return found


def make(root: Path, version: str, day: date, build: Callable[[], None]) -> Release:
    """Release the current state of the project under a version and a day; on ReleaseError every file is left unchanged.

    `build` builds the site, and raises SystemExit or an exception where the build is refused. It runs twice: the manifest and the
    register are made from the first build, and the second shows them.
    """
    if reasons := refusals(root, version):
        raise ReleaseError("\n".join(reasons))
    with _whole_or_nothing(root):
        name_version(root, version, day)
        build()
        new = _register(root, version)
        changes.store(root / changes.BUILT, root / changes.STORE, day)
        for name, content in deposit.texts(root).items():  # the day of release is known only now
            (root / name).write_text(content, encoding="utf-8")
        build()
        if faults := _faults(root, version):
            raise ReleaseError("\n".join(faults))
        _git(root, "add", "--all")
        _git(root, "commit", "--quiet", "--message", f"Release {version}")
        _git(root, "tag", "--annotate", f"v{version}", "--message", f"Version {version}, {day.isoformat()}")
    return Release(version, day, new)


def store_earlier(root: Path, manifest: Path) -> Path:
    """Store the manifest of an earlier version, built from its own commit; raise ReleaseError."""
    try:
        content = json.loads(manifest.read_text(encoding="utf-8"))
        version = str(content["version"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ReleaseError(f"{manifest} is no manifest of a built edition ({error})") from error
    if _key(version) > _key(publication.load(root).version):
        raise ReleaseError(f"{version} is later than the edition here")
    try:
        return changes.store(manifest, root / changes.STORE, date.fromisoformat(str(content["date"])))
    except FileExistsError as error:
        raise ReleaseError(str(error)) from error


def name_version(root: Path, version: str, day: date) -> None:
    """Write version and day into the files that people maintain, and the version's heading into the change log; raise ReleaseError."""
    name_version_only(root, version)
    _replace(root / publication.CITATION_FILE, _RELEASED[0], _RELEASED[1].format(day=day.isoformat()))
    log = root / CHANGELOG
    heading = f"{UNRELEASED}\n\n## {version}, {day.day} {day:%B %Y}\n"
    log.write_text(log.read_text(encoding="utf-8").replace(f"{UNRELEASED}\n", heading, 1), encoding="utf-8")


def name_version_only(root: Path, version: str) -> None:
    """Write the version into every file whose one line contains it; raise ReleaseError where there is no such line."""
    for name, (line, text) in _NAMING.items():
        _replace(root / name, line, text.format(version=version))


def _register(root: Path, version: str) -> int:
    """Add the new ids of the edition just built to the register; return their number; raise ReleaseError if ids are missing."""
    edition = json.loads((root / identifiers.BUILT).read_text(encoding="utf-8"))
    path = root / identifiers.REGISTER
    before = identifiers.read(path.read_text(encoding="utf-8")) if path.is_file() else {}
    after = identifiers.extended(before, [(row["id"], row["kind"]) for row in edition["identifiers"]], version)
    if problems := identifiers.problems(after, [row["id"] for row in edition["identifiers"]]):
        raise ReleaseError("\n".join(problems))
    path.write_text(identifiers.write(after), encoding="utf-8")
    return len(after) - len(before)


def _faults(root: Path, version: str) -> list[str]:
    """Return the contradictions between the files, or the built site, and the version."""
    found = [f"{name} does not name {version}" for name in _NAMING if version not in (root / name).read_text(encoding="utf-8")]
    found += [f"{name} is stale" for name, text in deposit.texts(root).items() if (root / name).read_text(encoding="utf-8") != text]
    stored = json.loads((root / changes.STORE / f"{version}.json").read_text(encoding="utf-8"))
    current = json.loads((root / changes.BUILT).read_text(encoding="utf-8"))
    if difference := changes.difference(stored, current):
        found.append(f"two builds of one text differ: {difference}")
    return found


@contextmanager
def _whole_or_nothing(root: Path) -> Iterator[None]:
    """Roll back, if the block fails, every change to files that git tracks or would add; the tree was clean before."""
    head = _git(root, "rev-parse", "HEAD")
    try:
        yield
    except BaseException:
        _git(root, "reset", "--quiet", "--hard", head)
        _git(root, "clean", "--quiet", "--force", "-d")  # ignored files stay
        raise


def _unreleased(root: Path) -> str:
    path = root / CHANGELOG
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    return text.partition(f"{UNRELEASED}\n")[2].partition("\n## ")[0]


def _replace(path: Path, line: re.Pattern[str], text: str) -> None:
    content, count = line.subn(text, path.read_text(encoding="utf-8"), count=1)
    if count != 1:
        raise ReleaseError(f"{path.name} has no line that could name the version")
    path.write_text(content, encoding="utf-8")


def _key(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _git(root: Path, *command: str) -> str:
    done = subprocess.run(["git", "-C", str(root), *command], capture_output=True, text=True, check=False)
    if done.returncode:
        raise ReleaseError(f"git {command[0]}: {done.stderr.strip()}")
    return done.stdout.strip()
