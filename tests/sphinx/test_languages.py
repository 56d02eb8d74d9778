"""Runs of Chinese and Russian are told from the English around them, and nothing else is marked."""

from __future__ import annotations

import pytest
from edition.commentary.sentences import first_sentence

from edition.languages import marked, runs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain words", [("", "plain words")]),
        ("the term 上合组织, in short", [("", "the term "), ("zh", "上合组织"), ("", ", in short")]),
        ("《上海合作组织成立宣言》", [("", "《"), ("zh", "上海合作组织成立宣言》")]),
        ("ШОС и ЕАЭС in Russian", [("ru", "ШОС и ЕАЭС"), ("", " in Russian")]),
        ("Шерали Жўраев", [("und-Cyrl", "Шерали Жўраев")]),
        ("Gǔ'āmǔ jítuán", [("", "Gǔ'āmǔ jítuán")]),
        ("2001年6月15日", [("", "2001"), ("zh", "年6月15日")]),
    ],
)
def test_a_text_falls_into_runs(text: str, expected: list[tuple[str, str]]) -> None:
    assert list(runs(text)) == expected
    assert "".join(run for _, run in runs(text)) == text


def test_what_is_marked_is_escaped_too() -> None:
    assert marked("<b> 倍 & ШОС") == '&lt;b&gt; <span lang="zh">倍</span> &amp; <span lang="ru">ШОС</span>'
    assert marked("a < b") == "a &lt; b"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("The year 1993 is a fair date. It was a process.", "The year 1993 is a fair date."),
        ("Confirmed. The log of the harbour master says so. More.", "Confirmed. The log of the harbour master says so."),
        ("They approved it by decision no. 1 on 10 July. So.", "They approved it by decision no. 1 on 10 July."),
        ("He wrote of a “new era for both.” Others did not.", "He wrote of a “new era for both.”"),
        ("A report by Charles E. Ziegler says so and more. Next.", "A report by Charles E. Ziegler says so and more."),
        ("One sentence without an end", "One sentence without an end"),
    ],
)
def test_the_first_sentence_is_cut_off_whole(text: str, first: str) -> None:
    assert first_sentence(text) == first
