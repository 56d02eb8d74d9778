"""Results on which members share a land border."""

from collections.abc import Callable, Iterator
from datetime import date

from edition.evidence.inputs import members, table
from edition.evidence.neighbours import arithmetic as neighbours
from edition.evidence.registry import Result

_FOUNDED = date(2001, 12, 31)


def _touching(year: int) -> Callable[[], float]:
    return lambda: len(neighbours.touching(table("borders"), members(date(year, 12, 31))))


def _share(year: int) -> Callable[[], float]:
    return lambda: _touching(year)() / neighbours.pairs(members(date(year, 12, 31))) * 100


def _chinese_length() -> float:
    frame = table("borders")
    inside = (frame["country_a"] == "CHN") | (frame["country_b"] == "CHN")
    return float(frame.loc[inside, "length_km"].sum())


def _pairs() -> Iterator[Result]:
    yield Result("neighbours.pairs", lambda: neighbours.pairs(members()), "d", "pairs", "Pairs among the ten members")
    yield Result("neighbours.pairs-touching", _touching(2025), "d", "pairs", "Pairs of the ten members that share a land border")
    yield Result("neighbours.share-touching", _share(2025), ".0f", "%",
        "Pairs of the ten members that share a land border, of all their pairs")  # fmt: skip
    yield Result("neighbours.founder-pairs", lambda: neighbours.pairs(members(_FOUNDED)), "d", "pairs", "Pairs among the six founders")
    yield Result("neighbours.founder-pairs-touching", _touching(2001), "d", "pairs", "Pairs of the six founders that share a land border")
    yield Result("neighbours.founder-share-touching", _share(2001), ".0f", "%",
        "Pairs of the six founders that share a land border, of all their pairs")  # fmt: skip
    for year in (2001, 2017, 2024):
        yield Result(f"neighbours.share-touching-{year}", _share(year), ".0f", "%",
            f"Pairs of members that share a land border, of all pairs, at the end of {year}")  # fmt: skip


def _shape() -> Iterator[Result]:
    yield Result("neighbours.parts", lambda: len(neighbours.parts(table("borders"), members())), "d", "parts",
        "Connected parts of the land of the ten members")  # fmt: skip
    yield Result("neighbours.hinges", lambda: len(neighbours.hinges(table("borders"), members())), "d", "states",
        "Members without which the land of the rest falls apart")  # fmt: skip
    yield Result("neighbours.single", lambda: int((neighbours.degrees(table("borders"), members()) == 1).sum()), "d", "states",
        "Members that border one other member only")  # fmt: skip
    yield Result("neighbours.china-neighbours", lambda: int(neighbours.degrees(table("borders"), members())["CHN"]), "d", "states",
        "Members that China borders")  # fmt: skip
    yield Result("neighbours.border-length", lambda: neighbours.length(table("borders"), members()), ",.0f", "km",
        "Length of the borders among the ten members")  # fmt: skip
    yield Result("neighbours.china-ties-length", _chinese_length, ",.0f", "km", "Length of China's borders with other members")


RESULTS = (*_pairs(), *_shape())
