"""The whole book built with a reader's copy of the essay: in full on its pages, and nowhere else."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from lxml import html

from edition.essay import shape
from edition.essay.recognise import Witness
from edition.own_copy import store
from edition.own_copy.compare import collate
from edition.own_copy.decode import read_text
from edition.sphinx.build.finish import CITATION_CACHE
from tests.conftest import ROOT
from tests.own_copy.test_passage_html import leaks, project_files, sentences_of


@pytest.fixture(scope="module")
def facing(site: Path, copy_of_the_essay: str, base: shape.BaseText, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built folder of a copy of this project that holds a reader's copy; what only saves time is taken over from the book's build."""
    root = tmp_path_factory.mktemp("facing") / "edition"
    for path in project_files():
        target = root / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, target)
    if (ROOT / ".git").is_dir():
        shutil.copytree(ROOT / ".git", root / ".git")
    shutil.copytree(ROOT / "_build" / ".jupyter_cache", root / "_build" / ".jupyter_cache")
    (root / "_build" / ".doctrees").mkdir()
    shutil.copy2(ROOT / "_build" / ".doctrees" / CITATION_CACHE, root / "_build" / ".doctrees")
    store.save(root, base, collate(read_text(copy_of_the_essay, base), base).sentences)
    command = [str(Path(sys.executable).with_name("edition")), "book"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
    return root / "_build"


def test_every_sentence_stands_on_its_page_and_every_lemma_leads_to_its_note(facing: Path, base: shape.BaseText) -> None:
    ids: list[str] = []
    for path in sorted((facing / "html" / "book").rglob("*.html")):
        page = html.fromstring(path.read_bytes())
        ids += [node.get("id", "") for node in page.cssselect(".own-sentence")]
        assert page.cssselect(".own-missing, .own-altered") == []
        led = {link.get("href", "")[3:] for link in page.cssselect("a.own-lemma, a.own-more")}
        assert led == {note.get("id", "")[2:] for note in page.cssselect("section.note")}, path.name
    assert sorted(ids) == sorted(f"s-{p.reference}.{s.number}" for p in base.passages for s in p.sentences)


def test_no_other_file_of_the_build_holds_more_of_the_essay_than_lemmata(facing: Path, essay: Witness) -> None:
    pages = {path for path in (facing / "html" / "book").rglob("*.html") if b"own-text" in path.read_bytes()}
    assert set(leaks(facing, sentences_of(essay))) == pages


def test_the_archive_of_such_a_build_holds_data_and_no_page(facing: Path) -> None:
    with zipfile.ZipFile(facing / "html" / "edition.zip") as archive:
        names = archive.namelist()
    assert "edition/site/edition.json" in names
    assert not [name for name in names if name.endswith(".html")]
