"""The notebooks that a reader takes home run from their archive alone."""

from __future__ import annotations

import copy
import json
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from jupyter_cache import get_cache
from jupyter_cache.base import CacheBundleIn
from nbclient import NotebookClient

from edition.charts.model import MIME, PLOTLY_MIME
from edition.export.archives import footnotes
from edition.export.archives import notebooks as notebook_archive
from edition.export.archives.notebooks import with_outputs
from tests.conftest import ROOT
from tests.project.test_requirements import _closure, _pins

NAMES = sorted(path.stem for path in (ROOT / "book" / "evidence").glob("*.md"))


@pytest.fixture(scope="module")
def unpacked(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    with zipfile.ZipFile(site / notebook_archive.ARCHIVE) as archive:
        archive.extractall(folder)
    return folder / notebook_archive.FOLDER


@pytest.fixture(scope="module")
def wanted(unpacked: Path) -> list[str]:
    """The packages that the archive's list names."""
    return re.findall(r"^([A-Za-z0-9._-]+)==", (unpacked / "requirements.txt").read_text(encoding="utf-8"), re.MULTILINE)


def tables(notebook: nbformat.NotebookNode) -> list[str]:
    """What the charts of a notebook say in words and figures."""
    outputs = (output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs)
    return [output["data"]["text/plain"] for output in outputs if PLOTLY_MIME in output.get("data", {})]


@dataclass(frozen=True)
class Runs:
    """A notebook as the archive holds it, and after two runs in one kernel: with what it asks for, then with all that the book has."""

    before: nbformat.NotebookNode
    alone: nbformat.NotebookNode
    with_all: nbformat.NotebookNode


@pytest.fixture(scope="module", params=NAMES)
def runs(request: pytest.FixtureRequest, unpacked: Path, wanted: list[str]) -> Runs:
    """Each notebook, run in the archive's folder, where it finds the package of that folder and no other."""
    before = nbformat.read(unpacked / f"{request.param}.ipynb", as_version=4)
    allowed = [*wanted, *_closure([one.partition("==")[0] for one in asked_for(before)])]
    bar, found, lift = map(nbformat.v4.new_code_cell, (_BAR.replace("ALLOWED", json.dumps(allowed)), _FOUND, _LIFT))
    alone, with_all, both = copy.deepcopy(before), copy.deepcopy(before), copy.copy(before)
    both.cells = [bar, *alone.cells, found, lift, *with_all.cells]
    NotebookClient(both, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(unpacked)}}).execute()
    assert found.outputs[0]["text"].startswith(str(unpacked)), "it ran the package of the archive, not another"
    return Runs(before, alone, with_all)


def test_a_notebook_runs_again_from_the_archive_alone_and_finds_the_same(runs: Runs, site: Path, request: pytest.FixtureRequest) -> None:
    """It runs where only the packages of the archive's list, and those its first cell names, can be imported."""
    nbformat.validate(runs.before)
    code = [cell for cell in runs.alone.cells if cell.cell_type == "code"]
    assert 2 <= len(code) < 15
    assert not [output for cell in code for output in cell.outputs if output.output_type == "stream"], "a notebook prints nothing"
    assert tables(runs.alone) == tables(runs.before)
    assert not [output for cell in code for output in cell.outputs if "image/png" in output.get("data", {})], "nothing here draws pictures"
    page = (site / "book" / "evidence" / f"{request.node.callspec.params['runs']}.html").read_text(encoding="utf-8")
    published = re.findall(r'<figure class="chart" id="fig-([^"]+)"', page)
    assert len(tables(runs.before)) == len(set(published)) == page.count('<figure class="chart"') >= 1


def test_with_all_that_the_book_has_installed_a_notebook_has_pictures_too(runs: Runs) -> None:
    cells = [cell for cell in runs.with_all.cells if cell.cell_type == "code"]
    shown = [output["data"] for cell in cells for output in cell.outputs if "image/png" in output["data"]]
    assert tables(runs.with_all) == tables(runs.before) == [data["text/plain"] for data in shown]
    assert len({data[MIME]["name"] for data in shown}) == len(shown)


def asked_for(notebook: nbformat.NotebookNode) -> list[str]:
    """The packages that the first cell of a notebook asks for beside those of the archive's list."""
    return re.findall(r"`pip install (\S+)`", notebook.cells[0].source.split("Then open")[0])


def test_a_notebook_says_what_it_needs(unpacked: Path, wanted: list[str]) -> None:
    assert "pandas" in wanted and not {"sphinx", "jupyter-book", "matplotlib", "myst-parser"} & set(wanted)
    for name in NAMES:
        more = asked_for(nbformat.read(unpacked / f"{name}.ipynb", as_version=4))
        assert more == (["myst-parser==3.0.1"] if name == "balance" else []), name
        assert set(more) <= {f"{package}=={version}" for package, version in _pins("requirements.txt").items()}


