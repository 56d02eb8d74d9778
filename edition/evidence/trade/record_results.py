"""Results on two counts of one trade, on goods, on trade among the other members, and on joining."""

from collections.abc import Callable, Iterator

import pandas as pd

from edition.evidence.inputs import shared, table
from edition.evidence.registry import Result
from edition.evidence.trade import goods, joining, others, partner_tables, sides
from edition.evidence.trade.ends import nine


@shared
def both_sides() -> pd.DataFrame:
    """Return total trade as both sides count it."""
    return sides.both(table("trade_annual"), table("trade_partner_reports"))


def _ratio(partner: str, year: int) -> Callable[[], float]:
    return lambda: float(both_sides().set_index(["partner", "year"])["ratio"][(partner, year)])


def _sides() -> Iterator[Result]:
    for code, name, year in (
        ("KGZ", "kyrgyzstan", 2024), ("TJK", "tajikistan", 2023), ("KAZ", "kazakhstan", 2024),
        ("UZB", "uzbekistan", 2024), ("RUS", "russia", 2001), ("RUS", "russia", 2019), ("IRN", "iran", 2014), ("IRN", "iran", 2022),
        ("IND", "india", 2024),
    ):  # fmt: skip
        yield Result(f"trade.sides-{name}-{year}", _ratio(code, year), ".2f", "ratio",
            f"China's figure for its trade with {name.title()} over {name.title()}'s own, {year}")  # fmt: skip
    yield Result("trade.sides-russia-spread", _russian_spread, ".1f", "%",
        "Largest difference of China's figure from Russia's own, in per cent of Russia's, 2008 to 2021")  # fmt: skip
    yield Result("trade.kyrgyzstan-exports-gap-2024", _gap("KGZ", 2024), ".1f", "billion dollars",
        "China's exports to Kyrgyzstan by its own count less Kyrgyzstan's imports from China, 2024")  # fmt: skip


def _russian_spread() -> float:
    frame = both_sides()
    ratios = frame[(frame["partner"] == "RUS") & (frame["year"] >= 2008)]
    return float((ratios["ratio"] - 1).abs().max() * 100)


def _gap(code: str, year: int) -> Callable[[], float]:
    def gap() -> float:
        frame = sides.one_flow(table("trade_annual"), table("trade_partner_reports"), "export")
        return float(frame.set_index(["partner", "year"])["gap"][(code, year)])

    return gap


def _fuels(code: str, year: int) -> Callable[[], float]:
    return lambda: goods.share(table("trade_chapters"), code, year, goods.GROUPS["fuels"])


def _group(code: str, year: int, *groups: str) -> Callable[[], float]:
    codes = [chapter for name in groups for chapter in goods.GROUPS[name]]
    return lambda: goods.share(table("trade_chapters"), code, year, codes)


def _fuels_value() -> float:
    return goods.value(table("trade_chapters"), "RUS", 2018, goods.GROUPS["fuels"])


def _goods() -> Iterator[Result]:
    for year in (2001, 2008, 2018):
        yield Result(f"trade.fuels-russia-{year}", _fuels("RUS", year), ".0f", "%", f"Fuels in China's imports from Russia, {year}")
    yield Result("trade.fuels-iran-2018", _fuels("IRN", 2018), ".0f", "%", "Fuels in China's imports from Iran, 2018")
    yield Result("trade.fuels-kazakhstan-2018", _fuels("KAZ", 2018), ".0f", "%", "Fuels in China's imports from Kazakhstan, 2018")
    yield Result("trade.fuels-uzbekistan-2018", _fuels("UZB", 2018), ".0f", "%", "Fuels in China's imports from Uzbekistan, 2018")
    yield Result("trade.ores-kazakhstan-2018", _group("KAZ", 2018, "ores and metals"), ".0f", "%",
        "Ores and metals in China's imports from Kazakhstan, 2018")  # fmt: skip
    yield Result("trade.ores-tajikistan-2018", _group("TJK", 2018, "ores and metals"), ".0f", "%",
        "Ores and metals in China's imports from Tajikistan, 2018")  # fmt: skip
    yield Result("trade.cotton-pakistan-2018", _group("PAK", 2018, "cotton and hides"), ".0f", "%",
        "Cotton, cotton yarn and cloth, and hides in China's imports from Pakistan, 2018")  # fmt: skip
    yield Result("trade.chemicals-belarus-2018", _group("BLR", 2018, "chemicals and fertilizers"), ".0f", "%",
        "Chemicals, plastics and fertilizers in China's imports from Belarus, 2018")  # fmt: skip
    yield Result("trade.fuels-value-russia-2018", _fuels_value, ".1f", "billion dollars",
        "China's imports of fuels from Russia, 2018")  # fmt: skip
    yield Result("trade.raw-most-partners-2018", _mostly_raw, "d", "states",
        "Members from which at least three quarters of what China bought were fuels, ores, metals, cotton and hides, 2018")  # fmt: skip


