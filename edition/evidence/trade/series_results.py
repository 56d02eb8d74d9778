"""Results on the years between: growth by period, compared with China's whole trade and ASEAN, and the latest year."""

from collections.abc import Callable, Iterator

from edition.evidence.inputs import table
from edition.evidence.registry import Result
from edition.evidence.trade import levels, series
from edition.evidence.trade.ends import announced_multiple, ends, five, nine
from edition.evidence.trade.headline import FIVE

States = Callable[[], tuple[str, ...]]
_FIVE = "the five other founders"


def _level(states: States, year: int) -> Callable[[], float]:
    return lambda: series.level(table("trade_annual"), states(), year).value


def _growth(states: States, first: int, last: int) -> Callable[[], float]:
    return lambda: series.growth(table("trade_annual"), states(), first, last)


def _percent(states: States, first: int, last: int) -> Callable[[], float]:
    return lambda: (_growth(states, first, last)() - 1) * 100


def _yearly(states: States, first: int, last: int) -> Callable[[], float]:
    return lambda: series.yearly_growth(table("trade_annual"), states(), first, last)


def _years() -> Iterator[Result]:
    for year in (2008, 2016, 2024, 2025):
        yield Result(f"trade.five-{year}-usd", _level(five, year), ".1f", "billion dollars", f"China's trade with {_FIVE} in {year}")
    for first in (1998, 2008):
        yield Result(f"trade.growth-{first}-2024", _growth(five, first, 2024), ".1f", "times",
            f"China's trade with {_FIVE}, dollars, 2024 over {first}")  # fmt: skip
    for first, last in ((2001, 2008), (2008, 2016), (2016, 2024)):
        yield Result(f"trade.growth-{first}-{last}-annual", _yearly(five, first, last), ".1f", "% a year",
            f"Growth of China's trade with {_FIVE}, dollars, {first} to {last}")  # fmt: skip
    yield Result("trade.growth-five-2025", _percent(five, 2024, 2025), ".0f", "%",
        f"Change of China's trade with {_FIVE} from 2024 to 2025, dollars; totals of 2025 as announced")  # fmt: skip
    yield Result("trade.russia-growth-2025", lambda: (announced_multiple(2024, 2025, "russia") - 1) * 100, ".1f", "%",
        "Change of China's trade with Russia from 2024 to 2025 in dollars, as customs announced it")  # fmt: skip
    yield Result("trade.russia-growth-2023", lambda: (announced_multiple(2022, 2023, "russia") - 1) * 100, ".1f", "%",
        "Growth of China's trade with Russia from 2022 to 2023 in dollars, as customs announced it")  # fmt: skip
    yield Result("trade.growth-central-asia-2016-2024", _growth(lambda: levels.CENTRAL_ASIAN_MEMBERS, 2016, 2024), ".1f", "times",
        "China's trade with the four Central Asian members, dollars, 2024 over 2016")  # fmt: skip


def _world() -> float:
    base = levels.benchmark(table("benchmarks"), "china-world", 2001, "CNY billion")
    return levels.traded(table("trade_2024_cny"), 2024, ["WLD"]).over(base)


def _asean() -> float:
    base = levels.benchmark(table("benchmarks"), "china-asean", 2001, "USD billion")
    return levels.traded(table("trade_2024_cny"), 2024, ["ASE"]).over(base.in_yuan(levels.rate(table("exchange_rates"), 2001)))


def _share(states: States, year: int) -> Callable[[], float]:
    return lambda: float(series.share_of_world(table("trade_annual"), states())[year])


def _beside() -> Iterator[Result]:
    yield Result("trade.growth-world", _world, ".1f", "times", "China's whole goods trade, yuan, 2024 over 2001")
    yield Result("trade.growth-asean", _asean, ".1f", "times", "China's trade with ASEAN, yuan, 2024 over 2001")
    yield Result("trade.growth-five-over-world", lambda: ends().multiple(FIVE, FIVE) / _world(), ".1f", "times",
        f"Growth of China's trade with {_FIVE} over that of its whole trade, yuan, 2001 to 2024")  # fmt: skip
    for year in (2001, 2008, 2024):
        yield Result(f"trade.five-share-of-china-{year}", _share(five, year), ".1f", "%", f"China's whole goods trade: {_FIVE}, {year}")
        yield Result(f"trade.nine-share-of-china-{year}", _share(nine, year), ".1f", "%",
            f"China's whole goods trade: nine members, {year}")  # fmt: skip


RESULTS = (*_years(), *_beside())
