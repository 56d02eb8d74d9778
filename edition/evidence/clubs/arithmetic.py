"""How the organisations of the region overlap, and how that changed.

`spells` is the table multilaterals: club, country, status, start, end.
"""

from collections.abc import Collection
from datetime import date
from itertools import combinations

import pandas as pd

from edition.evidence.membership.arithmetic import latest

FULL = frozenset({"member", "member-frozen", "member-withdrawing", "party", "signatory", "special-protocol", "participant"})


def members_of(spells: pd.DataFrame, club: str, day: date, statuses: Collection[str] = FULL) -> list[str]:
    """Return the states of a club on a day, in alphabetical order; raise KeyError for an unknown club.

    A spell without a start counts only when it has no end either and the day is in the last year of the record (2025 on): the
    state is in the newest list, since when is not known. A date known to the month or year counts from its last day.
    """
    if club not in set(spells["club"]):
        raise KeyError(f"no club {club}")
    chosen = spells[(spells["club"] == club) & spells["status"].isin(list(statuses))]
    return sorted({str(row["country"]) for row in chosen.to_dict("records") if _runs(str(row["start"]), str(row["end"]), day)})


def overlap(spells: pd.DataFrame, club: str, states: Collection[str], day: date) -> list[str]:
    """Return which of the states were in the club on a day."""
    return sorted(set(states) & set(members_of(spells, club, day)))


def overlaps(groups: dict[str, Collection[str]]) -> pd.DataFrame:
    """Return how many states each two groups share; a square frame with each group's size on the diagonal."""
    labels = list(groups)
    frame = pd.DataFrame(0, index=labels, columns=labels, dtype="int64")
    for label in labels:
        frame.loc[label, label] = len(set(groups[label]))
    for a, b in combinations(labels, 2):
        frame.loc[a, b] = frame.loc[b, a] = len(set(groups[a]) & set(groups[b]))
    return frame


def over_time(spells: pd.DataFrame, club: str, states_by_year: dict[int, Collection[str]]) -> pd.DataFrame:
    """Return, for the end of each year, the size of the club, of the other group, and of what they share."""
    rows = {}
    for year, states in states_by_year.items():
        inside = members_of(spells, club, date(year, 12, 31))
        rows[year] = {"club": len(inside), "others": len(set(states)), "both": len(set(states) & set(inside))}
    return pd.DataFrame.from_dict(rows, orient="index")


def _runs(start: str, end: str, day: date) -> bool:
    if start == "":
        return end == "" and day.year >= 2025
    return latest(start) <= day and (end == "" or latest(end) > day)
