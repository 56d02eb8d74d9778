"""Results on the level and growth of trade: both ends of "36.3 times", every multiple, and how it splits."""

from collections.abc import Callable

from edition.evidence.inputs import ends, table
from edition.evidence.registry import put
from edition.evidence.trade import decomposition, headline, levels
from edition.evidence.trade.amounts import Amount
from edition.evidence.trade.decomposition import Split
from edition.evidence.trade.headline import FIVE, NINE, SEVEN

TWO_ENDS = headline.TABLES
_DOLLARS = "trade_bilateral"
_WORDS = {
    FIVE: "the five other founders (Kazakhstan, Kyrgyzstan, Russia, Tajikistan, Uzbekistan)",
    SEVEN: "seven partners (the five, India and Pakistan)",
    NINE: "nine partners (the seven, Iran and Belarus)",
}


def told(perimeter: str, year: int, unit: str, source: str, flow: str = "total", period: str = "year") -> Amount:
    """Return one announced total."""
    return levels.announced(table("trade_announced"), perimeter, year, unit, source, flow, period)


def splits() -> dict[str, Split]:
    """Return the three ways to split the recomputed multiple, by method."""
    base, base_all = ends().base(FIVE).value, ends().base(NINE).value
    old, new = ends().end(FIVE).value, ends().end(NINE).value
    first, second = decomposition.growth_first(base, old, new), decomposition.membership_first(base, base_all, new)
    both = decomposition.symmetric(first, second)
    return {split.method: split for split in (first, second, both)}


def _levels() -> None:
    put("trade.announced-2024-cny", lambda: ends().announced_cny.value / 1000, ".2f", "trillion yuan",
        "China's trade with nine SCO members in 2024, as announced", "trade_announced")  # fmt: skip
    put("trade.announced-2024-usd", lambda: ends().announced_usd.value, ".1f", "billion dollars",
        "the same, as announced in dollars", "trade_announced")  # fmt: skip
    put("trade.announced-2024-usd-customs", lambda: told("sco-9", 2024, "USD billion", "jiaodiancj-2025-07-03").value, ".2f",
        "billion dollars", "the same, as the customs administration had it in July 2025", "trade_announced")  # fmt: skip
    put("trade.announced-family-2024-usd", lambda: told("sco-members-and-partners", 2024, "USD billion", "cgtn-2025-08-21").value,
        ".0f", "billion dollars", "China's trade with members, observers and dialogue partners in 2024, as announced",
        "trade_announced")  # fmt: skip
    put("trade.base-2001-announced-cny",
        lambda: told("unstated", 2001, "CNY billion", "people-daily-urdu-2025-08-21").value, ".0f", "billion yuan",
        "the level at the founding in the words of customs ('about'), composition not stated", "trade_announced")  # fmt: skip
    put("trade.base-implied-cny", lambda: ends().announced_cny.value / announced_multiple(2001, 2024), ".1f", "billion yuan",
        "the level at the founding that 3.65 trillion and the announced multiple imply",
        "trade_announced", "announced_multiples")  # fmt: skip
    for name in (FIVE, SEVEN, NINE):
        suffix = "" if name == FIVE else f"-{name}"
        put(f"trade.base-2001{suffix}-usd", _base(name, "USD"), ".2f", "billion dollars",
            f"China's trade in 2001 with {_WORDS[name]}" + ("; an estimate, without Belarus" if name == NINE else ""),
            "trade_announced", "trade_bilateral")  # fmt: skip
        put(f"trade.base-2001{suffix}-cny", _base(name, "CNY"), ".1f", "billion yuan",
            f"the same in yuan at the average rate of 2001, {_WORDS[name]}", *TWO_ENDS)  # fmt: skip
        put(f"trade.sum-{name}-2024-cny", _sum(name), ".2f", "trillion yuan",
            f"sum of the customs lines of 2024 for {_WORDS[name]}", "trade_2024_cny", "accessions")  # fmt: skip
        put(f"trade.sum-{name}-2024-usd", _sum_usd(name), ".1f", "billion dollars",
            f"the same in dollars at the rate customs used, {_WORDS[name]}", "trade_2024_cny", "trade_bilateral")  # fmt: skip
    put("trade.announced-five-2024-usd", lambda: ends().five_by_country_usd.value, ".2f", "billion dollars",
        "sum of the dollar totals announced for each of the five other founders in 2024", "trade_bilateral")  # fmt: skip
    put("trade.gap-announced-summed", lambda: (1 - ends().end(NINE).value / ends().announced_cny.value) * 100, ".2f", "%",
        "by how much the customs lines fall short of the announced total of 2024", *TWO_ENDS)  # fmt: skip
    put("trade.rate-2001", lambda: ends().rate_first, ".3f", "yuan to the dollar", "average rate of 2001", "exchange_rates")
    put("trade.rate-2024", lambda: levels.rate(table("exchange_rates"), 2024), ".4f", "yuan to the dollar",
        "average rate of 2024, Federal Reserve", "exchange_rates")  # fmt: skip
    put("trade.rate-2024-customs", lambda: ends().rate_customs, ".4f", "yuan to the dollar",
        "rate of 2024 inside the customs data, from both totals for Russia", "trade_2024_cny", "trade_bilateral")  # fmt: skip


