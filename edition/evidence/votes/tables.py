"""Tables behind the charts of the votes: agreement by year, group, topic and pair; random groups; Ukraine vote by vote."""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import pandas as pd

from edition.evidence.votes import arithmetic as votes

CENTRAL_ASIA: Final = ("KAZ", "KGZ", "TJK", "UZB")
FOUNDERS: Final = ("CHN", "RUS", *CENTRAL_ASIA)
#: The years in which the sessions of a period opened, by its first year.
PERIODS: Final[dict[int, tuple[int, int]]] = {
    2005: (2005, 2009), 2010: (2010, 2016), 2017: (2017, 2021), 2022: (2022, 2024), 2025: (2025, 2025),
}  # fmt: skip
#: Groups of constant composition: members by their codes, or a column of counts.
GROUPS: Final[dict[str, tuple[str, tuple[str, ...] | str]]] = {
    "four": ("Four Central Asian members", CENTRAL_ASIA),
    "asean": ("ASEAN (ten)", "asean"),
    "eu": ("European Union (27)", "eu"),
    "five": ("SCO founders without Russia", ("CHN", *CENTRAL_ASIA)),
    "six": ("SCO founders (six)", FOUNDERS),
    "nine": ("SCO members of today without India", tuple(state for state in votes.MEMBERS if state != "IND")),
    "ten": ("SCO members of today (ten)", votes.MEMBERS),
    "csto": ("CSTO (six)", "csto"),
    "eaeu": ("Eurasian Economic Union (five)", "eaeu"),
    "brics": ("BRICS of 2010 to 2023 (five)", "brics"),
    "world": ("All members of the UN", "world"),
}
TOPICS: Final = {
    "middle-east": "Middle East",
    "human-rights": "Human rights",
    "disarmament": "Disarmament and arms",
    "one-country": "Human rights in one country",
    "post-soviet-wars": "Ukraine and other post-Soviet wars",
}
RANDOM_FROM: Final = {2010: "2010 to 2016", 2017: "2017 to 2021", 2022: "2022 to 2026"}
#: Names short enough for ten columns on a phone; Belarus stands beside Russia, with which it votes.
BRIEF: Final = {
    "RUS": "Russ.", "BLR": "Bel.", "IRN": "Iran", "CHN": "China", "KAZ": "Kaz.", "KGZ": "Kyr.", "TJK": "Taj.", "UZB": "Uzb.",
    "IND": "India", "PAK": "Pak.",
}  # fmt: skip
YES, NO, ABSTAINED, ABSENT, UNKNOWN = "yes", "no", "abstained", "did not vote", "not known"
WORDS: Final = {"Y": YES, "N": NO, "A": ABSTAINED, ".": ABSENT, "?": UNKNOWN}


def by_year(table: pd.DataFrame, joined: Mapping[str, str], first: int, last: int) -> pd.DataFrame:
    """Return the agreement by year of opening, in per cent: columns year, members (of the day), five, six, ten, world."""
    rows = []
    for year in range(first, last + 1):
        part = votes.between(table, year, year)
        fixed = {name: votes.agreement(votes.tallies_of(part, GROUPS[name][1])) for name in ("five", "six", "ten", "world")}
        rows.append({"year": year, "members": votes.agreement(votes.tallies_of_the_day(part, joined)), **fixed, "votes": len(part)})
    return pd.DataFrame(rows)


def by_group(table: pd.DataFrame, periods: Sequence[int]) -> pd.DataFrame:
    """Return the agreement of each group of GROUPS in per cent: columns group, and one for each period by its first year."""
    parts = {f"from_{period}": votes.between(table, *PERIODS[period]) for period in periods}
    rows = [
        {"group": title, **{name: votes.agreement(votes.tallies_of(part, group)) for name, part in parts.items()}}
        for title, group in GROUPS.values()
    ]
    return pd.DataFrame(rows)


