"""Two wordings side by side: what is marked, how it is laid out, and that the essay's side counts as quoted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from edition.commentary.model import Collation, Edition, Gloss, Pair
from edition.commentary.rules import quoted_words
from edition.commentary.variants import Run, collate, sentences
from edition.problems import Place
from tests.conftest import build

Project = Callable[[str], Path]
PLACE = Place("book/chapter.md", 1)
BLOCK = """
:::{collation} 1.1.1-log
:title: The bell and its log
:official: The log of the harbour

1 | rang "every morning" at six | was rung every morning at six, sharp

Words that differ are underlined.[^log]
:::
"""


def marked(runs: list[Run]) -> list[str]:
    return [run.text for run in runs if run.differs]


def test_words_that_differ_are_marked_on_both_sides() -> None:
    essay, official = collate("seek superiority in the adjacent areas", "seek to attain superiority in contiguous areas")
    assert marked(essay) == ["the adjacent"]
    assert marked(official) == ["to attain", "contiguous"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Use of force, again", "the use of FORCE"), ("a — b.", "b, c"), ("", "none"), ("全球治理倡议", "全球治理")],
)
def test_no_letter_is_lost_in_either_order(one: str, other: str) -> None:
    for first, second in ((one, other), (other, one)):
        left, right = collate(first, second)
        assert "".join(run.text for run in left) == first
        assert "".join(run.text for run in right) == second


def test_case_and_punctuation_do_not_differ() -> None:
    assert [marked(side) for side in collate("The Global Governance Initiative", "“the global governance initiative”,")] == [[], []]


def test_sentences_of_the_official_text_are_counted() -> None:
    assert sentences([Pair(1, "a", "One. Two."), Pair(1, "b", "a piece")]) == 3
    assert sentences([Pair(1, "a", "On 5.5 per cent")]) == 1


def test_the_essays_side_counts_as_quoted_and_a_lemma_is_counted_once() -> None:
    gloss = Gloss(id="1.1.1-bell", passage="1.1.1", lemma="at six", sentences=(1,), place=PLACE, docname="book/chapter")
    table = Collation(
        id="1.1.1-log", passage="1.1.1", title="T", official="O", pairs=(Pair(1, "rang at six", "x"),), place=PLACE, docname="book/chapter"
    )
    assert quoted_words(Edition(notes=[gloss])) == 2
    assert quoted_words(Edition(notes=[gloss], collations=[table])) == 3
    assert quoted_words(Edition(notes=[gloss], collations=[replace(table, pairs=(Pair(1, "at six", "x"),))])) == 2


def test_a_collation_is_a_table_readable_without_colour(project: Project) -> None:
    root = project("small")
    chapter = root / "book" / "chapter.md"
    text = chapter.read_text(encoding="utf-8")
    before, after = text.split("\n::::\n", 1)
    chapter.write_text(f"{before}\n{BLOCK}::::\n{after}", encoding="utf-8")
    built = build(root)
    assert (built.refused, built.warnings) == ("", [])
    table = html.fromstring(built.page("book/chapter")).get_element_by_id("c-1.1.1-log")
    assert [cell.text_content().strip() for cell in table.cssselect("th")] == ["The essay", "The log of the harbour"]
    essay, official = table.cssselect(".witness-essay")[0], table.cssselect(".witness-official")[0]
    assert essay.text_content() == "1.1.1.1 rang “every morning” at six"
    assert [span.text_content() for span in official.cssselect(".differs")] == ["was rung", "sharp"]
    assert table.cssselect("a.footnote-reference")
