"""Lighthouse 12 as it judges a phone, or a desk: medians of several runs, from npm's package in a temporary folder."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.bench.environments import Absent
from tests.bench.weight import serve

VERSION = "12"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-sync"


def install(folder: Path) -> Path:
    """Install Lighthouse below a folder and return its command; raises Absent where npm is missing or has no packages."""
    npm = shutil.which("npm")
    if not npm:
        raise Absent("npm is not here; install Node.js 20 or newer to measure with Lighthouse")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "package.json").write_text('{"private": true}', encoding="utf-8")
    done = subprocess.run([npm, "install", "--no-audit", "--no-fund", f"lighthouse@{VERSION}"], cwd=folder, capture_output=True, text=True,
                          check=False)  # fmt: skip
    if done.returncode:
        raise Absent(f"npm could not install lighthouse@{VERSION}: {done.stderr.strip().splitlines()[-1:]}")
    return folder / "node_modules" / ".bin" / "lighthouse"


@dataclass(frozen=True)
class Judge:
    """The command, the browser it opens pages in, and how often it judges each."""

    command: Path
    chromium: str
    runs: int


def measure(judge: Judge, site: Path, pages: dict[str, str], step: Callable[[], None], *, desk: bool = False) -> dict[str, list[int]]:
    """The median scores of each page, from 0 to 100, in the order of CATEGORIES; `step` is called after each run."""
    found = {}
    with serve(site) as home:
        for name, path in pages.items():
            every = []
            for _ in range(judge.runs):
                every.append(_scores(judge, f"{home}/{path}", desk=desk))
                step()
            found[name] = [round(median(run[index] for run in every)) for index in range(len(CATEGORIES))]
    return found


def _scores(judge: Judge, address: str, *, desk: bool) -> list[int]:
    only = f"--only-categories={','.join(CATEGORIES)}"
    arguments = [str(judge.command), address, "--quiet", "--output=json", f"--chrome-flags={FLAGS}", only]
    arguments += ["--preset=desktop"] if desk else []
    environment = os.environ | {"CHROME_PATH": judge.chromium}
    done = subprocess.run(arguments, env=environment, stdout=subprocess.PIPE, stderr=sys.stderr, check=True)
    report = json.loads(done.stdout)
    return [round(100 * (report["categories"][name]["score"] or 0)) for name in CATEGORIES]
