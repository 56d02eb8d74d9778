"""`data/README.md`, for people who open the folder: generated from the descriptor of the tables, so that both always agree."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from edition.tables import package

NAME: Final = "README.md"
_HEAD: Final = """\
# {title}

{description}

Each table is plain CSV (UTF-8, commas, one row of names) and may be opened with anything. `datapackage.json` describes every column: type,
unit, what it may hold, what it refers to ([Frictionless Data Package](https://specs.frictionlessdata.io/data-package/)). A `source` column
names entries of the bibliography, `references.bib` or `sources.bib` on the site; several are parted by semicolons.

With pandas, from the site's own address (here `SITE`, ending in a slash) or from this folder:

```python
import pandas as pd
trade = pd.read_csv(SITE + "data/trade_bilateral.csv")
trade[trade["partner"] == "KAZ"].pivot_table(index="year", columns=["flow", "source"], values="value")
```

`frictionless validate data/datapackage.json` checks all of them (in R: the package *frictionless*; in Julia, Go and others likewise).

| table | what it holds | rows | terms |
|---|---|---|---|
"""
_FOOT: Final = """
Beside the tables: `base-text.json` (the shape of the essay without its words), `identifiers.csv` (every public id of the edition, none of
which ever disappears), `versions/` (what each released version held). Newer figures from UN Comtrade and the World Bank can be laid beside
the tables with `edition data refresh`; the tables of the book stay as they are.
"""


def text(directory: Path = package.DATA) -> str:
    """Return the file's text for the tables of a folder."""
    described = package.package(directory)
    head = _HEAD.format(title=described["title"], description=described["description"])
    return head + "".join(_row(table, directory) for table in described["resources"] if not table.get("refreshed")) + _FOOT


def _row(table: Mapping[str, Any], directory: Path) -> str:
    with (directory / table["path"]).open(encoding="utf-8", newline="") as file:
        rows = sum(1 for _ in csv.reader(file)) - 1
    terms = "; ".join(terms["title"].split(":")[0].removesuffix(".") for terms in table["licenses"])
    return f"| [{table['path']}]({table['path']}) | **{table['title']}.** {table['description']} | {rows:,} | {terms} |\n"
