"""Whether the SCO is the largest: by which measure, compared with whom, and how much of it is China.

`stats` is the table country_stats, `groupings` and `members` the tables groupings and grouping_members, `claims` size_claims.
"""

import re
from collections.abc import Collection

import pandas as pd

from edition.evidence.membership.arithmetic import weight, world_share

MEASURES = ("land-area", "population", "gdp")


def of_states(stats: pd.DataFrame, states: Collection[str], measure: str, year: int) -> float:
    """Return the sum of a measure over states, in the unit of the table; raise KeyError when a figure is missing."""
    value, missing = weight(stats, states, measure, year)
    if missing:
        raise KeyError(f"no {measure} in {year} for {', '.join(missing)}")
    return value


def of_grouping(groupings: pd.DataFrame, grouping: str, measure: str) -> float:
    """Return the stored size of a grouping; raise KeyError unless there is exactly one."""
    chosen = groupings[(groupings["grouping"] == grouping) & (groupings["measure"] == measure)]
    if len(chosen) != 1:
        raise KeyError(f"{len(chosen)} figures of {measure} for {grouping}, one wanted")
    return float(chosen["value"].iloc[0])


def part_of(stats: pd.DataFrame, part: Collection[str], whole: Collection[str], measure: str, year: int) -> float:
    """Return the share of some states in others together, in per cent."""
    return of_states(stats, part, measure, year) / of_states(stats, whole, measure, year) * 100


def ranking(
    stats: pd.DataFrame, groupings: pd.DataFrame, states: dict[str, Collection[str]], measure: str, year: int
) -> pd.Series:
    """Return sizes by group, largest first: groups given by their states, and every stored grouping with the measure and year."""
    sizes = {name: of_states(stats, members, measure, year) for name, members in states.items()}
    stored = groupings[(groupings["measure"] == measure) & (groupings["year"] == year)]
    sizes |= {str(row["grouping"]): float(row["value"]) for row in stored.to_dict("records")}
    return pd.Series(sizes, dtype="float64").sort_values(ascending=False)


def is_largest(ranked: pd.Series, name: str, leaving_out: Collection[str] = ()) -> bool:
    """Return whether a group is the largest of a ranking when some others are not counted."""
    return bool(ranked.drop(list(leaving_out)).idxmax() == name)


def tests(ranked: dict[str, pd.Series], name: str, definitions: dict[str, Collection[str]]) -> pd.DataFrame:
    """Return a yes or no for each definition (rows; the groups it leaves out) and each measure (columns)."""
    return pd.DataFrame(
        {
            measure: {label: is_largest(order, name, set(out) & set(order.index)) for label, out in definitions.items()}
            for measure, order in ranked.items()
        }
    )


def digits_of(said: str) -> int:
    """Return how many digits after the point a number in words such as "22.5 per cent" has; 0 where it has none."""
    found = re.search(r"\d+\.(\d+)", said)
    return len(found[1]) if found else 0


def range_of(said: str) -> tuple[float, float] | None:
    """Return what rounds to a plain number such as "24 per cent of world GDP", as its least and greatest value.

    None where the words are no plain number: what "about" or "half" can bear is a reading, and stands in the table.
    """
    found = re.match(r"(\d+(\.\d+)?) ", said)
    if not found:
        return None
    half = 10.0 ** -digits_of(said) / 2
    return float(found[1]) - half, float(found[1]) + half


def compare_claims(claims: pd.DataFrame, stats: pd.DataFrame, members_in: dict[str, Collection[str]]) -> pd.DataFrame:
    """Return each published statement with the computed value and whether it lies in the range that the words allow.

    A plain number allows what rounds to it; of other words the table has the range. `members_in` gives the members at each statement's
    date. Adds columns computed, holds and year to those of the table.
    """
    last = int(stats["year"].max())
    rows = []
    for row in claims.to_dict("records"):
        year, states, measure = min(int(str(row["date"])[:4]), last), members_in[str(row["claim"])], str(row["measure"])
        share = row["unit"] == "per cent of world"
        if share:
            output = "gdp" if measure == "gdp-ppp" else measure
            computed = world_share(stats, states, output, year)
        else:
            computed = of_states(stats, states, measure, year if measure == "land-area" else last) / 1e6
        low, high = range_of(str(row["stated"])) or (row["low"], row["high"])
        rows.append(
            {key: row[key] for key in ("claim", "measure", "stated", "unit")}
            | {"low": low, "high": high, "computed": computed, "holds": bool(low <= computed <= high), "year": year}
        )
    return pd.DataFrame(rows)
