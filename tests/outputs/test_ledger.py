"""A second build makes again what has changed and nothing else; what it leaves standing is what a first build would make."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from edition.export.archives import notebooks as notebook_archive
from tests.conftest import ROOT, build_apart, copied, keep

Project = Callable[[str], Path]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """Give the small project as it stands after one build."""
    root = copied("small", tmp_path_factory.mktemp("ledger"))
    shutil.copy(ROOT / "CITATION.cff", root)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EDITION_BASE_TEXT", str(root / "copy.txt"))
        again(root)
    return keep(root)


@pytest.fixture
def root(small: Callable[[], Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small project, built once."""
    root = small()
    monkeypatch.setenv("EDITION_BASE_TEXT", str(root / "copy.txt"))
    return root


def again(root: Path) -> Path:
    """Build and return the folder of pages."""
    built = build_apart(root)
    assert not built.refused, built.output
    return built.html


def dates(folder: Path) -> dict[str, int]:
    return {path.relative_to(folder).as_posix(): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_nothing_changed_and_nothing_is_written(root: Path) -> None:
    html = root / "_build" / "html"
    before = dates(html)
    after = dates(again(root))
    assert [name for name in after.keys() | before.keys() if after.get(name) != before.get(name)] == []


def test_what_is_missing_or_was_changed_by_another_hand_is_made_again(root: Path) -> None:
    html = root / "_build" / "html"
    before = contents(html)
    for name in ("edition.json", "search-index.js", "edition.zip", "index.html", "cite/1.1.1-a.bib"):
        (html / name).unlink()
    (html / "claims.csv").write_text("nothing\n", encoding="utf-8")
    assert contents(again(root)) == before


@pytest.mark.parametrize(
    ("file", "old", "new", "shown"),
    [
        ("book/chapter.md", "begins with", "opens with", ("edition.json", "edition.tei.xml", "search-index.js", "book/chapter.html")),
        ("book/references.bib", "{2001}", "{2003}", ("sources.bib", "sources.ris", "search-index.js", "book/chapter.html")),
        ("data/glossary.csv", "The harbour bell", "The bell of the harbour", ("data/glossary.csv", "edition.json")),
        ("CITATION.cff", "version: ", "version: 9", ("edition.json", "cite/1.1.1.html", "book/chapter.html")),
    ],
)  # fmt: skip
def test_a_change_reaches_all_that_shows_it_as_in_a_first_build(root: Path, file: str, old: str, new: str, shown: tuple[str, ...]) -> None:
    before = contents(root / "_build" / "html")
    replace(root / file, old, new)
    after = contents(again(root))
    assert [name for name in (*shown, "edition.zip") if after[name] == before[name]] == []
    shutil.rmtree(root / "_build")
    assert contents(again(root)) == after


PEOPLE = "id,name,sort,chinese,russian,text,source\np-log,{name},{name},,,Kept the log.,doe-2001\n"


@pytest.mark.parametrize(("before", "after"), [("Nobody", "harbour master"), ("harbour master", "Nobody")])
def test_chapters_follow_the_names_of_the_tables(root: Path, before: str, after: str) -> None:
    table = root / "data" / "people.csv"
    listing = root / "book" / "findings.md"
    listing.write_text(listing.read_text(encoding="utf-8") + "\n```{entries} people\n```\n", encoding="utf-8")
    table.write_text(PEOPLE.format(name=before), encoding="utf-8")
    again(root)
    table.write_text(PEOPLE.format(name=after), encoding="utf-8")
    made = contents(again(root))
    assert (b"#e-p-log" in made["book/chapter.html"]) == (after == "harbour master")
    shutil.rmtree(root / "_build")
    assert contents(again(root)) == made


def test_a_link_follows_an_entry_to_the_page_of_its_new_category(root: Path) -> None:
    for name, category in (("findings", "object"), ("index", "sound")):
        page = root / "book" / f"{name}.md"
        listing = f"\n```{{entries}} glossary\n:category: {category}\n```\n"
        page.write_text(page.read_text(encoding="utf-8") + listing, encoding="utf-8")
    table = root / "data" / "glossary.csv"
    others = "knell,The knell,sound,doe-2001\ntower,The tower,object,doe-2001\n"
    table.write_text(table.read_text(encoding="utf-8") + others, encoding="utf-8")
    assert b'href="findings.html#e-bell"' in contents(again(root))["book/chapter.html"]
    replace(table, "The harbour bell,object", "The harbour bell,sound")
    moved = contents(again(root))
    assert b'href="../index.html#e-bell"' in moved["book/chapter.html"]
    shutil.rmtree(root / "_build")
    assert contents(again(root)) == moved


def renamed(root: Path) -> None:
    (root / "book" / "chapter.md").rename(root / "book" / "harbour.md")
    replace(root / "_toc.yml", "book/chapter", "book/harbour")


@pytest.mark.parametrize(
    "change",
    [
        lambda root: replace(root / "book" / "chapter.md", "# The bell and the town", "# The bell and the *harbour*"),
        lambda root: replace(root / "book" / "findings.md", "## The harbour debate", "## The debate of the harbour"),
        renamed,
        lambda root: replace(root / "_toc.yml", "book/chapter\n  - file: book/findings", "book/findings\n  - file: book/chapter"),
        lambda root: replace(root / "data" / "base-text.json", "example.org/bell", "example.org/the-bell"),
    ],
    ids=["a heading", "a heading within a page", "the name of a file", "the order", "the address of the essay"],
)
def test_what_every_page_shows_of_the_others_is_as_in_a_first_build(root: Path, change: Callable[[Path], None]) -> None:
    before = contents(root / "_build" / "html")
    change(root)
    after = contents(again(root))
    assert after["index.html"] != before["index.html"]
    shutil.rmtree(root / "_build")
    assert contents(again(root)) == after


def test_words_of_a_chapter_write_its_page_and_no_other_but_the_first_which_sphinx_always_writes(root: Path) -> None:
    html = root / "_build" / "html"
    before = dates(html)
    replace(root / "book" / "chapter.md", "begins with", "opens with")
    after = dates(again(root))
    pages = {name for name in after if name.startswith("book/") or name == "index.html"}
    written = {name for name in pages if after[name] != before.get(name)}
    assert written == {"index.html", "book/chapter.html"}


def test_a_change_that_the_pdf_has_seen_first_reaches_the_pages_too(project: Project) -> None:
    root = project("small")
    (root / "_toc.yml").write_text(f"{(root / '_toc.yml').read_text(encoding='utf-8').rstrip()}\n  - file: book/other\n", encoding="utf-8")
    (root / "book" / "other.md").write_text("# Another page\n\nSee {claim}`1.1.1-a`.\n", encoding="utf-8")
    again(root)
    replace(root / "book" / "chapter.md", ":finding: confirmed\n", ":finding: imprecise\n")
    assert not build_apart(root, "--builder", "singlehtml").refused
    assert "(imprecise)" in (again(root) / "book" / "other.html").read_text(encoding="utf-8")


NOTEBOOK = """---
jupytext: {text_representation: {extension: .md, format_name: myst}}
kernelspec: {display_name: Python 3, language: python, name: python3}
---
# Counts

Of all claims {result}`balance.claims` are counted.

```{code-cell} python
print("counted")
```
"""


@pytest.fixture(scope="module")
def with_notebook(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """Give the small project with a notebook that counts its notes, as it stands after one build."""
    root = copied("small", tmp_path_factory.mktemp("counting"))
    replace(root / "_config.yml", '"off"', "cache")
    (root / "_toc.yml").write_text(f"{(root / '_toc.yml').read_text(encoding='utf-8').rstrip()}\n  - file: book/counts\n", encoding="utf-8")
    (root / "book" / "counts.md").write_text(NOTEBOOK, encoding="utf-8")
    for name in ("CITATION.cff", notebook_archive.REQUIREMENTS):
        (root / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, root / name)
    (root / "edition").mkdir()
    (root / "book" / "text").mkdir()
    (root / "book" / "chapter.md").rename(root / "book" / "text" / "chapter.md")
    replace(root / "_toc.yml", "book/chapter", "book/text/chapter")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EDITION_BASE_TEXT", str(root / "copy.txt"))
        built = build_apart(root)
    assert "Executed notebook" in built.output
    claims = (root / "book" / "text" / "chapter.md").read_text(encoding="utf-8").count(":::{claim}")
    page = (built.html / "book" / "counts.html").read_text(encoding="utf-8")
    assert f'Of all claims <span class="result">{claims}</span> are counted.' in page, "the number is that of this project"
    return keep(root)


@pytest.fixture
def counting(with_notebook: Callable[[], Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small project with a notebook that counts its notes, built once."""
    root = with_notebook()
    monkeypatch.setenv("EDITION_BASE_TEXT", str(root / "copy.txt"))
    return root


def test_a_number_that_this_project_cannot_compute_is_refused_with_its_line(root: Path) -> None:
    page = root / "book" / "findings.md"
    page.write_text(f"{page.read_text(encoding='utf-8').rstrip()}\n\nIn all {{result}}`neighbours.pairs` pairs.\n", encoding="utf-8")
    line = len(page.read_text(encoding="utf-8").splitlines())
    refused = build_apart(root).refused
    assert f"book/findings.md:{line}: result 'neighbours.pairs' cannot be computed here: no datapackage.json" in refused


@pytest.mark.parametrize(
    ("old", "new", "runs"), [("begins with", "opens with", False), (":finding: confirmed\n", ":finding: imprecise\n", True)]
)
def test_a_notebook_on_the_notes_runs_again_for_a_finding_and_is_packed_for_words(counting: Path, old: str, new: str, runs: bool) -> None:
    root, chapter = counting, counting / "book" / "text" / "chapter.md"
    assert "Executed notebook" not in build_apart(root).output
    replace(chapter, old, new)
    built = build_apart(root)
    assert ("Executed notebook" in built.output) == runs
    with zipfile.ZipFile(built.html / notebook_archive.ARCHIVE) as archive:
        assert archive.read(f"{notebook_archive.FOLDER}/book/text/chapter.md") == chapter.read_bytes()
        counts = f"{notebook_archive.FOLDER}/counts.ipynb"
        assert archive.read(counts) == (built.html / counts).read_bytes()


@pytest.mark.parametrize(
    ("file", "old", "new", "runs"),
    [
        ("book/index.md", "\n", "\n", False),
        ("data/glossary.csv", "The harbour bell", "The bell of the harbour", True),
        ("book/text/chapter.md", ":finding: confirmed\n", ":finding: imprecise\n", True),
    ],
)
def test_a_build_from_nothing_runs_a_notebook_again_only_where_it_rests_on_something_else(
    counting: Path, file: str, old: str, new: str, runs: bool
) -> None:
    replace(counting / file, old, new)
    shutil.rmtree(counting / "_build" / ".doctrees")
    assert ("Executed notebook" in build_apart(counting).output) == runs
