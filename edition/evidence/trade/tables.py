"""Tables behind the charts of trade: what each chart draws, one row a mark, ready for a reader.

Amounts are in billions; a missing value stays missing.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from edition.evidence.trade import levels as trade
from edition.evidence.trade.decomposition import Split, additive, growth_first, membership_first, symmetric
from edition.evidence.trade.headline import FIVE, NINE, SEVEN, Ends, sensitivity

_PERIMETERS = {"sco-5": FIVE, "sco-7": SEVEN, "sco-9": NINE}
_LABELS = {FIVE: "five founders", SEVEN: "seven partners", NINE: "nine partners"}
TOTAL, PART, OTHER, NOTHING = "total, Chinese customs", "one direction only", "other reporters only", "nothing"


def announced_totals(told: pd.DataFrame, ends: Ends) -> pd.DataFrame:
    """Return every announced total of a whole year in dollars, one row a statement, in the column of its composition.

    The last row holds the founders' customs lines of 2024, which nobody announced, in a column of its own.
    """
    kind = (told["period"] == "year") & (told["flow"] == "total") & (told["unit"] == "USD billion")
    chosen = told[kind & told["perimeter"].isin(list(_PERIMETERS))]
    rows = [
        {"year": row["year"], _PERIMETERS[str(row["perimeter"])]: row["value"], "source": row["source"]}
        for row in chosen.to_dict("records")
    ]
    rows.append({"year": trade.LAST, "five_summed": ends.end(FIVE, "USD").value, "source": "gac-2024-12-table"})
    return pd.DataFrame(rows, columns=["year", FIVE, SEVEN, NINE, "five_summed", "source"])


def steps(ends: Ends) -> pd.DataFrame:
    """Return the way from the level of 2001 to that of 2024 in billions of yuan: columns step, start, amount."""
    base, five, nine = ends.base(FIVE).value, ends.end(FIVE).value, ends.end(NINE).value
    rows = [
        ("2001: trade with the five founders", 0.0, base),
        ("More trade with these five", base, five - base),
        ("Trade with the four admitted since", five, nine - five),
        ("2024: trade with the nine", 0.0, nine),
    ]
    return pd.DataFrame(rows, columns=["step", "start", "amount"])


def multiples(ends: Ends) -> pd.DataFrame:
    """Return the multiple under every choice: a row for compositions and level, a column for currency and prices.

    Columns choice, CNY_current, CNY_constant, USD_current, USD_constant.
    """
    long = sensitivity(ends)
    long["column"] = long["currency"] + "_" + long["prices"]
    wide = long.pivot_table(index=["end", "base", "level"], columns="column", values="multiple", sort=False).reset_index()
    wide["choice"] = [_choice(row) for row in wide.to_dict("records")]
    wide["rank"] = [(row["end"] == row["base"], list(_LABELS).index(row["end"]), row["level"]) for row in wide.to_dict("records")]
    wide = wide.sort_values("rank", kind="stable")
    return wide[["choice", "CNY_current", "CNY_constant", "USD_current", "USD_constant"]].reset_index(drop=True)


def splits(ends: Ends) -> pd.DataFrame:
    """Return the multiple split in three ways: factors in times, and the parts of the increase in billions of yuan.

    Columns method, growth, membership, growth_amount, membership_amount.
    """
    first = growth_first(ends.base(FIVE).value, ends.end(FIVE).value, ends.end(NINE).value)
    second = membership_first(ends.base(FIVE).value, ends.base(NINE).value, ends.end(NINE).value)
    names = {
        "growth first": "Growth first, then the new members",
        "membership first": "New members first, then growth",
        "symmetric": "Symmetric: the mean of both orders",
    }
    rows = [_split_row(names[split.method], split, ends.base(FIVE).value) for split in (first, second, symmetric(first, second))]
    return pd.DataFrame(rows, columns=["method", "growth", "membership", "growth_amount", "membership_amount"])


def partners(yuan: pd.DataFrame, ends: Ends, names: Mapping[str, str]) -> pd.DataFrame:
    """Return trade of 2024 by partner in billions of yuan, largest first: columns partner, since, value, share (per cent), label.

    The label says of a partner that is no founder since when it is a member, since colour alone would not.
    """
    rows = trade.lines(yuan, trade.LAST, ends.partners[NINE])
    share = trade.shares(rows)
    values = rows.set_index("partner")["value"] / 1000
    since = {code: _since(code, ends) for code in values.index}
    later = {code: f" ({text.removeprefix('member ')})" for code, text in since.items() if text.startswith("member")}
    return pd.DataFrame(
        {
            "partner": [names[str(code)] for code in share.index],
            "since": [since[code] for code in share.index],
            "value": [values[code] for code in share.index],
            "share": share.to_list(),
            "label": [names[str(code)] + later.get(code, "") for code in share.index],
        }
    )


def known_cells(dollars: pd.DataFrame, codes: Sequence[str], names: Mapping[str, str]) -> pd.DataFrame:
    """Return, for each partner and year 2001-2024, the best kind of figure at hand: columns partner, year, kind."""
    rows = []
    for code in codes:
        for year in range(trade.FIRST, trade.LAST + 1):
            cell = dollars[(dollars["partner"] == code) & (dollars["year"] == year)]
            rows.append((names[code], year, _kind(cell)))
    return pd.DataFrame(rows, columns=["partner", "year", "kind"])


def beside_benchmarks(ends: Ends, yuan: pd.DataFrame, levels: pd.DataFrame, rates: pd.DataFrame) -> pd.DataFrame:
    """Return multiples 2001-2024 in times beside ASEAN and the whole world: columns group, CNY, USD.

    ASEAN in 2001 is known in dollars and turned into yuan at the year's mean rate; the world in 2001 is known in both.
    """
    asean, world = (trade.traded(yuan, trade.LAST, [code]) for code in ("ASE", "WLD"))
    asean_base = trade.benchmark(levels, "china-asean", trade.FIRST, "USD billion")
    world_base = {unit: trade.benchmark(levels, "china-world", trade.FIRST, f"{unit} billion") for unit in ("CNY", "USD")}
    rows = [(f"SCO, {label}", ends.multiple(name, name), ends.multiple(name, name, "USD")) for name, label in _LABELS.items()]
    rows.append((
        "ASEAN, ten states",
        asean.over(asean_base.in_yuan(trade.rate(rates, trade.FIRST))),
        asean.in_dollars(ends.rate_customs).over(asean_base),
    ))  # fmt: skip
    rows.append(("The whole world", world.over(world_base["CNY"]), world.in_dollars(ends.rate_customs).over(world_base["USD"])))
    return pd.DataFrame(rows, columns=["group", "CNY", "USD"])


def shares_of_china(ends: Ends, yuan: pd.DataFrame, levels: pd.DataFrame) -> pd.DataFrame:
    """Return what part of China's whole goods trade each composition made, in per cent: columns group, first (2001), last (2024)."""
    before = trade.benchmark(levels, "china-world", trade.FIRST, "USD billion")
    now = trade.traded(yuan, trade.LAST, ["WLD"])
    rows = [(label, ends.base(name, "USD").over(before) * 100, ends.end(name).over(now) * 100) for name, label in _LABELS.items()]
    return pd.DataFrame(rows, columns=["group", "first", "last"])


