"""Results of the notebooks on partners, size, neighbours and clubs that no other subject needs."""

from collections.abc import Callable
from datetime import date

import pandas as pd

from edition.evidence.clubs import arithmetic as clubs
from edition.evidence.clubs import tables as club_tables
from edition.evidence.inputs import ends, grouping, members, partners, table
from edition.evidence.neighbours import tables as neighbour_tables
from edition.evidence.registry import put
from edition.evidence.size import arithmetic as size
from edition.evidence.size import tables as size_tables
from edition.evidence.trade import levels
from edition.evidence.trade.headline import FIVE, NINE
from edition.evidence.trade.level_results import told

_YUAN, _DOLLARS, _TOLD, _EVENTS = "trade_2024_cny", "trade_bilateral", "trade_announced", "accessions"
_END_2024 = date(2024, 12, 31)


def _sum(codes: Callable[[], tuple[str, ...]], flow: str = "total") -> Callable[[], float]:
    return lambda: levels.traded(table(_YUAN), levels.LAST, codes(), flow).value


def _nine() -> tuple[str, ...]:
    return tuple(ends().partners[NINE])


def _others() -> tuple[str, ...]:
    return partners(_END_2024)


def _gulf_two() -> float:
    two = levels.traded(table(_YUAN), levels.LAST, ["SAU", "ARE"]).value
    return two / _sum(_others)() * 100


def _ratio(partner: str) -> Callable[[], float]:
    return lambda: float(dict(levels.mirrors(table(_DOLLARS), levels.LAST)["ratio"])[partner])


def _partners() -> None:
    put("trade.partners-2024-cny", lambda: _sum(_others)() / 1000, ".2f", "trillion yuan",
        "China's trade in 2024 with the sixteen states that were then observers or dialogue partners", _YUAN, _EVENTS)  # fmt: skip
    put("trade.gulf-two-share-2024", _gulf_two, ".0f", "%",
        "Saudi Arabia and the United Arab Emirates in China's trade with these sixteen, 2024", _YUAN, _EVENTS)  # fmt: skip
    put("trade.family-2024-cny", lambda: (_sum(_nine)() + _sum(_others)()) / 1000, ".2f", "trillion yuan",
        "customs lines of 2024 for nine members and sixteen partners", _YUAN, _EVENTS)  # fmt: skip
    put("trade.family-2024-usd", lambda: (_sum(_nine)() + _sum(_others)()) / ends().rate_customs, ".1f", "billion dollars",
        "the same in dollars at the rate customs used", _YUAN, _DOLLARS, _EVENTS)  # fmt: skip
    put("trade.family-gap",
        lambda: abs(1 - (_sum(_nine)() + _sum(_others)()) / ends().rate_customs
                    / told("sco-members-and-partners", 2024, "USD billion", "cgtn-2025-08-21").value) * 100, ".1f", "%",
        "difference of these lines from the total announced for members and partners", _YUAN, _TOLD)  # fmt: skip
    put("trade.export-nine-2024-cny", lambda: _sum(_nine, "export")() / 1000, ".2f", "trillion yuan",
        "China's exports to nine members, 2024", _YUAN)  # fmt: skip
    put("trade.import-nine-2024-cny", lambda: _sum(_nine, "import")() / 1000, ".2f", "trillion yuan",
        "China's imports from nine members, 2024", _YUAN)  # fmt: skip
    put("trade.import-share-russia-2024",
        lambda: levels.traded(table(_YUAN), levels.LAST, ["RUS"], "import").value / _sum(_nine, "import")() * 100, ".1f", "%",
        "Russia in China's imports from nine members, 2024", _YUAN)  # fmt: skip
    put("trade.share-russia-of-five-2001",
        lambda: levels.traded(table(_DOLLARS), levels.FIRST, ["RUS"], basis="secondary").over(ends().base(FIVE, "USD")) * 100,
        ".0f", "%", "Russia in China's trade with the five other founders, 2001: a reported figure over an announced total",
        _DOLLARS, _TOLD)  # fmt: skip
    put("trade.share-russia-of-five-2024",
        lambda: levels.traded(table(_YUAN), levels.LAST, ["RUS"]).over(ends().end(FIVE)) * 100, ".0f", "%",
        "Russia in China's trade with the five other founders, 2024", _YUAN)  # fmt: skip
    for code, name in {"KAZ": "kazakhstan", "TJK": "tajikistan", "UZB": "uzbekistan"}.items():
        put(f"trade.{name}-sides-ratio", _ratio(code), ".2f", "ratio",
            f"the Chinese figure for {name.title()} over the partner's, 2024", _DOLLARS)  # fmt: skip