def announced_multiple(from_year: int, to_year: int) -> float:
    """Return the multiple announced between two years, in times."""
    return levels.announced_multiple(table("announced_multiples"), from_year, to_year)


def _base(name: str, currency: str) -> Callable[[], float]:
    return lambda: ends().base(name, currency).value


def _sum(name: str) -> Callable[[], float]:
    return lambda: ends().end(name).value / 1000


def _sum_usd(name: str) -> Callable[[], float]:
    return lambda: ends().end(name, "USD").value


def _multiple(end: str, base: str, currency: str, constant: bool = False) -> Callable[[], float]:
    return lambda: ends().multiple(end, base, currency) / (ends().price_relative(currency) if constant else 1)


def _multiples() -> None:
    put("trade.multiple-published", lambda: announced_multiple(2001, 2024), ".1f", "times",
        "the multiple as published for 2001 to 2024", "announced_multiples")  # fmt: skip
    put("trade.multiple-announced", lambda: ends().announced_cny.over(ends().base(FIVE)), ".1f", "times",
        "announced level of 2024 (nine partners) over the level of 2001 (five), yuan", *TWO_ENDS)  # fmt: skip
    put("trade.multiple-recomputed", _multiple(NINE, FIVE, "CNY"), ".2f", "times",
        "summed customs lines of 2024 (nine) over the level of 2001 (five), yuan", *TWO_ENDS)  # fmt: skip
    for name in (FIVE, SEVEN, NINE):
        put(f"trade.multiple-{name}", _multiple(name, name, "CNY"), ".1f", "times",
            f"like for like, yuan: {_WORDS[name]} at both ends", *TWO_ENDS)  # fmt: skip
        put(f"trade.multiple-{name}-constant", _multiple(name, name, "CNY", True), ".1f", "times",
            f"like for like in yuan of 2001 (Chinese consumer prices): {_WORDS[name]}", *TWO_ENDS)  # fmt: skip
        put(f"trade.multiple-usd-{name}-constant", _multiple(name, name, "USD", True), ".1f", "times",
            f"like for like in dollars of 2001 (US consumer prices): {_WORDS[name]}", *TWO_ENDS)  # fmt: skip
        if name != FIVE:
            put(f"trade.multiple-usd-{name}", _multiple(name, name, "USD"), ".1f", "times",
                f"like for like, dollars: {_WORDS[name]} at both ends", *TWO_ENDS)  # fmt: skip
    put("trade.multiple-usd-announced", lambda: ends().announced_usd.over(ends().base(FIVE, "USD")), ".1f", "times",
        "announced level of 2024 (nine) over the level of 2001 (five), dollars", *TWO_ENDS)  # fmt: skip
    put("trade.multiple-usd-five", lambda: ends().five_by_country_usd.over(ends().base(FIVE, "USD")), ".1f", "times",
        "like for like, dollars: the totals announced for the five other founders over the level of 2001", *TWO_ENDS)  # fmt: skip
    put("trade.multiple-announced-constant", lambda: ends().announced_cny.over(ends().base(FIVE)) / ends().prices_china, ".1f",
        "times", "the headline multiple in yuan of 2001", *TWO_ENDS)  # fmt: skip
    put("trade.multiple-lowest", lambda: float(headline.sensitivity(ends())["multiple"].min()), ".1f", "times",
        "the lowest multiple of the sensitivity table", *TWO_ENDS)  # fmt: skip
    put("trade.multiple-highest", lambda: float(headline.sensitivity(ends())["multiple"].max()), ".1f", "times",
        "the highest multiple of the sensitivity table", *TWO_ENDS)  # fmt: skip
    put("trade.exchange-rate-effect", lambda: ends().rate_customs / ends().rate_first, ".3f", "ratio",
        "what counting in yuan does to a multiple in dollars (below 1 lowers it)", *TWO_ENDS)  # fmt: skip
    put("trade.prices-china", lambda: ends().prices_china, ".3f", "ratio", "Chinese consumer prices, 2024 over 2001", "prices")
    put("trade.prices-us", lambda: ends().prices_us, ".3f", "ratio", "US consumer prices, 2024 over 2001", "prices")
    put("trade.multiple-published-2021", lambda: announced_multiple(2001, 2021), ".0f", "times",
        "the multiple published for 2001 to 2021", "announced_multiples")  # fmt: skip
    put("trade.multiple-2021-recomputed",
        lambda: told("sco-7", 2021, "USD billion", "mofcom-2022-repost").over(ends().base(FIVE, "USD")), ".1f", "times",
        "the announced level of 2021 (seven partners) over the level of 2001 (five), dollars", "trade_announced")  # fmt: skip


