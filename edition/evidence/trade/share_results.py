"""Results on who trades: shares, benchmarks, balances, concentration and the two sides of the same trade."""

from collections.abc import Callable, Iterator

import pandas as pd

from edition.evidence.inputs import table
from edition.evidence.registry import Result
from edition.evidence.trade import levels
from edition.evidence.trade.amounts import Amount
from edition.evidence.trade.ends import ends, told
from edition.evidence.trade.headline import FIVE, NINE

_YUAN, _DOLLARS, _TOLD = "trade_2024_cny", "trade_bilateral", "trade_announced"


def nine_lines() -> pd.DataFrame:
    """Return the customs lines of 2024 for the nine partner members, totals."""
    return levels.lines(table(_YUAN), levels.LAST, ends().partners[NINE])


def _share(*partners: str) -> Callable[[], float]:
    return lambda: float(levels.shares(nine_lines())[list(partners)].sum())


def _yuan(partner: str, flow: str = "total") -> Amount:
    return levels.traded(table(_YUAN), levels.LAST, [partner], flow)


def _surplus(partner: str) -> Callable[[], float]:
    return lambda: float(levels.balance(table(_YUAN), levels.LAST, [partner])["surplus"].iloc[0])


def _shares() -> Iterator[Result]:
    yield Result("trade.share-russia-2024", _share("RUS"), ".1f", "%", "Russia in China's trade with the nine members, 2024")
    yield Result("trade.level-iran-2024-cny", lambda: _yuan("IRN").value, ",.1f", "billion yuan", "China's trade with Iran, 2024")
    for code, name in {"IND": "india", "KGZ": "kyrgyzstan"}.items():
        yield Result(f"trade.balance-{name}-2024-cny", _surplus(code), ".1f", "billion yuan",
            f"China's surplus with {name.title()}, 2024 (below 0: a deficit)")  # fmt: skip
    yield Result("trade.share-central-asia-2024", _share(*levels.CENTRAL_ASIAN_MEMBERS), ".1f", "%",
        "The four Central Asian members in China's trade with nine members, 2024")  # fmt: skip
    yield Result("trade.share-russia-india-2024", _share("RUS", "IND"), ".1f", "%",
        "Russia and India in China's trade with nine members, 2024")  # fmt: skip
    yield Result("trade.concentration-2024", lambda: levels.concentration(nine_lines()), ",.0f", "index",
        "Herfindahl-Hirschman index of China's trade over nine members, 2024 (0 to 10,000)")  # fmt: skip
    yield Result("trade.effective-partners-2024", lambda: levels.effective_number(nine_lines()), ".1f", "states",
        "Equal partners that would give the concentration of China's trade over nine members, 2024")  # fmt: skip
    yield Result(
        "trade.balance-nine-2024-cny",
        lambda: float(levels.balance(table(_YUAN), levels.LAST, ends().partners[NINE])["surplus"].sum()),
        ",.0f", "billion yuan",
        "China's surplus with the nine members together, 2024",
    )  # fmt: skip
    yield Result(
        "trade.deficit-partners-2024",
        lambda: int((levels.balance(table(_YUAN), levels.LAST, ends().partners[NINE])["surplus"] > 0).sum()),
        "d", "states",
        "Members of the nine that sold China less than they bought, 2024",
    )  # fmt: skip


def _announced_dollars(partner: str, year: int, basis: str = "customs") -> Amount:
    return levels.traded(table(_DOLLARS), year, [partner], basis=basis)


