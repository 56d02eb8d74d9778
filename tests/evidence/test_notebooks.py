"""Every notebook opens with its question and names what it rests on; that it runs is seen in tests/site/test_notebook_downloads.py."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from edition.evidence import results

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "book" / "evidence").glob("*.md"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_opens_with_question_and_answer_and_names_known_results(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    prose = re.sub(r"```\{code-cell\}.*?```", "", text, flags=re.DOTALL)
    opening = [block for block in prose.split("\n\n") if block.strip() and not block.startswith(("---", "(evidence", "#"))]
    assert opening[0].startswith("**The question.**")
    assert opening[1].startswith("**The answer.**")
    assert set(re.findall(r"\{result\}`([^`]+)`", prose)) <= set(results.names())
    assert set(re.findall(r"say\('([^']+)'\)", text)) <= set(results.names())


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_sentence_opens_with_a_figure(path: Path) -> None:
    """A figure after a full stop runs together with one before it: "Armenia in 5. 5 of the 6 members"."""
    prose = re.sub(r"```\{code-cell\}.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert re.findall(r"(?:^|[.?!][*”)]*(?:\[\^[^\]]+\])? )\{result\}`[^`]+`", prose, flags=re.MULTILINE) == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_footnotes_have_words_for_labels_and_each_is_used(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    defined = re.findall(r"^\[\^([^\]]+)\]:", text, flags=re.MULTILINE)
    used = set(re.findall(r"\[\^([^\]]+)\](?!:)", text))
    assert set(defined) == used
    assert all(re.search("[a-z]", label) for label in defined)