def _split(method: str, part: str) -> Callable[[], float]:
    return lambda: float(getattr(splits()[method], part))


def _decompositions() -> None:
    put("trade.membership-effect", _split("growth first", "membership"), ".3f", "times",
        "what new members do to the multiple when growth comes first (nine over five in 2024)", *TWO_ENDS)  # fmt: skip
    put("trade.membership-effect-membership-first", _split("membership first", "membership"), ".3f", "times",
        "the same when membership comes first (nine over five in 2001)", *TWO_ENDS)  # fmt: skip
    put("trade.membership-effect-symmetric", _split("symmetric", "membership"), ".3f", "times",
        "the same in the symmetric split (geometric mean of both orders)", *TWO_ENDS)  # fmt: skip
    put("trade.growth-effect-symmetric", _split("symmetric", "growth"), ".1f", "times",
        "what growth does to the multiple in the symmetric split", *TWO_ENDS)  # fmt: skip
    put("trade.growth-share-log", lambda: 100 * decomposition.share_of_logarithm(splits()["symmetric"]), ".0f", "%",
        "part of the multiple that growth makes, on a scale of logarithms, symmetric split", *TWO_ENDS)  # fmt: skip
    put("trade.newcomers-2024-cny", _newcomers, ".2f", "trillion yuan",
        "China's trade in 2024 with the four members that joined after 2001", *TWO_ENDS)  # fmt: skip
    put("trade.newcomers-share-2024", lambda: (1 - ends().end(FIVE).over(ends().end(NINE))) * 100, ".1f", "%",
        "their part of China's trade with nine members in 2024", *TWO_ENDS)  # fmt: skip
    put("trade.newcomers-share-of-increase", _share_of_increase, ".1f", "%",
        "their part of the increase from the five of 2001 to the nine of 2024", *TWO_ENDS)  # fmt: skip


def _newcomers() -> float:
    joined = set(ends().partners[NINE]) - set(ends().partners[FIVE])
    return levels.traded(table("trade_2024_cny"), levels.LAST, joined).value / 1000


def _share_of_increase() -> float:
    joined = ends().end(NINE).value - ends().end(FIVE).value
    return joined / (ends().end(NINE).value - ends().base(FIVE).value) * 100


def _periods() -> None:
    early, middle = (("sco-5", year, "USD billion", "people-daily-2012-06-09") for year in (2001, 2011))
    put("trade.five-2001-ministry-usd", lambda: told(*early).value, ".1f", "billion dollars",
        "China's trade in 2001 with the five other founders, as the commerce ministry had it", "trade_announced")  # fmt: skip
    put("trade.five-2011-usd", lambda: told(*middle).value, ".1f", "billion dollars",
        "China's trade in 2011 with the five other founders, as announced", "trade_announced")  # fmt: skip
    put("trade.growth-2001-2011", lambda: told(*middle).over(ends().base(FIVE, "USD")), ".1f", "times",
        "the five other founders, dollars, 2001 to 2011", "trade_announced")  # fmt: skip
    put("trade.growth-2001-2011-annual", lambda: levels.annual_growth(told(*middle).over(ends().base(FIVE, "USD")), 10), ".1f", "% a year",
        "the same, a year", "trade_announced")  # fmt: skip
    put("trade.growth-2011-2024", lambda: ends().five_by_country_usd.over(told(*middle)), ".1f", "times",
        "the five other founders, dollars, 2011 to 2024", "trade_announced", "trade_bilateral")  # fmt: skip
    put("trade.growth-2011-2024-annual", lambda: levels.annual_growth(ends().five_by_country_usd.over(told(*middle)), 13), ".1f",
        "% a year", "the same, a year", "trade_announced", "trade_bilateral")  # fmt: skip
    put("trade.five-2023-usd", lambda: _five_2023().value, ".1f", "billion dollars",
        "China's trade in 2023 with the five other founders, summed from the totals reported for each", _DOLLARS)  # fmt: skip
    put("trade.growth-2001-2023", lambda: _five_2023().over(ends().base(FIVE, "USD")), ".1f", "times",
        "the five other founders, dollars, 2001 to 2023", *TWO_ENDS)  # fmt: skip
    put("trade.growth-2023-2024", lambda: (ends().five_by_country_usd.over(_five_2023()) - 1) * 100, ".1f", "%",
        "the five other founders, dollars, 2024 over 2023", _DOLLARS)  # fmt: skip
    put("trade.growth-nine-2023-2024", lambda: (announced_multiple(2023, 2024) - 1) * 100, ".1f", "%",
        "nine partners, dollars, 2024 over 2023, as announced", "announced_multiples")  # fmt: skip


def _five_2023() -> Amount:
    return levels.traded(table(_DOLLARS), 2023, ends().partners[FIVE])


_levels()
_multiples()
_decompositions()
_periods()
