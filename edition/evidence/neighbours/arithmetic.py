"""Which members touch, and what connects the members into one land.

`borders` has one row a pair of states that share a land border: country_a, country_b, length_km.
"""

from collections.abc import Collection, Iterable
from itertools import combinations

import pandas as pd

Pair = frozenset[str]


def pairs(states: Collection[str]) -> int:
    """Return the number of pairs of states: n (n - 1) / 2."""
    return len(set(states)) * (len(set(states)) - 1) // 2


def touching(borders: pd.DataFrame, states: Collection[str]) -> list[tuple[str, str]]:
    """Return the pairs of states that share a land border, in alphabetical order."""
    shared = {frozenset(pair) for pair in zip(borders["country_a"], borders["country_b"], strict=True)}
    return [(a, b) for a, b in combinations(sorted(set(states)), 2) if frozenset((a, b)) in shared]


def parts(borders: pd.DataFrame, states: Collection[str]) -> list[list[str]]:
    """Return the connected components of the land of the states, largest first."""
    return _components(set(states), touching(borders, states))


def without(borders: pd.DataFrame, states: Collection[str], leaver: str) -> list[list[str]]:
    """Return the components that remain when one state leaves; raise KeyError if it is not among them."""
    if leaver not in states:
        raise KeyError(f"{leaver} is none of the states")
    return parts(borders, [state for state in states if state != leaver])


def hinges(borders: pd.DataFrame, states: Collection[str]) -> list[str]:
    """Return the articulation points: states without which the rest falls into more components (defined as in tarjan-1972-dfs)."""
    part_count = len(parts(borders, states))
    return [state for state in sorted(states) if len(without(borders, states, state)) > part_count]


def bridges(borders: pd.DataFrame, states: Collection[str]) -> list[tuple[str, str]]:
    """Return the borders whose closing alone would split the land of the states."""
    shared, part_count = touching(borders, states), len(parts(borders, states))
    return [pair for pair in shared if len(_components(set(states), [other for other in shared if other != pair])) > part_count]


def degrees(borders: pd.DataFrame, states: Collection[str]) -> pd.Series:
    """Return the number of neighbours among the states, indexed by state, most first."""
    shared = touching(borders, states)
    counts = {state: sum(state in pair for pair in shared) for state in sorted(states)}
    return pd.Series(counts, dtype="int64").sort_values(ascending=False, kind="stable")


def length(borders: pd.DataFrame, states: Collection[str]) -> float:
    """Return the length of the borders among the states, in km."""
    inside = borders["country_a"].isin(list(states)) & borders["country_b"].isin(list(states))
    return float(borders.loc[inside, "length_km"].sum())


def _components(states: set[str], edges: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Return the connected components, by depth-first search from each state not yet visited."""
    adjacent: dict[str, set[str]] = {state: set() for state in states}
    for a, b in edges:
        adjacent[a].add(b)
        adjacent[b].add(a)
    found: list[list[str]] = []
    unvisited = set(states)
    while unvisited:
        stack, part = [min(unvisited)], set()
        while stack:
            state = stack.pop()
            if state not in part:
                part.add(state)
                stack.extend(adjacent[state] - part)
        unvisited -= part
        found.append(sorted(part))
    return sorted(found, key=lambda part: (-len(part), part))
