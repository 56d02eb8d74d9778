"""The facing edition: a reader's copy laid into the pages at build time, and nowhere else."""

from __future__ import annotations

import functools
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path

import pytest
from lxml import html

from edition.essay import normal_form, shape
from edition.essay.recognise import Witness
from edition.own_copy import store
from edition.own_copy.compare import collate
from edition.own_copy.decode import read_text
from edition.own_copy.html_text import is_page, visible_text
from tests import apart
from tests.conftest import ROOT, build, build_apart
from tests.windows import windows

Project = Callable[[str], Path]
WINDOW = 16


def keep_copy(root: Path, change: Callable[[str], str] = str) -> None:
    base = shape.load(root / "data" / "base-text.json")
    collation = collate(read_text(change((root / "copy.txt").read_text(encoding="utf-8")), base), base)
    store.save(root, base, {**{c.place: c.reading for c in collation.changed}, **collation.sentences})


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_each_passage_stands_in_full_with_its_lemmata_tied_to_their_notes(project: Project) -> None:
    root = project("small")
    keep_copy(root)
    built = build(root)
    assert (built.refused, built.warnings) == ("", [])
    page = html.fromstring(built.page("book/chapter"))
    first, second = page.cssselect("#p-1\\.1\\.1 .own-sentence")
    assert (first.get("id"), second.get("id")) == ("s-1.1.1.1", "s-1.1.1.2")
    assert "The old harbour bell rang “every morning” at six" in first.text_content()
    links = {link.get("href"): link.text_content() for link in first.cssselect("a.own-lemma")}
    assert links["#n-1.1.1-a"] == "rang “every morning” at six"
    assert links["#n-1.1.1-bell"] == "harbour bell"
    back = page.cssselect("#n-1\\.1\\.1-a .note-sentence a")[0].get("href")
    assert back == "#l-1.1.1-a"
    assert page.cssselect("#l-1\\.1\\.1-a + a.own-lemma")[0].get("href") == "#n-1.1.1-a"
    fold = page.cssselect("#p-1\\.1\\.1 > details.precis-fold")[0]
    assert fold.get("open") is None
    assert fold.cssselect(".precis")
    assert "personal use" in page.cssselect(".own-mark")[0].text_content()
    assert "Do not publish" in (built.html / "PERSONAL-COPY.txt").read_text(encoding="utf-8")


def test_without_a_copy_every_page_is_as_before_it(project: Project) -> None:
    root = project("small")
    before = contents(build_apart(root).html)
    keep_copy(root)
    assert b"own-text" in contents(build_apart(root).html)["book/chapter.html"]
    store.forget(root)
    after = contents(build_apart(root).html)
    assert [name for name in before.keys() | after.keys() if before.get(name) != after.get(name)] == []


def test_a_forgotten_copy_stays_on_no_page_whose_chapter_is_gone_meanwhile(project: Project) -> None:
    root = project("small")
    shutil.copy(ROOT / "CITATION.cff", root)
    keep_copy(root)
    html_folder = build_apart(root).html
    assert b"own-sentence" in (html_folder / "book" / "chapter.html").read_bytes()
    (html_folder / "book" / "own-notes.html").write_text("a page by another hand", encoding="utf-8")
    (root / "book" / "chapter.md").rename(root / "book" / "renamed.md")
    toc = root / "_toc.yml"
    toc.write_text(toc.read_text(encoding="utf-8").replace("book/chapter", "book/renamed"), encoding="utf-8")
    assert b"own-sentence" in contents(build_apart(root).html)["book/renamed.html"]
    store.forget(root)
    after = contents(build_apart(root).html)
    assert [name for name, content in after.items() if name.endswith(".html") and b'class="own-' in content] == []
    assert "book/chapter.html" not in after
    assert "book/own-notes.html" in after, "what the build did not write stays, and is not packed"
    with zipfile.ZipFile(html_folder / "edition.zip") as archive:
        names = {name for name in archive.namelist() if name.startswith("edition/site/book/")}
    assert names == {f"edition/site/book/{name}.html" for name in ("findings", "index", "renamed")}


def test_a_build_broken_off_after_a_copy_was_forgotten_is_made_up_for(project: Project) -> None:
    root = project("small")
    before = contents(build_apart(root).html)
    keep_copy(root)
    page = build_apart(root).html / "book" / "chapter.html"
    with_copy = page.read_bytes()
    assert b"own-sentence" in with_copy
    store.forget(root)
    page.unlink()
    page.mkdir()  # no page can be written here
    assert build_apart(root).refused
    page.rmdir()
    page.write_bytes(with_copy)
    assert contents(build_apart(root).html) == before


