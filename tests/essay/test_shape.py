"""References, the essay's shape, and a copy recognised by its hashes."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.essay import normal_form, recognise
from edition.essay import shape as text
from tests.conftest import ROOT, TESTS

SMALL = TESTS / "projects" / "small"


@pytest.mark.parametrize("written", ["0.0.1", "1.2.1", "3.3.2.10", "fig.1", "fig.2.1"])
def test_a_reference_reads_back_as_it_was_written(written: str) -> None:
    assert str(text.Reference.parse(written)) == written


@pytest.mark.parametrize("written", ["", "1.2", "1.2.1.4.5", "fig", "fig.10", "one.two.three", "1,2,1"])
def test_what_is_no_reference_is_refused_with_the_form_expected(written: str) -> None:
    with pytest.raises(text.BadReference, match=r"write part\.section\.paragraph"):
        text.Reference.parse(written)


def test_the_essay_has_its_passages_in_order(base: text.BaseText) -> None:
    assert len(base.passages) == 24
    assert base.references[:4] == ("0.0.1", "fig.1", "1.0.1", "1.1.1")
    assert base.order("fig.2") == base.order("2.3.2") + 1
    assert sum(len(passage.sentences) for passage in base.passages) == 144


def test_the_shape_holds_no_words_of_the_essay() -> None:
    raw = json.loads((ROOT / "data" / "base-text.json").read_text(encoding="utf-8"))
    assert set(raw) == {"title", "url", "normal_form", "passages"}
    for passage in raw["passages"]:
        assert str(text.Reference.parse(passage["reference"])) == passage["reference"]
        for sentence in passage["sentences"]:
            assert set(sentence) == {"words", "sha256"}
            assert re.fullmatch(r"[0-9a-f]{64}", sentence["sha256"])


def test_a_copy_of_the_essay_is_recognised_whole(essay: recognise.Witness) -> None:
    assert essay.missing == ()
    assert len(essay.sentences) == 144


def test_a_changed_word_is_found() -> None:
    shape = text.load(SMALL / "data" / "base-text.json")
    copy = (SMALL / "copy.txt").read_text(encoding="utf-8")
    assert recognise.read(copy, shape).missing == ()
    assert recognise.read(copy.replace("Nobody", "Everybody"), shape).missing == (("1.1.1", 2),)


@given(st.data())
def test_line_breaks_and_quotes_never_matter(data: st.DataObject) -> None:
    words = ["the", "old", "harbour", "bell", "rang", "every", "morning", "at", "six"]
    gaps = data.draw(st.lists(st.sampled_from([" ", "\n", "  ", ' "', "” ", " — "]), min_size=8, max_size=8))
    dressed = "".join(word + gap for word, gap in zip(words, [*gaps, "."], strict=True))
    assert normal_form.fingerprint(dressed) == normal_form.fingerprint(" ".join(words))


def test_broken_numbering_is_refused_by_line() -> None:
    with pytest.raises(text.BadReference, match=r"line 2: sentence 1\.1\.1\.3 follows 1"):
        text.read_numbered("(1.1.1.1) One.\n(1.1.1.3) Three.\n")
