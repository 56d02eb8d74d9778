"""Results on what the SCO did in armed conflicts."""

from collections.abc import Callable, Iterator

from edition.evidence.conflicts import arithmetic as conflicts
from edition.evidence.inputs import table
from edition.evidence.registry import Result


def _count(kind: str, answer: str = "all") -> Callable[[], float]:
    def count() -> float:
        counts = conflicts.answers(table("conflicts"))
        return int(counts.loc[counts["kind"] == kind, answer].iloc[0])

    return count


def _counts() -> Iterator[Result]:
    yield Result("conflicts.cases", lambda: len(table("conflicts")), "d", "cases", "Conflicts coded")
    yield Result("conflicts.facts", lambda: len(table("conflict_facts")), "d", "facts", "Reported facts from which the conflicts are coded")
    yield Result("conflicts.between", _count(conflicts.BETWEEN), "d", "cases",
        "Fights between members with ten or more dead, 2001 to October 2026")  # fmt: skip
    yield Result("conflicts.between-silent", _count(conflicts.BETWEEN, conflicts.NONE), "d", "cases",
        "Fights between members in which no answer of the SCO was found")  # fmt: skip
    yield Result("conflicts.between-remit", _count(conflicts.BETWEEN, "outside its remit"), "d", "cases",
        "Fights between members that officials of the SCO called no matter for it")  # fmt: skip
    yield Result("conflicts.between-council", _by_council, "d", "cases",
        "Fights between members that the heads of state answered together while they lasted")  # fmt: skip
    yield Result("conflicts.inside", _count(conflicts.INSIDE), "d", "cases", "Cases of unrest or revolt inside a member")
    yield Result("conflicts.inside-backed", _count(conflicts.INSIDE, "with the government"), "d", "cases",
        "Cases of unrest inside a member in which the SCO stood with the government")  # fmt: skip
    yield Result("conflicts.attacked", _count(conflicts.ATTACKED), "d", "cases", "Attacks of a state outside the SCO on a member")
    yield Result("conflicts.attacked-condemned", _count(conflicts.ATTACKED, "condemns the attack"), "d", "cases",
        "Attacks on a member that the SCO condemned")  # fmt: skip
    yield Result("conflicts.thin", lambda: len(conflicts.on_one_source(table("conflicts"), table("conflict_facts"))), "d", "cases",
        "Cases of which the event or the answer rests on one source")  # fmt: skip


def _by_council() -> float:
    between = set(conflicts.of_kind(table("conflicts"), conflicts.BETWEEN)["id"])
    return len(between & set(conflicts.by_council_while_it_lasted(table("conflicts"))))


RESULTS = tuple(_counts())
