"""How the organisations of the region overlap, and how that changed.

`spells` is the table multilaterals: club, country, status, start, end.
"""

from collections.abc import Collection
from datetime import date

import pandas as pd

from edition.evidence.membership.arithmetic import latest

#: Statuses that count as belonging, in full or in part.
BELONGING = frozenset({"member", "member-frozen", "member-withdrawing", "party", "signatory", "special-protocol", "participant"})


def members_of(spells: pd.DataFrame, club: str, day: date, statuses: Collection[str] = BELONGING) -> list[str]:
    """Return the states of a club on a day, in alphabetical order; raise KeyError for an unknown club.

    A spell without a start counts only when it has no end either and the day is in the last year of the record (2025 on): the
    newest list names the state, but not since when. A date known to the month or year counts from its last day.
    """
    if club not in set(spells["club"]):
        raise KeyError(f"no club {club}")
    chosen = spells[(spells["club"] == club) & spells["status"].isin(list(statuses))]
    return sorted({str(row["country"]) for row in chosen.to_dict("records") if runs(str(row["start"]), str(row["end"]), day)})


def overlap(spells: pd.DataFrame, club: str, states: Collection[str], day: date) -> list[str]:
    """Return which of the states were in the club on a day."""
    return sorted(set(states) & set(members_of(spells, club, day)))


def runs(start: str, end: str, day: date) -> bool:
    """Return whether a spell runs on a day; one without a start does only when it has no end and the day is in 2025 or later."""
    if start == "":
        return end == "" and day.year >= 2025
    return latest(start) <= day and (end == "" or latest(end) > day)