def _states() -> dict[str, tuple[str, ...]]:
    return {"sco": members(), "eaeu": grouping("eaeu")}


def _sizes() -> None:
    put("size.verdicts-for", lambda: int((_verdicts()["verdict"] == size_tables.YES).sum()), "d", "cases",
        "pairs of measure and definition under which the SCO is the largest", "country_stats", "groupings")  # fmt: skip
    put("size.verdicts", lambda: len(_verdicts()), "d", "cases", "pairs of measure and definition tried",
        "country_stats", "groupings")  # fmt: skip
    put("size.statements", lambda: len(_statements()), "d", "statements", "published shares of the world compared", "size_claims")
    put("size.statements-holding", lambda: int((_statements()["holds"] == "yes").sum()), "d", "statements",
        "published shares that agree with the computed one", "size_claims", "country_stats", _EVENTS)  # fmt: skip
    put("size.china-share-of-land", lambda: size.part_of(table("country_stats"), ["CHN"], members(), "land-area", 2024), ".1f", "%",
        "China in the land of the ten members", "country_stats")  # fmt: skip
    put("size.china-share-of-people", lambda: size.part_of(table("country_stats"), ["CHN"], members(), "population", 2024), ".1f",
        "%", "China in the people of the ten members, 2024", "country_stats")  # fmt: skip
    put("size.osce-gdp", lambda: size.of_grouping(table("groupings"), "osce", "gdp") / 1e12, ".1f", "trillion dollars",
        "output of the OSCE states, 2022, rounded in the source", "groupings")  # fmt: skip
    put("size.eaeu-land-share", lambda: _eaeu("land-area"), ".1f", "%", "the Eurasian Economic Union in the world's land, 2023",
        "country_stats", "grouping_members")  # fmt: skip


def _eaeu(measure: str) -> float:
    return size.of_states(table("country_stats"), grouping("eaeu"), measure, 2023) / size.of_states(
        table("country_stats"), ["WLD"], measure, 2023
    ) * 100  # fmt: skip


def _verdicts() -> pd.DataFrame:
    return size_tables.verdicts(table("country_stats"), table("groupings"), _states())


def _statements() -> pd.DataFrame:
    return size_tables.statements(table("size_claims"), table("country_stats"), table(_EVENTS))


def _neighbours() -> None:
    for place, year in enumerate(neighbour_tables.YEARS):
        put(f"neighbours.share-touching-{year}", _touching(place, "share"), ".0f", "%",
            f"pairs of members that share a land border, in per cent of all pairs, end of {year}", "borders", _EVENTS)  # fmt: skip
    put("neighbours.china-ties-length", _chinese_length, ",.0f", "km", "borders of China with other members", "borders")


def _touching(place: int, column: str) -> Callable[[], float]:
    return lambda: float(neighbour_tables.over_time(table("borders"), table(_EVENTS))[column].iloc[place])


def _chinese_length() -> float:
    frame = table("borders")
    inside = (frame["country_a"] == "CHN") | (frame["country_b"] == "CHN")
    return float(frame.loc[inside, "length_km"].sum())


def _clubs() -> None:
    for year in (2001, 2012, 2016):
        put(f"clubs.csto-sco-overlap-{year}", _overlap("csto", year), "d", "states",
            f"members of CSTO that were SCO members, end of {year}", "multilaterals", _EVENTS)  # fmt: skip
    for code, name in {"ARM": "armenia", "UZB": "uzbekistan", "KAZ": "kazakhstan"}.items():
        put(f"clubs.of-{name}", _belongs(code), "d", "clubs",
            f"organisations of the record with {name.title()} in any standing, SCO included, end of 2025", "multilaterals",
            _EVENTS)  # fmt: skip
    put("clubs.formats-dated", lambda: int((table("central_asia_formats")["first_met"] != "").sum()), "d", "formats",
        "of these with a known first meeting", "central_asia_formats")  # fmt: skip


def _overlap(club: str, year: int) -> Callable[[], float]:
    day = date(year, 12, 31)
    return lambda: len(clubs.overlap(table("multilaterals"), club, members(day), day))


def _belongs(code: str) -> Callable[[], float]:
    def count() -> float:
        frame = club_tables.grid(table("multilaterals"), table(_EVENTS), [code], date(2025, 12, 31), {code: code})
        return int(frame["club"].nunique())

    return count


_partners()
_sizes()
_neighbours()
_clubs()
