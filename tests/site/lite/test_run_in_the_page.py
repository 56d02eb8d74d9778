"""Notebooks run on their own pages, in a real browser, over http and from a folder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page

from edition.lite import site_files
from edition.sphinx.site import run as run_control
from tests.conftest import ROOT
from tests.site.conftest import Watched, broken_rules
from tests.site.test_own_copy_policy import stranger

__all__ = ["stranger"]

NAMES = sorted(path.stem for path in (ROOT / "book" / "evidence").glob("*.md"))
#: A start of Python takes ten seconds of a processor, so that Node runs them all and a browser one over either way.
SOME = ((NAMES[0], "http"), (NAMES[-1], "file"))
SECONDS = 240
ENDED = re.compile(r"Done|ended in an error|could not|Stopped")
MEASURE = """() => [...document.querySelectorAll('.run-figure')].map((own) => {
  const book = own.closest('.cell').querySelector('.cell_output figure.chart');
  const live = own.querySelector('.chart-live'), picture = book.querySelector('.chart-static');
  const table = (figure) => figure.querySelector('details.chart-table').outerHTML;
  const title = (figure) => figure.querySelector('figcaption').textContent;
  return { title: title(own) === title(book),
           alt: live.getAttribute('aria-label') === picture.getAttribute('aria-label'),
           table: table(own) === table(book), same: !!own.querySelector('.run-same'), drawn: !!live.querySelector('svg.main-svg'),
           away: book.closest('.cell_output').hidden };
})"""


def address(home: str, name: str) -> str:
    return f"{home.rstrip('/')}/book/evidence/{name}.html"


def ended(page: Page, state: Locator) -> str:
    """Wait for a run to end and return what the page says of it."""
    for _ in range(SECONDS * 5):
        said = state.inner_text()
        if ENDED.search(said):
            return said
        page.wait_for_timeout(200)
    pytest.fail(f"no end within {SECONDS} s: {state.inner_text()}")


def cell(page: Page, number: int) -> Locator:
    """A cell of code, its code unfolded, by its number from 1."""
    found = page.locator("div.cell").nth(number - 1)
    if found.locator("details.hide:not([open]) > summary").count():
        found.locator("details.hide > summary").click()
    return found


def run(page: Page, number: int, code: str | None = None) -> str:
    """Put other code into a cell, run it, and return what the page says in the end."""
    here = cell(page, number)
    if code is not None:
        here.get_by_role("button", name="Edit").click()
        here.get_by_role("textbox").fill(code)
    here.get_by_role("button", name="Run").click()
    return ended(page, here.get_by_role("status"))


@pytest.fixture(scope="module")
def running(browser: Browser, served: str, run_folder: Path) -> Iterator[Page]:
    """A notebook on which several tests run cells, since Python takes so long to start; each leaves the cells as it found them."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(address(served, "clubs"))
    yield page
    context.close()


@pytest.mark.parametrize(("name", "over"), SOME)
def test_a_notebook_draws_all_its_charts_anew_and_they_are_the_books(
    name: str, over: str, desk: Page, served: str, run_folder: Path
) -> None:
    home = served if over == "http" else run_folder.parents[1].as_uri()
    watched = Watched(desk, home)
    desk.goto(address(home, name))
    desk.get_by_role("button", name="Run this notebook").click()
    assert ended(desk, desk.locator(".run-panel .run-state")).startswith("Done in")
    desk.wait_for_timeout(1000)
    charts = desk.evaluate(MEASURE)
    assert len(charts) == desk.locator(".cell_output figure.chart").count() >= 1
    assert all(all(chart.values()) for chart in charts), charts
    assert not watched.strangers and not watched.errors


def test_code_can_be_changed_and_the_result_is_marked_as_the_readers_own(running: Page) -> None:
    desk = running
    assert run(desk, 2).startswith("Done")
    first = cell(desk, 2)
    code = first.locator("pre").first.inner_text()
    assert first.locator(".run-same").count() == 1 and not first.locator(".run-own").count()

    assert run(desk, 2, re.sub(r'title=f?"[^"]*"', 'title="My own <b>title</b>"', code, count=1)).startswith("Done")
    assert first.locator(".run-figure figcaption").evaluate("caption => caption.firstChild.data") == "My own <b>title</b>"
    assert first.locator(".run-own").is_visible() and not first.locator(".cell_output").is_visible()
    assert not first.locator(".run-figure .run-same, .run-figure .chart-caveat").count()
    desk.evaluate("scrollTo(0, 0)")
    assert broken_rules(desk) == []

    assert run(desk, 2, "print('so far')\n1 / 0").startswith("Cell 2 ended in an error")
    assert re.search(r"so far.*cell 2.*line 2.*ZeroDivisionError", first.locator(".run-output").inner_text(), re.DOTALL)
    assert first.locator(".cell_output").is_visible(), "the book's chart stands where no other took its place"

    assert run(desk, 2, "import pandas\npandas.DataFrame({'<i>a</i>': [1, 2]})").startswith("Done")
    assert first.locator(".run-output table").inner_text().split() == ["<i>a</i>", "0", "1", "1", "2"]
    assert run(desk, 2, "class Sly:\n    def __repr__(self): return '<img src=x onerror=alert(1)>'\nSly()").startswith("Done")
    assert first.locator(".run-text").inner_text() == "<img src=x onerror=alert(1)>" and not first.locator(".run-output img").count()

    first.get_by_role("button", name="Restore").click()
    assert first.locator(".run-output").inner_text() == "" and first.locator(".cell_output").is_visible()
    assert first.locator("pre").first.inner_text() == code
    assert run(desk, 3).startswith("Done") and not cell(desk, 3).locator(".run-own").count()