def _growth() -> Iterator[Result]:
    world = ("china-world", 2001, "CNY billion")
    yield Result("trade.growth-world", lambda: _yuan("WLD").over(levels.benchmark(table("benchmarks"), *world)), ".1f", "times",
        "China's whole goods trade, yuan, 2001 to 2024")  # fmt: skip
    yield Result("trade.growth-asean", lambda: _yuan("ASE").over(_asean().in_yuan(ends().rate_first)), ".1f", "times",
        "China's trade with ASEAN, yuan, 2001 to 2024")  # fmt: skip
    yield Result(
        "trade.growth-five-over-world",
        lambda: ends().multiple(FIVE, FIVE) / _yuan("WLD").over(levels.benchmark(table("benchmarks"), *world)),
        ".1f", "times",
        "Growth with the five other founders over the growth of China's whole trade",
    )  # fmt: skip
    yield Result("trade.russia-2001-usd", lambda: _announced_dollars("RUS", 2001, "secondary").value, ".2f", "billion dollars",
        "China's trade with Russia in 2001")  # fmt: skip
    yield Result("trade.russia-growth-2023", _yearly("RUS", 2023, 2022), ".1f", "%",
        "Growth of China's trade with Russia, dollars, 2022 to 2023")  # fmt: skip
    yield Result("trade.five-share-of-china-2001", lambda: _of_world_2001(ends().base(FIVE, "USD")), ".2f", "%",
        "The five other founders in China's whole goods trade, 2001")  # fmt: skip
    yield Result("trade.nine-share-of-china-2001", lambda: _of_world_2001(ends().base(NINE, "USD")), ".2f", "%",
        "Nine partners in China's whole goods trade, 2001 (an estimate)")  # fmt: skip
    yield Result("trade.five-share-of-china-2024", lambda: ends().end(FIVE).over(_yuan("WLD")) * 100, ".2f", "%",
        "The five other founders in China's whole goods trade, 2024")  # fmt: skip
    yield Result("trade.nine-share-of-china-2024", lambda: ends().end(NINE).over(_yuan("WLD")) * 100, ".2f", "%",
        "Nine partners in China's whole goods trade, 2024")  # fmt: skip


def _yearly(code: str, year: int, before: int) -> Callable[[], float]:
    return lambda: (_announced_dollars(code, year).over(_announced_dollars(code, before)) - 1) * 100


def _asean() -> Amount:
    return levels.benchmark(table("benchmarks"), "china-asean", 2001, "USD billion")


def _of_world_2001(part: Amount) -> float:
    return part.over(levels.benchmark(table("benchmarks"), "china-world", 2001, "USD billion")) * 100


def _mirror(partner: str, column: str) -> Callable[[], float]:
    return lambda: float(dict(levels.mirrors(table(_DOLLARS), 2024)[column])[partner])


def _sides() -> Iterator[Result]:
    china_side = ("central-asia-5", 2024, "USD billion", "24kg-2025-01-24")
    partner_side = ("central-asia-5", 2024, "USD billion", "timesca-edb-2025")
    yield Result("trade.central-asia-china-side", lambda: told(*china_side).value, ".1f", "billion dollars",
        "China's trade with the five Central Asian states in 2024, Chinese customs")  # fmt: skip
    yield Result("trade.central-asia-partner-side", lambda: told(*partner_side).value, ".1f", "billion dollars",
        "Trade of the five Central Asian states with China in 2024, their own figures (Eurasian Development Bank)")  # fmt: skip
    yield Result("trade.central-asia-sides-gap", lambda: (1 - told(*partner_side).over(told(*china_side))) * 100, ".0f", "%",
        "By how much the five Central Asian states' own figure lies below the Chinese one, 2024")  # fmt: skip
    yield Result("trade.kyrgyzstan-china-side", lambda: _announced_dollars("KGZ", 2024).value, ".1f", "billion dollars",
        "China's trade with Kyrgyzstan in 2024, Chinese customs")  # fmt: skip
    yield Result(
        "trade.kyrgyzstan-partner-side",
        lambda: told("kyrgyzstan", 2024, "USD billion", "24kg-2025-01-24", period="January-November").value,
        ".1f", "billion dollars",
        "Kyrgyzstan's trade with China in eleven months of 2024, Kyrgyz statistics",
    )  # fmt: skip
    for code, name in {"KAZ": "kazakhstan", "TJK": "tajikistan", "UZB": "uzbekistan"}.items():
        yield Result(f"trade.{name}-china-side", _mirror(code, "china"), ".1f", "billion dollars",
            f"China's trade with {name.title()} in 2024, Chinese customs")  # fmt: skip
        yield Result(f"trade.{name}-partner-side", _mirror(code, "partner_side"), ".2f" if code == "TJK" else ".1f", "billion dollars",
            f"{name.title()}'s trade with China in 2024, its own figure")  # fmt: skip


RESULTS = (*_shares(), *_growth(), *_sides())
