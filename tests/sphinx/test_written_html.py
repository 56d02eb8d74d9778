"""What the translator and the frame write: names for screen readers, languages, addresses that change with content, two kinds of site."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from posixpath import dirname, join, normpath

import pytest
from lxml import html

from tests.conftest import ROOT, build, build_apart

Project = Callable[[str], Path]
CITATION = """cff-version: 1.2.0
message: m
title: T
authors: [{name: The editors}]
version: 1.0.0
date-released: 2026-01-02
license: CC-BY-4.0
"""
MORE = "\nThe bell is 钟 and колокол.\nAll of it: {published}`edition.zip`.\n"


@pytest.fixture
def root(project: Project) -> Path:
    made = project("small")
    (made / "CITATION.cff").write_text(CITATION, encoding="utf-8")
    page = made / "book" / "findings.md"
    page.write_text(page.read_text(encoding="utf-8") + MORE, encoding="utf-8")
    return made


def test_marks_headings_and_languages_have_their_names(root: Path) -> None:
    built = build(root)
    assert not built.refused
    chapter = html.fromstring(built.page("book/chapter"))
    assert chapter.cssselect("a.footnote-reference[role=doc-noteref]")
    assert not chapter.cssselect(".fn-bracket, [role=doc-biblioentry]")
    assert {link.get("aria-label") for link in chapter.cssselect(".headerlink")} == {"Permalink"}
    assert not chapter.cssselect("section.note > h3 > .headerlink")
    findings = html.fromstring(built.page("book/findings"))
    assert [(run.get("lang"), run.text) for run in findings.cssselect("main span[lang]")][-2:] == [("zh", "钟"), ("ru", "колокол")]


def test_every_page_has_the_same_policy_icon_and_language(root: Path) -> None:
    built = build(root)
    paths = [path for path in built.html.rglob("*.html") if path.name != "404.html"]
    kinds = {path.relative_to(built.html).parts[0] for path in paths}
    assert kinds >= {"book", "cite", "n", "p", "t", "changes", "index.html", "search.html"}
    for path in paths:
        page = html.fromstring(path.read_bytes())
        (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert "default-src 'self' file:" in policy, path
        assert len(page.xpath("//meta[@name='theme-color']")) == 2, path
        assert page.xpath("//link[@rel='icon']/@href")[0].startswith("data:image"), path
        assert page.get("lang") == "en-GB", path


def test_an_address_changes_with_the_content_and_with_nothing_else(root: Path) -> None:
    def addresses(folder: Path) -> dict[str, str]:
        page = html.fromstring((folder / "book" / "chapter.html").read_bytes())
        lists = json.loads((folder / "_static" / "addresses.js").read_text(encoding="utf-8").partition("=")[2].strip("; \n"))
        found = [*page.xpath("//link[@rel='stylesheet']/@href | //script/@src | //main/@data-cited"), *lists.values()]
        return {address.partition("?")[0].replace("../", ""): address.partition("?")[2] for address in found}

    before = addresses(build_apart(root).html)
    assert all(re.fullmatch(r"v=[0-9a-f]{8}", digest) for digest in before.values())
    assert before.keys() == {"_static/edition.css", "_static/edition.js", "_static/cards.js", "search-index.js"}
    style = root / "book" / "_static" / "css" / "page.css"
    style.write_text(style.read_text(encoding="utf-8") + "\nhr { color: red; }\n", encoding="utf-8")
    after = addresses(build_apart(root).html)
    assert {name for name in before if before[name] != after[name]} == {"_static/edition.css"}


def test_with_a_folder_for_each_page_search_and_files_lead_right(root: Path) -> None:
    built = build_apart(root, "--builder", "custom", "--custom-builder", "dirhtml")
    site = root / "_build" / "dirhtml"
    assert not built.refused, built.output[-2000:]
    dead = []
    for path in (path for path in site.rglob("*.html") if path.name != "404.html"):  # shown at any depth, it names the host's root
        here = dirname(path.relative_to(site).as_posix())
        for address in html.fromstring(path.read_bytes()).xpath("//a/@href"):
            place = address.partition("#")[0].partition("?")[0]
            if place and "://" not in place:
                target = site / normpath(join(here, place))
                if not (target / "index.html" if target.is_dir() else target).is_file():
                    dead.append((path.relative_to(site).as_posix(), address))
    assert dead == []
    assert "search/index.html" in {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    shutil.rmtree(root / "_build")


def test_no_pattern_is_laid_over_finished_html() -> None:
    """A pattern for a tag may stand where the drawing library's SVG, a citation of the processor or a reader's page is taken in."""
    taken_in = {"charts/static/pictures.py", "charts/static/text.py", "export/formats/citations.py", "own_copy/html_text.py"}
    taken_in.add("export/archives/notebooks.py")  # a role's text and target, `text <target>`
    pattern = re.compile(r"""\bre\.[a-z]+\([^\n]*(?<!\?)(?<!\?P)(?<!\*)<(?:[a-z/!]|\[\^>)""")
    package = ROOT / "edition"
    found = {path.relative_to(package).as_posix() for path in package.rglob("*.py") if pattern.search(path.read_text(encoding="utf-8"))}
    assert found - taken_in == set()
