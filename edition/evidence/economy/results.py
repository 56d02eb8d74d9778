"""Results on output in the 1990s and on commodities in exports."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from edition.evidence.economy import arithmetic as economy
from edition.evidence.economy.tables import FIVE, LATEST
from edition.evidence.inputs import members, table
from edition.evidence.registry import Result

_NAMES: Final = {"RUS": "russia", "KAZ": "kazakhstan", "KGZ": "kyrgyzstan", "TJK": "tajikistan", "UZB": "uzbekistan"}


def _output(compute: Callable[..., float], *arguments: object) -> Callable[[], float]:
    return lambda: compute(table("real_output"), *arguments)


def _dependent(period: str) -> float:
    return len(economy.dependent(table("commodity_exports"), members(), period))


def _share(country: str, period: str = LATEST) -> float:
    return economy.share(table("commodity_exports"), country, period)


def _losses() -> Iterator[Result]:
    for country, name in _NAMES.items():
        yield Result(f"economy.fall-{name}", _output(economy.fall, country), ".0f", "%",
            f"Output of {name.title()} below 1990 at its lowest")  # fmt: skip
        yield Result(f"economy.low-{name}", _output(economy.low_year, country), "d", "year", f"Year of lowest output, {name.title()}")
        yield Result(f"economy.by-1992-{name}", _output(economy.fallen_by, country, 1992), ".0f", "%",
            f"Part of the fall of {name.title()} from 1990 to the lowest year that was over by the end of 1992")  # fmt: skip
    yield Result("economy.not-regained", lambda: sum(economy.regained(table("real_output"), country) is None for country in FIVE), "d",
        "states", "Founders that had been Soviet republics whose output in 2005 was still below 1990")  # fmt: skip


def _dependence() -> Iterator[Result]:
    for label, period, words in (("latest", LATEST, "2022 to 2024"), ("before", "2021-2023", "2021 to 2023"), ("2019", "2019", "2019")):
        yield Result(f"economy.dependent-{label}", partial(_dependent, period), "d", "states",
            f"Members of today that UNCTAD's measure calls commodity-dependent, {words}")  # fmt: skip
    yield Result("economy.dependent-founders", lambda: len(economy.dependent(table("commodity_exports"), ("CHN", *FIVE), LATEST)), "d",
        "states", "Founders that UNCTAD's measure calls commodity-dependent, 2022 to 2024")  # fmt: skip
    for country, name in {**_NAMES, "IRN": "iran", "IND": "india", "CHN": "china", "BLR": "belarus", "PAK": "pakistan"}.items():
        yield Result(f"economy.share-{name}", partial(_share, country), ".0f", "%",
            f"Commodities in the goods exports of {name.title()}, 2022 to 2024")  # fmt: skip
    yield Result("economy.share-iran-2019", partial(_share, "IRN", "2019"), ".0f", "%",
        "Commodities in the goods exports of Iran, 2019")  # fmt: skip


RESULTS = (*_losses(), *_dependence())
