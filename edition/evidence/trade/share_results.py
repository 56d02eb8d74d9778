"""Results on who trades: shares, benchmarks, balances, concentration and the two sides of the same trade."""

from collections.abc import Callable

import pandas as pd

from edition.evidence.inputs import ends, grouping, table
from edition.evidence.registry import put
from edition.evidence.trade import levels
from edition.evidence.trade.amounts import Amount, remainder
from edition.evidence.trade.headline import FIVE, NINE
from edition.evidence.trade.level_results import told

_YUAN, _DOLLARS, _TOLD = "trade_2024_cny", "trade_bilateral", "trade_announced"
NAMES = {
    "RUS": "russia", "IND": "india", "KAZ": "kazakhstan", "PAK": "pakistan", "KGZ": "kyrgyzstan", "UZB": "uzbekistan",
    "IRN": "iran", "BLR": "belarus", "TJK": "tajikistan",
}  # fmt: skip


def nine_lines() -> pd.DataFrame:
    """Return the customs lines of 2024 for the nine partner members, totals."""
    return levels.lines(table(_YUAN), levels.LAST, ends().partners[NINE])


def _share(*partners: str) -> Callable[[], float]:
    return lambda: float(levels.shares(nine_lines())[list(partners)].sum())


def _yuan(partner: str, flow: str = "total") -> Amount:
    return levels.traded(table(_YUAN), levels.LAST, [partner], flow)


def _level(partner: str) -> Callable[[], float]:
    return lambda: _yuan(partner).value


def _surplus(partner: str) -> Callable[[], float]:
    return lambda: float(levels.balance(table(_YUAN), levels.LAST, [partner])["surplus"].iloc[0])


def _shares() -> None:
    for code, name in NAMES.items():
        put(f"trade.share-{name}-2024", _share(code), ".1f", "%",
            f"{name.title()} in China's trade with nine members, 2024", _YUAN)  # fmt: skip
        put(f"trade.level-{name}-2024-cny", _level(code), ",.1f", "billion yuan",
            f"China's trade with {name.title()}, 2024", _YUAN)  # fmt: skip
        put(f"trade.balance-{name}-2024-cny", _surplus(code), ".1f", "billion yuan",
            f"China's surplus with {name.title()}, 2024 (below 0: a deficit)", _YUAN)  # fmt: skip
    put("trade.share-central-asia-2024", _share(*levels.CENTRAL_ASIAN_MEMBERS), ".1f", "%",
        "the four Central Asian members in China's trade with nine members, 2024", _YUAN)  # fmt: skip
    put("trade.share-russia-india-2024", _share("RUS", "IND"), ".1f", "%",
        "Russia and India in China's trade with nine members, 2024", _YUAN)  # fmt: skip
    put("trade.concentration-2024", lambda: levels.concentration(nine_lines()), ",.0f", "index",
        "Herfindahl-Hirschman index of China's trade over nine members, 2024 (0 to 10,000)", _YUAN)  # fmt: skip
    put("trade.effective-partners-2024", lambda: levels.effective_number(nine_lines()), ".1f", "states",
        "number of equal partners with the same concentration", _YUAN)  # fmt: skip
    put("trade.balance-nine-2024-cny",
        lambda: float(levels.balance(table(_YUAN), levels.LAST, ends().partners[NINE])["surplus"].sum()), ",.0f", "billion yuan",
        "China's surplus with the nine members together, 2024", _YUAN)  # fmt: skip
    put("trade.deficit-partners-2024",
        lambda: int((levels.balance(table(_YUAN), levels.LAST, ends().partners[NINE])["surplus"] > 0).sum()), "d", "states",
        "members of the nine that sold China less than they bought, 2024", _YUAN)  # fmt: skip


def _announced_dollars(partner: str, year: int, basis: str = "customs") -> Amount:
    return levels.traded(table(_DOLLARS), year, [partner], basis=basis)


def central_asia_2001() -> Amount:
    """Return what the level of the five in 2001 leaves beside Russia: an estimate of the four Central Asian members."""
    return remainder(ends().base(FIVE, "USD"), _announced_dollars("RUS", 2001, "secondary"))


def _central_asia_2024(currency: str) -> Amount:
    if currency == "USD":
        return levels.traded(table(_DOLLARS), levels.LAST, levels.CENTRAL_ASIAN_MEMBERS)
    return levels.traded(table(_YUAN), levels.LAST, levels.CENTRAL_ASIAN_MEMBERS)


