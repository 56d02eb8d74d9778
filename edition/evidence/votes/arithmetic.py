"""How often states vote alike in recorded votes of the UN General Assembly.

`votes` is the table un_votes. The measure: of all the times that two states of a group both cast a vote, the share in which both
cast the same (yes, no or abstention), in per cent. For one pair it is the "agreement score" of Bailey, Strezhnev and Voeten.
"""

from collections.abc import Collection, Mapping
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from edition.evidence.membership import arithmetic as membership

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

#: The order of the letters in the column `members`.
MEMBERS: Final = ("CHN", "RUS", "KAZ", "KGZ", "TJK", "UZB", "IND", "PAK", "IRN", "BLR")
#: The sixtieth session opened in 1945 + 60 = 2005.
_FIRST_SESSION_YEAR: Final = 1945
_VOTES: Final = "YNA"
#: A vote is contested when at least one in so many voters was outside the largest camp.
_CONTESTED: Final = 5
_SEED: Final = 20010615
_DRAWS: Final = 1000


def year_of(votes: pd.DataFrame) -> "pd.Series[int]":
    """Return the year in which the session of each vote opened."""
    return votes["session"] + _FIRST_SESSION_YEAR


def between(votes: pd.DataFrame, first: int, last: int) -> pd.DataFrame:
    """Return the votes of the sessions that opened in the years from `first` to `last`, inclusive."""
    return votes[year_of(votes).between(first, last)]


def on(votes: pd.DataFrame, topic: str) -> pd.DataFrame:
    """Return the votes whose title was assigned a topic of the column `topics`."""
    return votes[votes["topics"].str.split(";").map(lambda topics: topic in topics)]


def contested(votes: pd.DataFrame) -> pd.DataFrame:
    """Return the votes in which at least a fifth of the voters were outside the largest camp."""
    tallies = tallies_of(votes, "world")
    voters = tallies.sum(axis=1)
    outside = voters - tallies.max(axis=1)
    return votes[pd.Series(outside * _CONTESTED >= voters, index=votes.index)]


def letters(votes: pd.DataFrame, states: Collection[str] = MEMBERS) -> npt.NDArray[np.str_]:
    """Return the votes of members as letters, one row per vote and one column per state; raise ValueError for a state not among the ten."""
    places = [MEMBERS.index(state) for state in states]
    return np.array([[row[place] for place in places] for row in votes["members"]], dtype="<U1").reshape(len(votes), len(places))


def tallies_of(votes: pd.DataFrame, group: str | Collection[str]) -> Ints:
    """Return yes, no and abstaining votes of a group, one row per vote: a column of counts by name, or members by their codes."""
    if isinstance(group, str):
        return np.array([[int(count) for count in cell.split("-")] for cell in votes[group]], dtype=np.int64).reshape(-1, 3)
    return _count(letters(votes, group))


def tallies_of_the_day(votes: pd.DataFrame, joined: Mapping[str, str]) -> Ints:
    """Return the tallies of the states that were members on the day of each vote; `joined` has each state's first day (ISO 8601)."""
    cast = letters(votes)
    first = np.array([joined.get(state, "9999") for state in MEMBERS])
    outside = votes["date"].to_numpy(dtype="<U10")[:, None] < first[None, :]
    cast[outside] = "."
    return _count(cast)


def first_days(events: pd.DataFrame) -> dict[str, str]:
    """Return the first day of membership of each member, ISO 8601, by effect; `events` is the table accessions."""
    rule = membership.RULES["effect"]["member"]
    accessions = events[(events["status"] == "member") & events["event"].isin(rule)]
    return {str(row["country"]): membership.latest(str(row["date"])).isoformat() for row in accessions.to_dict("records")}


def size_of_the_day(votes: pd.DataFrame, joined: Mapping[str, str]) -> Ints:
    """Return the number of members on the day of each vote."""
    return np.array([sum(first <= day for first in joined.values()) for day in votes["date"]], dtype=np.int64)


