"""The files that a host wants: right with and without a known address."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

from edition.export.pages import hosting
from edition.publication import Meta

META = Meta(title="An <edition>", editors=("E",), version="0.2.0", date=date(2026, 10, 10), licence="CC-BY-4.0")
SITED = replace(META, base_url="https://example.org/sun/")
IDS = {"1.2.1": "book/text/part-1/section-2.html#p-1.2.1", "</script>": "x.html"}


def test_without_an_address_none_is_invented() -> None:
    found = hosting.files(META, ["index.html"], IDS)
    assert "sitemap.xml" not in found and "Sitemap" not in found["robots.txt"] and found[".nojekyll"] == ""
    assert "https://" not in "".join(found.values())
    assert 'href="/search.html"' in found["404.html"]


def test_the_map_of_the_site_names_every_page_whole_and_dated() -> None:
    found = hosting.files(SITED, ["index.html", "book/a&b ü.html"], IDS)
    tree = ElementTree.fromstring(found["sitemap.xml"])
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    assert [place.text for place in tree.iter(f"{space}loc")] == [
        "https://example.org/sun/book/a%26b%20%C3%BC.html", "https://example.org/sun/index.html",
    ]  # fmt: skip
    assert {day.text for day in tree.iter(f"{space}lastmod")} == {"2026-10-10"}
    assert "Sitemap: https://example.org/sun/sitemap.xml" in found["robots.txt"]
    assert 'href="/sun/search.html"' in found["404.html"]


def test_the_page_for_lost_addresses_is_escaped_and_needs_no_other_file() -> None:
    page = hosting.not_found(META, IDS)
    assert "An &lt;edition&gt;" in page and page.count("</script>") == 2
    assert 'src="' not in page and '<link rel="stylesheet"' not in page


def test_only_names_that_carry_a_digest_are_kept_for_ever() -> None:
    rules = hosting.headers().split("\n/")
    assert all("immutable" not in rule or rule.startswith("_static/run/") for rule in rules)
    assert "max-age=0, must-revalidate" in hosting.headers()
