"""Results on membership: who belonged when, and how long admission took."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from edition.evidence.inputs import LAST_DAY, members, partners, table
from edition.evidence.membership import arithmetic as membership
from edition.evidence.registry import Result


def _count(year: int, by: str = "effect") -> Callable[[], float]:
    return lambda: len(membership.members(table("accessions"), date(year, 12, 31), by))


def _states(year: int) -> Callable[[], float]:
    return lambda: len(members(date(year, 12, 31))) + len(partners(date(year, 12, 31)))


def _delay(country: str, status: str, step: str) -> Callable[[], float]:
    return lambda: int(dict(membership.delays(table("accessions"))[step])[(country, status)])


def _queue(country: str, column: str) -> Callable[[], float]:
    def days() -> float:
        frame = membership.queue(table("accessions"))
        return int(frame.loc[(frame["country"] == country) & (frame["status"] == "member"), column].item())

    return days


def _years(country: str) -> float:
    return _queue(country, "least")() / membership.DAYS_IN_YEAR


def _counts() -> Iterator[Result]:
    for year in (2001, 2016, 2017, 2023, 2024, 2025):
        yield Result(f"membership.members-{year}", _count(year), "d", "states", f"Members of the SCO at the end of {year}")
    for year in (2004, 2015, 2016, 2022, 2025):
        yield Result(f"membership.states-{year}", _states(year), "d", "states",
            f"Members and partners of the SCO (partners by decision) at the end of {year}")  # fmt: skip
    yield Result("membership.partners-2025", lambda: len(partners(LAST_DAY)), "d", "states", "Partners of the SCO at the end of 2025")
    for year, rule in ((2016, "decision"), (2016, "effect"), (2022, "decision"), (2022, "memorandum"), (2022, "effect")):
        yield Result(f"membership.members-{year}-by-{rule}", _count(year, rule), "d", "states",
            f"Members at the end of {year}, counted by {rule}")  # fmt: skip
    yield Result("membership.meetings-held", lambda: int((table("summits")["state"] == "held").sum()), "d", "meetings",
        "Meetings of the Council of Heads of State held, 2001 to 2025")  # fmt: skip


def _waits() -> Iterator[Result]:
    for code, name in {"IND": "india", "IRN": "iran", "BLR": "belarus"}.items():
        yield Result(f"membership.days-{name}", _delay(code, "member", "to_effect"), ",d", "days",
            f"{name.title()}: from the decision to start admission to membership")  # fmt: skip
        yield Result(f"membership.queue-{name}-least", _queue(code, "least"), ",d", "days",
            f"{name.title()}: from the application to membership, counted from the last day that its date can mean")  # fmt: skip
    for code, name in {"IRN": "iran", "BLR": "belarus"}.items():
        yield Result(f"membership.queue-{name}-years", partial(_years, code), ".1f", "years",
            f"{name.title()}: years from the application to membership, counted from the last day that its date can mean")  # fmt: skip
    yield Result("membership.queue-iran-most", _queue("IRN", "most"), ",d", "days",
        "Iran: from the application to membership, counted from the first day that its date can mean")  # fmt: skip


RESULTS = (*_counts(), *_waits())
