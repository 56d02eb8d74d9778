"""The packs: files of the site that load Python and its packages, as scripts, so that they load from a folder too.

A page opened from ``file://`` may not fetch, but it may run a script beside it. So each pack is one script that holds its files in base64;
a host compresses it to about the size of the files themselves. Its name carries a digest, so a reader downloads it once.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from edition.lite.downloads import CORE, LOCK, PYODIDE, PYTHON, Downloads
from edition.lite.trimming import licences, sent_files

#: The folder of the packs on the site.
FOLDER: Final = "_static/run"
LICENCES: Final = "LICENSES.txt"
INDEX: Final = "packs.json"
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Pack:
    """One script of the site: its file name, its text, and its compressed size in bytes."""

    name: str
    file: str
    text: str
    sent: int


def pack(name: str, files: Mapping[str, bytes]) -> Pack:
    """Return files as one script that adds them, in base64, to `editionPacks` under the pack's name."""
    encoded = {file: base64.b64encode(_compressed(content)).decode("ascii") for file, content in sorted(files.items())}
    text = f"(self.editionPacks ||= {{}})[{json.dumps(name)}] = {json.dumps(encoded, separators=(',', ':'))};\n"
    digest = hashlib.sha256(text.encode()).hexdigest()[:10]
    return Pack(name, f"{name}-{digest}.js", text, len(gzip.compress(text.encode(), 6, mtime=0)))


def archive(files: Mapping[str, bytes]) -> bytes:
    """Return a zip of files; deterministic."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            info.create_system = 3
            target.writestr(info, files[name])
    return out.getvalue()


def outside(parts: Downloads) -> tuple[Pack, Pack]:
    """Return the packs that do not depend on the edition: Python itself, and its packages."""
    core = {name: (parts.core / name).read_bytes() for name in CORE}
    lock = json.loads((parts.core / LOCK).read_text(encoding="utf-8"))
    core[LOCK] = json.dumps({"info": lock["info"], "packages": {}}).encode()  # all packages come from our own pack
    return pack("python", core), pack("packages", {"packages.zip": archive(sent_files(parts.wheels))})


def licence_page(parts: Downloads, vendor: Path) -> str:
    """Return the licences of everything in the packs, as one text."""
    texts = {
        f"Pyodide {PYODIDE} (Mozilla Public License 2.0), passed on unchanged; source: https://github.com/pyodide/pyodide/tree/{PYODIDE}":
            (vendor / "licences" / "MPL-2.0.txt").read_text(encoding="utf-8"),
        f"CPython {PYTHON} (Python Software Foundation License), inside Pyodide; source: https://github.com/python/cpython/tree/v{PYTHON}":
            (vendor / "licences" / "PSF-2.0.txt").read_text(encoding="utf-8"),
        **licences(parts.wheels),
    }  # fmt: skip
    missing = [name for name, text in texts.items() if not text.strip()]
    if missing:
        raise ValueError(f"no licence text found for {', '.join(missing)}")
    head = "What runs in the page of a notebook, and the terms of each part. The edition's own code and tables: see its LICENSE.\n"
    rule = "=" * 100
    return head + "".join(f"\n{rule}\n{name}\n{rule}\n\n{text.strip()}\n" for name, text in texts.items())


def write(parts: Downloads, vendor: Path, folder: Path) -> list[Pack]:
    """Write these packs, their licences and their index into a folder of their own; delete what an earlier run left there."""
    written = outside(parts)
    terms = licence_page(parts, vendor)
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        path.unlink()
    for script in written:
        (folder / script.file).write_text(script.text, encoding="utf-8")
    (folder / LICENCES).write_text(terms, encoding="utf-8")
    index = {"digest": parts.digest(), "packs": {script.name: {"file": script.file, "sent": script.sent} for script in written}}
    (folder / INDEX).write_text(json.dumps(index, indent=1) + "\n", encoding="utf-8")
    return list(written)


def read_index(folder: Path) -> dict[str, dict[str, object]]:
    """Return file and size of each such pack by name; empty where none were made."""
    path = folder / INDEX
    if not path.is_file():
        return {}
    packs: dict[str, dict[str, object]] = json.loads(path.read_text(encoding="utf-8"))["packs"]
    return packs if all((folder / str(entry["file"])).is_file() for entry in packs.values()) else {}


def _compressed(content: bytes) -> bytes:
    """Return the content compressed if that saves a tenth; the page recognises it by the first two bytes."""
    packed = gzip.compress(content, 9, mtime=0)
    return packed if len(packed) < 0.9 * len(content) else content