def _growth() -> None:
    world = ("china-world", 2001, "CNY billion")
    put("trade.growth-world", lambda: _yuan("WLD").over(levels.benchmark(table("benchmarks"), *world)), ".1f", "times",
        "China's whole goods trade, yuan, 2001 to 2024", "benchmarks", _YUAN)  # fmt: skip
    put("trade.growth-asean", lambda: _yuan("ASE").over(_asean().in_yuan(ends().rate_first)), ".1f", "times",
        "China's trade with ASEAN, yuan, 2001 to 2024", "benchmarks", _YUAN, "exchange_rates")  # fmt: skip
    put("trade.growth-five-over-world",
        lambda: ends().multiple(FIVE, FIVE) / _yuan("WLD").over(levels.benchmark(table("benchmarks"), *world)), ".1f", "times",
        "growth with the five other founders over the growth of China's whole trade", "benchmarks", _YUAN)  # fmt: skip
    put("trade.growth-russia-cny",
        lambda: _yuan("RUS").over(_announced_dollars("RUS", 2001, "secondary").in_yuan(ends().rate_first)), ".1f", "times",
        "China's trade with Russia, yuan, 2001 to 2024", _YUAN, _DOLLARS, "exchange_rates")  # fmt: skip
    put("trade.growth-russia-usd",
        lambda: _announced_dollars("RUS", 2024).over(_announced_dollars("RUS", 2001, "secondary")), ".1f", "times",
        "China's trade with Russia, dollars, 2001 to 2024", _DOLLARS)  # fmt: skip
    put("trade.growth-central-asia-cny", lambda: _central_asia_2024("CNY").over(central_asia_2001().in_yuan(ends().rate_first)),
        ".0f", "times", "the four Central Asian members, yuan, 2001 (a remainder) to 2024", _YUAN, _DOLLARS, _TOLD)  # fmt: skip
    put("trade.growth-central-asia-usd", lambda: _central_asia_2024("USD").over(central_asia_2001()), ".0f", "times",
        "the same in dollars", _DOLLARS, _TOLD)  # fmt: skip
    put("trade.growth-india-cny", lambda: _yuan("IND").over(_announced_dollars("IND", 2001).in_yuan(ends().rate_first)), ".0f",
        "times", "China's trade with India, yuan, 2001 (rounded) to 2024", _YUAN, _DOLLARS, "exchange_rates")  # fmt: skip
    for code, name in {"RUS": "russia", "IND": "india"}.items():
        put(f"trade.{name}-2001-usd", _first(code), ".2f" if code == "RUS" else ".1f", "billion dollars",
            f"China's trade with {name.title()} in 2001", _DOLLARS)  # fmt: skip
    for code, name in {"RUS": "russia", "KAZ": "kazakhstan"}.items():
        put(f"trade.{name}-2024-usd", _last(code), ".2f" if code == "RUS" else ".1f", "billion dollars",
            f"China's trade with {name.title()} in 2024, as announced", _DOLLARS)  # fmt: skip
    put("trade.russia-growth-2023", _yearly("RUS", 2023, 2022), ".1f", "%",
        "growth of China's trade with Russia, dollars, 2022 to 2023", _DOLLARS)  # fmt: skip
    put("trade.central-asia-2001-usd", lambda: central_asia_2001().value, ".2f", "billion dollars",
        "the four Central Asian members in 2001: what the five leave beside Russia, an estimate", _DOLLARS, _TOLD)  # fmt: skip
    put("trade.five-share-of-china-2001", lambda: _of_world_2001(ends().base(FIVE, "USD")), ".2f", "%",
        "the five other founders in China's whole goods trade, 2001", _TOLD, "benchmarks")  # fmt: skip
    put("trade.nine-share-of-china-2001", lambda: _of_world_2001(ends().base(NINE, "USD")), ".2f", "%",
        "nine partners in China's whole goods trade, 2001 (an estimate)", _TOLD, _DOLLARS, "benchmarks")  # fmt: skip
    put("trade.five-share-of-china-2024", lambda: ends().end(FIVE).over(_yuan("WLD")) * 100, ".2f", "%",
        "the five other founders in China's whole goods trade, 2024", _YUAN)  # fmt: skip
    put("trade.nine-share-of-china-2024", lambda: ends().end(NINE).over(_yuan("WLD")) * 100, ".2f", "%",
        "nine partners in China's whole goods trade, 2024", _YUAN)  # fmt: skip
    put("trade.world-2001-cny", lambda: levels.benchmark(table("benchmarks"), *world).value / 1000, ".2f", "trillion yuan",
        "China's whole goods trade, 2001", "benchmarks")  # fmt: skip
    put("trade.world-2024-cny", lambda: _yuan("WLD").value / 1000, ".2f", "trillion yuan",
        "China's whole goods trade, 2024", _YUAN)  # fmt: skip
    put("trade.asean-2001-usd", lambda: _asean().value, ".1f", "billion dollars", "China's trade with ASEAN, 2001", "benchmarks")
    put("trade.asean-2024-cny", lambda: _yuan("ASE").value / 1000, ".2f", "trillion yuan",
        "China's trade with ASEAN, 2024", _YUAN)  # fmt: skip


