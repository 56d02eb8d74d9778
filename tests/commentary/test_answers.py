"""The answer of a note: its first sentence, and where a sentence ends."""

from __future__ import annotations

import pytest

from edition.commentary.answers import answer, answer_length


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("True, and the resistance can be dated. In April 1999 three states stayed away.", "True, and the resistance can be dated."),
        ("Confirmed. Civil war was ended in June 1997. Another ended later.", "Confirmed. Civil war was ended in June 1997."),
        ("The U.S. base closed in 2005. Others stayed.", "The U.S. base closed in 2005."),
        ("S. Frederick Starr calls it a club. He is alone.", "S. Frederick Starr calls it a club."),
        ("Trade grew 36.3 times over it. By whose count?", "Trade grew 36.3 times over it."),
        ("Who made the order? Two schools answer.", "Who made the order?"),
        ("It is “a testing ground.” Others differ.", "It is “a testing ground.”"),
        ("One sentence and no more.", "One sentence and no more."),
    ],
)
def test_the_answer_is_the_first_sentence_that_says_something(text: str, first: str) -> None:
    assert answer(text) == first
    assert text.startswith(text[: answer_length(text)])


def test_an_empty_text_has_no_answer() -> None:
    assert answer("") == ""
