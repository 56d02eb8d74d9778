"""Runs of Chinese and Russian are told from the English around them, and nothing else is marked."""

from __future__ import annotations

import pytest

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
