"""The outline of the PDF has the words of the page and the order of its contents."""

from __future__ import annotations

from pathlib import Path

import pikepdf

from edition.paper import pdf_outline

PAGE = """<nav class="paper-contents"><h1>Contents</h1>
<ul><li><a href="#document-a"><span>Alone</span></a></li></ul>
<p>The text</p><ul><li><a href="#document-b"><span>Part</span></a><ul class="passages"><li><a href="#p-1"><span>1 One</span></a></li></ul>
<ul><li><a href="#document-c"><span>1.1 Section &amp; more</span></a></li></ul></li>
<li><a href="#document-d"><span>Last</span></a></li></ul></nav>
<h1>Alone</h1><h1>Part</h1><h2><span>1</span> One<a class="headerlink" href="#p-1">¶</a></h2><h1>Section</h1><h1>Last</h1>"""


def test_the_contents_tell_the_parts_and_how_deep_a_chapter_lies() -> None:
    assert [(chapter.part, chapter.depth, chapter.title) for chapter in pdf_outline.chapters(PAGE)] == [
        ("", 1, "Alone"), ("The text", 1, "Part"), ("The text", 2, "1.1 Section & more"), ("The text", 1, "Last"),
    ]  # fmt: skip
    assert pdf_outline.headings(PAGE)[3] == "1 One"


def test_chapters_go_below_their_parts_and_a_doubled_heading_is_named_once(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    with pdf.open_outline() as outline:
        outline.root.extend(pikepdf.OutlineItem(title, 0) for title in ("Contents", "Alone", "PartPart", "Section", "Last"))
        outline.root[2].children.append(pikepdf.OutlineItem("11 One One", 0))
    pdf_outline.arrange(pdf, PAGE)
    pdf.save(tmp_path / "a.pdf")
    with pikepdf.open(tmp_path / "a.pdf") as saved, saved.open_outline() as outline:
        assert [item.title for item in outline.root] == ["Contents", "Alone", "The text"]
        text = outline.root[2]
        assert [item.title for item in text.children] == ["Part", "Last"]
        assert [item.title for item in text.children[0].children] == ["1 One", "1.1 Section & more"]
        assert text.children[0].is_closed and not text.is_closed


def test_words_that_do_not_match_the_outline_are_left_to_the_browser() -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Named by the browser", 0))
    pdf_outline.arrange(pdf, "<h1>One</h1><h1>Two</h1>")
    with pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == ["Named by the browser"]
