"""Serve the book and rebuild on edits: the open page reloads or shows why the build was refused.

Each build runs in a process that was started before it was needed (`edition.cli.standby`); it writes pages and the search and
leaves the exports to the next `edition book`.
"""

from __future__ import annotations

import http.server
import json
import socketserver
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final

#: What an author edits, below the project's root.
TEXT: Final = "book"
BESIDE: Final = ("data", "_toc.yml", "_config.yml", "CITATION.cff", "edition")
PAUSE: Final = 0.1  # seconds between two scans
EVENTS, SCRIPT = "/_edition/events", "/_edition/live.js"
_LIVE: Final = """const box = document.createElement("pre");
box.setAttribute("role", "alert");
Object.assign(box.style, {position: "fixed", inset: "auto 0 0 0", zIndex: 99, margin: 0, padding: "1rem", maxHeight: "50vh",
  overflow: "auto", whiteSpace: "pre-wrap", background: "#fff4f0", color: "#5a1500", borderTop: "3px solid #b3411b",
  font: "14px/1.4 monospace"});
new EventSource("/_edition/events").onmessage = (event) => {
  const said = JSON.parse(event.data);
  if (said.refused) { box.textContent = said.refused; document.body.append(box); } else { location.reload(); }
};
"""


@dataclass
class News:
    """The news for open pages: the number of the last build and why it was refused, if it was."""

    number: int = 0
    refused: str = ""
    changed: threading.Condition = field(default_factory=threading.Condition)

    def tell(self, refused: str) -> None:
        """Announce the end of a build."""
        with self.changed:
            self.number, self.refused = self.number + 1, refused
            self.changed.notify_all()

    def after(self, number: int) -> Iterator[tuple[int, str]]:
        """Yield each news item after a number, and an empty one every few seconds to keep the connection open."""
        while True:
            with self.changed:
                if self.number <= number:
                    self.changed.wait(timeout=5)
                current = self.number, self.refused
            yield current
            number = current[0]


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves the site; adds to each page the line that loads the live-reload script."""

    protocol_version = "HTTP/1.0"

    def __init__(self, *arguments: Any, news: News, **options: Any) -> None:
        self._news = news
        super().__init__(*arguments, **options)

    def do_GET(self) -> None:
        """Answer with news, the live-reload script, a page with the script, or a file."""
        if self.path == EVENTS:
            self._events()
        elif self.path == SCRIPT:
            self._send(_LIVE.encode(), "text/javascript")
        elif (page := self._page()) is not None:
            live = page.read_bytes().replace(b"</head>", f'<script src="{SCRIPT}" defer></script></head>'.encode(), 1)
            self._send(live, "text/html; charset=utf-8")
        else:
            super().do_GET()

    def log_message(self, format: str, *arguments: Any) -> None:
        """Log nothing."""

    def _page(self) -> Path | None:
        path = Path(self.translate_path(self.path))
        index = path / "index.html" if path.is_dir() and self.path.endswith("/") else path
        return index if index.suffix == ".html" and index.is_file() else None

    def _send(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def _events(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        seen = self._news.number
        with suppress(BrokenPipeError, ConnectionResetError):
            for number, refused in self._news.after(seen):
                self.wfile.write(b": still here\n\n" if number == seen else f"data: {json.dumps({'refused': refused})}\n\n".encode())
                seen = number


class Server(socketserver.ThreadingTCPServer):
    """A server that does not wait for open connections when it stops."""

    allow_reuse_address = True
    daemon_threads = True


def open_server(site: Path, port: int, news: News) -> Server:
    """Listen on localhost; raise OSError where the port cannot be used."""
    return Server(("127.0.0.1", port), partial(Handler, directory=str(site), news=news))


def follow(root: Path, build: Callable[[], str], news: News, stop: threading.Event) -> None:
    """Build whenever a watched file has changed, until told to stop."""
    seen = stamps(root)
    while not stop.wait(PAUSE):
        current = stamps(root)
        if current == seen:
            continue
        while (later := stamps(root)) != current:  # an editor may write a file in several steps
            current = later
            time.sleep(PAUSE)
        seen = current
        news.tell(build())


def rests_on(root: Path, state: Path) -> dict[str, int]:
    """Return the mtime of what a build reads before it reads the book's text: the other watched files and the last build's state."""
    return stamps(root, (*BESIDE, str(state)))


def stamps(root: Path, names: Iterable[str] = (TEXT, *BESIDE)) -> dict[str, int]:
    """Return the mtime of each file in the named folders, or of that name, below the root."""
    found = {}
    for name in names:
        path = root / name
        for file in path.rglob("*") if path.is_dir() else (path,):
            if file.suffix not in (".pyc",) and file.is_file():
                found[str(file)] = file.stat().st_mtime_ns
    return found
