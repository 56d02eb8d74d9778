"""Tables behind the charts of membership: intervals, counts by rule, and shares, one row a mark, ready for a reader."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from edition.evidence.membership.arithmetic import DAYS_IN_YEAR, RULES, by_year, delays, latest, members, queue, shares_by_year

END = "2025-12-31"
LAST_YEAR = 2025
STATUS = {
    "shanghai-five": "Shanghai Five",
    "member": "member",
    "observer": "observer",
    "dialogue-partner": "dialogue partner",
    "sco-partner": "SCO partner",
}
ADMITTED, WAITING = "until it took effect", "no effect by the end of 2025"
DECIDED, SIGNED = "decision", "memorandum"
_START = frozenset({"founding", "accession-effective", "status-granted", "upgraded", "status-merged"})


def intervals(events: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """Return who held which status from when to when, by effect: columns state, status, start, end (ISO dates), order.

    A dialogue partnership runs from its memorandum. A date known to the month counts from its last day. A status that was decided
    and for which no later step is in the record has no interval. Ordered by first membership, then first status.
    """
    rows = []
    for country, country_events in events.groupby("country"):
        starts = sorted((latest(str(row["date"])), STATUS[str(row["status"])]) for row in country_events.to_dict("records") if _starts(row))
        for place, (begin, status) in enumerate(starts):
            finish = starts[place + 1][0].isoformat() if place + 1 < len(starts) else END
            if begin.isoformat() < finish:
                rows.append((names[str(country)], status, begin.isoformat(), finish))
    frame = pd.DataFrame(rows, columns=["state", "status", "start", "end"])
    return frame.sort_values("start", kind="stable").reset_index(drop=True)


def milestones(events: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """Return decisions and memoranda on a status: columns state, status (the kind of mark), date, of (the status in question)."""
    kinds = {"procedure-started": DECIDED, "accession-decision": DECIDED, "memorandum-of-obligations-signed": SIGNED}
    rows = [
        (names[str(row["country"])], kinds[str(row["event"])], latest(str(row["date"])).isoformat(), STATUS[str(row["status"])])
        for row in events.to_dict("records")
        if row["event"] in kinds
    ]
    return pd.DataFrame(rows, columns=["state", "status", "date", "of"]).sort_values("date", kind="stable").reset_index(drop=True)


def drawn_marks(spells: pd.DataFrame, marks: pd.DataFrame) -> pd.DataFrame:
    """Return the milestones and the first days of SCO partners, whose intervals are too short to be drawn as bars."""
    partners = spells[spells["status"] == STATUS["sco-partner"]].rename(columns={"start": "date"})
    return pd.concat([marks, partners.assign(of=partners["status"])[list(marks)]], ignore_index=True)


def grouped_order(spells: pd.DataFrame, marks: pd.DataFrame) -> list[str]:
    """Return the states as `order` does, members and partners each under a heading."""
    states = order(spells, marks)
    full = set(spells.loc[spells["status"] == STATUS["member"], "state"])
    members = [state for state in states if state in full]
    return ["<b>Members</b>", *members, "<b>Partners</b>", *states[len(members) :]]


def timetable(spells: pd.DataFrame, marks: pd.DataFrame) -> pd.DataFrame:
    """Return intervals and milestones by state and date: columns state, status, start, end (empty for a single day)."""
    steps = marks.rename(columns={"date": "start"})
    steps = steps.assign(status=steps["of"] + ": " + steps["status"], end=None).drop(columns="of")
    return pd.concat([spells, steps]).sort_values(["state", "start"], kind="stable").reset_index(drop=True)


def standings(spells: pd.DataFrame, years: Sequence[int]) -> pd.DataFrame:
    """Return who held which status at the ends of which years: columns state, status, first, last; a year's status is its last day's."""
    rows = []
    for state, status, start, end in spells[["state", "status", "start", "end"]].itertuples(index=False, name=None):
        held_years = [year for year in years if start <= f"{year}-12-31" <= end]
        if held_years:
            rows.append((state, status, held_years[0], held_years[-1]))
    frame = pd.DataFrame(rows, columns=["state", "status", "first", "last"])
    return frame.sort_values(["first", "state"], kind="stable").reset_index(drop=True)


def steps(table: pd.DataFrame) -> list[int]:
    """Return the years at whose end some state's status differs from a year before, from the first on."""
    first = int(table["first"].min())
    after_end = {int(year) + 1 for year in table["last"] if year < table["last"].max()}
    return sorted({first, *map(int, table["first"]), *after_end})


