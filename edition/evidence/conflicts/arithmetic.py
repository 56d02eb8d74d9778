"""What the SCO did in armed conflicts that touched its members, counted.

`conflicts` and `facts` are the tables conflicts and conflict_facts.
"""

from typing import Final

import pandas as pd

from edition.evidence.membership.arithmetic import latest

BETWEEN: Final = "between members"
INSIDE: Final = "inside a member"
ATTACKED: Final = "member attacked"
WAR: Final = "war on a non-member"
KINDS: Final = (BETWEEN, INSIDE, ATTACKED, WAR)
NONE: Final = "none found"
ANSWERS: Final = (
    NONE, "outside its remit", "concern, call for restraint", "with the government", "condemns the attack", "support in part",
)  # fmt: skip
#: The facts that a conflict between members must have to be counted.
LEAST_DEAD: Final = 10


def of_kind(conflicts: pd.DataFrame, kind: str) -> pd.DataFrame:
    """Return the conflicts of one kind; raise ValueError for an unknown kind."""
    if kind not in KINDS:
        raise ValueError(f"no kind {kind!r}; the kinds are {', '.join(KINDS)}")
    return conflicts[conflicts["kind"] == kind]


def answers(conflicts: pd.DataFrame) -> pd.DataFrame:
    """Return how many conflicts of each kind were answered in which way: one row per kind, one column per answer, and `all`."""
    counts = pd.crosstab(conflicts["kind"], conflicts["answer"]).reindex(index=list(KINDS), columns=list(ANSWERS), fill_value=0)
    return counts.assign(all=counts.sum(axis=1)).rename_axis("kind").reset_index()


def witnesses(facts: pd.DataFrame, about: str) -> "pd.Series[int]":
    """Return how many sources each conflict has for its `event` or its `answer`, by the conflict's key."""
    part = facts[facts["about"] == about]
    return part.groupby("conflict")["source"].nunique()


def on_one_source(conflicts: pd.DataFrame, facts: pd.DataFrame) -> list[str]:
    """Return the keys of conflicts whose event, or whose answer where there is one, rests on a single source."""
    events, answer_sources = witnesses(facts, "event"), witnesses(facts, "answer")
    thin = []
    for row in conflicts.to_dict("records"):
        key = str(row["id"])
        answered = row["answer"] == NONE or answer_sources.get(key, 0) > 1
        if events.get(key, 0) < 2 or not answered:
            thin.append(key)
    return thin


def days_to_answer(conflicts: pd.DataFrame) -> "pd.Series[int]":
    """Return the days from the first day of a conflict to the first answer found, by key; where both are known to the day."""
    known = conflicts[(conflicts["start"].str.len() == 10) & (conflicts["first_act"].str.len() == 10)]
    days = [(latest(act) - latest(start)).days for start, act in zip(known["start"], known["first_act"], strict=True)]
    return pd.Series(days, index=known["id"].tolist(), dtype="int64")


def by_council_while_it_lasted(conflicts: pd.DataFrame) -> list[str]:
    """Return the keys of conflicts that the heads of state answered before the end; one without an end counts as lasting."""
    acted = conflicts[(conflicts["by"] == "heads of state") & (conflicts["first_act"] != "")]
    rows = acted.to_dict("records")
    return [str(row["id"]) for row in rows if not row["end"] or latest(str(row["first_act"])) <= latest(str(row["end"]))]
