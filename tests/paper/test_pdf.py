"""The contents of the PDF get the numbers of the pages, and a missing browser is said plainly."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pytest

from edition.paper import outline
from edition.paper import pdf as forms
from edition.paper.outline import ContentsLine, Outline, Part
from tests.export.conftest import META


def test_each_line_of_the_contents_gets_the_page_its_link_leads_to() -> None:
    told = Outline((), (Part("", (ContentsLine("Two", "two", children=(ContentsLine("One", "one"),)), ContentsLine("Both", "a&b"))),))
    page = f"<nav>{outline.contents(told, {})}</nav><p>Words</p>"
    filled = forms.number_contents(page, told, {"one": 9, "two": 14, "a&b": 20})
    assert re.sub(r"<[^>]+>|\s", "", filled) == "Two14One9Both20Words"


def test_a_page_with_other_contents_is_refused() -> None:
    with pytest.raises(ValueError, match="build the page again"):
        forms.number_contents("<p>Words</p>", Outline((), (Part("", (ContentsLine("One", "one"),)),)), {"one": 1})


def test_places_are_read_from_the_file() -> None:
    pdf = pikepdf.new()
    for _ in range(3):
        pdf.add_blank_page()
    assert forms.places(pdf) == {}
    pdf.Root.Dests = pikepdf.Dictionary({"/p-1.2.1": pikepdf.Array([pdf.pages[2].obj, pikepdf.Name.Fit])})
    assert forms.places(pdf) == {"p-1.2.1": 3}


def test_a_missing_browser_is_named_with_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(forms.NoChromium, match="install it"):
        forms.chromium({})
    assert forms.chromium({"CHROMIUM": "/opt/a-browser"}) == "/opt/a-browser"


def test_a_browser_that_prints_nothing_is_an_error(tmp_path: Path) -> None:
    page = tmp_path / "book.html"
    page.write_text("<p>Words</p>", encoding="utf-8")
    page.with_name(outline.FILE).write_text(Outline().text(), encoding="utf-8")
    with pytest.raises(forms.NotPrinted):
        forms.make_pdf(page, tmp_path / "book.pdf", "/bin/false", META)


def test_a_browser_that_does_not_end_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "TIMEOUT", 0.1)
    browser = tmp_path / "browser"
    browser.write_text("#!/bin/sh\nexec sleep 60\n", encoding="utf-8")
    browser.chmod(0o755)
    with pytest.raises(forms.NotPrinted, match="less busy"):
        forms._print(tmp_path / "book.html", tmp_path / "book.pdf", str(browser))