def captions(table: pd.DataFrame, years: Sequence[int]) -> dict[int, str]:
    """Return for each year how many states were members and how many were partners: observers, dialogue partners, SCO partners."""
    words = {}
    for year in years:
        statuses = table[(table["first"] <= year) & (year <= table["last"])]["status"]
        full, five = int((statuses == STATUS["member"]).sum()), int((statuses == STATUS["shanghai-five"]).sum())
        others = len(statuses) - full - five
        counts = [f"{five} in the Shanghai Five"] * (five > 0) + [f"{full} members"] * (full > 0) + [f"{others} partners"] * (others > 0)
        words[year] = ", ".join(counts)
    return words


def newcomers(table: pd.DataFrame, years: Sequence[int]) -> dict[int, list[str]]:
    """Return for each year the states that had joined since the year before it; the Shanghai Five had joined."""
    joined: set[str] = set()
    found = {}
    for year in years:
        current = table[(table["first"] <= year) & (year <= table["last"])]
        now_in = set(current[current["status"].isin((STATUS["member"], STATUS["shanghai-five"]))]["state"])
        found[year] = sorted(now_in - joined)
        joined = now_in
    return found


def order(spells: pd.DataFrame, marks: pd.DataFrame) -> list[str]:
    """Return the states, members first by the date of their membership, then the others by their first date."""
    firsts = pd.concat([spells.rename(columns={"start": "date"}), marks]).groupby("state")["date"].min()
    full = spells[spells["status"] == "member"].groupby("state")["start"].min()
    return sorted(firsts.index, key=lambda state: (full.get(state, "9"), firsts[state], state))


def counts(events: pd.DataFrame, years: Sequence[int]) -> pd.DataFrame:
    """Return members (by effect) and partners (by decision) at each year's end: columns year, members, partners."""
    return by_year(events, years).rename_axis("year").reset_index()


def middles_of_last(table: pd.DataFrame) -> dict[str, float]:
    """Return the heights of the middles of the last year's two stacked bars of `counts`, in states, by column."""
    last = table.iloc[-1]
    return {"members": last["members"] / 2, "partners": last["members"] + last["partners"] / 2}


def counts_by_rule(events: pd.DataFrame, years: Sequence[int]) -> pd.DataFrame:
    """Return the number of members at each year's end: columns year, decision, memorandum, effect."""
    ends = {year: date(year, 12, 31) for year in years}
    return pd.DataFrame([{"year": year} | {rule: len(members(events, end, rule)) for rule in RULES} for year, end in ends.items()])


def shares(events: pd.DataFrame, stats: pd.DataFrame, years: Sequence[int]) -> pd.DataFrame:
    """Return the members' share of the world in per cent at each year's end: columns year, land, people, output."""
    frame = shares_by_year(events, stats, years).rename_axis("year").reset_index()
    return frame.rename(columns={"land-area": "land", "population": "people", "gdp": "output"})


def waits(events: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """Return days from decision to memorandum and to effect, members first: columns accession, to_memorandum, to_effect."""
    frame = delays(events).reset_index()
    frame["rank"] = (frame["status"] != "member").astype(int)
    frame["longest"] = frame[["to_memorandum", "to_effect"]].max(axis=1).fillna(0)
    frame = frame.sort_values(["rank", "longest"], ascending=[True, False], kind="stable")
    cases = zip(frame["country"], frame["status"], strict=True)
    frame["accession"] = [f"{names[country]}, {STATUS[status]}" for country, status in cases]
    return frame[["accession", "to_memorandum", "to_effect"]].reset_index(drop=True)


def applications(events: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """Return every application, the longest wait first.

    Columns case, kind, applied, start (its last possible day), decided, end (of the wait or the record), years (from start to end),
    least, most (days).
    """
    frame = queue(events)
    cases = zip(frame["country"], frame["status"], frame["applied"], strict=True)
    starts = [latest(text) for text in frame["applied"]]
    ends = list(frame["effect"].fillna(END))
    table = pd.DataFrame({
        "case": [f"{names[country]}, {applied[:4]}, as {STATUS[status]}" for country, status, applied in cases],
        "kind": [WAITING if pd.isna(effect) else ADMITTED for effect in frame["effect"]],
        "applied": frame["applied"],
        "start": [start.isoformat() for start in starts],
        "decided": frame["decided"],
        "end": ends,
        "years": [(date.fromisoformat(end) - start).days / DAYS_IN_YEAR for start, end in zip(starts, ends, strict=True)],
        "least": frame["least"],
        "most": frame["most"],
    })  # fmt: skip
    return table.sort_values("years", ascending=False, kind="stable").reset_index(drop=True)


def _starts(row: Mapping[Any, Any]) -> bool:
    if row["status"] == "dialogue-partner":
        return bool(row["event"] == "memorandum-of-obligations-signed")
    return bool(row["event"] in _START and row["status"] in STATUS)
