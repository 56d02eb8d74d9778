"""`edition.zip` on a USB stick: from a folder with a space and a Chinese character in its name it reads, searches and runs."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page

from edition.lite import site_files
from tests.site.conftest import Watched, until

NAME = "USB stick 合作"


@pytest.fixture(scope="module")
def stick(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("media") / NAME
    with zipfile.ZipFile(site / "edition.zip") as archive:
        archive.extractall(folder)
    return folder / "edition" / "site"


PAGES = ("index.html", "book/text/part-2/section-2.html", "book/evidence/largest.html", "book/apparatus/cite.html")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_reads_whole_from_the_stick(desk: Page, stick: Path, page: str) -> None:
    watched = Watched(desk, stick.as_uri())
    desk.goto((stick / page).as_uri())
    until(desk, "document.readyState === 'complete'")
    assert desk.locator("main h1").count() >= 1
    assert desk.evaluate("document.styleSheets.length") >= 1 and desk.locator("button.theme-switch").is_visible(), "style and script"
    assert not watched.errors and not watched.strangers


def test_the_search_answers_from_the_stick(desk: Page, stick: Path) -> None:
    watched = Watched(desk, stick.as_uri())
    desk.goto(f"{(stick / 'search.html').as_uri()}?q=合作")
    until(desk, "document.querySelectorAll('#search-results a').length > 0")
    desk.locator("#search-results a").first.click()
    desk.wait_for_load_state()
    assert "/book/" in desk.url and not watched.errors


def test_a_notebook_runs_from_the_stick(desk: Page, stick: Path) -> None:
    if not (stick / site_files.SCRIPT).is_file():
        pytest.skip("notebooks cannot run in the browser yet; run: make lite")
    desk.goto((stick / "book" / "evidence" / "neighbours.html").as_uri())
    cell = desk.locator("div.cell").first
    cell.locator("details.hide > summary").click()
    cell.get_by_role("button", name="Edit").click()
    cell.get_by_role("textbox").fill("from edition.tables import package\nlen(package.names()) > 10")
    cell.get_by_role("button", name="Run").click()
    until(desk, "document.querySelector('.run-text')", seconds=240)
    assert cell.locator(".run-text").inner_text() == "True"
