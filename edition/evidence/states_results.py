"""Results on membership, on what members weigh in the world, and on the organisations around them."""

from collections.abc import Callable, Collection
from datetime import date

from edition.evidence.clubs import arithmetic as clubs
from edition.evidence.inputs import DATA_YEAR, LAST_DAY, grouping, members, partners, table
from edition.evidence.membership import arithmetic as membership
from edition.evidence.registry import put
from edition.evidence.size import arithmetic as size

_EVENTS, _STATS, _GROUPS, _SPELLS = "accessions", "country_stats", "groupings", "multilaterals"
_LABELS = {"land-area": "land", "population": "people", "gdp": "gdp", "gdp-ppp": "ppp"}
_MEANS = {
    "land-area": "the world's land", "population": "the world's people", "gdp": "world output at market rates",
    "gdp-ppp": "world output at purchasing-power parity",
}  # fmt: skip


def _end(year: int) -> date:
    return date(year, 12, 31)


def _count(year: int, by: str = "effect") -> Callable[[], float]:
    return lambda: len(membership.members(table(_EVENTS), _end(year), by))


def _states(year: int) -> Callable[[], float]:
    return lambda: len(members(_end(year))) + len(partners(_end(year)))


def _delay(country: str, status: str, step: str) -> Callable[[], float]:
    return lambda: int(dict(membership.delays(table(_EVENTS))[step])[(country, status)])


def _queue(country: str, column: str) -> Callable[[], float]:
    def days() -> float:
        frame = membership.queue(table(_EVENTS))
        return int(frame.loc[(frame["country"] == country) & (frame["status"] == "member"), column].item())

    return days


def _membership() -> None:
    for year in (2001, 2016, 2017, 2023, 2024, 2025):
        put(f"membership.members-{year}", _count(year), "d", "states", f"members at the end of {year}", _EVENTS)
    for year in (2004, 2005, 2009, 2012, 2015, 2016, 2021, 2022, 2025):
        put(f"membership.states-{year}", _states(year), "d", "states",
            f"members and partners (by decision) at the end of {year}", _EVENTS)  # fmt: skip
    put("membership.partners-2024", lambda: len(partners(_end(2024))), "d", "states",
        "observers and dialogue partners (by decision) at the end of 2024", _EVENTS)  # fmt: skip
    put("membership.partners-2025", lambda: len(partners(LAST_DAY)), "d", "states", "partners at the end of 2025", _EVENTS)
    for by in ("decision", "memorandum", "effect"):
        put(f"membership.members-2016-by-{by}", _count(2016, by), "d", "states",
            f"members at the end of 2016, counted by {by}", _EVENTS)  # fmt: skip
        put(f"membership.members-2022-by-{by}", _count(2022, by), "d", "states",
            f"members at the end of 2022, counted by {by}", _EVENTS)  # fmt: skip
    for code, name in {"IND": "india", "IRN": "iran", "BLR": "belarus"}.items():
        put(f"membership.days-{name}", _delay(code, "member", "to_effect"), ",d", "days",
            f"from the decision to start admission to membership, {name.title()}", _EVENTS)  # fmt: skip
        put(f"membership.days-{name}-memorandum", _delay(code, "member", "to_memorandum"), ",d", "days",
            f"from the decision to start admission to the memorandum, {name.title()}", _EVENTS)  # fmt: skip
        put(f"membership.queue-{name}-least", _queue(code, "least"), ",d", "days",
            f"from the application to membership, counted from the last day it can mean, {name.title()}", _EVENTS)  # fmt: skip
        put(f"membership.queue-{name}-most", _queue(code, "most"), ",d", "days",
            f"from the application to membership, counted from the first day it can mean, {name.title()}", _EVENTS)  # fmt: skip
    for code, name in {"EGY": "egypt", "ARM": "armenia", "TUR": "türkiye"}.items():
        put(f"membership.days-{name.replace('ü', 'u')}-partner", _delay(code, "dialogue-partner", "to_memorandum"), ",d", "days",
            f"from decision to memorandum as dialogue partner, {name.title()}", _EVENTS)  # fmt: skip
    put("membership.meetings-held", lambda: int((table("summits")["state"] == "held").sum()), "d", "meetings",
        "meetings of the Council of Heads of State held, 2001 to 2025", "summits")  # fmt: skip


