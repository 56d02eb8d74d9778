"""What China buys from the partner members, by chapter of the Harmonized System.

`chapters` is the table trade_chapters: year, partner, chapter, value (USD million); chapter TT is the sum of all chapters.
"""

from collections.abc import Collection, Mapping

import pandas as pd

#: Groups of chapters in the words of the book; the rest of the sum of all chapters is `OTHER`.
GROUPS: Mapping[str, tuple[str, ...]] = {
    "fuels": ("27",),
    "ores and metals": ("26", "72", "74", "76"),
    "cotton and hides": ("52", "41"),
    "chemicals and fertilizers": ("28", "29", "31", "39"),
    "machinery": ("84", "85"),
}
RAW = ("fuels", "ores and metals", "cotton and hides")
OTHER = "other goods"
TOTAL = "TT"


def shares(chapters: pd.DataFrame, partner: str) -> pd.DataFrame:
    """Return the groups in China's imports from a partner by year, in per cent: one column per group, and the rest in `OTHER`."""
    wide = chapters[chapters["partner"] == partner].pivot(index="year", columns="chapter", values="value")
    table = pd.DataFrame({
        name: wide.reindex(columns=list(codes)).sum(axis=1) / wide[TOTAL] * 100 for name, codes in GROUPS.items()
    })  # fmt: skip
    table[OTHER] = 100 - table.sum(axis=1)
    return table


def share(chapters: pd.DataFrame, partner: str, year: int, codes: Collection[str]) -> float:
    """Return some chapters in China's imports from a partner in one year, in per cent."""
    rows = chapters[(chapters["partner"] == partner) & (chapters["year"] == year)].set_index("chapter")["value"]
    return float(rows.reindex(list(codes)).sum() / rows[TOTAL] * 100)


def raw_share(chapters: pd.DataFrame, partner: str, year: int) -> float:
    """Return fuels, ores, metals, cotton and hides together in China's imports from a partner in one year, in per cent."""
    return share(chapters, partner, year, [code for group in RAW for code in GROUPS[group]])


def value(chapters: pd.DataFrame, partner: str, year: int, codes: Collection[str]) -> float:
    """Return China's imports of some chapters from a partner in one year, in billions of dollars."""
    rows = chapters[(chapters["partner"] == partner) & (chapters["year"] == year) & chapters["chapter"].isin(list(codes))]
    return float(rows["value"].sum()) / 1000
