"""The aligned copy on the reader's machine: one file, ignored by git, written atomically."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from edition.essay.normal_form import fingerprint
from edition.essay.recognise import SentencePlace
from edition.essay.shape import BadReference, BaseText, Reference

FOLDER = ".edition"
FILE = "copy.json"
FORMAT = 1


class Damaged(ValueError):
    """A stored copy that cannot be read; the message says what to do."""


@dataclass(frozen=True)
class StoredCopy:
    """The reader's sentences by place, which of them differ from the essay's, and a digest of all."""

    sentences: dict[SentencePlace, str]
    altered: frozenset[SentencePlace]
    digest: str


def path(root: Path) -> Path:
    """Return the path of a project's copy."""
    return root / FOLDER / FILE


def save(root: Path, base: BaseText, sentences: Mapping[SentencePlace, str]) -> Path:
    """Write the copy; the file is replaced atomically, so an earlier copy stays intact until then."""
    target = path(root)
    target.parent.mkdir(mode=0o700, exist_ok=True)
    (target.parent / ".gitignore").write_text("*\n", encoding="utf-8")
    ordered = {f"{p.reference}.{s.number}": sentences.get((p.reference, s.number)) for p in base.passages for s in p.sentences}
    content = {"format": FORMAT, "title": base.title, "url": base.url, "sentences": {k: v for k, v in ordered.items() if v}}
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix="copy.", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(content, file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise
    return target


def load(root: Path, base: BaseText) -> StoredCopy | None:
    """Read the copy; None where there is none. Raise `Damaged`."""
    target = path(root)
    try:
        data = target.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Damaged(f"{target} cannot be read ({error.strerror}); run: edition text forget") from error
    try:
        raw = json.loads(data)
        sentences = {_place(key): str(value) for key, value in raw["sentences"].items()}
        known = raw["format"] == FORMAT
    except (ValueError, KeyError, TypeError, AttributeError, BadReference) as error:
        raise Damaged(f"{target} is damaged; import your copy again, or run: edition text forget") from error
    if not known:
        raise Damaged(f"{target} was written by another version of the edition; import your copy again")
    hashes = {(p.reference, s.number): s.sha256 for p in base.passages for s in p.sentences}
    sentences = {place: text for place, text in sentences.items() if place in hashes}
    altered = frozenset(place for place, text in sentences.items() if fingerprint(text) != hashes[place])
    return StoredCopy(sentences, altered, hashlib.sha256(data).hexdigest())


def forget(root: Path) -> bool:
    """Delete the copy and its folder's files; return whether there was one."""
    target = path(root)
    existed = target.exists()
    if target.parent.is_dir():
        for file in [target, target.parent / ".gitignore", *target.parent.glob("copy.*.part")]:
            file.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            target.parent.rmdir()
    return existed


def _place(key: str) -> SentencePlace:
    reference = Reference.parse(key)
    if reference.sentence is None:
        raise BadReference(key)
    return reference.passage, reference.sentence
