"""Results on the level and growth of trade: both ends of "36.3 times", every multiple, and how it splits."""

from collections.abc import Callable, Iterator

from edition.evidence.inputs import table
from edition.evidence.registry import Result
from edition.evidence.trade import decomposition, headline, levels
from edition.evidence.trade.amounts import Amount
from edition.evidence.trade.decomposition import Split
from edition.evidence.trade.ends import announced_multiple, ends, told
from edition.evidence.trade.headline import FIVE, NINE, SEVEN

_DOLLARS = "trade_bilateral"
_WORDS = {
    FIVE: "the five other founders (Kazakhstan, Kyrgyzstan, Russia, Tajikistan, Uzbekistan)",
    SEVEN: "seven partners (the five, India and Pakistan)",
    NINE: "nine partners (the seven, Iran and Belarus)",
}


def splits() -> dict[str, Split]:
    """Return the three ways to split the recomputed multiple, by method."""
    base, base_all = ends().base(FIVE).value, ends().base(NINE).value
    old, new = ends().end(FIVE).value, ends().end(NINE).value
    first, second = decomposition.growth_first(base, old, new), decomposition.membership_first(base, base_all, new)
    both = decomposition.symmetric(first, second)
    return {split.method: split for split in (first, second, both)}


def _levels() -> Iterator[Result]:
    yield Result("trade.announced-2024-cny", lambda: ends().announced_cny.value / 1000, ".2f", "trillion yuan",
        "China's trade with nine SCO members in 2024, as announced")  # fmt: skip
    yield Result("trade.announced-2024-usd", lambda: ends().announced_usd.value, ".1f", "billion dollars",
        "China's trade with nine SCO members in 2024, as announced in dollars")  # fmt: skip
    yield Result(
        "trade.announced-family-2024-usd",
        lambda: told("sco-members-and-partners", 2024, "USD billion", "cgtn-2025-08-21").value,
        ".0f", "billion dollars",
        "China's trade with members, observers and dialogue partners in 2024, as announced",
    )  # fmt: skip
    yield Result("trade.base-2001-usd", _base(FIVE, "USD"), ".2f", "billion dollars", f"China's trade in 2001 with {_WORDS[FIVE]}")
    yield Result("trade.base-2001-seven-usd", _base(SEVEN, "USD"), ".2f", "billion dollars", f"China's trade in 2001 with {_WORDS[SEVEN]}")
    yield Result("trade.base-2001-cny", _base(FIVE, "CNY"), ".1f", "billion yuan",
        f"China's trade in 2001 with {_WORDS[FIVE]}, at the average rate of the year")  # fmt: skip
    for name in (FIVE, NINE):
        yield Result(f"trade.sum-{name}-2024-cny", _sum(name), ".2f", "trillion yuan",
            f"Sum of the customs lines of 2024 for {_WORDS[name]}")  # fmt: skip
    yield Result("trade.sum-five-2024-usd", _sum_usd(FIVE), ".1f", "billion dollars",
        f"Sum of the customs lines of 2024 for {_WORDS[FIVE]}, at the rate that customs used")  # fmt: skip
    yield Result("trade.gap-announced-summed", lambda: (1 - ends().end(NINE).value / ends().announced_cny.value) * 100, ".2f", "%",
        "By how much the customs lines fall short of the announced total of 2024")  # fmt: skip
    yield Result("trade.rate-2001", lambda: ends().rate_first, ".3f", "yuan to the dollar", "Yuan to the dollar, average of 2001")
    yield Result("trade.rate-2024-customs", lambda: ends().rate_customs, ".4f", "yuan to the dollar",
        "Rate of 2024 inside the customs data, from both totals for Russia")  # fmt: skip


def _base(name: str, currency: str) -> Callable[[], float]:
    return lambda: ends().base(name, currency).value


def _sum(name: str) -> Callable[[], float]:
    return lambda: ends().end(name).value / 1000


