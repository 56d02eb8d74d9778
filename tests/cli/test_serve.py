"""An author edits a chapter while the book is served: the page changes, or says why it was refused."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Queue
from typing import Any

import pytest

from edition.cli import serve
from tests.conftest import ROOT, build_apart

Project = Callable[[str], Path]
LONG = 120  # seconds that even a busy machine does not need


@pytest.fixture
def served(project: Project) -> Iterator[tuple[Path, str]]:
    """The small project, built and served by the command; its root and its address."""
    root = project("small")
    shutil.copy(ROOT / "CITATION.cff", root)
    assert not build_apart(root).refused
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen([sys.executable, "-m", "edition.cli", "serve", "--port", str(port)], cwd=root)
    address = f"http://127.0.0.1:{port}"
    end = time.monotonic() + LONG
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(address)
            break
        except OSError:
            time.sleep(0.1)
    yield root, address
    process.terminate()
    process.wait()


def listen(address: str) -> Queue[dict[str, Any]]:
    """Hear the news as an open page does."""
    heard: Queue[dict[str, Any]] = Queue()
    line = urllib.request.urlopen(address + serve.EVENTS)

    def take() -> None:
        for event in line:
            if event.startswith(b"data: "):
                heard.put(json.loads(event[6:]))

    threading.Thread(target=take, daemon=True).start()
    return heard


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_an_edit_reaches_the_page_and_a_fault_is_told_on_it(served: tuple[Path, str]) -> None:
    root, address = served
    page, chapter = f"{address}/book/chapter.html", root / "book" / "chapter.md"
    exported = (root / "_build" / "html" / "edition.json").read_bytes()
    assert serve.SCRIPT.encode() in urllib.request.urlopen(page).read()
    assert serve.SCRIPT not in (root / "_build" / "html" / "book" / "chapter.html").read_text(encoding="utf-8")
    heard = listen(address)
    edit(chapter, "begins with", "opens with")
    assert heard.get(timeout=LONG) == {"refused": ""}
    assert b"opens with" in urllib.request.urlopen(page).read()
    assert (root / "_build" / "html" / "edition.json").read_bytes() == exported, "exports wait until they are asked for"
    edit(chapter, ":kind: fact", ":kind: rumour")
    assert 'chapter.md:13: claim 1.1.1-a: kind "rumour" is not one of' in heard.get(timeout=LONG)["refused"]
    assert b"opens with" in urllib.request.urlopen(page).read(), "a refused build leaves the site as it is"
    edit(chapter, ":kind: rumour", ":kind: fact")
    assert heard.get(timeout=LONG) == {"refused": ""}
    assert not build_apart(root).refused
    assert (root / "_build" / "html" / "edition.json").read_bytes() != exported


def test_what_was_read_ahead_is_dropped_where_more_than_the_text_changed(served: tuple[Path, str]) -> None:
    root, address = served
    heard = listen(address)
    edit(root / "CITATION.cff", "The editors", "The second editors")
    assert heard.get(timeout=LONG) == {"refused": ""}
    page = urllib.request.urlopen(f"{address}/book/chapter.html").read().decode()
    assert "The second editors" in page, "the settings of the build that waited are not used"
    edit(root / "book" / "chapter.md", "begins with", "starts with")
    assert heard.get(timeout=LONG) == {"refused": ""}
    edit(root / "book" / "chapter.md", "starts with", "opens with")
    assert heard.get(timeout=LONG) == {"refused": ""}
    served_page = (root / "_build" / "html" / "book" / "chapter.html").read_bytes()
    assert b"opens with" in served_page
    assert not build_apart(root, "--all").refused
    assert (root / "_build" / "html" / "book" / "chapter.html").read_bytes() == served_page, "as a build from nothing makes it"
