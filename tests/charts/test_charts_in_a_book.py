"""Charts in a book: what the pages and the EPUB make of what a notebook publishes, and how the notebooks publish."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import apart
from tests.conftest import ROOT

NOTEBOOKS = sorted((ROOT / "book" / "evidence").glob("*.md"))
CONF = f"""
extensions = ["myst_nb", "sphinxcontrib.bibtex", "edition.sphinx"]
templates_path = ["{(ROOT / "book" / "_templates").as_posix()}"]
html_copy_source = False
bibtex_bibfiles = ["refs.bib"]
bibtex_reference_style = "author_year"
nb_execution_mode = "force"
nb_execution_raise_on_error = True
html_theme = "basic"
exclude_patterns = ["_build"]
"""
ENTRY = """@misc{gac-2024, author = {{China Customs}}, title = {{A table}}, year = {2025},
  origin = {cn}, evidence = {statistics}, extent = {full}, consulted = {all}, langid = {en}}
"""
HEADER = """---
jupytext:
  text_representation:
    extension: .md
    format_name: myst
kernelspec:
  name: python3
  display_name: Python 3
---

"""
CELL = """```{{code-cell}} python
import pandas as pd
from edition import charts
from edition.charts import Column
table = pd.DataFrame({{"partner": ["Russia"], "value": [1741.0]}})
figure = charts.bars(table, "partner", "value", texts=["1,741"], roles=["blue"], unit="billion yuan")
charts.publish(figure, name="{name}", title="Trade", table=table, source=["{key}"], caveat="As *customs* counts.", alt="One bar.",
               columns={{"partner": Column("Partner"), "value": Column("Trade", "billion yuan", 1)}})
```
"""


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., Path]:
    def write(*cells: tuple[str, str]) -> Path:
        (tmp_path / "conf.py").write_text(CONF)
        (tmp_path / "refs.bib").write_text(ENTRY)
        (tmp_path / "index.md").write_text("# Home\n\n```{toctree}\ndeep/notebook\n```\n\n```{bibliography}\n```\n")
        (tmp_path / "deep").mkdir()
        text = HEADER + "# Notebook\n\n" + "\n".join(CELL.format(name=name, key=key) for name, key in cells)
        (tmp_path / "deep" / "notebook.md").write_text(text + "\nSee {ref}`fig-one`.\n")
        return tmp_path

    return write


def sphinx(folder: Path, builder: str = "html") -> subprocess.CompletedProcess[str]:
    return apart.run("sphinx-build", "-W", "--keep-going", "-n", "-q", "-b", builder, ".", f"_build/{builder}", cwd=folder)


def test_a_book_shows_the_chart_with_its_companions_and_without_a_warning(book: Callable[..., Path]) -> None:
    folder = book(("one", "gac-2024"))
    done = sphinx(folder)
    assert done.returncode == 0, done.stderr
    page = (folder / "_build" / "html" / "deep" / "notebook.html").read_text(encoding="utf-8")
    assert page.count('<figure class="chart" id="fig-one">') == 1
    assert re.search(r'<p class="chart-source">Source: .{0,120}?href="\.\./index\.html#[^"]+"', page)
    assert '<p class="chart-caveat">As <em>customs</em> counts.</p>' in page
    assert 'href="../charts/one.csv"' in page
    assert 'data-bundle="../_static/charts/plotly-basic' in page
    assert 'href="#fig-one"' in page
    assert "_images" not in page
    out = folder / "_build" / "html" / "charts"
    assert (out / "one.csv").read_text() == "partner,value\nRussia,1741\n"
    assert (out / "one.svg").read_text().startswith("<svg")
    assert "charts/charts.js" not in (folder / "_build" / "html" / "index.html").read_text()
    assert sphinx(folder).returncode == 0


def test_two_charts_of_one_name_are_refused(book: Callable[..., Path]) -> None:
    done = sphinx(book(("one", "gac-2024"), ("one", "gac-2024")))
    assert done.returncode != 0
    assert re.search(r"deep/notebook\.md:\d+: chart 'one' is already published on this page", done.stderr)


def test_an_unknown_source_of_a_chart_is_refused(book: Callable[..., Path]) -> None:
    done = sphinx(book(("one", "nobody-2000")))
    assert done.returncode != 0
    assert "nobody-2000" in done.stderr


def test_an_epub_takes_the_picture_as_a_file(book: Callable[..., Path]) -> None:
    folder = book(("one", "gac-2024"))
    done = sphinx(folder, "epub")
    assert "chart" not in done.stderr, done.stderr
    page = (folder / "_build" / "epub" / "deep" / "notebook.xhtml").read_text(encoding="utf-8")
    for width in ("wide", "narrow"):
        assert re.search(rf'<img alt="One bar\." class="{width}" src="[^"]+-{width}\.svg"', page)
    assert "<button" not in page
    picture = next((folder / "_build" / "epub").rglob("chart-one-wide.svg")).read_text(encoding="utf-8")
    assert "var(--chart-blue" not in picture


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_notebook_publishes_charts_from_data_in_few_cells(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    cells = re.findall(r"```\{code-cell\} python\n(.*?)```", text, re.DOTALL)
    assert 2 <= len(cells) < 15
    assert re.search(r"charts\.publish\(|\brank\(", text)
    for cell in cells:
        if "assert " in cell and "results.value(" in cell:
            continue  # a computation shown to readers, held against the result of the same name
        assert not re.search(r"[^*]\*[^*]|\s/\s|\.sum\(|\.mean\(", re.sub(r'"[^"]*"', '""', cell)), (
            "arithmetic belongs in the package"
        )
