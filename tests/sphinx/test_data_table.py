"""A table of the data on a page: the columns asked for, the rows that were meant, each with its sources; faults at the directive's line."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from tests.conftest import TESTS, build

Project = Callable[[str], Path]
BELLS = "year,bells,source\n2001,3,doe-2001\n2002,,\n2003,1,doe-2001;roe-2002\n"
TABLE = """

```{data-table} bells
:filter: year
:empty: none heard
%s
year: Year
bells: Bells
source: Sources
```
"""


def page(project: Project, more: str = "") -> tuple[str, str]:
    """The page's HTML, and why it was refused."""
    root = project("small")
    for name in ("datapackage.json", "bells.csv"):
        shutil.copy(TESTS / "projects" / "harbour" / "data" / name, root / "data" / name)
    (root / "data" / "bells.csv").write_text(BELLS, encoding="utf-8")
    path = root / "book" / "findings.md"
    path.write_text(path.read_text(encoding="utf-8") + TABLE % more, encoding="utf-8")
    built = build(root)
    return ("" if built.refused else built.page("book/findings")), built.output + built.refused


def rows(page: str) -> list[list[str]]:
    (table,) = html.fromstring(page).cssselect("table.data-table")
    return [[cell.text_content().strip() for cell in row.cssselect("th, td")] for row in table.cssselect("tr")]


def test_rows_and_columns_in_order_each_with_its_sources_and_a_word_for_an_empty_cell(project: Project) -> None:
    shown, output = page(project)
    assert shown, output
    assert rows(shown) == [
        ["Year", "Bells", "Sources"], ["2001", "3", "Doe [2001]"], ["2002", "none heard", ""], ["2003", "1", "Doe [2001]; Roe [2002]"],
    ]  # fmt: skip
    table = html.fromstring(shown).cssselect("table.data-table")[0]
    assert [head.text_content().strip() for head in table.cssselect("th.facet")] == ["Year"]
    assert [link.text_content() for link in table.cssselect("a[href*='#']")] == ["2001", "2001", "2002"]


def test_a_condition_keeps_the_rows_that_meet_it(project: Project) -> None:
    assert rows(page(project, ":where: year = 2003\n")[0])[1:] == [["2003", "1", "Doe [2001]; Roe [2002]"]]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (":where: hour = 3\n", "data-table bells: no column hour; there are year, bells, source"),
        ("\nmasts: Masts\n", "data-table bells: no column masts; there are year, bells, source"),
    ],
)
def test_an_unknown_column_is_refused_with_its_line(project: Project, wrong: str, said: str) -> None:
    shown, output = page(project, wrong)
    assert not shown
    assert said in output
    assert "findings.md:" in output