def _share(states: Callable[[], Collection[str]], measure: str, year: int = DATA_YEAR) -> Callable[[], float]:
    return lambda: membership.world_share(table(_STATS), states(), measure, year)


def _part(part: Collection[str], measure: str) -> Callable[[], float]:
    return lambda: size.part_of(table(_STATS), part, members(), measure, DATA_YEAR)


def _sum(measure: str, scale: float) -> Callable[[], float]:
    return lambda: size.of_states(table(_STATS), members(), measure, DATA_YEAR) / scale


def _size() -> None:
    for measure, label in _LABELS.items():
        put(f"size.{label}-share", _share(members, measure), ".1f", "%",
            f"ten members in {_MEANS[measure]}, 2024", _STATS, _EVENTS)  # fmt: skip
    put("size.land-km2", _sum("land-area", 1e6), ".2f", "million km²", "land of the ten members", _STATS)
    put("size.area-km2", _sum("total-area", 1e6), ".2f", "million km²",
        "total area of the ten members, inland water included", _STATS)  # fmt: skip
    put("size.people", _sum("population", 1e9), ".2f", "billion", "people of the ten members, 2024", _STATS)
    put("size.gdp", _sum("gdp", 1e12), ".1f", "trillion dollars", "output of the ten members, 2024", _STATS)
    put("size.family-land-share", _share(lambda: (*members(), *partners()), "land-area"), ".1f", "%",
        "ten members and seventeen partners in the world's land", _STATS, _EVENTS)  # fmt: skip
    put("size.family-people-share", _share(lambda: (*members(), *partners()), "population"), ".1f", "%",
        "ten members and seventeen partners in the world's people, 2024", _STATS, _EVENTS)  # fmt: skip
    put("size.china-share-of-gdp", _part(["CHN"], "gdp"), ".1f", "%", "China in the output of the ten members, 2024", _STATS)
    put("size.china-share-of-ppp", _part(["CHN"], "gdp-ppp"), ".1f", "%", "the same at purchasing-power parity", _STATS)
    put("size.three-share-of-gdp", _part(["CHN", "IND", "RUS"], "gdp"), ".1f", "%",
        "China, India and Russia in the output of the ten members, 2024", _STATS)  # fmt: skip
    put("size.russia-share-of-gdp", _part(["RUS"], "gdp"), ".1f", "%", "Russia in the output of the ten members, 2024", _STATS)
    put("size.china-india-share-of-people", _part(["CHN", "IND"], "population"), ".1f", "%",
        "China and India in the people of the ten members, 2024", _STATS)  # fmt: skip
    put("size.russia-share-of-land", _part(["RUS"], "land-area"), ".1f", "%", "Russia in the land of the ten members", _STATS)


def _by_year() -> None:
    for year in (2001, 2016, 2017, 2023):
        for measure in ("land-area", "population", "gdp"):
            put(f"size.{_LABELS[measure]}-share-{year}", _share(_members_in(year), measure, year), ".1f", "%",
                f"members of {year} in {_MEANS[measure]}, {year}", _STATS, _EVENTS)  # fmt: skip
    for measure in ("land-area", "population", "gdp"):
        put(f"size.{_LABELS[measure]}-share-founders-2024", _share(_members_in(2001), measure), ".1f", "%",
            f"the six founders alone in {_MEANS[measure]}, 2024", _STATS, _EVENTS)  # fmt: skip
        put(f"size.{_LABELS[measure]}-step-2017", _step(("IND", "PAK"), measure, 2017), ".1f", "pp",
            f"what India and Pakistan added to the share in {_MEANS[measure]}, 2017", _STATS)  # fmt: skip
        put(f"size.{_LABELS[measure]}-step-2023-2024", _step(("IRN", "BLR"), measure, 2024), ".1f", "pp",
            f"what Iran and Belarus add to the share in {_MEANS[measure]}, 2024", _STATS)  # fmt: skip


def _members_in(year: int) -> Callable[[], Collection[str]]:
    return lambda: members(_end(year))


