"""Ask the search page of the built book, and read what it answers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Page

from tests.site.conftest import Watched, until


@pytest.fixture
def searched(opened: Callable[..., Page], served: str) -> Iterator[Watched]:
    """The search page in a browser, over http; no error and no stranger is let pass. From a folder it finds the same (test_search)."""
    watched = Watched(opened(viewport={"width": 900, "height": 900}), served)
    yield watched
    assert (watched.errors, watched.strangers) == ([], [])


def ask(watched: Watched, query: str, kind: str = "") -> list[dict[str, str]]:
    """The first results: kind, title, name, href, context."""
    page = watched.page
    page.goto(f"{watched.home}/search.html?q={quote(query)}" + (f"&kind={kind}" if kind else ""))
    until(page, "document.querySelector('#search-progress').textContent !== ''")
    return results(page)


def results(page: Page) -> list[dict[str, str]]:
    found: list[dict[str, str]] = page.evaluate(
        """Array.from(document.querySelectorAll('ul.search > li'), (li) => ({
             kind: li.querySelector('.result-kind').textContent, title: li.querySelector('a').textContent,
             name: li.querySelector('.result-name')?.textContent ?? '', href: li.querySelector('a').getAttribute('href'),
             context: li.querySelector('.context')?.textContent ?? '',
             marked: Array.from(li.querySelectorAll('mark'), (m) => m.textContent).join('|')}))"""
    )
    return found


@pytest.fixture(scope="module")
def entries(site: Path) -> list[Any]:
    """What the index holds."""
    text = (site / "search-index.js").read_text(encoding="utf-8")
    return list(json.loads(text.removeprefix("editionSearch(").removesuffix(");\n"))["entries"])