def _mostly_raw() -> int:
    return sum(goods.raw_share(table("trade_chapters"), code, 2018) >= 75 for code in nine())


def _matrix(year: int) -> pd.DataFrame:
    return others.matrix(table("trade_others"), year, nine())


def _more_with_others() -> int:
    codes = {code: code for code in nine()}
    sides_of = partner_tables.beside_china(table("trade_others"), table("trade_annual"), 2009, nine(), codes)
    return int((sides_of["others"] > sides_of["china"]).sum())


def _others() -> Iterator[Result]:
    for year in (2000, 2009):
        yield Result(f"trade.others-{year}", lambda year=year: others.sum_known(_matrix(year)), ".1f", "billion dollars",  # type: ignore[misc]
            f"Trade among nine members without China, {year}, by what importers reported")  # fmt: skip
        yield Result(f"trade.others-russia-{year}", lambda year=year: others.part_of(_matrix(year), "RUS"), ".0f", "%",  # type: ignore[misc]
            f"Trade among nine members without China that had Russia on one side, {year}")  # fmt: skip
    yield Result("trade.others-more-2009", _more_with_others, "d", "states",
        "Members that traded more with the other eight (importers' reports) than with China (China's report), 2009")  # fmt: skip
    yield Result("trade.others-known-2019", lambda: others.known(_matrix(2019)), "d", "pairs",
        "Pairs of buyer and seller among nine members, without China, whose trade of 2019 is known")  # fmt: skip
    yield Result("trade.others-pairs", lambda: len(_matrix(2019)), "d", "pairs",
        "Pairs of buyer and seller among nine members, without China")  # fmt: skip
    yield Result("trade.others-2019-floor", lambda: others.sum_known(_matrix(2019)), ".1f", "billion dollars",
        "Trade among nine members without China, 2019: the known pairs together, a floor")  # fmt: skip


def _pace(*states: str) -> Callable[[], float]:
    return lambda: joining.change_of_pace(table("trade_annual"), states, 2017, 7)


def _faster(code: str) -> Callable[[], float]:
    return lambda: int((_compared(code)["difference"] > 0).sum())


def _tried(code: str) -> Callable[[], float]:
    return lambda: len(_compared(code))


def _joining() -> Iterator[Result]:
    for code, name in {"IND": "india", "PAK": "pakistan"}.items():
        title = name.title()
        yield Result(f"trade.joining-{name}-comparisons", _tried(code), "d", "cases",
            f"Comparisons of {title}'s change of pace around 2017 with groups that did not join")  # fmt: skip
        yield Result(f"trade.joining-{name}-faster", _faster(code), "d", "cases",
            f"Comparisons in which {title}'s trade with China gained pace against the group after 2017")  # fmt: skip
        yield Result(f"trade.joining-{name}-pace-7", _pace(code), ".1f", "pp",
            f"{title}: growth a year of its trade with China 2017 to 2024 less that of 2010 to 2017")  # fmt: skip
    yield Result("trade.joining-all-pace-7", _pace(*joining.GROUPS["all of these"]), ".1f", "pp",
        "Eighteen states that did not join: growth a year of their trade with China 2017 to 2024 less that of 2010 to 2017")  # fmt: skip


@shared
def _comparisons() -> pd.DataFrame:
    return joining.compare(table("trade_annual"), joining.WINDOWS)


def _compared(code: str) -> pd.DataFrame:
    frame = _comparisons()
    return frame[frame["state"] == code]


RESULTS = (*_sides(), *_goods(), *_others(), *_joining())
