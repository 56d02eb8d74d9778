"""The outline of the PDF has the words of the page and the order of its contents."""

from __future__ import annotations

from pathlib import Path

import pikepdf

from edition.paper import outline, pdf_outline
from edition.paper.outline import ContentsLine, Outline, Part

TOLD = Outline(
    ("Contents", "Alone", "Part", "1 One", "Section", "Last"),
    (
        Part("", (ContentsLine("Alone", "document-a"),)),
        Part(
            "The text",
            (
                ContentsLine("Part", "document-b", (ContentsLine("1 One", "p-1"),), (ContentsLine("1.1 Section & more", "document-c"),)),
                ContentsLine("Last", "document-d"),
            ),
        ),
    ),
)


def test_the_contents_tell_the_parts_and_how_deep_a_chapter_lies() -> None:
    assert [(chapter.part, chapter.depth, chapter.title) for chapter in TOLD.chapters()] == [
        ("", 1, "Alone"), ("The text", 1, "Part"), ("The text", 2, "1.1 Section & more"), ("The text", 1, "Last"),
    ]  # fmt: skip


def test_it_is_handed_on_as_data() -> None:
    assert outline.read(TOLD.text()) == TOLD


def test_chapters_go_below_their_parts_and_a_doubled_heading_is_named_once(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    with pdf.open_outline() as made:
        made.root.extend(pikepdf.OutlineItem(title, 0) for title in ("Contents", "Alone", "PartPart", "Section", "Last"))
        made.root[2].children.append(pikepdf.OutlineItem("11 One One", 0))
    pdf_outline.arrange(pdf, TOLD)
    pdf.save(tmp_path / "a.pdf")
    with pikepdf.open(tmp_path / "a.pdf") as saved, saved.open_outline() as made:
        assert [item.title for item in made.root] == ["Contents", "Alone", "The text"]
        text = made.root[2]
        assert [item.title for item in text.children] == ["Part", "Last"]
        assert [item.title for item in text.children[0].children] == ["1 One", "1.1 Section & more"]
        assert text.children[0].is_closed and not text.is_closed


def test_words_that_do_not_match_the_outline_are_left_to_the_browser() -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    with pdf.open_outline() as made:
        made.root.append(pikepdf.OutlineItem("Named by the browser", 0))
    pdf_outline.arrange(pdf, Outline(("One", "Two")))
    with pdf.open_outline() as made:
        assert [item.title for item in made.root] == ["Named by the browser"]
