"""The page that every passage, note, chart and table has for itself, and the files of a chart that stand alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urldefrag

import pytest
from lxml import etree, html
from playwright.sync_api import Page

from tests.site.exported import document, read


def test_every_permalink_is_a_page_of_its_own_that_leads_to_the_place(site: Path) -> None:
    text = document(site)
    things = [thing for passage in text["passages"] for thing in (passage, *passage["notes"])] + text["charts"]
    assert len(things) > 300
    ids: dict[Path, set[str]] = {}
    for thing in things:
        path = site / thing["permalink"] / "index.html"
        page = html.fromstring(path.read_bytes())
        name, _, anchor = thing["page"].partition("#")
        place = (site / name).resolve()
        if place not in ids:
            ids[place] = set(html.fromstring(place.read_bytes()).xpath("//@id"))
        assert anchor in ids[place], thing["id"]
        links = [urldefrag(link) for link in page.xpath("//main//a/@href")]
        assert any(fragment == anchor and (path.parent / address).resolve() == place for address, fragment in links), thing["id"]
        assert not page.xpath("//meta[@http-equiv='refresh']") and not page.xpath("//meta[@name='robots']")


@pytest.mark.parametrize(
    ("permalink", "shown"),
    [
        ("p/2.2.2", (".first-lines", "confirmed with qualification")),
        ("n/2.2.2-h", (".verdict", "confirmed with qualification")),
        ("f/trade-steps", (".chart-files", "Picture (PNG)")),
    ],
)
def test_a_permalink_opens_from_a_folder_without_script(
    site: Path, opened: Callable[..., Page], permalink: str, shown: tuple[str, str]
) -> None:
    page = opened(java_script_enabled=False)
    page.goto((site / permalink / "index.html").as_uri())
    assert shown[1] in page.locator(shown[0]).first.inner_text()
    assert page.locator("main img, main svg").count() or permalink[0] != "f"


def test_a_claims_page_has_what_it_rests_on_and_what_would_change_it(site: Path) -> None:
    text = document(site)
    for note in [note for passage in text["passages"] for note in passage["notes"] if note["type"] == "claim"]:
        page = html.fromstring((site / note["permalink"] / "index.html").read_bytes())
        main = " ".join(page.cssselect("main")[0].text_content().split())
        assert note["finding"] in main and note["would_change"].replace("'", "’") in main, note["id"]
        evidence = page.cssselect("ol.evidence > li")
        since = {label for event in note.get("since", ()) for label in event.get("footnotes", ())}
        assert len(evidence) == len({*note["footnotes"], *since}) > 0, note["id"]


@pytest.mark.parametrize("name", ["trade-steps", "membership-map"])
def test_a_charts_files_stand_alone(site: Path, name: str) -> None:
    described = json.loads(read(site, f"charts/{name}.json"))
    picture = etree.fromstring((site / f"charts/{name}.svg").read_bytes())
    words_in = " ".join(picture.itertext())
    assert described["title"] in picture.get("aria-label") and described["edition"].split(":")[0] in words_in
    assert all(source["label"] in " ".join(words_in.split()) for source in described["sources"] if name == "trade-steps")
    assert (site / f"charts/{name}.png").read_bytes().startswith(b"\x89PNG")
    header = (site / f"charts/{name}.csv").read_text(encoding="utf-8").splitlines()[0]
    assert header == ",".join(column["name"] for column in described["columns"])
    assert all((site / "charts" / file).is_file() for file in described["files"].values())


def test_the_permalink_of_a_table_opens_from_a_folder_without_script(site: Path, opened: Callable[..., Page]) -> None:
    page = opened(java_script_enabled=False)
    page.goto((site / "t" / "index.html").as_uri())
    page.locator('a[href="trade_announced/index.html"]').click()
    page.wait_for_url((site / "t" / "trade_announced" / "index.html").as_uri())
    assert page.get_by_role("rowheader", name="year", exact=True).count() == 1
    page.locator("a.cite").click()
    page.wait_for_url((site / "cite" / "table-trade_announced.html").as_uri())
    assert page.get_by_text("version").first.is_visible()


def test_each_claim_is_a_claim_on_its_own_page_and_weighs_nothing_on_its_chapter(site: Path) -> None:
    for passage in document(site)["passages"]:
        assert '"@type":"Claim"' not in read(site, passage["page"].partition("#")[0])
        for note in passage["notes"]:
            scripts = html.fromstring(read(site, f"n/{note['id']}/index.html")).xpath('//script[@type="application/ld+json"]')
            told = [one for script in scripts for one in [json.loads(script.text)] if one.get("@type") == "Claim"]
            assert [(one["identifier"], one["name"]) for one in told] == (
                [(note["id"], note["claim"])] if note["type"] == "claim" else []
            )