def test_a_sentence_that_reads_otherwise_or_is_lacking_is_marked(project: Project) -> None:
    root = project("small")
    keep_copy(root, lambda copy: copy.replace("three families", "<b>four</b> families & more").replace("A photograph of", ""))
    page = html.fromstring(build(root).page("book/chapter"))
    assert "<b>four</b> families & more" in page.cssselect("#s-1\\.1\\.1\\.2.own-altered")[0].text_content()
    assert page.cssselect("#s-fig\\.1\\.1.own-missing, #s-fig\\.1\\.1.own-altered")


def test_a_damaged_copy_refuses_the_build_and_says_what_to_do(project: Project) -> None:
    root = project("small")
    keep_copy(root)
    store.path(root).write_text("{", encoding="utf-8")
    refused = build(root).refused
    assert "is damaged; import your copy again, or run: edition text forget" in refused


@pytest.mark.parametrize(
    ("options", "file"),
    [
        (["--builder", "singlehtml"], "singlehtml/book.html"),
        (["--builder", "custom", "--custom-builder", "epub"], "epub/book/chapter.xhtml"),
    ],
    ids=["singlehtml", "epub"],
)
def test_on_paper_the_text_stands_too_and_the_precis_is_open(project: Project, options: list[str], file: str) -> None:
    root = project("small")
    keep_copy(root)
    apart.run("jupyter-book", "build", str(root), *options).check_returncode()
    whole = "".join(path.read_text(encoding="utf-8") for path in (root / "_build").glob(file))
    assert whole.count('class="own-sentence"') == 3
    assert whole.count('<details class="precis-fold" open="open">') == 2
    assert "personal use" in whole
    assert file != "singlehtml/book.html" or "personal use" in whole.partition("</header>")[0], "the title page says whose copy it is"


def test_nothing_but_the_facing_pages_holds_the_copy(project: Project) -> None:
    """Documents, search index, exports and everything else in the build hold lemmata only."""
    root = project("small")
    keep_copy(root)
    build_apart(root)
    copy = normal_form.words((root / "copy.txt").read_text(encoding="utf-8"))
    holding = {path.relative_to(root / "_build").as_posix() for path in leaks(root / "_build", copy)}
    assert holding == {"html/book/chapter.html"}


def test_no_file_of_the_repository_holds_more_of_the_essay_than_lemmata(essay: Witness) -> None:
    assert list(leaks_of(project_files(), sentences_of(essay))) == []


def test_a_run_of_the_essay_would_be_found(essay: Witness, tmp_path: Path) -> None:
    tokens = sentences_of(essay)[500 : 500 + WINDOW]
    (tmp_path / "page.html").write_text(f"<p>{' '.join(tokens[:8])} <a href='#n'>{' '.join(tokens[8:])}</a></p>", encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        archive.writestr("page.txt", " ".join(tokens))
    (tmp_path / "shorter.txt").write_text(" ".join(tokens[:-1]), encoding="utf-8")
    assert {path.name for path in leaks(tmp_path, sentences_of(essay))} == {"page.html", "export.zip"}


def sentences_of(essay: Witness) -> list[str]:
    """The words of the essay's sentences; its title and headings, which every citation holds, are left out."""
    return " ".join(essay.sentences.values()).split()


def project_files() -> list[Path]:
    """Every file of the repository that git has or would take."""
    command = ["git", "-C", str(ROOT), "ls-files", "-co", "--exclude-standard", "-z"]
    names = subprocess.run(command, capture_output=True, check=True).stdout.decode().split("\0")
    return [path for name in names if name and (path := ROOT / name).is_file()]


def leaks(folder: Path, copy: list[str]) -> Iterator[Path]:
    """The files below a folder that hold sixteen words of a copy in a row, in archives and between tags too."""
    return leaks_of(folder.rglob("*"), copy)


def leaks_of(paths: Iterable[Path], copy: list[str]) -> Iterator[Path]:
    """The files among these that hold sixteen words of a copy in a row."""
    runs, vocabulary = {run for _, run in windows(copy, WINDOW)}, frozenset(copy)

    def holds(text: str) -> bool:  # only where enough words of the copy's stand side by side are they compared as runs
        stretches = (list(words) for known, words in groupby(normal_form.words(text), vocabulary.__contains__) if known)
        return any(run in runs for stretch in stretches for _, run in windows(stretch, WINDOW))

    @functools.cache
    def leaking(content: bytes) -> bool:  # the archives hold most files of the site once more
        whole = content.decode("utf-8", "replace")
        return holds(whole) or (is_page(whole) and holds(visible_text(whole)))

    for path in paths:
        if path.is_file() and any(map(leaking, contents_of(path))):
            yield path


def contents_of(path: Path) -> Iterator[bytes]:
    """The content of a file, or of each file in an archive."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            yield from map(archive.read, archive.namelist())
    else:
        yield path.read_bytes()
