"""Results on votes of the members in the UN General Assembly."""

from collections.abc import Iterator
from functools import partial
from typing import Final

import pandas as pd

from edition.evidence.inputs import members, shared, table
from edition.evidence.registry import Result
from edition.evidence.votes import arithmetic as votes
from edition.evidence.votes import tables as vote_tables
from edition.evidence.votes.tables import GROUPS, PERIODS

#: The words in prose for the years in which the sessions of a period opened.
_WORDS: Final = {first: f"{first} to {last}" if last > first else str(first) for first, last in PERIODS.values()}
_SCO_TEXTS: Final = {2023: "A/RES/77/338", 2025: "A/RES/79/332"}
_SINCE_2017: Final = (2017, 2025)


@shared
def _own(period: int) -> votes.Ints:
    """Return the tallies of the members of the day in the votes of a period."""
    return votes.tallies_of_the_day(_votes(period), votes.first_days(table("accessions")))


def _votes(period: int) -> pd.DataFrame:
    return votes.between(table("un_votes"), *PERIODS[period])


def _members(period: int) -> float:
    return votes.agreement(_own(period))


def _group(name: str, period: int) -> float:
    return votes.agreement(votes.tallies_of(_votes(period), GROUPS[name][1]))


def _excess(period: int) -> float:
    return _members(period) - _group("world", period)


def _end(period: int, end: int) -> float:
    return votes.interval(_own(period))[end]


def _divided(period: int) -> float:
    return votes.divided(_own(period))


def _change(before: int, after: int, part: int) -> float:
    return votes.change(_own(before), _own(after))[part]


def _periods() -> Iterator[Result]:
    for period, words in _WORDS.items():
        sessions = f"sessions that opened in {words}"
        yield Result(f"votes.members-{period}", partial(_members, period), ".1f", "%",
            f"How often two members of the day said one thing in recorded votes, {sessions}")  # fmt: skip
        for end, name in ((0, "low"), (1, "high")):
            yield Result(f"votes.members-{period}-{name}", partial(_end, period, end), ".1f", "%",
                f"{name.capitalize()} end of 95 % of resamples: two members of the day of one mind, {sessions}")  # fmt: skip
        yield Result(f"votes.world-{period}", partial(_group, "world", period), ".1f", "%",
            f"How often any two states said one thing in recorded votes, {sessions}")  # fmt: skip
        yield Result(f"votes.excess-{period}", partial(_excess, period), ".1f",
            "points", f"Agreement of members of the day above that of any two states, in percentage points, {sessions}")  # fmt: skip
        yield Result(f"votes.five-{period}", partial(_group, "five", period), ".1f", "%",
            f"How often two founders other than Russia said one thing in recorded votes, {sessions}")  # fmt: skip
        yield Result(f"votes.contested-{period}", partial(_contested, period), ".1f", "%",
            f"How often two of today's ten said one thing in contested votes, {sessions}")  # fmt: skip
        yield Result(f"votes.unanimous-{period}", partial(_unanimous, period), ".0f", "%",
            f"Votes in which all members of the day said one thing, of those in which all voted, {sessions}")  # fmt: skip
        yield Result(f"votes.divided-{period}", partial(_divided, period), ".0f", "%",
            f"Votes with members of the day both in favour and against, {sessions}")  # fmt: skip


def _with_russia() -> Iterator[Result]:
    yield Result("votes.six-2022", partial(_group, "six", 2022), ".1f", "%",
        f"How often two of the six founders said one thing in recorded votes, sessions that opened in {_WORDS[2022]}")  # fmt: skip


def _contested(period: int) -> float:
    return votes.agreement(votes.tallies_of(votes.contested(_votes(period)), votes.MEMBERS))


def _unanimous(period: int) -> float:
    return votes.unanimous(_own(period), votes.size_of_the_day(_votes(period), votes.first_days(table("accessions"))))


def _changes() -> Iterator[Result]:
    for before, after in ((2005, 2010), (2010, 2017), (2017, 2022)):
        span = f"from {_WORDS[before]} to {_WORDS[after]}"
        for part, (name, words) in enumerate({"": "Change", "-low": "Low end of the change", "-high": "High end of the change"}.items()):
            yield Result(f"votes.change-{after}{name}", partial(_change, before, after, part), "+.1f", "points",
                f"{words} of the agreement of members of the day, in percentage points, {span}")  # fmt: skip


def _topic(topic: str, column: str) -> float:
    frame = vote_tables.by_topic(table("un_votes"), *_SINCE_2017)
    return float(frame.loc[frame["topic"] == vote_tables.TOPICS[topic], column].iloc[0])


def _topics() -> Iterator[Result]:
    for topic, column in (("middle-east", "ten"), ("disarmament", "ten"), ("disarmament", "world"), ("post-soviet-wars", "ten")):
        voters = "two of the ten" if column == "ten" else "any two states"
        yield Result(f"votes.{topic}-{column}", partial(_topic, topic, column), ".1f", "%",
            f"How often {voters} said one thing on {vote_tables.TOPICS[topic]}, sessions from 2017 on")  # fmt: skip


    yield Result("votes.disarmament-russia-kazakhstan", _on_arms, ".0f", "%",
        "How often Russia and Kazakhstan said one thing on disarmament and arms, sessions from 2017 on")  # fmt: skip


