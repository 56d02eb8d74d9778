"""Reading and writing several documents at a time gives the same book, byte for byte, as one after another."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT, build_apart

PAGES = 8
PAGE = """# Page {n}

It speaks of {{entry}}`the bell <bell>`, of {{passage}}`1.1.1`, of {{claim}}`1.1.1-a` and of page [{m}](#part-{m}).[^log]

(part-{n})=
## A part

[^log]: {{cite:t}}`doe-2001`, p. {n}.
"""


@pytest.fixture
def one_processor() -> Iterator[Callable[[], None]]:
    """Let this process and its children use one processor from the call on."""
    if not hasattr(os, "sched_setaffinity") or len(os.sched_getaffinity(0)) == 1:
        pytest.skip("this machine has one processor, or does not say which a process may use")
    all_of_them = os.sched_getaffinity(0)
    yield lambda: os.sched_setaffinity(0, {min(all_of_them)})
    os.sched_setaffinity(0, all_of_them)


def test_the_number_of_processors_shows_nowhere(project: Callable[[str], Path], one_processor: Callable[[], None]) -> None:
    root = project("small")
    shutil.copy(ROOT / "CITATION.cff", root)
    for n in range(PAGES):
        (root / "book" / f"page-{n}.md").write_text(PAGE.format(n=n, m=(n + 1) % PAGES), encoding="utf-8")
        with (root / "_toc.yml").open("a", encoding="utf-8") as contents:
            contents.write(f"\n  - file: book/page-{n}")
    made = []
    for prepare in (lambda: None, one_processor):
        prepare()
        shutil.rmtree(root / "_build", ignore_errors=True)
        built = build_apart(root)
        assert not built.refused and not built.warnings, built.output
        made.append({path.relative_to(built.html): path.read_bytes() for path in built.html.rglob("*") if path.is_file()})
    several, one = made
    assert several.keys() == one.keys()
    assert [name for name, content in several.items() if one[name] != content] == []
