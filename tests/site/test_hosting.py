"""A host's files on the built site, and the page for lost addresses in a browser, in a folder of a host."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.site.conftest import broken_rules


@pytest.fixture(scope="module")
def hosted(site: Path) -> Iterator[str]:
    """The site as GitHub Pages serves it: in a folder of its host, `404.html` for what is not there."""

    class Host(http.server.SimpleHTTPRequestHandler):
        def translate_path(self, path: str) -> str:
            return super().translate_path(path.removeprefix("/repo"))

        def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
            body = (site / "404.html").read_bytes()
            self.send_response(404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Host, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.mark.parametrize(
    ("lost", "meant"),
    [
        ("/repo/p/1.2.1.9/", "1.2.1"),
        ("/repo/n/2.2.2-h/).", "2.2.2-h"),
        ("/repo/N/2.2.2-nothing", "2.2.2"),
        ("/repo/p/9.9.9/", ""),
        ("/repo/book/evidence/tariffs.html", ""),
    ],
)
def test_a_lost_address_leads_to_the_passage_meant(desk: Page, hosted: str, lost: str, meant: str) -> None:
    answer = desk.goto(hosted + lost)
    assert answer is not None and answer.status == 404
    links = desk.locator("#meant a")
    if meant:
        assert links.inner_text() == meant
        links.click()
        assert desk.url.startswith(f"{hosted}/repo/book/text/") and desk.url.endswith(f"-{meant}")
        assert desk.locator(f"[id='{desk.url.partition('#')[2]}']").count() == 1
    else:
        assert not links.count() or "search.html?q=" in str(links.get_attribute("href"))


def test_the_page_for_lost_addresses_is_accessible_and_leads_home(desk: Page, hosted: str) -> None:
    desk.goto(f"{hosted}/repo/book/evidence/tariffs.html")
    assert broken_rules(desk) == []
    assert desk.locator("#meant a").inner_text() == "evidence tariffs"
    desk.get_by_role("link", name="first page").click()
    assert desk.url == f"{hosted}/repo/index.html"


def test_a_host_that_runs_jekyll_is_told_not_to(site: Path) -> None:
    assert (site / ".nojekyll").is_file() and (site / "robots.txt").is_file() and (site / "_headers").is_file()
