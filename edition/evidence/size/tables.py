"""Tables behind the charts of size: rankings by measure, a yes or no for each definition, statements beside computed figures."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

import pandas as pd

from edition.evidence.membership import arithmetic as membership
from edition.evidence.size import arithmetic as size

YEAR = 2023
TITLES = {
    "sco": "SCO, ten members", "cica": "CICA, 28 states", "brics": "BRICS, ten states", "european-union": "European Union",
    "eaeu": "Eurasian Economic Union", "osce": "OSCE, 57 states",
}  # fmt: skip
MEASURES = {"land-area": "land", "population": "people", "gdp": "output"}
YES, NO = "the SCO is the largest", "another is larger"
DEFINITIONS: dict[str, Collection[str]] = {
    "every group compared": (),
    "without CICA": ("cica",),
    "without BRICS": ("brics",),
    "without both": ("cica", "brics"),
}
SPEAKERS = {
    "putin-2022": "Putin, 2022", "ushakov-2025": "Ushakov, 2025", "dnd-2025": "Dispatch News Desk, 2025",
    "wion-2025": "WION television, 2025",
    "mailru-2025": "Mail.ru, 2025", "xi-2018": "Xi, 2018",
}  # fmt: skip
WORLD = {"land-area": "land", "population": "people", "gdp": "output", "total-area": "area"}


def ranking(
    stats: pd.DataFrame, groupings: pd.DataFrame, states: Mapping[str, Collection[str]], measure: str, scale: float
) -> pd.DataFrame:
    """Return the groups by size in a measure of 2023, largest first: columns group, size (in units of scale), share of the world."""
    order = size.ranking(stats, groupings, dict(states), measure, YEAR)
    world = size.of_states(stats, ["WLD"], measure, YEAR)
    values = [float(value) for value in order]
    return pd.DataFrame({"group": [TITLES[str(name)] for name in order.index], "size": [value / scale for value in values],
                         "share": [value / world * 100 for value in values]})  # fmt: skip


def verdicts(stats: pd.DataFrame, groupings: pd.DataFrame, states: Mapping[str, Collection[str]]) -> pd.DataFrame:
    """Return whether the SCO is the largest by each definition and measure: columns definition, measure, verdict."""
    ranked = {name: size.ranking(stats, groupings, dict(states), measure, YEAR) for measure, name in MEASURES.items()}
    answers = size.tests(ranked, "sco", DEFINITIONS)
    rows = [(label, name, YES if answers.loc[label, name] else NO) for label in DEFINITIONS for name in MEASURES.values()]
    return pd.DataFrame(rows, columns=["definition", "measure", "verdict"])


def china_in(stats: pd.DataFrame, members: Collection[str], year: int = 2024) -> pd.DataFrame:
    """Return China's part of the ten members in per cent: columns measure, china, others (what the other members make)."""
    labels = {"land-area": "Land", "population": "People", "gdp": "Output, market rates", "gdp-ppp": "Output, purchasing power"}
    parts = [size.part_of(stats, ["CHN"], members, measure, year) for measure in labels]
    return pd.DataFrame({"measure": list(labels.values()), "china": parts, "others": [100 - part for part in parts]})


def with_and_without(stats: pd.DataFrame, members: Collection[str], others: Collection[str], year: int = 2024) -> pd.DataFrame:
    """Return shares of the world in per cent, of members and of members with partners: columns measure, members, family.

    A share that lacks a state's figure is left empty, not computed from the rest.
    """
    labels = {"land-area": "Land", "population": "People", "gdp": "Output, market rates", "gdp-ppp": "Output, purchasing power"}
    rows = []
    for measure, label in labels.items():
        missing = membership.weight(stats, [*members, *others], measure, year)[1]
        family = None if missing else membership.world_share(stats, [*members, *others], measure, year)
        rows.append((label, membership.world_share(stats, members, measure, year), family))
    return pd.DataFrame(rows, columns=["measure", "members", "family"])


def statements(claims: pd.DataFrame, stats: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Return published shares of the world beside computed ones, in per cent; those that hold first.

    Columns statement (who, when: of what), stated, said (the share alone), low, high, computed, shown (to as many digits as were said),
    holds, year. `low` and `high` are the range that the words allow; an open end ("more than half") is left empty.
    """
    days = dict(zip(claims["claim"], claims["date"], strict=True))
    members_then: dict[str, Collection[str]] = {
        str(claim): membership.members(events, date.fromisoformat(str(day))) for claim, day in days.items()
    }
    frame = size.compare_claims(claims, stats, members_then)
    frame = frame[frame["unit"] == "per cent of world"].reset_index(drop=True)
    frame["statement"] = [_statement(row) for row in frame.to_dict("records")]
    frame["said"] = [str(stated).partition(" of ")[0].removesuffix(" per cent") for stated in frame["stated"]]
    frame["said"] = [f"{said}\u00a0%" if said[-1].isdigit() else said for said in frame["said"]]
    digits = [size.digits_of(str(said)) for said in frame["said"]]
    frame["shown"] = [f"{share:.{places}f}\u00a0%" for share, places in zip(frame["computed"], digits, strict=True)]
    frame["high"] = frame["high"].where(frame["high"] < 100)
    frame["holds"] = ["yes" if holds else "no" for holds in frame["holds"]]
    frame = frame.sort_values("holds", ascending=False, kind="stable").reset_index(drop=True)
    return frame[["statement", "stated", "said", "low", "high", "computed", "shown", "holds", "year"]]


def _statement(row: Mapping[object, object]) -> str:
    return f"{SPEAKERS[str(row['claim'])]}: {WORLD[str(row['measure'])]}"


def columns(labels: Mapping[str, str] = MEASURES) -> Sequence[str]:
    """Return the measures in the order of reading."""
    return list(labels.values())
