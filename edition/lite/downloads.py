"""The third-party parts of the browser's Python, each verified by hash: Pyodide from npm, wheels from PyPI, numpy from `vendor/`."""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

PYODIDE: Final = "0.27.7"
INTEGRITY: Final = "sha512-RUSVJlhQdfWfgO9hVHCiXoG+nVZQRS5D9FzgpLJ/VcgGBLSAKoPL8kTiOikxbHQm1kRISeWUBdulEgO26qpSRA=="
#: The runtime files of the npm package; the rest is type declarations, maps and a console.
CORE: Final = ("pyodide.js", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip")
LOCK: Final = "pyodide-lock.json"
#: The Python version in this Pyodide and PyPI's platform tag of its wheels.
PYTHON: Final = "3.12.7"
#: The second platform is for PyYAML and MarkupSafe, which have no wheel for the first: their compiled parts are left out, and the rest
#: is pure Python.
_PLATFORMS: Final = ("--platform", "pyemscripten_2024_0_wasm32", "--platform", "manylinux2014_x86_64")
_TARGET: Final = (*_PLATFORMS, "--implementation", "cp", "--python-version", "3.12", "--abi", "cp312")
REQUIREMENTS: Final = "requirements/browser.txt"
VENDOR: Final = "vendor"


class DownloadError(RuntimeError):
    """A part that could not be downloaded, or is not what was expected; the message says how to go on."""


@dataclass(frozen=True)
class Downloads:
    """The folder of Pyodide's files, and every wheel."""

    core: Path
    wheels: tuple[Path, ...]

    def digest(self) -> str:
        """Return a hash of all bytes."""
        found = hashlib.sha256()
        for path in (*(self.core / name for name in (*CORE, LOCK)), *self.wheels):
            found.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
        return found.hexdigest()


def download(root: Path, cache: Path) -> Downloads:
    """Return all parts, downloading only what the cache lacks; raise DownloadError."""
    cache.mkdir(parents=True, exist_ok=True)
    core = _core(cache)
    wheels = _wheels(root, cache)
    numpy = numpy_wheel(root)
    if sha256(numpy) != locked(core / LOCK, numpy.name):
        raise DownloadError(f"{VENDOR}/{numpy.name} is not the file that the lock of Pyodide {PYODIDE} names")
    return Downloads(core, tuple(sorted((*wheels, numpy), key=lambda path: path.name)))


def numpy_wheel(root: Path) -> Path:
    """Return the one wheel that is on no index; raise DownloadError unless there is exactly one."""
    found = list((root / VENDOR).glob("numpy-*.whl"))
    if len(found) != 1:
        raise DownloadError(f"{VENDOR}/ must hold one wheel of numpy and holds {len(found)}")
    return found[0]


def locked(lock: Path, wheel: str) -> str:
    """Return the SHA-256 of a wheel in Pyodide's lock file; empty for an unknown one."""
    packages = json.loads(lock.read_text(encoding="utf-8"))["packages"].values()
    return next((str(package["sha256"]) for package in packages if package["file_name"] == wheel), "")


def sha256(path: Path) -> str:
    """Return a file's SHA-256 in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _core(cache: Path) -> Path:
    archive = cache / f"pyodide-{PYODIDE}.tgz"
    if not archive.is_file():
        npm = shutil.which("npm")
        if npm is None:
            raise DownloadError("npm is needed to fetch Pyodide; install Node.js (Debian: apt-get install npm), then run: make lite")
        _run([npm, "pack", "--silent", "--pack-destination", str(cache), f"pyodide@{PYODIDE}"], "npm did not give Pyodide")
    found = "sha512-" + base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if found != INTEGRITY:
        archive.unlink()
        raise DownloadError(f"npm's pyodide@{PYODIDE} is not the file expected: {found} for {INTEGRITY}")
    folder = cache / f"pyodide-{PYODIDE}"
    if not all((folder / name).is_file() for name in (*CORE, LOCK)):
        folder.mkdir(exist_ok=True)
        with tarfile.open(archive) as packed:
            for name in (*CORE, LOCK):
                member = packed.extractfile(f"package/{name}")
                if member is None:
                    raise DownloadError(f"pyodide@{PYODIDE} has no {name}")
                (folder / name).write_bytes(member.read())
    return folder


def _wheels(root: Path, cache: Path) -> list[Path]:
    """Return the wheels of `requirements/browser.txt`; pip verifies each hash there, cached or not."""
    folder = cache / f"wheels-{sha256(root / REQUIREMENTS)[:12]}"
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--require-hashes", "--no-deps"]
    command += ["--only-binary=:all:", *_TARGET, "--dest", str(folder), "--find-links", str(folder), "-r", str(root / REQUIREMENTS)]
    wanted = sum("==" in line for line in (root / REQUIREMENTS).read_text(encoding="utf-8").splitlines())
    if len(list(folder.glob("*.whl"))) != wanted:
        folder.mkdir(exist_ok=True)
        _run(command, "pip did not give the wheels")
    return list(folder.glob("*.whl"))


def _run(command: list[str], fault: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise DownloadError(f"{fault}: {(done.stderr or done.stdout).strip()[-800:]}")
