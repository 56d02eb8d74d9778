"""A book that warned is refused, at every build until it is mended, by whichever command builds it; nothing broken stands in the site."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import apart
from tests.conftest import ROOT, build_apart, copied, keep

NOTEBOOK = """---
jupytext: {text_representation: {extension: .md, format_name: myst}}
kernelspec: {display_name: Python 3, language: python, name: python3}
---
# Sums

```{code-cell} python
raise ValueError("the sum does not agree")
```
"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """Give the small project with a citation file and a second page, as it stands after one build."""
    root = copied("small", tmp_path_factory.mktemp("refusal"))
    shutil.copy(ROOT / "CITATION.cff", root)
    (root / "_toc.yml").write_text(f"{(root / '_toc.yml').read_text(encoding='utf-8').rstrip()}\n  - file: book/other\n", encoding="utf-8")
    (root / "book" / "other.md").write_text("# Another page\n\nSee {claim}`1.1.1-a`.\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EDITION_BASE_TEXT", str(root / "copy.txt"))
        assert not build_apart(root).refused
    return keep(root)


@pytest.fixture
def root(small: Callable[[], Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """That project, built once."""
    root = small()
    monkeypatch.setenv("EDITION_BASE_TEXT", str(root / "copy.txt"))
    return root


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def by_command(root: Path) -> subprocess.CompletedProcess[str]:
    return apart.run("edition", "book", cwd=root)


FAULTS = {
    "a failing notebook": (NOTEBOOK, "book/other.md: the notebook failed: ValueError: the sum does not agree"),
    "a footnote defined twice": ("# Other\n\nA.[^a]\n\n[^a]: {cite:t}`doe-2001`.\n[^a]: {cite:t}`roe-2002`.\n", "book/other.md"),
    "a dead link to a page": ("# Other\n\nSee [there](nowhere.md).\n", "book/other.md"),
    "a dead label": ("# Other\n\nSee {ref}`no-such-label`.\n", "book/other.md:3: undefined label: 'no-such-label'"),
    "a comment among options": ("# Other\n\n```{figure} x.png\n:alt: x # y\n```\n", "book/other.md"),
}


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_a_warning_is_never_forgotten(root: Path, fault: str) -> None:
    text, expected = FAULTS[fault]
    page = root / "book" / "other.md"
    good, html = page.read_text(encoding="utf-8"), root / "_build" / "html"
    before = contents(html)
    config = root / "_config.yml"
    if "code-cell" in text:
        config.write_text(config.read_text(encoding="utf-8").replace('"off"', "cache"), encoding="utf-8")
        assert not build_apart(root).refused
        before = contents(html)
    page.write_text(text, encoding="utf-8")
    for _ in range(2):
        built = build_apart(root)
        assert expected in built.refused, built.output
        assert "Traceback (most" not in built.refused.rpartition("The edition is refused")[0].rpartition("\n\n")[2]
        assert not (html / "reports").exists()
        standing = contents(html)
        assert "book/other.html" not in standing or standing["book/other.html"] == before["book/other.html"]
        assert standing["edition.json"] == before["edition.json"]
    done = by_command(root)
    assert done.returncode == 1 and expected in done.stderr
    page.write_text(good, encoding="utf-8")
    assert not build_apart(root).refused
    assert contents(html) == before


def test_an_unchanged_book_that_warned_is_refused_by_every_command_and_a_good_one_by_none(root: Path) -> None:
    (root / "book" / "other.md").write_text("# Other\n\nSee {ref}`no-such-label`.\n", encoding="utf-8")
    assert by_command(root).returncode == 1
    assert by_command(root).returncode == 1
    assert build_apart(root).refused
    (root / "book" / "other.md").write_text("# Other\n\nNothing to see.\n", encoding="utf-8")
    done = by_command(root)
    assert done.returncode == 0, done.stderr
    assert len((done.stdout + done.stderr).splitlines()) <= 25
    assert [line.partition(" ")[0] for line in done.stderr.splitlines()] == ["Reading", "Writing", "Finishing"]