def _on_arms() -> float:
    part = votes.on(votes.between(table("un_votes"), *_SINCE_2017), "disarmament")
    return votes.agreement(votes.tallies_of(part, ("RUS", "KAZ")))


def _chance() -> Iterator[Result]:
    for period, words in vote_tables.RANDOM_FROM.items():
        yield Result(f"votes.random-below-{period}", partial(_random, period), ".0f", "%",
            f"Groups of ten states drawn at random that agreed less than today's ten, {words}")  # fmt: skip


@shared
def _random(period: int) -> float:
    ten, drawn = votes.random_groups(table("un_pairs"), period, votes.MEMBERS)
    return float((drawn < ten).mean() * 100)


def _least() -> Iterator[Result]:
    yield Result("votes.least-pair-2022", lambda: float(votes.by_pair(_votes(2022))["agreement"].iloc[0]), ".1f", "%",
        "Agreement of the two members that agreed least, sessions that opened in 2022 to 2024")  # fmt: skip
    yield Result("votes.recorded", lambda: len(table("un_votes")), ",d", "votes", "Recorded votes in the table, 1992 to June 2026")


@shared
def _texts() -> pd.DataFrame:
    return vote_tables.on_ukraine(table("ukraine_votes"), table("un_votes"))


def _emergency() -> pd.DataFrame:
    return _texts()[_texts()["symbol"].str.contains("ES-11")]


def _cast(symbols: str, vote: str) -> float:
    chosen = _texts()["symbol"].str.fullmatch(symbols)
    return sum(str(members).count(vote) for members in _texts().loc[chosen, "members"])


def _ukraine() -> Iterator[Result]:
    yield Result("votes.ukraine-texts", lambda: len(_texts()), "d", "texts",
        "Texts on Ukraine put to the vote in the record, 2014 to February 2026")  # fmt: skip
    yield Result("votes.ukraine-emergency", lambda: len(_emergency()), "d", "texts",
        "Texts of the emergency session on Ukraine in the record")  # fmt: skip
    yield Result("votes.ukraine-emergency-yes", partial(_cast, r".*ES-11.*", "Y"), "d", "votes",
        "Votes of the ten in favour of a text of the emergency session, as far as the votes are known")  # fmt: skip
    yield Result("votes.ukraine-council-no", partial(_cast, r"A/RES/ES-11/3", "N"), "d", "states",
        "Members among the ten that voted against suspending Russia from the Human Rights Council")  # fmt: skip


def _on_cooperation(year: int, vote: str, states: str = "world") -> float:
    """Return how many states of a group voted in a way on the resolution of a year on cooperation of the UN with the SCO."""
    recorded = table("un_votes")
    tally = votes.tallies_of(recorded[recorded["symbol"] == _SCO_TEXTS[year]], states)[0]
    return int(tally[("yes", "no", "abstained").index(vote)])


def _on_the_sco() -> Iterator[Result]:
    for year in _SCO_TEXTS:
        for vote in ("yes", "no", "abstained"):
            yield Result(f"votes.sco-{year}-{vote}", partial(_on_cooperation, year, vote), "d", "states",
                f"States that voted {vote} on cooperation of the UN with the SCO, {year}")  # fmt: skip
        yield Result(f"votes.sco-{year}-members", partial(_members_for, year), "d", "states",
            f"Members of today that voted yes on cooperation of the UN with the SCO, {year}")  # fmt: skip
    for vote in ("no", "abstained"):
        yield Result(f"votes.sco-2025-eu-{vote}", partial(_on_cooperation, 2025, vote, "eu"), "d", "states",
            f"States of the European Union that voted {vote} on cooperation of the UN with the SCO, 2025")  # fmt: skip
    yield Result("votes.sco-2023-eu-abstained", partial(_on_cooperation, 2023, "abstained", "eu"), "d", "states",
        "States of the European Union that abstained on cooperation of the UN with the SCO, 2023")  # fmt: skip


def _nearer_china() -> float:
    """Return how many of the other members voted with China more often than with Russia, sessions that opened in 2022 to 2024."""
    drawn = vote_tables.with_russia_and_china(votes.between(table("un_votes"), 2022, 2024), {state: state for state in votes.MEMBERS})
    return int((drawn["china"] > drawn["russia"]).sum())


def _nearer() -> Iterator[Result]:
    yield Result("votes.nearer-china-2022", _nearer_china, "d", "states",
        "Other members that voted with China more often than with Russia, 2022 to 2024")  # fmt: skip


def _members_for(year: int) -> float:
    cast = table("un_sco_votes")
    in_favour = cast[(cast["symbol"] == _SCO_TEXTS[year]) & cast["state"].isin(members()) & (cast["vote"] == "yes")]
    return len(in_favour)


RESULTS = (*_periods(), *_with_russia(), *_changes(), *_topics(), *_chance(), *_least(), *_ukraine(), *_on_the_sco(), *_nearer())