def _sum_usd(name: str) -> Callable[[], float]:
    return lambda: ends().end(name, "USD").value


def _multiple(end: str, base: str, currency: str, constant: bool = False) -> Callable[[], float]:
    return lambda: ends().multiple(end, base, currency) / (ends().price_relative(currency) if constant else 1)


def _multiples() -> Iterator[Result]:
    yield Result("trade.multiple-published", lambda: announced_multiple(2001, 2024), ".1f", "times",
        "The multiple as published for 2001 to 2024")  # fmt: skip
    yield Result("trade.multiple-announced", lambda: ends().announced_cny.over(ends().base(FIVE)), ".1f", "times",
        "Announced level of 2024 (nine partners) over the level of 2001 (five), yuan")  # fmt: skip
    for name in (FIVE, NINE):
        yield Result(f"trade.multiple-{name}", _multiple(name, name, "CNY"), ".1f", "times",
            f"Like for like, yuan, 2001 to 2024: {_WORDS[name]} at both ends")  # fmt: skip
        yield Result(f"trade.multiple-{name}-constant", _multiple(name, name, "CNY", True), ".1f", "times",
            f"Like for like in yuan of 2001 (Chinese consumer prices), 2001 to 2024: {_WORDS[name]}")  # fmt: skip
    yield Result("trade.multiple-usd-seven", _multiple(SEVEN, SEVEN, "USD"), ".1f", "times",
        f"Like for like, dollars, 2001 to 2024: {_WORDS[SEVEN]} at both ends")  # fmt: skip
    yield Result("trade.multiple-usd-seven-constant", _multiple(SEVEN, SEVEN, "USD", True), ".1f", "times",
        f"Like for like in dollars of 2001 (US consumer prices), 2001 to 2024: {_WORDS[SEVEN]}")  # fmt: skip
    yield Result("trade.multiple-usd-announced", lambda: ends().announced_usd.over(ends().base(FIVE, "USD")), ".1f", "times",
        "Announced level of 2024 (nine) over the level of 2001 (five), dollars")  # fmt: skip
    yield Result("trade.multiple-usd-five", lambda: ends().five_by_country_usd.over(ends().base(FIVE, "USD")), ".1f", "times",
        "Like for like, dollars: the totals announced for the five other founders over the level of 2001")  # fmt: skip
    yield Result("trade.multiple-lowest", lambda: float(headline.sensitivity(ends())["multiple"].min()), ".1f", "times",
        "The lowest multiple of the sensitivity table")  # fmt: skip
    yield Result("trade.multiple-highest", lambda: float(headline.sensitivity(ends())["multiple"].max()), ".1f", "times",
        "The highest multiple of the sensitivity table")  # fmt: skip
    yield Result("trade.prices-china", lambda: ends().prices_china, ".3f", "ratio", "Chinese consumer prices, 2024 over 2001")
    yield Result("trade.prices-us", lambda: ends().prices_us, ".3f", "ratio", "US consumer prices, 2024 over 2001")


def _split(method: str, part: str) -> Callable[[], float]:
    return lambda: float(getattr(splits()[method], part))


