"""The built book, served and opened in a real browser."""

from __future__ import annotations

import functools
import http.server
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pytest
from axe_playwright_python.sync_playwright import Axe
from filelock import FileLock
from playwright.sync_api import Browser, BrowserContext, Error, Page, sync_playwright

from tests.conftest import ROOT
from tests.site import fonts

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE: Final = 120_000  # milliseconds


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built book, brought up to date once in a run. Warnings fail the build, so they fail here."""
    shared = tmp_path_factory.getbasetemp().parent if "PYTEST_XDIST_WORKER" in os.environ else tmp_path_factory.getbasetemp()
    with FileLock(shared / "book.lock"):
        if not (shared / "book.built").exists():
            command = [str(Path(sys.executable).with_name("edition")), "book"]
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
            (shared / "book.built").touch()
    return ROOT / "_build" / "html"


def pages(site: Path) -> list[str]:
    """The addresses of all pages people read, from the site's root."""
    found = [path.relative_to(site).as_posix() for path in (site / "book").rglob("*.html")]
    found.remove("book/index.html")  # leads to the start page at the site's root
    return sorted([*found, "index.html", "search.html"])


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """The book's address on this machine."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


#: Names of Chromium in order of choice: the build without a window opens a page for less than half the processor time.
CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


def chromium(names: Sequence[str] = CHROMIUM) -> str:
    """Where Chromium is, by the first of some names; without one the tests are skipped, or fail where EDITION_REQUIRE_BROWSER is set."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), "")
    if not found:
        missing = "no Chromium here; install it (Debian: apt-get install chromium) or name one in CHROMIUM"
        if os.environ.get("EDITION_REQUIRE_BROWSER"):
            pytest.fail(missing)
        pytest.skip(missing)
    return found


def _patient(browser: Browser) -> Browser:
    """Let every page of a browser wait as long as a machine that is busy with other work may need."""

    def patient(make: Callable[..., Any]) -> Callable[..., Any]:
        def made(**options: Any) -> Any:
            opened = make(**options)
            opened.set_default_timeout(PATIENCE)
            return opened

        return made

    browser.new_context = patient(browser.new_context)  # type: ignore[method-assign]
    browser.new_page = patient(browser.new_page)  # type: ignore[method-assign]
    return browser


@pytest.fixture(scope="session")
def browsers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Browser]]:
    """A headless Chromium for each set of fonts, started when it is first asked for; it sees no other fonts."""
    path, folder = chromium(), tmp_path_factory.mktemp("fonts")
    with sync_playwright() as playwright:

        @functools.cache
        def browser(name: str) -> Browser:
            if lacks := fonts.missing(name):
                (pytest.fail if os.environ.get("EDITION_REQUIRE_BROWSER") else pytest.skip)(lacks)
            config = fonts.config(name, folder)
            environment = {**os.environ, "FONTCONFIG_FILE": str(config)}
            return _patient(playwright.chromium.launch(executable_path=path, args=FLAGS, env=environment))

        yield browser
        # leaving the block ends every browser it started


@pytest.fixture(scope="session")
def browser(browsers: Callable[[str], Browser]) -> Browser:
    """A headless Chromium with the usual fonts."""
    return browsers(fonts.USUAL)


@pytest.fixture(scope="session")
def contexts(browsers: Callable[[str], Browser]) -> Callable[..., BrowserContext]:
    """A context for each set of fonts and options, made when first asked for and kept with its cache, which halves what a page costs."""
    made: dict[str, BrowserContext] = {}

    def context(letters: str, options: dict[str, Any]) -> BrowserContext:
        key = json.dumps([letters, options], sort_keys=True)
        if key not in made:
            made[key] = browsers(letters).new_context(**options)
        return made[key]

    return context


@pytest.fixture
def opened(contexts: Callable[..., BrowserContext]) -> Iterator[Callable[..., Page]]:
    """Open a page with options of a context; what it keeps in the browser is forgotten when the test ends.

    A test that changes its context (a clock, a permission) or counts what is loaded makes one of its own.
    """
    pages: list[Page] = []

    def page(letters: str = fonts.USUAL, **options: Any) -> Page:
        pages.append(contexts(letters, options).new_page())
        return pages[-1]

    yield page
    for each in pages:
        with suppress(Error):  # an empty page has no storage
            each.evaluate("localStorage.clear()")
        each.close()