def test_an_endless_run_can_be_stopped_and_python_started_anew(running: Page) -> None:
    desk, here = running, cell(running, 1)
    here.get_by_role("button", name="Edit").click()
    here.get_by_role("textbox").fill("while True: pass")
    here.get_by_role("button", name="Run").click()
    stop = desk.get_by_role("button", name="Stop")
    for _ in range(SECONDS):
        desk.wait_for_timeout(1000)
        if here.get_by_role("status").inner_text().startswith("Running cell 1"):
            break
    stop.click()
    assert ended(desk, here.get_by_role("status")).startswith("Stopped")
    assert not stop.is_visible()
    assert run(desk, 1, "2 + 2").startswith("Done") and here.locator(".run-text").inner_text() == "4"
    here.get_by_role("button", name="Restore").click()


#: Python that tries to reach another host in every way.
TRIES = """
import js
def attempt(name, act):
    try:
        act()
        print(name, 'done')
    except BaseException as fault:
        print(name, 'refused')
def request():
    asked = js.XMLHttpRequest.new(); asked.open('GET', 'OTHER/request', False); asked.send(None)
attempt('request', request)
attempt('script', lambda: js.importScripts('OTHER/script'))
attempt('fetch', lambda: js.fetch('OTHER/fetch'))
def nested():
    code = "fetch('OTHER/nested', {mode: 'no-cors'}).catch(() => 0)"
    js.Worker.new(js.URL.createObjectURL(js.Blob.new(js.Array.of(code))))
attempt('nested', nested)
"""


def test_changed_code_reaches_no_other_host(running: Page, stranger: tuple[str, list[str]]) -> None:
    other, heard = stranger
    assert run(running, 1, TRIES.replace("OTHER", other)).startswith("Done")
    running.wait_for_timeout(2000)
    assert heard == []
    cell(running, 1).get_by_role("button", name="Restore").click()


def test_with_the_policy_switched_off_it_reaches_it_so_the_tries_are_real_ones(
    browser: Browser, served: str, run_folder: Path, stranger: tuple[str, list[str]]
) -> None:
    other, heard = stranger
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(address(served, "clubs"))
    assert run(page, 1, TRIES.replace("OTHER", other)).startswith("Done")
    page.wait_for_timeout(2000)
    context.close()
    assert sorted(heard) == ["/fetch", "/nested", "/request", "/script"]


def test_a_browser_that_may_not_run_it_says_so_at_once_and_loads_nothing(browser: Browser, served: str, run_folder: Path) -> None:
    for hindrance, said in (("WebAssembly.Module = function () { throw new Error() }", "forbids WebAssembly"),
                            ("delete self.DecompressionStream", "too old")):  # fmt: skip
        context = browser.new_context()
        context.add_init_script(hindrance)
        page = context.new_page()
        page.goto(address(served, "clubs"))
        assert said in page.locator(".run-panel").inner_text()
        assert not page.get_by_role("button", name="Run").count()
        context.close()


def test_only_notebooks_have_the_control_and_its_policy(site: Path, run_folder: Path) -> None:
    for path in sorted(site.rglob("*.html")):
        page = path.read_text(encoding="utf-8")
        is_notebook = path.parent.name == "evidence"
        for mark in (site_files.SCRIPT, run_control.STYLE, "wasm-unsafe-eval", "worker-src blob:"):
            assert (mark in page) == is_notebook, f"{path.relative_to(site)}: {mark}"


def test_nothing_is_loaded_before_a_reader_asks(desk: Page, served: str, run_folder: Path) -> None:
    asked: list[str] = []
    desk.on("request", lambda request: asked.append(request.url))
    desk.goto(address(served, "clubs"), wait_until="networkidle")
    assert not [url for url in asked if re.search(r"/run/(python|packages|edition)-", url)]
    sent = sum(path.stat().st_size for path in run_folder.glob("*") if path.name in ("run.js", "run.css"))
    assert sent < 20_000


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_controls_fit_a_phone(browser: Browser, served: str, run_folder: Path, scheme: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, color_scheme=scheme, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(address(served, "largest"))
    cell(page, 2).get_by_role("button", name="Edit").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.evaluate("scrollTo(0, 0)")  # nothing under the bar at the top
    assert broken_rules(page) == []
    context.close()
