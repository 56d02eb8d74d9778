"""The contents of the PDF get the numbers of the pages, and a missing browser is said plainly."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from edition import forms


def test_numbers_go_to_the_chapters_in_order_and_skip_the_front() -> None:
    html = f"<a>One{forms.PAGE_NUMBER}</a><a>Two{forms.PAGE_NUMBER}</a>"
    filled = forms.number_contents(html, [2, 3, 9, 14])  # contents, front matter, two chapters
    assert filled.index(">9<") < filled.index("Two") < filled.index(">14<")
    assert forms.PAGE_NUMBER not in filled


def test_a_page_without_contents_stays_as_it_is() -> None:
    assert forms.number_contents("<p>Words</p>", [2, 3]) == "<p>Words</p>"


def test_chapters_are_read_from_the_first_level_of_the_outline(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    for _ in range(5):
        pdf.add_blank_page()
    with pdf.open_outline() as outline:
        chapter = pikepdf.OutlineItem("One", 1)
        chapter.children.append(pikepdf.OutlineItem("Section", 2))
        outline.root.extend([chapter, pikepdf.OutlineItem("Two", 4)])
    pdf.save(tmp_path / "a.pdf")
    with pikepdf.open(tmp_path / "a.pdf") as saved:
        assert forms.chapter_pages(saved) == [2, 5]


def test_a_missing_browser_is_named_with_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(forms.NoChromium, match="install it"):
        forms.chromium({})
    assert forms.chromium({"CHROMIUM": "/opt/a-browser"}) == "/opt/a-browser"


def test_a_browser_that_prints_nothing_is_an_error(tmp_path: Path) -> None:
    page = tmp_path / "book.html"
    page.write_text("<p>Words</p>", encoding="utf-8")
    with pytest.raises(forms.NotPrinted):
        forms.make_pdf(page, tmp_path / "book.pdf", "/bin/false", title="T", author="A")
