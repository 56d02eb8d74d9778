"""What a first visit costs: every request of a page in Chromium, with the size of each answer under gzip."""

from __future__ import annotations

import functools
import gzip
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, Page, Request, sync_playwright

from tests.site.conftest import FLAGS

#: Already compressed, so that servers send them as they are.
PACKED = (".png", ".jpg", ".webp", ".woff", ".woff2", ".zip", ".gz", ".pdf", ".epub")
#: The windows that pages are opened in: a phone's and a desk's.
WINDOWS = {"390": (390, 844), "1280": (1280, 900)}
QUIET = 4000  # milliseconds after the load in which late requests may still come


class _Zipping(http.server.SimpleHTTPRequestHandler):
    """Serve files under gzip, as any host of static pages does."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer with the file, compressed where that helps."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        content = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if not path.name.endswith(PACKED):
            content = zipped(content)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "public, max-age=31536000")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def zipped(content: bytes) -> bytes:
    """The content under gzip, at the level servers use."""
    return gzip.compress(content, compresslevel=6, mtime=0)


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine for a while; gives its address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Zipping, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()


class Visit:
    """One page opened with an empty cache; counts requests and bytes as they come."""

    def __init__(self, page: Page, home: str, folder: Path) -> None:
        self.bytes, self.requests, self.elsewhere = 0, 0, 0
        self._home, self._folder = home, folder
        page.on("request", self._count)

    def _count(self, request: Request) -> None:
        if request.url.startswith(("data:", "blob:")):
            return
        self.requests += 1
        if not request.url.startswith(self._home):
            self.elsewhere += 1
            return
        path = self._folder / unquote(urlsplit(request.url).path).lstrip("/")
        path = path / "index.html" if path.is_dir() else path
        if path.is_file():
            content = path.read_bytes()
            self.bytes += len(content) if path.name.endswith(PACKED) else len(zipped(content))

    def seen(self) -> dict[str, int]:
        """What has been asked for so far: bytes under gzip from this site, requests, and those of them to other hosts."""
        return {"bytes": self.bytes, "requests": self.requests, "elsewhere": self.elsewhere}


def measure(folder: Path, pages: dict[str, str], chromium: str, window: str) -> dict[str, dict[str, int]]:
    """Visit pages (name to path from the root) in a window; a page with charts is measured again once its first chart is wanted."""
    found = {}
    with serve(folder) as home, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for name, path in pages.items():
            found |= _visit(browser, home, folder, (name, path), WINDOWS[window])
        browser.close()
    return found


def _visit(browser: Browser, home: str, folder: Path, named: tuple[str, str], size: tuple[int, int]) -> dict[str, dict[str, int]]:
    name, path = named
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    page = context.new_page()
    visit = Visit(page, home, folder)
    page.goto(f"{home}/{path}", wait_until="load")
    page.wait_for_timeout(QUIET)
    found = {name: visit.seen()}
    chart = page.locator("figure.chart, .plotly-graph-div").first
    if chart.count():
        chart.scroll_into_view_if_needed()
        page.wait_for_timeout(1000)
        press = page.locator("figure.chart button").first
        if press.count() and press.is_visible():
            press.click()
        page.wait_for_timeout(QUIET)
        found[f"{name}, a chart wanted"] = visit.seen()
    context.close()
    return found