def by_topic(table: pd.DataFrame, first: int, last: int) -> pd.DataFrame:
    """Return the agreement of the ten and of all states on each topic, in per cent: columns topic, votes, ten, world.

    The topic on which the ten are least ahead of all states comes first.
    """
    part = votes.between(table, first, last)
    rows = []
    for topic, title in TOPICS.items():
        on_topic = votes.on(part, topic)
        ten, world = (votes.agreement(votes.tallies_of(on_topic, GROUPS[group][1])) for group in ("ten", "world"))
        rows.append((title, len(on_topic), ten, world))
    frame = pd.DataFrame(rows, columns=["topic", "votes", "ten", "world"])
    return frame.iloc[(frame["ten"] - frame["world"]).argsort(kind="stable")].reset_index(drop=True)


def with_russia_and_china(table: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """Return how often each other member voted like Russia and like China, in per cent: columns state, russia, china; lowest first."""
    cast = votes.by_pair(table)
    found = {frozenset((a, b)): agreement for a, b, agreement in cast[["a", "b", "agreement"]].itertuples(index=False)}
    rows = [
        (names[state], found[frozenset((state, "RUS"))], found[frozenset((state, "CHN"))])
        for state in votes.MEMBERS
        if state not in {"RUS", "CHN"}
    ]
    return pd.DataFrame(rows, columns=["state", "russia", "china"]).sort_values("russia", kind="stable").reset_index(drop=True)


def beside_random_groups(pairs: pd.DataFrame) -> pd.DataFrame:
    """Compare the ten with ten states drawn at random: columns period, ten, low, median, high (95 % of the draws), below (per cent)."""
    rows = []
    for period, words in RANDOM_FROM.items():
        ten, drawn = votes.random_groups(pairs, period, votes.MEMBERS)
        low, median, high = (float(value) for value in np.percentile(drawn, [2.5, 50, 97.5]))
        rows.append((words, ten, low, median, high, float((drawn < ten).mean() * 100)))
    return pd.DataFrame(rows, columns=["period", "ten", "low", "median", "high", "below"])


def on_ukraine(texts: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """Return the texts on Ukraine with the votes of the ten and the tally, oldest first.

    `texts` is the table ukraine_votes: its empty cells are filled from `table` (un_votes).
    Raise KeyError for a text in neither.
    """
    recorded = table.drop_duplicates("symbol").set_index("symbol")
    rows = []
    for text in texts.to_dict("records"):
        symbol, members = str(text["symbol"]), str(text["members"])
        tally = "-".join(f"{text[part]:.0f}" for part in ("yes", "no", "abstain")) if members else str(recorded.at[symbol, "world"])
        rows.append((symbol, text["date"], text["subject"], members or str(recorded.at[symbol, "members"]), tally, bool(members)))
    frame = pd.DataFrame(rows, columns=["symbol", "date", "subject", "members", "tally", "from_press"])
    return frame.sort_values(["date", "symbol"], kind="stable").reset_index(drop=True)


def ukraine_rows(texts: pd.DataFrame) -> list[str]:
    """Return the subjects of what `on_ukraine` returned under three headings: emergency session, other texts on the war, before."""
    emergency, crimea = texts["symbol"].str.contains("ES-11"), texts["subject"].str.startswith("Crimea")
    rows: list[str] = []
    for heading, part in {"Emergency session": emergency, "Other war texts": ~emergency & ~crimea, "Before 2022": crimea}.items():
        rows += [f"<b>{heading}</b>", *texts.loc[part, "subject"]]
    return rows


def ukraine_cells(texts: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """Return one row a text and member from what `on_ukraine` returned: columns text, date, symbol, state, vote, tally."""
    rows = [
        (f"{text['subject']}", text["date"], text["symbol"], names[state], WORDS[vote], text["tally"])
        for text in texts.to_dict("records")
        for state, vote in zip(votes.MEMBERS, str(text["members"]), strict=True)
    ]
    return pd.DataFrame(rows, columns=["text", "date", "symbol", "state", "vote", "tally"])
