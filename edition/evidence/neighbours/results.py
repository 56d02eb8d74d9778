"""Results on which members touch."""

from collections.abc import Callable
from datetime import date

from edition.evidence.inputs import members, table
from edition.evidence.neighbours import arithmetic as neighbours
from edition.evidence.registry import put

_FOUNDED = date(2001, 12, 31)
_TABLES = ("borders", "accessions")


def _without(state: str) -> Callable[[], float]:
    return lambda: len(neighbours.without(table("borders"), members(), state))


def _neighbours() -> None:
    put("neighbours.pairs", lambda: neighbours.pairs(members()), "d", "pairs", "pairs among the ten members", "accessions")
    put("neighbours.pairs-touching", lambda: len(neighbours.touching(table("borders"), members())), "d", "pairs",
        "pairs of the ten members that share a land border", *_TABLES)  # fmt: skip
    put("neighbours.share-touching",
        lambda: len(neighbours.touching(table("borders"), members())) / neighbours.pairs(members()) * 100, ".0f", "%",
        "the same in per cent of all pairs", *_TABLES)  # fmt: skip
    put("neighbours.founder-pairs", lambda: neighbours.pairs(members(_FOUNDED)), "d", "pairs",
        "pairs among the six founders", "accessions")  # fmt: skip
    put("neighbours.founder-pairs-touching", lambda: len(neighbours.touching(table("borders"), members(_FOUNDED))), "d", "pairs",
        "pairs of the six founders that share a land border", *_TABLES)  # fmt: skip
    put("neighbours.founder-share-touching",
        lambda: len(neighbours.touching(table("borders"), members(_FOUNDED))) / neighbours.pairs(members(_FOUNDED)) * 100,
        ".0f", "%",
        "the same in per cent of all pairs of founders", *_TABLES)  # fmt: skip
    put("neighbours.parts", lambda: len(neighbours.parts(table("borders"), members())), "d", "parts",
        "connected parts of the land of the ten members", *_TABLES)  # fmt: skip
    put("neighbours.hinges", lambda: len(neighbours.hinges(table("borders"), members())), "d", "states",
        "members without which the land of the rest falls apart", *_TABLES)  # fmt: skip
    put("neighbours.bridges", lambda: len(neighbours.bridges(table("borders"), members())), "d", "borders",
        "single borders whose loss would cut the land of the ten in two", *_TABLES)  # fmt: skip
    put("neighbours.single", lambda: int((neighbours.degrees(table("borders"), members()) == 1).sum()), "d", "states",
        "members that touch one other member only", *_TABLES)  # fmt: skip
    put("neighbours.china-neighbours", lambda: int(neighbours.degrees(table("borders"), members())["CHN"]), "d", "states",
        "members that China touches", *_TABLES)  # fmt: skip
    put("neighbours.border-length", lambda: neighbours.length(table("borders"), members()), ",.0f", "km",
        "length of the borders among the ten members", *_TABLES)  # fmt: skip
    for code, name in {"CHN": "china", "RUS": "russia", "PAK": "pakistan", "KAZ": "kazakhstan", "IND": "india"}.items():
        put(f"neighbours.parts-without-{name}", _without(code), "d", "parts",
            f"connected parts of the land of the other nine without {name.title()}", *_TABLES)  # fmt: skip


_neighbours()
