"""Results on what the members weigh in the world, and beside other groups."""

from collections.abc import Callable, Collection, Iterator
from datetime import date

import pandas as pd

from edition.evidence.inputs import DATA_YEAR, grouping, members, partners, table
from edition.evidence.membership import arithmetic as membership
from edition.evidence.registry import Result
from edition.evidence.size import arithmetic as size
from edition.evidence.size import tables as size_tables

_LABELS = {"land-area": "land", "population": "people", "gdp": "gdp", "gdp-ppp": "ppp"}
_MEANS = {
    "land-area": "the world's land", "population": "the world's people", "gdp": "world output at market rates",
    "gdp-ppp": "world output at purchasing-power parity",
}  # fmt: skip


def _share(states: Callable[[], Collection[str]], measure: str, year: int = DATA_YEAR) -> Callable[[], float]:
    return lambda: membership.world_share(table("country_stats"), states(), measure, year)


def _part(part: Collection[str], measure: str) -> Callable[[], float]:
    return lambda: size.part_of(table("country_stats"), part, members(), measure, DATA_YEAR)


def _sum(measure: str, scale: float) -> Callable[[], float]:
    return lambda: size.of_states(table("country_stats"), members(), measure, DATA_YEAR) / scale


def _members() -> Iterator[Result]:
    for measure, label in _LABELS.items():
        yield Result(f"size.{label}-share", _share(members, measure), ".1f", "%", f"The ten members in {_MEANS[measure]}, 2024")
    yield Result("size.land-km2", _sum("land-area", 1e6), ".2f", "million km²", "Land of the ten members")
    yield Result("size.area-km2", _sum("total-area", 1e6), ".2f", "million km²", "Total area of the ten members, inland water included")
    yield Result("size.people", _sum("population", 1e9), ".2f", "billion", "People of the ten members, 2024")
    for measure, label in (("land-area", "land"), ("population", "people")):
        yield Result(f"size.family-{label}-share", _share(lambda: (*members(), *partners()), measure), ".1f", "%",
            f"The ten members and seventeen partners in {_MEANS[measure]}, 2024")  # fmt: skip
    yield Result("size.china-share-of-gdp", _part(["CHN"], "gdp"), ".1f", "%", "China in the output of the ten members, 2024")
    yield Result("size.three-share-of-gdp", _part(["CHN", "IND", "RUS"], "gdp"), ".1f", "%",
        "China, India and Russia in the output of the ten members, 2024")  # fmt: skip
    yield Result("size.china-india-share-of-people", _part(["CHN", "IND"], "population"), ".1f", "%",
        "China and India in the people of the ten members, 2024")  # fmt: skip
    yield Result("size.russia-share-of-land", _part(["RUS"], "land-area"), ".1f", "%", "Russia in the land of the ten members")


def _members_in(year: int) -> Callable[[], Collection[str]]:
    return lambda: members(date(year, 12, 31))


def _by_year() -> Iterator[Result]:
    for measure, year in (("land-area", 2001), ("gdp", 2001), ("population", 2016), ("population", 2017)):
        yield Result(f"size.{_LABELS[measure]}-share-{year}", _share(_members_in(year), measure, year), ".1f", "%",
            f"The members of {year} in {_MEANS[measure]}, {year}")  # fmt: skip
    for measure in ("land-area", "population", "gdp"):
        yield Result(f"size.{_LABELS[measure]}-share-founders-2024", _share(_members_in(2001), measure), ".1f", "%",
            f"The six founders alone in {_MEANS[measure]}, 2024")  # fmt: skip
    yield Result("size.people-step-2017", _share(lambda: ("IND", "PAK"), "population", 2017), ".1f", "pp",
        "What India and Pakistan added to the members' share in the world's people, 2017")  # fmt: skip
    yield Result("size.people-step-2023-2024", _share(lambda: ("IRN", "BLR"), "population", 2024), ".1f", "pp",
        "What Iran and Belarus add to the members' share in the world's people, 2024")  # fmt: skip


def _rival(name: str, measure: str, scale: float = 1) -> Callable[[], float]:
    return lambda: size.of_grouping(table("groupings"), name, measure) / scale


def _rival_share(name: str, measure: str) -> Callable[[], float]:
    return lambda: _rival(name, measure)() / size.of_states(table("country_stats"), ["WLD"], measure, 2023) * 100


def _over_members(name: str, measure: str, year: int) -> Callable[[], float]:
    return lambda: _rival(name, measure)() / size.of_states(table("country_stats"), members(), measure, year)


def _rivals() -> Iterator[Result]:
    for name, title in {"cica": "CICA (28 states)", "brics": "BRICS (ten states)", "european-union": "The European Union"}.items():
        yield Result(f"size.{name}-gdp-share", _rival_share(name, "gdp"), ".1f", "%", f"{title} in {_MEANS['gdp']}, 2023")
    for measure, label in (("land-area", "land"), ("population", "people")):
        yield Result(f"size.cica-over-sco-{label}", _over_members("cica", measure, 2023), ".2f", "ratio",
            f"CICA over the ten members of the SCO by {label}, 2023")  # fmt: skip
    yield Result("size.osce-area", _rival("osce", "total-area", 1e6), ".1f", "million km²", "Total area of the OSCE states")
    yield Result("size.osce-over-sco-area", _over_members("osce", "total-area", DATA_YEAR), ".2f", "ratio",
        "The OSCE over the ten members of the SCO by total area")  # fmt: skip
    yield Result("size.osce-gdp", _rival("osce", "gdp", 1e12), ".1f", "trillion dollars",
        "Output of the OSCE states, 2022, rounded in the source")  # fmt: skip


def _verdicts() -> pd.DataFrame:
    states = {"sco": members(), "eaeu": grouping("eaeu")}
    return size_tables.verdicts(table("country_stats"), table("groupings"), states)


def _statements() -> pd.DataFrame:
    return size_tables.statements(table("size_claims"), table("country_stats"), table("accessions"))


def _claims() -> Iterator[Result]:
    yield Result("size.verdicts-for", lambda: int((_verdicts()["verdict"] == size_tables.YES).sum()), "d", "cases",
        "Pairs of measure and definition under which the SCO is the largest")  # fmt: skip
    yield Result("size.verdicts", lambda: len(_verdicts()), "d", "cases", "Pairs of measure and definition tried")
    yield Result("size.statements", lambda: len(_statements()), "d", "statements",
        "Published statements on the members' share of the world that were compared with a computed one")  # fmt: skip
    yield Result("size.statements-holding", lambda: int((_statements()["holds"] == "yes").sum()), "d", "statements",
        "Published statements on the members' share of the world that agree with the computed one")  # fmt: skip


RESULTS = (*_members(), *_by_year(), *_rivals(), *_claims())
