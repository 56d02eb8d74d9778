"""Programs of others in environments of their own, below a temporary folder: nothing is added to the one this book is built in."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


class Absent(Exception):
    """Something cannot be measured here; the message says why and, where there is one, the way out."""


def make(folder: Path, packages: tuple[str, ...]) -> Path:
    """Install packages from PyPI and return the folder of their commands; raises Absent where they cannot be had."""
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    programs = folder / ("Scripts" if sys.platform == "win32" else "bin")
    command = [str(programs / "python"), "-m", "pip", "install", "-q", "--disable-pip-version-check", "--retries", "1", *packages]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Absent(f"{', '.join(packages)} could not be installed: {last_line(done.stderr)}")
    return programs


def last_line(printed: str) -> str:
    """The last line that says something."""
    return next((line.strip() for line in reversed(printed.splitlines()) if line.strip()), "no reason given")