#: A cell after which a package that is not allowed counts as not installed; what the kernel has loaded of such a package is unloaded.
_BAR = """
import importlib.abc, importlib.metadata, re, sys
allowed = {re.sub("[-_.]+", "-", name).lower() for name in ALLOWED}
owners = importlib.metadata.packages_distributions()
def barred(name):
    owner = owners.get(name.partition(".")[0])
    return owner and "edition" not in owner and not allowed & {re.sub("[-_.]+", "-", one).lower() for one in owner}
class Bare(importlib.abc.MetaPathFinder):
    def __init__(self, finder):
        self.finder = finder
    def __getattr__(self, name):
        return getattr(self.finder, name)
    def find_spec(self, name, path=None, target=None):
        return None if barred(name) else self.finder.find_spec(name, path, target)
sys.meta_path[:] = map(Bare, sys.meta_path)
sys.path.insert(0, "")
for name in [name for name in sys.modules if barred(name)]:
    del sys.modules[name]
"""
_FOUND = "import edition; print(edition.__file__)"
#: A cell after which all that is installed can be imported again.
_LIFT = "sys.meta_path[:] = [bare.finder if isinstance(bare, Bare) else bare for bare in sys.meta_path]"


@pytest.mark.parametrize("name", NAMES)
def test_the_page_offers_its_notebook_which_reads_without_the_book(site: Path, name: str) -> None:
    page = (site / "book" / "evidence" / f"{name}.html").read_text(encoding="utf-8")
    assert f'href="../../{notebook_archive.FOLDER}/{name}.ipynb"' in page
    assert f'href="../../{notebook_archive.ARCHIVE}"' in page
    text = (site / notebook_archive.FOLDER / f"{name}.ipynb").read_text(encoding="utf-8")
    prose = ["".join(cell["source"]) for cell in json.loads(text)["cells"] if cell["cell_type"] == "markdown"]
    assert not re.search(r"\{[a-z:]+\}`", "".join(prose))
    assert "[^" not in "".join(prose)
    assert re.search(r"^## Sources\n\n(- .+ `[a-z0-9-]+`\n?)+$", prose[-1], re.MULTILINE)
    listed = re.findall(r"^(\d+)\. ", prose[-1], re.MULTILINE)
    assert list(dict.fromkeys(re.findall(r"<sup>(\d+)</sup>", "".join(prose)))) == listed == [str(n + 1) for n in range(len(listed))]
    assert str(ROOT) not in text
    assert "pip install -r requirements.txt" in prose[0] and prose[1].startswith("# ")


def test_binder_is_linked_for_a_repository_that_is_known_and_never_invented(site: Path) -> None:
    start = "https://mybinder.org/v2/"
    end = "/HEAD?urlpath=lab/tree/book/evidence/clubs.ipynb"
    assert notebook_archive.binder("https://github.com/owner/name", "clubs") == f"{start}gh/owner/name{end}"
    assert notebook_archive.binder("https://gitlab.com/group/sub/name", "clubs") == f"{start}gl/group%2Fsub%2Fname{end}"
    assert not notebook_archive.binder("", "clubs") and not notebook_archive.binder("https://example.org/a/b", "clubs")
    named = "repository-code" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert ("mybinder.org" in (site / "book" / "evidence" / "clubs.html").read_text(encoding="utf-8")) == named


def test_roles_become_words() -> None:
    text = "(evidence-x)=\n# Size\n{result}`a.b` of {passage}`2.2.2`; {ref}`the chart <fig-x>`, {cite:t}`one,two`."
    assert notebook_archive.plain(text, {"a.b": "36.3"}.__getitem__, str.upper) == "# Size\n36.3 of 2.2.2; the chart, ONE; TWO."
    assert notebook_archive.plain("{cite:t}`k`", str, lambda _: "World Bank 2022a") == "World Bank (2022a)"
    with pytest.raises(KeyError):
        notebook_archive.plain("{result}`unknown`", {}.__getitem__, str)


def test_a_notebook_from_the_cache_is_as_good_as_one_just_executed(tmp_path: Path) -> None:
    executed = nbformat.v4.new_notebook(metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}})
    executed.cells = [nbformat.v4.new_markdown_cell("# One"), nbformat.v4.new_code_cell("print(1)", execution_count=1)]
    executed.cells[1].outputs = [nbformat.v4.new_output("stream", text="1\n")]
    get_cache(tmp_path / "cache").cache_notebook_bundle(CacheBundleIn(executed, "one.md"), check_validity=False)
    written = tmp_path / "one.ipynb"
    for without in (False, True):
        if without:
            executed.cells[1].outputs = []
        written.write_text(nbformat.writes(executed), encoding="utf-8")
        readable = nbformat.from_dict(notebook_archive.readable(with_outputs(written, str(tmp_path / "cache")), str, str, str))
        nbformat.validate(readable)
        assert readable.cells[2].outputs[0].text == "1\n"


def test_footnotes_become_numbers_in_reading_order_and_one_list() -> None:
    texts, notes = footnotes.numbered(["One[^b] and two[^a].", "Again[^b].\n\n[^a]: A note.\n[^b]: Another,\n  on two lines.\n"])
    assert texts == ["One<sup>1</sup> and two<sup>2</sup>.", "Again<sup>1</sup>."]
    assert notes == ["Another, on two lines.", "A note."]
    with pytest.raises(KeyError, match="not there: c"):
        footnotes.numbered(["One[^c]."])
    assert footnotes.closing(notes, ["k"], str.upper) == "## Notes\n\n1. Another, on two lines.\n2. A note.\n\n## Sources\n\n- K `k`"
    assert footnotes.closing([], [], str) == ""
