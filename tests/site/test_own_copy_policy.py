"""The pages' policy: nothing leaves a page with passages for another host, nor, once a reader's own copy may enter, for its own."""

from __future__ import annotations

import http.server
import re
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.site.test_own_copy import CHAPTER

TRIES = """async stranger => {
    const tries = [
        () => fetch(stranger + '/fetch', { mode: 'no-cors' }),
        () => new Promise((ok, no) => {
            const request = new XMLHttpRequest();
            Object.assign(request, { onload: ok, onerror: no });
            request.open('POST', stranger + '/post');
            request.send('text');
        }),
        () => new Promise((ok, no) => Object.assign(new Image(), { onload: ok, onerror: no, src: stranger + '/image' })),
        async () => navigator.sendBeacon(stranger + '/beacon', 'text'),
    ];
    await Promise.allSettled(tries.map(attempt => attempt()));
    await new Promise(resolve => setTimeout(resolve, 300));
}"""


@pytest.fixture
def stranger() -> Iterator[tuple[str, list[str]]]:
    """Another host: its address and what it is asked for."""
    heard: list[str] = []

    class Listener(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heard.append(self.path)
            self.send_response(204)
            self.end_headers()

        do_POST = do_OPTIONS = do_GET

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", heard
    server.shutdown()


@pytest.mark.parametrize("bypass", [False, True], ids=["as published", "policy switched off"])
def test_the_policy_lets_no_request_leave_a_page_with_passages(
    browser: Browser, home: str, stranger: tuple[str, list[str]], bypass: bool
) -> None:
    """With the policy nothing arrives at another host; without it everything does, so the tries are real ones."""
    address, heard = stranger
    context = browser.new_context(bypass_csp=bypass)
    page = context.new_page()
    page.goto(f"{home}/{CHAPTER}")
    page.evaluate(TRIES, address)
    assert set(heard) == ({"/fetch", "/post", "/image", "/beacon"} if bypass else set())
    context.close()


OWN_HOST_TRIES = """mark => Promise.allSettled([
    fetch(location.pathname + '?fetch-' + mark),
    new Promise(done => Object.assign(new Image(), { onload: done, onerror: done, src: location.pathname + '?image-' + mark })),
])"""


def test_once_a_copy_may_enter_the_page_sends_nothing_to_its_own_host_either(browser: Browser, served: str) -> None:
    page = browser.new_context().new_page()
    page.goto(f"{served}/{CHAPTER}")
    answered: list[str] = []
    page.on("response", lambda response: answered.append(response.url.partition("?")[2]))
    page.evaluate(OWN_HOST_TRIES, "before")
    page.get_by_role("button", name="Read with your own copy").click()
    page.locator("dialog[open]").wait_for()
    page.evaluate(OWN_HOST_TRIES, "open")
    page.evaluate("sessionStorage.setItem('edition-own-copy', JSON.stringify({ sentences: {}, total: 144 }))")
    page.reload()
    page.get_by_role("button", name="Forget your copy").wait_for()
    page.evaluate(OWN_HOST_TRIES, "kept")
    tries = sorted(query for query in answered if not re.fullmatch(r"|v=[0-9a-f]{8}", query))  # what is left are not the book's own files
    assert tries == ["fetch-before", "image-before"]
    page.context.close()
