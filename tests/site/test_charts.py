"""Charts draw, in both themes and at both widths, and say the same without script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.site.conftest import Watched

NOTEBOOKS = ["book/evidence/trade-growth.html", "book/evidence/membership.html"]


def _open_all(page: Page) -> None:
    buttons = page.locator("button.chart-interactive")
    for index in range(buttons.count()):
        buttons.nth(index).click()
    page.wait_for_function(
        "document.querySelectorAll('figure.chart .main-svg').length >= document.querySelectorAll('figure.chart').length",
        timeout=30000,
    )


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_interactive_charts_draw(browser: Browser, home: str, notebook: str, scheme: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    watched = Watched(context.new_page(), home)
    watched.page.goto(f"{home}/{notebook}")
    assert watched.page.locator("figure.chart").count() >= 4
    _open_all(watched.page)
    assert (watched.errors, watched.strangers) == ([], [])
    context.close()


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_without_script_each_chart_has_its_picture_table_source_and_file(browser: Browser, home: str, notebook: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{home}/{notebook}")
    charts = page.locator("figure.chart")
    for index in range(charts.count()):
        chart = charts.nth(index)
        assert chart.locator("figcaption").first.inner_text().strip()
        assert chart.locator(".chart-picture svg:visible").count() == 1
        assert chart.locator("details.chart-table table tbody tr").count() > 1
        assert "Source" in chart.locator(".chart-source").inner_text()
        assert chart.locator("a[href$='.csv']").count() == 1
    context.close()
