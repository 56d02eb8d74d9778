"""Results on China's trade with members and partners together, and on both sides of one trade."""

from collections.abc import Callable, Iterator
from datetime import date

from edition.evidence.inputs import partners, table
from edition.evidence.registry import Result
from edition.evidence.trade import levels
from edition.evidence.trade.ends import ends, told
from edition.evidence.trade.headline import FIVE, NINE

_YUAN, _DOLLARS = "trade_2024_cny", "trade_bilateral"
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


def _family() -> float:
    return (_sum(_nine)() + _sum(_others)()) / ends().rate_customs


def _family_gap() -> float:
    return abs(1 - _family() / told("sco-members-and-partners", 2024, "USD billion", "cgtn-2025-08-21").value) * 100


def _partners() -> Iterator[Result]:
    yield Result("trade.partners-2024-cny", lambda: _sum(_others)() / 1000, ".2f", "trillion yuan",
        "China's trade in 2024 with the sixteen states that were then observers or dialogue partners")  # fmt: skip
    yield Result("trade.gulf-two-share-2024", _gulf_two, ".0f", "%",
        "Saudi Arabia and the United Arab Emirates in China's trade with the sixteen partners of 2024")  # fmt: skip
    yield Result("trade.family-2024-usd", _family, ".1f", "billion dollars",
        "China's trade in 2024 with nine members and sixteen partners, customs lines at the rate that customs used")  # fmt: skip
    yield Result(
        "trade.family-gap",
        _family_gap,
        ".1f", "%",
        "Difference of the customs lines for members and partners from the total announced for them, 2024",
    )  # fmt: skip
    yield Result("trade.export-nine-2024-cny", lambda: _sum(_nine, "export")() / 1000, ".2f", "trillion yuan",
        "China's exports to nine members, 2024")  # fmt: skip
    yield Result("trade.import-nine-2024-cny", lambda: _sum(_nine, "import")() / 1000, ".2f", "trillion yuan",
        "China's imports from nine members, 2024")  # fmt: skip
    yield Result(
        "trade.import-share-russia-2024",
        lambda: levels.traded(table(_YUAN), levels.LAST, ["RUS"], "import").value / _sum(_nine, "import")() * 100,
        ".1f", "%",
        "Russia in China's imports from nine members, 2024",
    )  # fmt: skip
    yield Result(
        "trade.share-russia-of-five-2001",
        lambda: levels.traded(table(_DOLLARS), levels.FIRST, ["RUS"], basis="secondary").over(ends().base(FIVE, "USD")) * 100,
        ".0f", "%",
        "Russia in China's trade with the five other founders, 2001: a reported figure over an announced total",
    )  # fmt: skip
    yield Result(
        "trade.share-russia-of-five-2024",
        lambda: levels.traded(table(_YUAN), levels.LAST, ["RUS"]).over(ends().end(FIVE)) * 100,
        ".0f", "%",
        "Russia in China's trade with the five other founders, 2024",
    )  # fmt: skip
    for code, name in {"KAZ": "kazakhstan", "TJK": "tajikistan", "UZB": "uzbekistan"}.items():
        yield Result(f"trade.{name}-sides-ratio", _ratio(code), ".2f", "ratio",
            f"The Chinese figure for {name.title()} over the partner's, 2024")  # fmt: skip


RESULTS = tuple(_partners())
