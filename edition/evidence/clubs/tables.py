"""Tables behind the charts of overlapping organisations: who is in what, paths of single states, overlaps over time."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Final

import pandas as pd

from edition.evidence.clubs import arithmetic as clubs
from edition.evidence.membership import arithmetic as membership
from edition.evidence.membership.tables import END

TITLES: Final = {
    "cis": "CIS", "csto": "CSTO", "eaeu": "EAEU", "cis-fta": "CIS free trade", "guam": "GUAM", "ots": "OTS", "cica": "CICA",
    "brics": "BRICS", "sco": "SCO",
}  # fmt: skip
FULL, PART, PARTNER = "member", "member in part or on the way out", "observer, partner or invited"
FROZEN, SIGNED, ASKED = "member, its part frozen", "signed, ratification not seen", "asks to be a member"
_AT_LENGTH: Final = {"member-frozen": FROZEN, "signatory": SIGNED}
_PART = frozenset({"member-frozen", "member-withdrawing", "associate", "special-protocol", "participant", "signatory"})
_PARTNER = frozenset({"observer", "partner", "invited", "dialogue-partner", "sco-partner"})
FIRST_DAY: Final = "1991-12-08"


def grid(spells: pd.DataFrame, events: pd.DataFrame, states: Sequence[str], day: date, names: Mapping[str, str]) -> pd.DataFrame:
    """Return the standings of states on a day, one row per state and organisation: columns state, club, standing, places.

    `places` is the number of organisations in which the state has a place; those with the most come first.
    """
    rows = []
    for state in states:
        for row in spells[spells["country"] == state].to_dict("records"):
            if str(row["club"]) in TITLES and clubs.runs(str(row["start"]), str(row["end"]), day):
                rows.append((names[state], TITLES[str(row["club"])], _standing(str(row["status"]))))
    status = membership.status_on(events, day)
    rows += [(names[s], TITLES["sco"], _standing(str(status[s]))) for s in states if s in status.index]
    frame = pd.DataFrame(rows, columns=["state", "club", "standing"]).drop_duplicates()
    frame["places"] = frame.groupby("state")["club"].transform("nunique")
    return frame.sort_values("places", ascending=False, kind="stable").reset_index(drop=True)


def path(spells: pd.DataFrame, events: pd.DataFrame, state: str, wanted: Sequence[str]) -> pd.DataFrame:
    """Return a state's standing in organisations from date to date: columns club, standing, start, end (ISO days), known.

    A date known to the month or year stands at its last day; `known` gives the dates as the record has them. What is a member in part in
    the grid is told apart here. An application to the SCO has a row without an end.
    """
    dated = spells[(spells["country"] == state) & spells["club"].isin(list(wanted)) & (spells["start"] != "")]
    rows: list[tuple[str, str, str | None, str | None, str]]
    rows = [_spell(TITLES[str(row["club"])], row) for row in dated.to_dict("records")]
    rows += _in_sco(events, state)
    asked = events[(events["country"] == state) & (events["event"] == "application")]["date"]
    rows += [(TITLES["sco"], ASKED, _day(str(day)), None, str(day)) for day in asked]
    frame = pd.DataFrame(rows, columns=["club", "standing", "start", "end", "known"])
    return frame.sort_values(["start", "club"], kind="stable").reset_index(drop=True)


def camps(spells: pd.DataFrame, wanted: Sequence[str], names: Mapping[str, str]) -> pd.DataFrame:
    """Return all spells of members in some organisations: columns state, club, start, end, known; open ends run to the last day."""
    chosen = spells[spells["club"].isin(list(wanted)) & spells["status"].isin(list(clubs.BELONGING)) & (spells["start"] != "")]
    rows = [(names[str(row["country"])], *_spell(TITLES[str(row["club"])], row)) for row in chosen.to_dict("records")]
    frame = pd.DataFrame(rows, columns=["state", "club", "standing", "start", "end", "known"])
    return frame.sort_values(["start", "state"], kind="stable").reset_index(drop=True)


def shared(spells: pd.DataFrame, events: pd.DataFrame, wanted: Sequence[str], years: Sequence[int]) -> pd.DataFrame:
    """Return how many SCO members each organisation counted at each year's end: columns year and one for each, by its key."""
    members = {year: membership.members(events, date(year, 12, 31)) for year in years}
    table = pd.DataFrame({"year": list(years)})
    for club in wanted:
        counts_in_club = [len(clubs.overlap(spells, club, members[year], date(year, 12, 31))) for year in years]
        began = min(membership.latest(str(start)).year for start in spells.loc[spells["club"] == club, "start"] if start)
        table[club] = [float(count) if year >= began else float("nan") for year, count in zip(years, counts_in_club, strict=True)]
    return table


def sizes(spells: pd.DataFrame, members: Collection[str], others: Collection[str], wanted: Sequence[str], day: date) -> pd.DataFrame:
    """Return organisations by what they share with the SCO: columns club, all, family (members or partners), members, share.

    `share` is that of the SCO's members among the organisation's, in per cent, the highest first.
    """
    rows = []
    for club in wanted:
        belonging = clubs.members_of(spells, club, day)
        family = clubs.overlap(spells, club, [*members, *others], day)
        rows.append((TITLES[club], len(belonging), len(family), len(clubs.overlap(spells, club, members, day))))
    frame = pd.DataFrame(rows, columns=["club", "all", "family", "members"])
    frame["share"] = 100 * frame["members"] / frame["all"]
    return frame.sort_values("share", ascending=False, kind="stable").reset_index(drop=True)


def formats(table: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """Return the formats of the five Central Asian states with one partner by first meeting: partner, name, met, known, kind, note."""
    rows = [
        (names[str(row["partner"])], row["name"], _day(str(row["first_met"])), row["first_met"] or None, "first meeting", row["note"])
        for row in table.to_dict("records")
    ]
    frame = pd.DataFrame(rows, columns=["partner", "name", "met", "known", "kind", "note"])
    return frame.sort_values("met", na_position="last", kind="stable").reset_index(drop=True)


def _in_sco(events: pd.DataFrame, state: str) -> list[tuple[str, str, str, str, str]]:
    steps = {"memorandum-of-obligations-signed", "accession-effective", "founding", "status-granted", "status-merged"}
    dated = membership.path_of(events, state)
    dated_steps = [row for row in dated.to_dict("records") if row["event"] in steps and row["status"] != "shanghai-five"]
    starts = [*(_day(str(row["date"])) or END for row in dated_steps), END]
    return [
        (TITLES["sco"], _standing(str(row["status"])), starts[place], starts[place + 1], str(row["date"]))
        for place, row in enumerate(dated_steps)
    ]


def _spell(club: str, row: Mapping[object, object]) -> tuple[str, str, str, str, str]:
    start, end = str(row["start"]), str(row["end"])
    status = str(row["status"])
    return (club, _AT_LENGTH.get(status, _standing(status)), _day(start) or FIRST_DAY, _day(end) or END, f"{start} to {end or 'now'}")


def _day(text: str) -> str | None:
    return membership.latest(text).isoformat() if text else None


def _standing(status: str) -> str:
    if status in _PARTNER:
        return PARTNER
    return PART if status in _PART else FULL