def _decompositions() -> Iterator[Result]:
    yield Result("trade.membership-effect", _split("growth first", "membership"), ".3f", "times",
        "What new members do to the multiple when growth comes first (nine over five in 2024)")  # fmt: skip
    yield Result("trade.membership-effect-membership-first", _split("membership first", "membership"), ".3f", "times",
        "What new members do to the multiple when membership comes first (nine over five in 2001)")  # fmt: skip
    yield Result("trade.membership-effect-symmetric", _split("symmetric", "membership"), ".3f", "times",
        "What new members do to the multiple in the symmetric split (geometric mean of both orders)")  # fmt: skip
    yield Result("trade.growth-effect-symmetric", _split("symmetric", "growth"), ".1f", "times",
        "What growth does to the multiple in the symmetric split")  # fmt: skip
    yield Result("trade.growth-share-log", lambda: 100 * decomposition.share_of_logarithm(splits()["symmetric"]), ".0f", "%",
        "Part of the multiple that growth makes, on a scale of logarithms, symmetric split")  # fmt: skip
    yield Result("trade.newcomers-2024-cny", _newcomers, ".2f", "trillion yuan",
        "China's trade in 2024 with the four members that joined after 2001")  # fmt: skip
    yield Result("trade.newcomers-share-2024", lambda: (1 - ends().end(FIVE).over(ends().end(NINE))) * 100, ".1f", "%",
        "The four members that joined after 2001 in China's trade with nine members in 2024")  # fmt: skip
    yield Result("trade.newcomers-share-of-increase", _share_of_increase, ".1f", "%",
        "The four members that joined after 2001 in the increase from the five of 2001 to the nine of 2024")  # fmt: skip


def _newcomers() -> float:
    joined = set(ends().partners[NINE]) - set(ends().partners[FIVE])
    return levels.traded(table("trade_2024_cny"), levels.LAST, joined).value / 1000


def _share_of_increase() -> float:
    joined = ends().end(NINE).value - ends().end(FIVE).value
    return joined / (ends().end(NINE).value - ends().base(FIVE).value) * 100


def _periods() -> Iterator[Result]:
    early, middle = (("sco-5", year, "USD billion", "people-daily-2012-06-09") for year in (2001, 2011))
    yield Result("trade.five-2001-ministry-usd", lambda: told(*early).value, ".1f", "billion dollars",
        "China's trade in 2001 with the five other founders, as the commerce ministry had it")  # fmt: skip
    yield Result("trade.five-2011-usd", lambda: told(*middle).value, ".1f", "billion dollars",
        "China's trade in 2011 with the five other founders, as announced")  # fmt: skip
    yield Result("trade.growth-2001-2011", lambda: told(*middle).over(ends().base(FIVE, "USD")), ".1f", "times",
        "The five other founders, dollars, 2001 to 2011")  # fmt: skip
    yield Result(
        "trade.growth-2001-2011-annual",
        lambda: levels.annual_growth(told(*middle).over(ends().base(FIVE, "USD")), 10),
        ".1f", "% a year",
        "Growth a year of the trade with the five other founders, dollars, 2001 to 2011",
    )  # fmt: skip
    yield Result("trade.growth-2011-2024", lambda: ends().five_by_country_usd.over(told(*middle)), ".1f", "times",
        "The five other founders, dollars, 2011 to 2024")  # fmt: skip
    yield Result(
        "trade.growth-2011-2024-annual",
        lambda: levels.annual_growth(ends().five_by_country_usd.over(told(*middle)), 13),
        ".1f", "% a year",
        "Growth a year of the trade with the five other founders, dollars, 2011 to 2024",
    )  # fmt: skip
    yield Result("trade.five-2023-usd", lambda: _five_2023().value, ".1f", "billion dollars",
        "China's trade in 2023 with the five other founders, summed from the totals reported for each")  # fmt: skip
    yield Result("trade.growth-2001-2023", lambda: _five_2023().over(ends().base(FIVE, "USD")), ".1f", "times",
        "The five other founders, dollars, 2001 to 2023")  # fmt: skip
    yield Result("trade.growth-2023-2024", lambda: (ends().five_by_country_usd.over(_five_2023()) - 1) * 100, ".1f", "%",
        "The five other founders, dollars, 2024 over 2023")  # fmt: skip
    yield Result("trade.growth-nine-2023-2024", lambda: (announced_multiple(2023, 2024) - 1) * 100, ".1f", "%",
        "Nine partners, dollars, 2024 over 2023, as announced")  # fmt: skip


def _five_2023() -> Amount:
    return levels.traded(table(_DOLLARS), 2023, ends().partners[FIVE])


RESULTS = (*_levels(), *_multiples(), *_decompositions(), *_periods())