def _first(code: str) -> Callable[[], float]:
    return lambda: _announced_dollars(code, 2001, "secondary" if code == "RUS" else "customs").value


def _last(code: str) -> Callable[[], float]:
    return lambda: _announced_dollars(code, 2024).value


def _yearly(code: str, year: int, before: int) -> Callable[[], float]:
    return lambda: (_announced_dollars(code, year).over(_announced_dollars(code, before)) - 1) * 100


def _asean() -> Amount:
    return levels.benchmark(table("benchmarks"), "china-asean", 2001, "USD billion")


def _of_world_2001(part: Amount) -> float:
    return part.over(levels.benchmark(table("benchmarks"), "china-world", 2001, "USD billion")) * 100


def _mirror(partner: str, column: str) -> Callable[[], float]:
    return lambda: float(dict(levels.mirrors(table(_DOLLARS), 2024)[column])[partner])


def _sides() -> None:
    china_side = ("central-asia-5", 2024, "USD billion", "24kg-2025-01-24")
    partner_side = ("central-asia-5", 2024, "USD billion", "timesca-edb-2025")
    put("trade.central-asia-china-side", lambda: told(*china_side).value, ".1f", "billion dollars",
        "China's trade with the five Central Asian states in 2024, Chinese customs", _TOLD)  # fmt: skip
    put("trade.central-asia-partner-side", lambda: told(*partner_side).value, ".1f", "billion dollars",
        "the same from the partners' side (Eurasian Development Bank)", _TOLD)  # fmt: skip
    put("trade.central-asia-sides-ratio", lambda: told(*china_side).over(told(*partner_side)), ".2f", "ratio",
        "the Chinese figure over the partners' figure", _TOLD)  # fmt: skip
    put("trade.central-asia-sides-gap", lambda: (1 - told(*partner_side).over(told(*china_side))) * 100, ".0f", "%",
        "by how much the partners' figure lies below the Chinese one", _TOLD)  # fmt: skip
    put("trade.central-asia-five-2024-cny",
        lambda: levels.traded(table(_YUAN), levels.LAST, grouping("central-asia")).value, ".1f", "billion yuan",
        "China's trade with the five Central Asian states in 2024, customs lines", _YUAN, "grouping_members")  # fmt: skip
    put("trade.kyrgyzstan-china-side", lambda: _announced_dollars("KGZ", 2024).value, ".1f", "billion dollars",
        "China's trade with Kyrgyzstan in 2024, Chinese customs", _DOLLARS)  # fmt: skip
    put("trade.kyrgyzstan-partner-side",
        lambda: told("kyrgyzstan", 2024, "USD billion", "24kg-2025-01-24", period="January-November").value, ".1f",
        "billion dollars", "the same by Kyrgyz statistics, eleven months", _TOLD)  # fmt: skip
    for code, name in {"KAZ": "kazakhstan", "TJK": "tajikistan", "UZB": "uzbekistan"}.items():
        put(f"trade.{name}-china-side", _mirror(code, "china"), ".1f", "billion dollars",
            f"China's trade with {name.title()} in 2024, Chinese customs", _DOLLARS)  # fmt: skip
        put(f"trade.{name}-partner-side", _mirror(code, "partner_side"), ".2f" if code == "TJK" else ".1f", "billion dollars",
            f"the same from the side of {name.title()}", _DOLLARS)  # fmt: skip


_shares()
_growth()
_sides()
