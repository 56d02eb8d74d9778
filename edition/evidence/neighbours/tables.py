"""Tables behind the charts of neighbours: ties with their age, pairs over time, and what each member holds together."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Final

import pandas as pd

from edition.evidence.membership import arithmetic as membership
from edition.evidence.neighbours import arithmetic as neighbours

FOUNDERS_TIE, LATER_TIE, BRIDGE = "between founders", "with later members", "a member's only tie"
YEARS: Final = (2001, 2017, 2023, 2024)
#: A manual layout after the map: west is left and north is up, distances mean nothing.
PLACES: Final[dict[str, tuple[float, float]]] = {
    "Belarus": (0.03, 0.93), "Russia": (0.42, 0.95), "Kazakhstan": (0.36, 0.78), "Uzbekistan": (0.19, 0.5),
    "Kyrgyzstan": (0.5, 0.48), "Tajikistan": (0.36, 0.36), "China": (0.93, 0.55), "Iran": (0.03, 0.1), "Pakistan": (0.46, 0.12),
    "India": (0.84, 0.08),
}  # fmt: skip

#: Label positions clear of the lines: offset in pixels right and up, and the anchor.
ASIDES: Final[dict[str, tuple[int, int, str]]] = {
    "Kazakhstan": (-11, 8, "right"), "Uzbekistan": (1, 18, "right"), "Kyrgyzstan": (5, 24, "left"), "China": (10, 12, "left"),
    "Tajikistan": (0, -18, "center"), "Iran": (0, -18, "center"), "Pakistan": (0, -18, "center"),
    "India": (0, -18, "center"),
}  # fmt: skip


def ties(borders: pd.DataFrame, events: pd.DataFrame, day: date, names: Mapping[str, str]) -> pd.DataFrame:
    """Return the borders between members, longest first: columns one, other, length_km, kind of tie, since (year)."""
    current, founders = membership.members(events, day), membership.members(events, date(2001, 12, 31))
    bridges = neighbours.bridges(borders, current)
    lengths = {frozenset((str(a), str(b))): float(km) for a, b, km in borders[["country_a", "country_b", "length_km"]].to_numpy()}
    entry = {state: year for year in reversed(YEARS) for state in membership.members(events, date(year, 12, 31))}
    rows = []
    for a, b in neighbours.touching(borders, current):
        kind = BRIDGE if (a, b) in bridges else FOUNDERS_TIE if {a, b} <= set(founders) else LATER_TIE
        rows.append((names[a], names[b], lengths[frozenset((a, b))], kind, max(entry[a], entry[b])))
    frame = pd.DataFrame(rows, columns=["one", "other", "length_km", "kind", "since"])
    return frame.sort_values("length_km", ascending=False, kind="stable").reset_index(drop=True)


def over_time(borders: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Return pairs and touching pairs after each enlargement: columns year, members, pairs, touching, share (per cent)."""
    rows = []
    for year in YEARS:
        current = membership.members(events, date(year, 12, 31))
        pairs, shared = neighbours.pairs(current), len(neighbours.touching(borders, current))
        rows.append((f"{year}, {len(current)} members", len(current), pairs, shared, shared / pairs * 100))
    return pd.DataFrame(rows, columns=["year", "members", "pairs", "touching", "share"])


def counts(borders: pd.DataFrame, states: Collection[str], names: Mapping[str, str]) -> pd.DataFrame:
    """Return how many members each member touches, most first: columns state, touches, of_others (those it does not)."""
    degrees = neighbours.degrees(borders, states)
    values = [int(value) for value in degrees]
    return pd.DataFrame({"state": [names[str(code)] for code in degrees.index], "touches": values,
                         "not_touched": [len(set(states)) - 1 - value for value in values]})  # fmt: skip


def without(borders: pd.DataFrame, states: Collection[str], names: Mapping[str, str]) -> pd.DataFrame:
    """Return what remains of the land without each member, worst first: columns state, largest (states), cut_off, who."""
    rows = []
    for state in states:
        largest, *rest = neighbours.without(borders, states, state)
        lost = [names[code] for part in rest for code in part]
        rows.append((names[state], len(largest), len(lost), ", ".join(lost) or "none"))
    frame = pd.DataFrame(rows, columns=["state", "largest", "cut_off", "who"])
    return frame.sort_values(["largest", "state"], kind="stable").reset_index(drop=True)