@pytest.fixture(params=fonts.SETS)
def lettered(request: pytest.FixtureRequest, opened: Callable[..., Page]) -> Page:
    """A page in each set of fonts, for what must hold with any of them."""
    return opened(request.param, viewport={"width": 1280, "height": 900})


@pytest.fixture
def desk(opened: Callable[..., Page]) -> Page:
    """A page on a screen with room beside the text."""
    return opened(viewport={"width": 1280, "height": 900})


@pytest.fixture
def phone(opened: Callable[..., Page]) -> Page:
    """A page on a phone that is touched."""
    return opened(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)


#: Of a list so long, what comes after is like what stands before: same markup, same style. Ids are held apart by test_html.
LONG = {".citation": 60, "table.register tr": 60, ".entry": 60, ".timeline > *": 120}


#: The rules that judge colours; no other changes its mind where everything is shown as before in other colours.
OF_COLOUR = ("color-contrast", "link-in-text-block")
#: The page has been laid out for the window it has now, and its observers have seen it.
LAID_OUT = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))"
#: What is shown, and where.
SHOWN = """() => Array.from(document.querySelectorAll('*'), (node) => {
  const { x, y, width, height } = node.getBoundingClientRect();
  return [node.tagName, x, y, width, height, node.checkVisibility({ opacityProperty: true, visibilityProperty: true })].join(' ');
}).join('|')"""


def broken_rules(page: Page, *, sizes: bool = True, only: Sequence[str] = (), within: str = "html") -> list[tuple[str, list[object]]]:
    """The rules of accessibility that a page breaks, with the first places; WCAG 2.2's size of targets among them, which axe leaves out.

    `within` is a selector: of what it finds alone are the rules asked.
    """
    for rows, most in LONG.items():
        keep_named = "row.matches(':target, :has(:target)')"
        page.locator(rows).evaluate_all(f"rows => rows.slice({most}).forEach((row) => {keep_named} || row.remove())")
    if page.evaluate("!window.axe"):
        page.evaluate(Axe().axe_script)
    options = {"rules": {"target-size": {"enabled": sizes}}, "resultTypes": ["violations"]} | ({"runOnly": only} if only else {})
    found = page.evaluate("([within, options]) => axe.run(within, options).then(({ violations }) => violations)", [within, options])
    return [(rule["id"], [node["target"] for node in rule["nodes"]][:3]) for rule in found]


def broken_in_either_theme(page: Page, *, sizes: bool = True, within: str = "html") -> list[tuple[str, list[object]]]:
    """The rules that a page breaks in light or dark; in the dark those of colour alone where everything is shown as in the light."""
    page.emulate_media(color_scheme="light")
    light, shown = broken_rules(page, sizes=sizes, within=within), page.evaluate(SHOWN)
    page.emulate_media(color_scheme="dark")
    page.evaluate(LAID_OUT)
    return light + broken_rules(page, sizes=sizes, only=OF_COLOUR if page.evaluate(SHOWN) == shown else (), within=within)


def until(page: Page, condition: str, seconds: int = 30) -> None:
    """Wait until a condition in script holds; asked from outside, since the pages' policy forbids the `eval` of wait_for_function."""
    for _ in range(seconds * 20):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"not within {seconds} s on {page.url}: {condition}")


@dataclass
class Watched:
    """A page and everything it complained of or asked another host for."""

    page: Page
    home: str
    errors: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("requestfailed", lambda request: self.errors.append(f"failed: {request.url}"))
        self.page.on("request", lambda request: self._note(request.url))

    def _note(self, url: str) -> None:
        if not url.startswith((self.home, "data:", "blob:")):
            self.strangers.append(url)


@pytest.fixture(params=["http", "file"])
def home(request: pytest.FixtureRequest, site: Path) -> str:
    """The book's root, over http and from a folder."""
    return str(request.getfixturevalue("served")) if request.param == "http" else site.as_uri()