def periods(ends: Ends, tables: Mapping[str, pd.DataFrame], multiples: pd.DataFrame) -> pd.DataFrame:
    """Return growth in dollars by period, the same partners at both ends: columns period, split, multiple, annual (per cent a year).

    The five are split at 2011 and the seven at 2017, at totals announced for them. At 2023 the five are split at the sum of the
    totals reported for each, and the nine at what the announced growth of 2024 leaves before it; their base is an estimate.
    """
    told, dollars = tables["trade_announced"], tables["trade_bilateral"]
    base, end = {name: ends.base(name, "USD") for name in _LABELS}, ends.five_by_country_usd
    middle = {
        2011: trade.announced(told, "sco-5", 2011, "USD billion", "people-daily-2012-06-09"),
        2017: trade.announced(told, "sco-7", 2017, "USD billion", "cri-2018-06-01"),
        2023: trade.traded(dollars, 2023, ends.partners[FIVE]),
    }
    last = trade.announced_multiple(multiples, 2023, trade.LAST)
    splits = [
        (FIVE, 2011, middle[2011].over(base[FIVE]), end.over(middle[2011])),
        (SEVEN, 2017, middle[2017].over(base[SEVEN]), ends.end(SEVEN, "USD").over(middle[2017])),
        (FIVE, 2023, middle[2023].over(base[FIVE]), end.over(middle[2023])),
        (NINE, 2023, ends.announced_usd.over(base[NINE]) / last, last),
    ]
    rows = []
    for name, year, before, after in splits:
        for start, stop, multiple in ((trade.FIRST, year, before), (year, trade.LAST, after)):
            rows.append((f"{_LABELS[name].capitalize()}, {start} to {stop}", year, multiple, trade.annual_growth(multiple, stop - start)))
    return pd.DataFrame(rows, columns=["period", "split", "multiple", "annual"])


def _choice(row: Mapping[Any, Any]) -> str:
    end, base = str(row["end"]), str(row["base"])
    told = "announced" if row["level"] == "announced" else "customs lines"
    who = f"{end.capitalize()} at both ends" if end == base else f"{end.capitalize()} over {base}"
    return f"{who}, {told}" if end == NINE else who


def _split_row(name: str, split: Split, base: float) -> tuple[str, float, float, float, float]:
    return (name, split.growth, split.membership, *additive(split, base))


def _since(code: str, ends: Ends) -> str:
    if code in ends.partners[FIVE]:
        return "founder, 2001"
    return "member since 2017" if code in ends.partners[SEVEN] else "member since 2023 or 2024"


def _kind(cell: pd.DataFrame) -> str:
    own = cell[cell["basis"].isin(["customs", "derived"])]
    if (own["flow"] == "total").any() or {"export", "import"} <= set(own["flow"]):
        return TOTAL
    if len(own):
        return PART
    return OTHER if len(cell) else NOTHING
