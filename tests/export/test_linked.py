"""A note keeps its links on its own page: to notebooks, headings, entries, passages and notes, each where its words stand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from edition.book import Book
from edition.commentary.model import Link
from edition.export.pages.linked import LinkedText, target_of


@pytest.fixture
def book(corpus: Book) -> Book:
    return replace(corpus, labels={"bells": ("book/evidence", "bells-in-numbers")})


def test_each_link_stands_at_its_words_once(book: Book) -> None:
    links = (Link("the bells", "doc", "book/evidence"), Link("1.1.1", "passage", "1.1.1"))
    pieces = LinkedText(links, book).pieces("See the bells of 1.1.1, and the bells again.")
    assert "".join(piece.words for piece in pieces) == "See the bells of 1.1.1, and the bells again."
    assert [(piece.words, piece.target) for piece in pieces if piece.target] == [
        ("the bells", "book/evidence.html"),
        ("1.1.1", "p/1.1.1/index.html"),
    ]


def test_a_link_in_the_reason_is_not_lost_with_the_headline(book: Book) -> None:
    text = LinkedText((Link("our notebook", "ref", "bells"),), book)
    assert [piece.target for piece in text.pieces("The bell was hung in 1801.")] == [""]
    assert [piece.target for piece in text.pieces("It is counted in our notebook.")] == ["", "book/evidence.html#bells-in-numbers", ""]
    assert [piece.target for piece in text.pieces("Read our notebook.")] == [""], "and is used once"


def test_words_are_no_part_of_a_longer_word_and_an_unknown_target_links_nothing(book: Book) -> None:
    assert [piece.words for piece in LinkedText((Link("bell", "doc", "book/evidence"),), book).pieces("A bellows.")] == ["A bellows."]
    assert LinkedText((Link("here", "doc", "nowhere"), Link("there", "ref", "nothing")), book).pieces("here and there")[0].target == ""


@pytest.mark.parametrize("kind", ["doc", "ref", "entry", "passage", "note", "claim"])
def test_what_the_edition_does_not_have_has_no_address(book: Book, kind: str) -> None:
    assert target_of(Link("x", kind, "unknown"), book) == ""
