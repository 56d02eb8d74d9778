"""What a link leads to, in the apparatus and the notebooks, is told from its neighbours, and a source bears its footnotes' label."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Page

from edition.sources import bibtex
from tests.conftest import ROOT
from tests.site.conftest import broken_in_either_theme

SOURCES = "book/apparatus/sources.html"
#: A place, and what of it is marked.
PLACES = {
    "a source": (f"{SOURCES}#src-sun-2025-essay", ".citation:target > .label"),
    "a term": ("book/apparatus/glossary.html#e-bri", ".entry:target > h2"),
    "an event": ("book/apparatus/timeline.html#ev-1991-12-08", "dt:target"),
    "a chart": ("book/evidence/trade-growth.html#fig-trade-sensitivity", "figure:target > figcaption"),
    "a definition": ("book/introduction/method.html#finding-contested", "span:target + h3"),
    "a section": ("book/introduction/method.html#evidence", "section:target > h2"),
}


@pytest.mark.parametrize("place", PLACES)
def test_the_place_a_link_leads_to_is_marked(opened: Callable[..., Page], served: str, place: str) -> None:
    address, head = PLACES[place]
    page = opened()
    page.goto(f"{served}/{address}")
    assert page.locator(head).count() == 1
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert page.locator(head).evaluate("node => getComputedStyle(node).backgroundColor") != "rgba(0, 0, 0, 0)"
    assert broken_in_either_theme(page, within=head) == []


@pytest.mark.parametrize("width", [390, 1280])
def test_each_source_shows_the_label_that_footnotes_use(opened: Callable[..., Page], served: str, site: Path, width: int) -> None:
    labels = bibtex.load(ROOT / "book" / "references.bib").labels
    page = opened(viewport={"width": width, "height": 900})
    page.goto(f"{served}/{SOURCES}")
    shown = page.locator(".citation > .label:visible").all_inner_texts()
    ids = [node.get("id") for node in html.fromstring((site / SOURCES).read_bytes()).cssselect(".citation")]
    assert shown == [labels[id_.removeprefix("src-")] for id_ in ids]
