"""Results on both ends of "36.3 times": the levels, the multiples, and how a multiple splits into growth and membership."""

from collections.abc import Callable, Iterator

import pandas as pd

from edition.evidence.inputs import table
from edition.evidence.registry import Result
from edition.evidence.trade import decomposition, headline, levels, series
from edition.evidence.trade.ends import announced_multiple, announced_total, ends, five, nine
from edition.evidence.trade.headline import FIVE, NINE, PERIMETERS, SEVEN

_WORDS = {
    FIVE: "the five other founders (Kazakhstan, Kyrgyzstan, Russia, Tajikistan, Uzbekistan)",
    SEVEN: "seven members (the five, India and Pakistan)",
    NINE: "nine members (the seven, Iran and Belarus)",
}


def _announced_yuan() -> float:
    return announced_total("sco-9", 2024, "CNY billion", headline.NINE_2024_CNY).value


def _announced_dollars() -> float:
    return announced_total("sco-9", 2024, "USD billion", headline.NINE_2024_USD).value


def _sum_yuan(states: Callable[[], tuple[str, ...]]) -> float:
    return levels.traded(table("trade_2024_cny"), 2024, states()).value


def _against() -> pd.DataFrame:
    perimeters = {key: ends().partners[name] for key, name in PERIMETERS.items()}
    return series.against_announced(table("trade_annual"), table("trade_announced"), perimeters)


def _largest_gap() -> float:
    frame = _against()
    return float(frame.loc[~frame["rounded"], "gap"].abs().max())


def _announced() -> Iterator[Result]:
    yield Result("trade.announced-years", lambda: _against()["year"].nunique(), "d", "years",
        "Years, 2001 to 2024, for which an announced total of China's trade with the SCO was found")  # fmt: skip
    yield Result("trade.announced-largest-gap", _largest_gap, ".1f", "%",
        "Largest difference of a sum of lines from an announced total that is not given as rounded")  # fmt: skip
    yield Result("trade.announced-2024-cny", lambda: _announced_yuan() / 1000, ".2f", "trillion yuan",
        "China's trade with nine SCO members in 2024, as announced")  # fmt: skip
    yield Result("trade.announced-2024-usd", _announced_dollars, ".1f", "billion dollars",
        "China's trade with nine SCO members in 2024, as announced in dollars")  # fmt: skip
    yield Result("trade.announced-base-2001-usd", lambda: announced_total("sco-5", 2001, "USD billion", "cgtn-2023-07-03").value, ".2f",
        "billion dollars", "China's trade in 2001 with the other members of the SCO, as announced")  # fmt: skip
    yield Result("trade.multiple-published", lambda: announced_multiple(2001, 2024), ".1f", "times",
        "China's trade with the SCO in 2024 over the level at the founding, as published")  # fmt: skip
    yield Result("trade.gap-announced-summed", lambda: (1 - _sum_yuan(nine) / _announced_yuan()) * 100, ".2f", "%",
        "By how much the customs lines of 2024 for nine members fall short of the announced total")  # fmt: skip
    yield Result("trade.growth-nine-2023-2024", lambda: (announced_multiple(2023, 2024) - 1) * 100, ".1f", "%",
        "Growth of China's trade with the members of the SCO from 2023 to 2024 in dollars, as announced")  # fmt: skip


def _base(states: Callable[[], tuple[str, ...]]) -> Callable[[], float]:
    return lambda: series.level(table("trade_annual"), states(), 2001).value


def _ends() -> Iterator[Result]:
    yield Result("trade.base-2001-usd", _base(five), ".2f", "billion dollars", f"China's trade in 2001 with {_WORDS[FIVE]}")
    yield Result("trade.base-2001-seven-usd", lambda: ends().base(SEVEN, "USD").value, ".2f", "billion dollars",
        f"China's trade in 2001 with {_WORDS[SEVEN]}")  # fmt: skip
    yield Result("trade.base-2001-nine-usd", _base(nine), ".2f", "billion dollars", f"China's trade in 2001 with {_WORDS[NINE]}")
    yield Result("trade.base-2001-cny", lambda: ends().base(FIVE).value, ".1f", "billion yuan",
        f"China's trade in 2001 with {_WORDS[FIVE]}, at the average rate of the year")  # fmt: skip
    yield Result("trade.sum-five-2024-cny", lambda: _sum_yuan(five) / 1000, ".2f", "trillion yuan",
        f"Sum of the customs lines of 2024 for {_WORDS[FIVE]}")  # fmt: skip
    yield Result("trade.sum-nine-2024-cny", lambda: _sum_yuan(nine) / 1000, ".2f", "trillion yuan",
        f"Sum of the customs lines of 2024 for {_WORDS[NINE]}")  # fmt: skip
    yield Result("trade.rate-2001", lambda: levels.rate(table("exchange_rates"), 2001), ".3f", "yuan to the dollar",
        "Yuan to the dollar, average of 2001")  # fmt: skip
    yield Result("trade.rate-2024", lambda: levels.rate(table("exchange_rates"), 2024), ".3f", "yuan to the dollar",
        "Yuan to the dollar, average of 2024")  # fmt: skip


