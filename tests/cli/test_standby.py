"""A build that waits in a process of its own: it goes on when told, starts anew where its ground has changed, and ends with its server."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from edition.cli.standby import Standby

LONG = 60  # seconds that even a busy machine does not need
SERVER = """
import time
from edition.cli.standby import Standby

def build(wait):
    wait()
    return ""

kept = Standby(build, lambda: 0)
print(kept._process.pid, flush=True)
time.sleep(600)
"""


def test_it_goes_on_when_told_and_starts_anew_on_other_ground() -> None:
    ground = {"tables": 1}

    def build(wait: Callable[[], None]) -> str:
        read_ahead = ground["tables"]
        wait()
        return f"read {read_ahead}"

    kept = Standby(build, lambda: dict(ground))
    try:
        assert [kept.run(), kept.run()] == ["read 1", "read 1"]
        ground["tables"] = 2
        assert kept.run() == "read 2", "what was read ahead of the change is not used"
    finally:
        kept.end()


def test_a_refusal_before_the_wait_and_a_build_that_dies_are_told() -> None:
    kept = Standby(lambda _wait: "refused: _config.yml", lambda: 0)
    try:
        assert kept.run() == "refused: _config.yml"
    finally:
        kept.end()
    kept = Standby(lambda _wait: os.kill(os.getpid(), signal.SIGKILL) or "", lambda: 0)
    try:
        assert "ended without a word" in kept.run()
    finally:
        kept.end()


def test_it_ends_with_its_server() -> None:
    server = subprocess.Popen([sys.executable, "-c", SERVER], stdout=subprocess.PIPE, text=True)
    assert server.stdout
    waiting = int(server.stdout.readline())
    server.kill()
    server.wait()
    end = time.monotonic() + LONG
    while _runs(waiting) and time.monotonic() < end:
        time.sleep(0.05)
    assert not _runs(waiting)


def _runs(process: int) -> bool:
    """Whether a process runs; one that has ended and that nobody has waited for does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
