"""One algorithm in two languages: these vectors are run here and, by tests/site/test_own_copy.py, in a browser."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.essay import normal_form
from edition.essay.recognise import folds
from edition.own_copy.html_text import visible_text
from tests.conftest import TESTS

VECTORS: dict[str, Any] = json.loads((TESTS / "vectors" / "normal-form.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("vector", VECTORS["texts"], ids=lambda vector: ascii(vector["text"])[:24])
def test_a_text_has_the_words_and_the_hash_of_its_vector(vector: dict[str, Any]) -> None:
    assert normal_form.words(vector["text"]) == vector["words"]
    assert normal_form.fingerprint(vector["text"]) == vector["sha256"]


@pytest.mark.parametrize("vector", VECTORS["pages"], ids=lambda vector: vector["page"][:24])
def test_a_page_has_the_words_of_its_vector(vector: dict[str, Any]) -> None:
    assert normal_form.words(visible_text(vector["page"])) == vector["words"]


def test_words_are_letters_and_digits_as_the_rules_say() -> None:
    """Browsers have the categories L and N and no Python `\\w`; the two are the same set without the underscore."""
    for code in range(0x110000):
        character = chr(code)
        assert bool(normal_form._WORD.match(character)) == (unicodedata.category(character)[0] in "LN"), hex(code)


def test_lower_case_and_the_table_of_folds_make_case_folding() -> None:
    table = folds()
    assert table["ß"] == "ss"
    for code in [*range(0xD800), *range(0xE000, 0x110000)]:
        character = chr(code)
        if unicodedata.is_normalized("NFKC", character):
            assert table.get(character, character.lower()) == character.casefold(), hex(code)


@given(st.text())
def test_placed_words_are_the_words_and_stand_where_they_say(written: str) -> None:
    plain = normal_form.plain(written)
    placed = normal_form.placed_words(plain)
    assert [word.form for word in placed] == normal_form.words(written)
    for word in placed:
        assert word.form in " ".join(normal_form.words(plain[word.start : word.end])).replace(" ", "") or word.form in plain.casefold()
