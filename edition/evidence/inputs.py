"""The tables and compositions that results share, read once in a process."""

from datetime import date
from functools import cache

import pandas as pd

from edition.evidence.membership import arithmetic as membership
from edition.evidence.trade import headline
from edition.tables import package as tables

LAST_DAY = date(2025, 12, 31)
DATA_YEAR = 2024


@cache
def table(name: str) -> pd.DataFrame:
    """Return a checked table; callers do not change it."""
    return tables.load(name)


@cache
def ends() -> headline.Ends:
    """Return both ends of the comparison of trade."""
    return headline.assemble({name: table(name) for name in headline.TABLES})


@cache
def members(day: date = LAST_DAY) -> tuple[str, ...]:
    """Return the members on a day."""
    return tuple(membership.members(table("accessions"), day))


@cache
def partners(day: date = LAST_DAY) -> tuple[str, ...]:
    """Return the partners on a day, by decision."""
    return tuple(membership.partners(table("accessions"), day))


@cache
def grouping(name: str) -> tuple[str, ...]:
    """Return the states of a grouping of the table grouping_members."""
    frame = table("grouping_members")
    return tuple(str(country) for country in frame.loc[frame["grouping"] == name, "country"])
