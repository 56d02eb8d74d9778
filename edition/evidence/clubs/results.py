"""Results on the organisations around the SCO's members, and what they share with it."""

from collections.abc import Callable, Iterator
from datetime import date

from edition.evidence.clubs import arithmetic as clubs
from edition.evidence.clubs import tables as club_tables
from edition.evidence.inputs import LAST_DAY, members, table
from edition.evidence.registry import Result


def _members_of(club: str) -> Callable[[], float]:
    return lambda: len(clubs.members_of(table("multilaterals"), club, LAST_DAY))


def _overlap(club: str, year: int) -> Callable[[], float]:
    day = date(year, 12, 31)
    return lambda: len(clubs.overlap(table("multilaterals"), club, members(day), day))


def _belongs(code: str) -> Callable[[], float]:
    def count() -> float:
        frame = club_tables.grid(table("multilaterals"), table("accessions"), [code], LAST_DAY, {code: code})
        return int(frame["club"].nunique())

    return count


def _clubs() -> Iterator[Result]:
    for club in ("csto", "eaeu"):
        yield Result(f"clubs.{club}-members-2025", _members_of(club), "d", "states", f"Members of {club.upper()} at the end of 2025")
    for club, year in (("csto", 2001), ("csto", 2025), ("eaeu", 2025), ("cica", 2025), ("cis", 2025)):
        yield Result(f"clubs.{club}-sco-overlap-{year}", _overlap(club, year), "d", "states",
            f"Members of {club.upper()} that were members of the SCO at the end of {year}")  # fmt: skip
    for code, name in {"ARM": "armenia", "KAZ": "kazakhstan"}.items():
        yield Result(f"clubs.of-{name}", _belongs(code), "d", "clubs",
            f"Organisations of the record with {name.title()} in any standing at the end of 2025, the SCO included")  # fmt: skip
    yield Result("clubs.central-asia-formats", lambda: len(table("central_asia_formats")), "d", "formats",
        "Formats of the five Central Asian states with one partner, in the record")  # fmt: skip
    yield Result("clubs.formats-dated", lambda: int((table("central_asia_formats")["first_met"] != "").sum()), "d", "formats",
        "Formats of the five Central Asian states with one partner whose first meeting is dated")  # fmt: skip


RESULTS = tuple(_clubs())