def _multiple(name: str, currency: str = "CNY", constant: bool = False) -> Callable[[], float]:
    return lambda: ends().multiple(name, name, currency) / (ends().price_relative(currency) if constant else 1)


def _multiples() -> Iterator[Result]:
    yield Result("trade.multiple-announced", lambda: ends().announced_cny.over(ends().base(FIVE)), ".1f", "times",
        "The announced level of 2024 (nine members) over the level of 2001 (five), yuan")  # fmt: skip
    for name in (FIVE, NINE):
        yield Result(f"trade.multiple-{name}", _multiple(name), ".1f", "times", f"Like for like, yuan, 2001 to 2024: {_WORDS[name]}")
        yield Result(f"trade.multiple-usd-{name}", _multiple(name, "USD"), ".1f", "times",
            f"Like for like, dollars, 2001 to 2024: {_WORDS[name]}")  # fmt: skip
    yield Result("trade.multiple-five-constant", _multiple(FIVE, constant=True), ".1f", "times",
        f"Like for like in yuan of 2001 (Chinese consumer prices), 2001 to 2024: {_WORDS[FIVE]}")  # fmt: skip
    yield Result("trade.multiple-usd-five-constant", _multiple(FIVE, "USD", True), ".1f", "times",
        f"Like for like in dollars of 2001 (US consumer prices), 2001 to 2024: {_WORDS[FIVE]}")  # fmt: skip
    yield Result("trade.multiple-lowest", lambda: float(headline.sensitivity(ends())["multiple"].min()), ".1f", "times",
        "The lowest multiple, 2001 to 2024, that any choice of members, currency and prices gives")  # fmt: skip
    yield Result("trade.multiple-highest", lambda: float(headline.sensitivity(ends())["multiple"].max()), ".1f", "times",
        "The highest multiple, 2001 to 2024, that any choice of members, currency and prices gives")  # fmt: skip
    for code, name in {"CHN": "china", "USA": "us"}.items():
        yield Result(f"trade.prices-{name}", lambda code=code: levels.price_relative(table("prices"), code), ".3f", "ratio",  # type: ignore[misc]
            f"{'Chinese' if code == 'CHN' else 'US'} consumer prices, 2024 over 2001")  # fmt: skip


def _split(method: str, part: str) -> Callable[[], float]:
    return lambda: float(getattr(decomposition.of_ends(ends())[method], part))


def _logarithm() -> float:
    return 100 * decomposition.share_of_logarithm(decomposition.of_ends(ends())["symmetric"])


def _built(column: str, year: int = 2024) -> Callable[[], float]:
    return lambda: float(series.chain(table("trade_annual"), table("accessions"))[column][year])


def _splits() -> Iterator[Result]:
    yield Result("trade.membership-effect", _split("growth first", "membership"), ".3f", "times",
        "What new members do to the multiple when growth comes first (nine over five in 2024)")  # fmt: skip
    yield Result("trade.membership-effect-membership-first", _split("membership first", "membership"), ".3f", "times",
        "What new members do to the multiple when membership comes first (nine over five in 2001)")  # fmt: skip
    yield Result("trade.membership-effect-symmetric", _split("symmetric", "membership"), ".2f", "times",
        "What new members do to the multiple in the symmetric split (geometric mean of both orders)")  # fmt: skip
    yield Result("trade.growth-effect-symmetric", _split("symmetric", "growth"), ".1f", "times",
        "What growth does to the multiple in the symmetric split")  # fmt: skip
    yield Result("trade.growth-share-log", _logarithm, ".0f", "%",
        "What growth makes of the multiple, on a scale of logarithms, in the symmetric split")  # fmt: skip
    yield Result("trade.built-membership", _built("membership"), ".2f", "times",
        "What new members do to the multiple in dollars when each enters in the year it joined")  # fmt: skip
    yield Result("trade.built-growth", _built("growth"), ".1f", "times",
        "What growth does to the multiple in dollars when each new member enters in the year it joined")  # fmt: skip
    yield Result("trade.built-membership-2017", _built("membership", 2017), ".2f", "times",
        "What India and Pakistan do to the multiple in dollars in the year they joined")  # fmt: skip
    yield Result("trade.newcomers-2024-cny", lambda: (_sum_yuan(nine) - _sum_yuan(five)) / 1000, ".2f", "trillion yuan",
        "China's trade in 2024 with the four members that joined after 2001")  # fmt: skip
    yield Result("trade.newcomers-share-2024", lambda: (1 - _sum_yuan(five) / _sum_yuan(nine)) * 100, ".1f", "%",
        "The four members that joined after 2001 in China's trade with nine members in 2024")  # fmt: skip


RESULTS = (*_announced(), *_ends(), *_multiples(), *_splits())