def same_and_pairs(tallies: Ints) -> tuple[Ints, Ints]:
    """Return, for each vote, the number of pairs of voters that voted alike, and the number of pairs of voters."""
    voters = tallies.sum(axis=1)
    return (tallies * (tallies - 1) // 2).sum(axis=1), voters * (voters - 1) // 2


def agreement(tallies: Ints) -> float:
    """Return the agreement over some votes in per cent; raise ZeroDivisionError if no vote has two voters of the group."""
    same, pairs = same_and_pairs(tallies)
    if not pairs.sum():
        raise ZeroDivisionError("no two states of the group voted together")
    return float(same.sum() / pairs.sum() * 100)


def resampled(tallies: Ints, *, draws: int = _DRAWS, seed: int = _SEED) -> Floats:
    """Return the agreement in bootstrap resamples of the votes: what another agenda of the same kind might give."""
    same, pairs = same_and_pairs(tallies)
    picks = np.random.default_rng(seed).integers(0, len(tallies), size=(draws, len(tallies)))
    drawn: Floats = same[picks].sum(axis=1) / pairs[picks].sum(axis=1) * 100
    return drawn


def interval(tallies: Ints) -> tuple[float, float]:
    """Return the middle 95 % of the resamples of an agreement."""
    low, high = np.percentile(resampled(tallies), [2.5, 97.5])
    return float(low), float(high)


def change(before: Ints, after: Ints) -> tuple[float, float, float]:
    """Return the change of agreement in percentage points, and the ends of the middle 95 % of resamples of both sets of votes."""
    low, high = np.percentile(resampled(after, seed=_SEED + 1) - resampled(before), [2.5, 97.5])
    return agreement(after) - agreement(before), float(low), float(high)


def unanimous(tallies: Ints, size: Ints) -> float:
    """Return, of the votes in which the whole group voted, the share in which it voted alike, in per cent; `size` is its size in each."""
    complete = tallies[tallies.sum(axis=1) == size]
    return float((complete.max(axis=1) == complete.sum(axis=1)).mean() * 100)


def divided(tallies: Ints) -> float:
    """Return the share of all votes in which some of the group voted yes and others no, in per cent."""
    return float(((tallies[:, 0] > 0) & (tallies[:, 1] > 0)).mean() * 100)


def by_pair(votes: pd.DataFrame) -> pd.DataFrame:
    """Return the agreement of every two of the ten: columns a, b, joint (votes), agreement (per cent), lowest first."""
    cast = letters(votes)
    rows = []
    for first, a in enumerate(MEMBERS):
        for second in range(first + 1, len(MEMBERS)):
            both_cast = (cast[:, first] != ".") & (cast[:, second] != ".")
            same = (cast[:, first] == cast[:, second])[both_cast]
            rows.append((a, MEMBERS[second], int(both_cast.sum()), float(same.mean() * 100) if both_cast.any() else float("nan")))
    frame = pd.DataFrame(rows, columns=["a", "b", "joint", "agreement"])
    return frame.sort_values("agreement", kind="stable").reset_index(drop=True)


def random_groups(
    pairs: pd.DataFrame, period: int, group: Collection[str], *, draws: int = _DRAWS, seed: int = _SEED
) -> tuple[float, Floats]:
    """Return the mean agreement of the pairs of a group, and of as many states drawn at random, `draws` times; all in per cent.

    `pairs` is the table un_pairs and `period` the year with which its columns end. The draws are among states that took part in at least
    half of the votes: those whose joint votes with the others are, in the median, at least half of the largest number of any two.
    """
    states = sorted(set(pairs["state_a"]) | set(pairs["state_b"]))
    place = {state: number for number, state in enumerate(states)}
    joint = np.zeros((len(states), len(states)))
    same = np.zeros_like(joint)
    rows, columns = pairs["state_a"].map(place).to_numpy(), pairs["state_b"].map(place).to_numpy()
    for matrix, name in ((joint, f"joint_{period}"), (same, f"same_{period}")):
        matrix[rows, columns] = matrix[columns, rows] = pairs[name].to_numpy()
    with np.errstate(invalid="ignore"):
        share = same / joint * 100
    active = np.flatnonzero(np.median(joint, axis=1) * 2 >= joint.max())

    def mean(chosen: Ints) -> float:
        upper = np.triu_indices(len(chosen), 1)
        return float(share[np.ix_(chosen, chosen)][upper].mean())

    chance = np.random.default_rng(seed)
    drawn = np.array([mean(chance.choice(active, len(group), replace=False)) for _ in range(draws)])
    return mean(np.array([place[state] for state in group], dtype=np.int64)), drawn


def _count(cast: npt.NDArray[np.str_]) -> Ints:
    return np.stack([(cast == vote).sum(axis=1) for vote in _VOTES], axis=1).astype(np.int64)
