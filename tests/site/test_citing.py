"""The control that cites: each format copied by keyboard, over http and from a folder; without script or file it leads to a page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page

from tests.site.exported import document, read

FORMATS = ["Chicago (note)", "APA 7", "MLA 9", "GB/T 7714-2015", "BibTeX", "RIS", "CSL-JSON"]


def place_of(site: Path, id_: str) -> str:
    """The page that holds the control of a thing, from the site's root."""
    text = document(site)
    if id_.startswith("table-"):
        return f"t/{id_.removeprefix('table-')}/index.html"
    things = [thing for passage in text["passages"] for thing in (passage, *passage["notes"])] + text["charts"]
    (page,) = {thing["page"].partition("#")[0] for thing in things if thing["id"] == id_}
    return str(page)


def cite_link(page: Page, id_: str) -> Locator:
    """The link that cites a thing; where it stands in a note's menu, the menu is opened by keyboard first."""
    link = page.locator(f'a.cite[href$="/cite/{id_}.html"]')
    if not link.is_visible():
        link.evaluate("link => link.closest('details').querySelector('summary').focus()")
        page.keyboard.press("Enter")
    return link


@pytest.mark.parametrize("from_folder", [False, True], ids=["http", "file"])
@pytest.mark.parametrize("id_", ["2.2.2", "2.2.2-h", "trade-announced", "table-trade_announced"])
def test_each_format_is_copied_by_keyboard(site: Path, served: str, browser: Browser, id_: str, from_folder: bool) -> None:
    home = site.as_uri() if from_folder else served
    context = browser.new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{home}/{place_of(site, id_)}")
    link = cite_link(page, id_)
    assert link.get_attribute("aria-expanded") == "false"
    assert not [url for url in asked if "/cite/cite.js" in url or f"/cite/{id_}" in url]
    link.focus()
    page.keyboard.press("Enter")
    control = page.locator(".cite-box")
    style = control.locator("select")
    style.wait_for()
    assert link.get_attribute("aria-expanded") == "true"
    ours = [*FORMATS[:4], "Permalink", *FORMATS[4:]]
    assert style.locator("option").all_inner_texts() == ours
    about_essay = id_.startswith("2.2.2")
    assert control.locator("details").count() == about_essay
    if about_essay:
        control.locator("summary").focus()
        page.keyboard.press("Enter")
    copied: list[list[str]] = [[], []]  # ours, the essay's own
    for index in range(len(ours)):
        style.focus()
        if index:
            page.keyboard.press("ArrowDown")
        rows = control.locator(".cite-row:visible")
        assert rows.count() == 1 + about_essay
        for which in range(rows.count()):
            rows.nth(which).locator("button.cite-copy").focus()
            page.keyboard.press("Enter")
            rows.nth(which).locator(".cite-said").filter(has_text="Copied").wait_for()
            copied[which].append(page.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n").strip())
    short = id_.removeprefix("table-")
    for name, text in zip(ours, copied[0], strict=True):
        assert text and "Copy" not in text and (name == "Permalink" or "editors" in text)
    records = {name: read(site, f"cite/{id_}{end}") for name, end in (("BibTeX", ".bib"), ("RIS", ".ris"), ("CSL-JSON", ".csl.json"))}
    for name, text in records.items():
        assert copied[0][ours.index(name)] == text.replace("\r\n", "\n").strip(), name
    assert copied[0][4].endswith(f"/{short}/") and (from_folder or copied[0][4].startswith(f"{served}/"))
    if about_essay:
        assert all("Sun" in text or "SUN" in text for text in (*copied[1][:4], copied[1][5]))
        assert "2.2.2" in copied[1][0] and copied[1][4].startswith("https://")
    # links of the control lead where they say, though it stands on another page than the script was made for
    assert control.locator("dt a", has_text="BibTeX").first.evaluate("a => a.href") == f"{home}/cite/{id_}.bib"
    link.focus()
    page.keyboard.press("Enter")
    control.wait_for(state="hidden")
    assert link.get_attribute("aria-expanded") == "false"
    page.keyboard.press("Enter")
    control.wait_for()
    assert len([url for url in asked if url.endswith(f"/cite/{id_}.js")]) == 1
    context.close()


def test_without_script_the_control_leads_to_every_citation(site: Path, opened: Callable[..., Page]) -> None:
    (chapter,) = {passage["page"].partition("#")[0] for passage in document(site)["passages"] if passage["id"] == "2.2.2"}
    page = opened(java_script_enabled=False)
    page.goto((site / chapter).as_uri())
    page.locator('a.cite[href$="/cite/2.2.2.html"]').click()
    page.wait_for_url((site / "cite" / "2.2.2.html").as_uri())
    assert page.get_by_text("Commentary on 2.2.2").first.is_visible()
    assert page.locator("pre").count() == 6
    assert page.locator("main button").count() == 0


def test_where_its_file_is_missing_the_control_leads_to_the_page(site: Path, served: str, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route("**/cite/2.2.2-h.js", lambda route: route.abort())
    page.goto(f"{served}/{place_of(site, '2.2.2-h')}")
    cite_link(page, "2.2.2-h").click()
    page.wait_for_url(f"{served}/cite/2.2.2-h.html")
    context.close()