def _step(states: Collection[str], measure: str, year: int) -> Callable[[], float]:
    return _share(lambda: states, measure, year)


def _rivals() -> None:
    units = {
        "land-area": ("million km²", 1e6, ".1f", "land"), "population": ("billion", 1e9, ".2f", "people"),
        "gdp": ("trillion dollars", 1e12, ".1f", "output at market rates"),
    }  # fmt: skip
    titles = {"cica": "CICA (28 states)", "brics": "BRICS (ten states)", "european-union": "the European Union"}
    for name, title in titles.items():
        for measure, (unit, scale, spec, noun) in units.items():
            put(f"size.{name}-{_LABELS[measure]}", _rival(name, measure, scale), spec, unit,
                f"{noun} of {title}, 2023", _GROUPS)  # fmt: skip
            put(f"size.{name}-{_LABELS[measure]}-share", _rival_share(name, measure), ".1f", "%",
                f"{title} in {_MEANS[measure]}, 2023", _GROUPS, _STATS)  # fmt: skip
    for measure in units:
        put(f"size.cica-over-sco-{_LABELS[measure]}", _over_sco(measure), ".2f", "ratio",
            f"CICA over the ten members by {_LABELS[measure]}, 2023", _GROUPS, _STATS)  # fmt: skip
        put(f"size.larger-than-sco-{_LABELS[measure]}", _larger(measure), "d", "states",
            f"groupings compared (CICA, BRICS, EU, EAEU) that are larger by {_LABELS[measure]}, 2023",
            _GROUPS, _STATS)  # fmt: skip
    put("size.osce-area", _rival("osce", "total-area", 1e6), ".1f", "million km²", "total area of the OSCE states", _GROUPS)
    put("size.osce-over-sco-area",
        lambda: _rival("osce", "total-area", 1)() / size.of_states(table(_STATS), members(), "total-area", DATA_YEAR), ".2f",
        "ratio", "OSCE over the ten members by total area", _GROUPS, _STATS)  # fmt: skip


def _rival(name: str, measure: str, scale: float) -> Callable[[], float]:
    return lambda: size.of_grouping(table(_GROUPS), name, measure) / scale


def _rival_share(name: str, measure: str) -> Callable[[], float]:
    return lambda: _rival(name, measure, 1)() / size.of_states(table(_STATS), ["WLD"], measure, 2023) * 100


def _over_sco(measure: str) -> Callable[[], float]:
    return lambda: size.of_grouping(table(_GROUPS), "cica", measure) / size.of_states(table(_STATS), members(), measure, 2023)


def _larger(measure: str) -> Callable[[], float]:
    def count() -> float:
        own: dict[str, Collection[str]] = {"sco": members(), "eaeu": grouping("eaeu")}
        ranked = size.ranking(table(_STATS), table(_GROUPS), own, measure, 2023)
        return int((ranked > ranked["sco"]).sum())

    return count


def _clubs() -> None:
    for name in ("csto", "eaeu", "cica", "brics", "ots", "cis", "guam"):
        title = name.upper()
        put(f"clubs.{name}-members-2025", _club(name), "d", "states", f"members of {title} at the end of 2025", _SPELLS)
        put(f"clubs.{name}-sco-overlap-2025", _overlap(name, members), "d", "states",
            f"members of {title} that are SCO members, end of 2025", _SPELLS, _EVENTS)  # fmt: skip
        put(f"clubs.{name}-family-overlap-2025", _overlap(name, lambda: (*members(), *partners())), "d", "states",
            f"members of {title} that are SCO members or partners, end of 2025", _SPELLS, _EVENTS)  # fmt: skip
    put("clubs.central-asia-formats", lambda: len(table("central_asia_formats")), "d", "formats",
        "formats of the five Central Asian states with one partner, in the record", "central_asia_formats")  # fmt: skip


def _club(name: str) -> Callable[[], float]:
    return lambda: len(clubs.members_of(table(_SPELLS), name, LAST_DAY))


def _overlap(name: str, states: Callable[[], Collection[str]]) -> Callable[[], float]:
    return lambda: len(clubs.overlap(table(_SPELLS), name, states(), LAST_DAY))


_membership()
_size()
_by_year()
_rivals()
_clubs()
