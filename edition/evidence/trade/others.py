"""Trade among the partner members without China, as far as it is known, by pair.

`others` is the table trade_others: year, reporter, partner, flow, value (USD million), grade. A pair without a row is unknown and
never counted as zero, and amounts of different reporters are never combined in one share.
"""

from collections.abc import Sequence
from itertools import permutations

import pandas as pd

#: The basis of a matrix, by year: what importers report, or, in 2025, what exporters report or are estimated to sell.
IMPORTER_SIDE, EXPORTER_SIDE = "importer's report", "exporter's report"


def matrix(others: pd.DataFrame, year: int, states: Sequence[str]) -> pd.DataFrame:
    """Return who bought how much from whom in a year, a row per pair: columns buyer, seller, value (billions of dollars), reporter.

    The importer's report is preferred; where there is none, the exporter's is used. A pair with neither
    has no value (NaN) and no reporter.
    """
    of_year = others[others["year"] == year]
    bought = _by_pair(of_year[of_year["flow"] == "import"], "reporter", "partner")
    sold = _by_pair(of_year[of_year["flow"] == "export"], "partner", "reporter")
    rows = []
    for buyer, seller in permutations(states, 2):
        pair = (buyer, seller)
        if pair in bought:
            rows.append((buyer, seller, bought[pair], IMPORTER_SIDE))
        else:
            rows.append((buyer, seller, sold.get(pair, float("nan")), EXPORTER_SIDE if pair in sold else ""))
    return pd.DataFrame(rows, columns=["buyer", "seller", "value", "reporter"])


def sum_known(table: pd.DataFrame) -> float:
    """Return the sum of the known pairs of a matrix, in billions of dollars: a floor where pairs are missing."""
    return float(table["value"].sum())


def known(table: pd.DataFrame) -> int:
    """Return the number of known pairs of a matrix."""
    return int(table["value"].notna().sum())


def part_of(table: pd.DataFrame, state: str) -> float:
    """Return the share of the known sum in which a state is buyer or seller, in per cent."""
    with_state = table[(table["buyer"] == state) | (table["seller"] == state)]
    return float(with_state["value"].sum() / table["value"].sum() * 100)


def _by_pair(rows: pd.DataFrame, buyer: str, seller: str) -> dict[tuple[str, str], float]:
    """Return values in billions by buyer and seller; raise KeyError where two sources report one pair."""
    if rows.duplicated([buyer, seller]).any():
        raise KeyError(f"two reports of one pair: {rows[rows.duplicated([buyer, seller])].iloc[0].to_dict()}")
    return {(str(row[buyer]), str(row[seller])): float(row["value"]) / 1000 for row in rows.to_dict("records")}
