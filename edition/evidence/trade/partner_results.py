"""Results on who trades: shares, balances, concentration, members beside partners."""

from collections.abc import Callable, Iterator

from edition.evidence.inputs import partners, table
from edition.evidence.registry import Result
from edition.evidence.trade import levels, series
from edition.evidence.trade.ends import announced_total, five, nine

_LINES = "trade_2024_cny"


def _sum(states: Callable[[], tuple[str, ...]], flow: str = "total") -> float:
    return levels.traded(table(_LINES), 2024, states(), flow).value


def _others() -> tuple[str, ...]:
    return partners(levels.END_2024)


def _share(*codes: str) -> Callable[[], float]:
    return lambda: float(levels.shares(levels.lines(table(_LINES), 2024, nine()))[list(codes)].sum())


def _surplus(*codes: str) -> Callable[[], float]:
    return lambda: float(levels.balance(table(_LINES), 2024, codes or nine())["surplus"].sum())


def _shares() -> Iterator[Result]:
    yield Result("trade.share-russia-2024", _share("RUS"), ".1f", "%", "Russia in China's trade with nine members, 2024")
    yield Result("trade.share-russia-india-2024", _share("RUS", "IND"), ".1f", "%",
        "Russia and India in China's trade with nine members, 2024")  # fmt: skip
    yield Result("trade.share-russia-of-five-2001", lambda: _of_five(2001), ".0f", "%",
        "Russia in China's trade with the five other founders, 2001")  # fmt: skip
    yield Result("trade.share-russia-of-five-2024", lambda: _of_five(2024), ".0f", "%",
        "Russia in China's trade with the five other founders, 2024")  # fmt: skip
    yield Result("trade.concentration-2024", lambda: levels.concentration(levels.lines(table(_LINES), 2024, nine())), ",.0f", "index",
        "Herfindahl-Hirschman index of China's trade over nine members, 2024 (0 to 10,000)")  # fmt: skip
    yield Result("trade.effective-partners-2024", lambda: levels.effective_number(levels.lines(table(_LINES), 2024, nine())), ".1f",
        "states", "Equal partners that would give the concentration of China's trade over nine members, 2024")  # fmt: skip


def _of_five(year: int) -> float:
    return series.level(table("trade_annual"), ["RUS"], year).over(series.level(table("trade_annual"), five(), year)) * 100


def _directions() -> Iterator[Result]:
    yield Result("trade.export-nine-2024-cny", lambda: _sum(nine, "export") / 1000, ".2f", "trillion yuan",
        "China's exports to nine members, 2024")  # fmt: skip
    yield Result("trade.import-nine-2024-cny", lambda: _sum(nine, "import") / 1000, ".2f", "trillion yuan",
        "China's imports from nine members, 2024")  # fmt: skip
    yield Result("trade.import-share-russia-2024", lambda: _sum(lambda: ("RUS",), "import") / _sum(nine, "import") * 100, ".1f", "%",
        "Russia in China's imports from nine members, 2024")  # fmt: skip
    yield Result("trade.balance-nine-2024-cny", _surplus(), ",.0f", "billion yuan", "China's surplus with the nine members together, 2024")
    yield Result("trade.balance-india-2024-cny", _surplus("IND"), ".1f", "billion yuan", "China's surplus with India, 2024")
    yield Result("trade.balance-kyrgyzstan-2024-cny", _surplus("KGZ"), ".1f", "billion yuan", "China's surplus with Kyrgyzstan, 2024")
    yield Result("trade.level-iran-2024-cny", lambda: _sum(lambda: ("IRN",)), ",.1f", "billion yuan", "China's trade with Iran, 2024")


def _in_dollars() -> float:
    return (_sum(nine) + _sum(_others)) / levels.customs_rate(table(_LINES), table("trade_bilateral"))


def _family_gap() -> float:
    return abs(1 - _in_dollars() / announced_total("sco-members-and-partners", 2024, "USD billion", "cgtn-2025-08-21").value) * 100


def _family() -> Iterator[Result]:
    yield Result("trade.announced-family-2024-usd",
        lambda: announced_total("sco-members-and-partners", 2024, "USD billion", "cgtn-2025-08-21").value,
        ".0f", "billion dollars", "China's trade with members, observers and dialogue partners in 2024, as announced")  # fmt: skip
    yield Result("trade.family-2024-usd", _in_dollars, ".1f", "billion dollars",
        "China's trade in 2024 with nine members and sixteen partners, customs lines at the rate that customs used")  # fmt: skip
    yield Result("trade.family-gap", _family_gap, ".1f", "%",
        "Difference of the customs lines for members and partners from the total announced for them, 2024")  # fmt: skip
    yield Result("trade.partners-2024-cny", lambda: _sum(_others) / 1000, ".2f", "trillion yuan",
        "China's trade in 2024 with the sixteen states that were then observers or dialogue partners")  # fmt: skip
    yield Result("trade.gulf-two-share-2024", lambda: _sum(lambda: ("SAU", "ARE")) / _sum(_others) * 100, ".0f", "%",
        "Saudi Arabia and the United Arab Emirates in China's trade with the sixteen partners of 2024")  # fmt: skip


def _central_asia(source: str) -> float:
    return announced_total("central-asia-5", 2024, "USD billion", source).value


def _two_counts() -> Iterator[Result]:
    yield Result("trade.central-asia-china-side", lambda: _central_asia("24kg-2025-01-24"), ".1f", "billion dollars",
        "China's trade with the five Central Asian states in 2024, Chinese customs")  # fmt: skip
    yield Result("trade.central-asia-partner-side", lambda: _central_asia("timesca-edb-2025"), ".1f", "billion dollars",
        "Trade of the five Central Asian states with China in 2024, their own figures (Eurasian Development Bank)")  # fmt: skip
    yield Result("trade.central-asia-sides-gap", lambda: (1 - _central_asia("timesca-edb-2025") / _central_asia("24kg-2025-01-24")) * 100,
        ".0f", "%", "By how much the five Central Asian states' own figure lies below the Chinese one, 2024")  # fmt: skip
    yield Result("trade.tajikistan-china-side", lambda: levels.traded(table("trade_bilateral"), 2024, ["TJK"]).value, ".1f",
        "billion dollars", "China's trade with Tajikistan in 2024, Chinese customs")  # fmt: skip
    yield Result(
        "trade.tajikistan-partner-side", lambda: levels.traded(table("trade_bilateral"), 2024, ["TJK"], basis="mirror").value, ".2f",
        "billion dollars", "Tajikistan's trade with China in 2024, its own figure")  # fmt: skip


RESULTS = (*_shares(), *_directions(), *_family(), *_two_counts())
