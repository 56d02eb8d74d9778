"""The states' standing in the SCO over time, by three kinds of dates; and the weight of members and partners in the world.

`events` is the table accessions, `stats` the table country_stats.
"""

from calendar import monthrange
from collections.abc import Collection
from datetime import date

import pandas as pd

RULES: dict[str, dict[str, frozenset[str]]] = {
    "decision": {
        "member": frozenset({"founding", "procedure-started"}),
        "other": frozenset({"accession-decision", "status-granted", "upgraded", "status-merged"}),
    },
    "memorandum": {
        "member": frozenset({"founding", "memorandum-of-obligations-signed"}),
        "other": frozenset({"memorandum-of-obligations-signed"}),
    },
    "effect": {
        "member": frozenset({"founding", "accession-effective"}),
        "other": frozenset({"status-granted", "upgraded", "memorandum-of-obligations-signed", "accession-effective"}),
    },
}
DAYS_IN_YEAR = 365.25
_PARTNER_STATES = frozenset({"observer", "dialogue-partner", "sco-partner"})


def latest(text: str) -> date:
    """Return the last day that a date written as year, month or day can mean."""
    parts = [int(part) for part in text.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    return date(year, month, parts[2] if len(parts) > 2 else monthrange(year, month)[1])


def status_on(events: pd.DataFrame, day: date, by: str = "effect") -> pd.Series:
    """Return the status of each state on a day, indexed by state: the highest reached, by decision, memorandum or effect.

    A date known only to the month or year counts from its last day. A status without the kind of event asked for in the record
    is left out, not guessed. Raise KeyError for an unknown rule.
    """
    rule = RULES[by]
    sco = events[events["status"] != "shanghai-five"]
    reached: dict[str, tuple[int, date, str]] = {}
    for row in sco.to_dict("records"):
        status, reached_on = str(row["status"]), latest(str(row["date"]))
        if reached_on > day or row["event"] not in rule["member" if status == "member" else "other"]:
            continue
        standing = (int(status == "member"), reached_on, status)
        reached[str(row["country"])] = max(standing, reached.get(str(row["country"]), standing))
    return pd.Series({country: standing[2] for country, standing in sorted(reached.items())}, dtype="object")


def members(events: pd.DataFrame, day: date, by: str = "effect") -> list[str]:
    """Return the states that were members on a day, in alphabetical order of their codes."""
    standing = status_on(events, day, by)
    return [str(country) for country in standing.index[standing == "member"]]


def partners(events: pd.DataFrame, day: date, by: str = "decision") -> list[str]:
    """Return the states with a status below membership on a day; members are those in effect, whatever the rule for partners."""
    full = set(members(events, day))
    if by == "decision":
        sco = events[events["status"].isin(_PARTNER_STATES) & events["event"].isin(RULES["decision"]["other"])]
        holders = {str(row["country"]) for row in sco.to_dict("records") if latest(str(row["date"])) <= day}
    else:
        standing = status_on(events, day, by)
        holders = {str(country) for country in standing.index[standing.isin(_PARTNER_STATES)]}
    return sorted(holders - full)


def other_members(events: pd.DataFrame, year: int, excluded: str = "CHN") -> list[str]:
    """Return the members at the end of a year without one of them: by default China's partners inside the organisation."""
    return [country for country in members(events, date(year, 12, 31)) if country != excluded]


def by_year(events: pd.DataFrame, years: Collection[int]) -> pd.DataFrame:
    """Return the number of members (by effect) and partners (by decision) at the end of each year, indexed by year."""
    ends = {year: date(year, 12, 31) for year in years}
    return pd.DataFrame(
        {
            "members": {y: len(members(events, d)) for y, d in ends.items()},
            "partners": {y: len(partners(events, d)) for y, d in ends.items()},
        }
    )


def earliest(text: str) -> date:
    """Return the first day that a date written as year, month or day can mean."""
    year, month, day = [*map(int, text.split("-")), 1, 1][:3]
    return date(year, month, day)


def path_of(events: pd.DataFrame, country: str) -> pd.DataFrame:
    """Return the dated events of one state in order of time, with columns status, event, date, date_precision, source, note."""
    chosen = events[events["country"] == country].drop(columns="country")
    return chosen.sort_values("date", key=lambda dates: dates.map(latest), kind="stable").reset_index(drop=True)


def delays(events: pd.DataFrame) -> pd.DataFrame:
    """Return the days from decision to memorandum to effect for each accession; empty (NaN) where a day is not known.

    Indexed by state and status; columns to_memorandum, to_effect (from the decision). For a partner a cabinet's or parliament's
    approval counts as the effect; where none is recorded it stays empty.
    """
    exact = events[events["date_precision"].isin(["day", "day-approximate"])]
    found: dict[tuple[str, str], dict[str, date]] = {}
    steps = {
        "procedure-started": "decision",
        "accession-decision": "decision",
        "memorandum-of-obligations-signed": "memorandum",
        "accession-effective": "effect",
    }
    for row in exact[exact["event"].isin(list(steps))].to_dict("records"):
        found.setdefault((str(row["country"]), str(row["status"])), {})[steps[str(row["event"])]] = latest(str(row["date"]))
    rows = {
        key: {"to_" + end: (days[end] - days["decision"]).days for end in ("memorandum", "effect") if end in days}
        for key, days in found.items()
        if "decision" in days
    }
    frame = pd.DataFrame.from_dict(rows, orient="index").reindex(columns=["to_memorandum", "to_effect"]).astype(float)
    frame.index = pd.MultiIndex.from_tuples(frame.index, names=["country", "status"])
    return frame.sort_index()


def queue(events: pd.DataFrame) -> pd.DataFrame:
    """Return every application in the record, in order: columns country, status, applied (as known), decided, effect, least, most.

    ``least`` and ``most`` are the days from application to effect; they differ where the application's day is not known, and
    are empty (NaN) where nothing took effect.
    """
    rows = []
    for application in events[events["event"] == "application"].to_dict("records"):
        same = events[(events["country"] == application["country"]) & (events["status"] == application["status"])]
        dates = {str(event): str(day) for event, day in zip(same["event"], same["date"], strict=True)}
        applied, effect = str(application["date"]), dates.get("accession-effective")
        span = [(latest(effect) - day).days if effect else float("nan") for day in (latest(applied), earliest(applied))]
        rows.append((application["country"], application["status"], applied, dates.get("procedure-started"), effect, *span))
    frame = pd.DataFrame(rows, columns=["country", "status", "applied", "decided", "effect", "least", "most"])
    return frame.sort_values("applied", key=lambda dates: dates.map(latest), kind="stable").reset_index(drop=True)


def weight(stats: pd.DataFrame, countries: Collection[str], measure: str, year: int) -> tuple[float, list[str]]:
    """Return the sum of a measure over countries in one year, and the countries that the table has no figure for."""
    chosen = stats[(stats["measure"] == measure) & (stats["year"] == year)].set_index("country")["value"]
    missing = sorted(set(countries) - set(chosen.index))
    return float(chosen[[country for country in countries if country in chosen.index]].sum()), missing


def world_share(stats: pd.DataFrame, countries: Collection[str], measure: str, year: int) -> float:
    """Return the share of countries in the world in per cent; raise KeyError when a figure is missing."""
    value, missing = weight(stats, countries, measure, year)
    if missing:
        raise KeyError(f"no {measure} in {year} for {', '.join(missing)}")
    return value / weight(stats, ["WLD"], measure, year)[0] * 100


def shares_by_year(events: pd.DataFrame, stats: pd.DataFrame, years: Collection[int]) -> pd.DataFrame:
    """Return what members make of the world at each year's end, in per cent: columns land-area, population, gdp."""
    measures = ("land-area", "population", "gdp")
    return pd.DataFrame({m: {y: world_share(stats, members(events, date(y, 12, 31)), m, y) for y in years} for m in measures})
