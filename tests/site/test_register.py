"""The register of claims: its filter in the browser, and the whole of it without script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Page

REGISTER = "book/apparatus/register.html"
FACETS = ("finding", "kind", "part", "confidence")


def rows(site: Path) -> list[dict[str, str]]:
    """The register's rows as built: for each facet the value in the row's class."""
    tree = html.fromstring((site / REGISTER).read_bytes())
    lines = tree.xpath("//table[contains(@class, 'register')]/tbody/tr/@class")
    split = [dict(name.split("-", 1) for name in line.split() if name.startswith(FACETS)) for line in lines]
    assert split and all(set(row) == set(FACETS) for row in split)
    return split


def shown(page: Page) -> int:
    return page.locator("table.register tbody tr:visible").count()


@pytest.fixture
def page(opened: Callable[..., Page], home: str) -> Page:
    page = opened()
    page.goto(f"{home}/{REGISTER}")
    return page


@pytest.mark.parametrize("facet", FACETS)
def test_each_choice_leaves_the_claims_that_have_it(page: Page, site: Path, facet: str) -> None:
    for value, count in Counter(row[facet] for row in rows(site)).items():
        page.select_option(f"select[name={facet}]", value)
        assert shown(page) == count, value
        assert page.locator(".filter-said").inner_text() == f"{count} of {len(rows(site))} claims"
        assert f"({count})" in page.locator(f"select[name={facet}] option[value='{value}']").inner_text()


def test_choices_combine_and_the_address_keeps_them(page: Page, site: Path) -> None:
    wished = {"finding": "contested", "part": "2"}
    for facet, value in wished.items():
        page.select_option(f"select[name={facet}]", value)
    count = sum(all(row[facet] == value for facet, value in wished.items()) for row in rows(site))
    assert 0 < count < len(rows(site)) and shown(page) == count
    page.goto(page.url)
    assert page.input_value("select[name=part]") == "2" and shown(page) == count
    page.get_by_role("button", name="Show all").click()
    assert shown(page) == len(rows(site)) and "finding" not in page.url
    assert page.evaluate("document.activeElement.name") == "finding"


def test_an_empty_choice_is_said_and_undone(page: Page, site: Path) -> None:
    have = {(row["finding"], row["kind"]) for row in rows(site)}
    finding, kind = next((f, k) for f, _ in sorted(have) for _, k in sorted(have) if (f, k) not in have)
    page.goto(f"{page.url}?finding={finding}&kind={kind}")
    said = page.get_by_role("status").filter(has_text="No claim has all of these")
    assert said.is_visible() and not page.locator("table.register").is_visible()
    page.get_by_role("button", name="Show all").press("Enter")
    assert shown(page) == len(rows(site))


def test_an_unknown_choice_in_the_address_shows_all(page: Page, site: Path) -> None:
    page.goto(f"{page.url}?finding=wrong&part=9")
    assert shown(page) == len(rows(site))


def test_the_keyboard_reaches_and_sets_a_choice(page: Page, site: Path) -> None:
    page.locator("select[name=confidence]").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    assert page.input_value("select[name=confidence]") == "high"
    assert shown(page) == sum(row["confidence"] == "high" for row in rows(site))


def test_without_script_the_register_stands_whole(opened: Callable[..., Page], served: str, site: Path) -> None:
    page = opened(java_script_enabled=False)
    page.goto(f"{served}/{REGISTER}")
    assert shown(page) == len(rows(site)) and page.locator(".filter").count() == 0
    assert page.locator("#fig-register-findings svg").first.is_visible()
