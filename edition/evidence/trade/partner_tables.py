"""Tables behind the charts of who trades with whom: shares, growth by period, balances, members and partners, two counts.

Amounts are in billions; a missing value stays missing.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from itertools import combinations

import pandas as pd

from edition.evidence.trade import goods, joining, levels, others, series, sides
from edition.evidence.trade.amounts import total

SPANS = ((2001, 2008), (2008, 2016), (2016, 2024))


def concentration(yuan: pd.DataFrame, partners: Collection[str], names: Mapping[str, str]) -> pd.DataFrame:
    """Return shares in the total of 2024 in per cent, largest first: columns partner, share, together (running total)."""
    share = levels.shares(levels.lines(yuan, levels.LAST, partners))
    return pd.DataFrame({"partner": [names[str(code)] for code in share.index], "share": share.to_list(),
                         "together": share.cumsum().to_list()})  # fmt: skip


def balances(yuan: pd.DataFrame, partners: Collection[str], names: Mapping[str, str]) -> pd.DataFrame:
    """Return China's flows of 2024 in billions of yuan, largest surplus first: columns partner, export, import, surplus."""
    table = levels.balance(yuan, levels.LAST, partners).reset_index(names="partner")
    table["partner"] = [names[str(code)] for code in table["partner"]]
    return table


def growth(annual: pd.DataFrame, partners: Sequence[str], names: Mapping[str, str]) -> pd.DataFrame:
    """Return growth in per cent a year by partner and period, for the nine and China's whole trade too: columns partner and spans."""
    groups: dict[str, Collection[str]] = {names[code]: [code] for code in partners}
    groups |= {"all nine members": list(partners), "China's whole trade": [series.WORLD]}
    return series.periods(annual, groups, SPANS).rename_axis("partner").reset_index()


def shares_of_china(annual: pd.DataFrame, five: Collection[str], nine: Collection[str]) -> pd.DataFrame:
    """Return the share of the five and the nine in China's whole goods trade by year, in per cent: columns year, five, nine."""
    table = pd.DataFrame({"five": series.share_of_world(annual, five), "nine": series.share_of_world(annual, nine)})
    return table.rename_axis("year").reset_index()


def family(
    yuan: pd.DataFrame, members: Collection[str], partners: Collection[str], names: Mapping[str, str], least: float = 100
) -> pd.DataFrame:
    """Return China's trade of 2024 with members and partners in billions of yuan, largest first: columns state, status, value, label.

    States below `least` billions are combined in one row for each status, last; every row of the sums is a customs line. The
    label marks a partner as one, since colour alone would not.
    """
    rows = []
    for status, states in (("member", members), ("partner", partners)):
        lines = levels.lines(yuan, levels.LAST, states)
        small = lines[lines["value"] < least * 1000]
        large = lines[lines["value"] >= least * 1000]
        rows += [(names[str(row["partner"])], status, float(row["value"]) / 1000) for row in large.to_dict("records")]
        rows.append((f"{len(small)} other {status}s", status, total(small).value))
    frame = pd.DataFrame(rows, columns=["state", "status", "value"])
    plain = [status in state or status == "member" for state, status in zip(frame["state"], frame["status"], strict=True)]
    frame["label"] = [state if is_plain else f"{state} (partner)" for state, is_plain in zip(frame["state"], plain, strict=True)]
    frame["several"] = frame["state"].str.contains(" other ")
    ordered = frame.sort_values(["several", "value"], ascending=[True, False], kind="stable", ignore_index=True)
    return ordered.drop(columns="several")


def family_with_sums(
    yuan: pd.DataFrame, members: Collection[str], partners: Collection[str], names: Mapping[str, str], least: float
) -> pd.DataFrame:
    """Return the table `family` under two sums, of all partners and of all members but Russia, with the trade in trillions as well."""
    sums = [
        (label, status, levels.traded(yuan, levels.LAST, states).value, label)
        for label, status, states in (
            ("All partners together", "partner", partners),
            ("All members but Russia", "member", [code for code in members if code != "RUS"]),
        )
    ]
    single = family(yuan, members, partners, names, least)
    table = pd.concat([pd.DataFrame(sums, columns=["state", "status", "value", "label"]), single], ignore_index=True)
    return table.assign(trillions=table["value"] / 1000)


def under_headings(table: pd.DataFrame, label: str, headings: Mapping[str, int]) -> pd.DataFrame:
    """Return rows for a chart with headings between them: each stands above the row at its place and has a label alone."""
    starts = list(headings.items())
    ends = [place for _, place in starts[1:]] + [len(table)]
    parts = [
        part
        for (heading, start), end in zip(starts, ends, strict=True)
        for part in (pd.DataFrame({label: [heading]}), table.iloc[start:end])
    ]
    return pd.concat(parts, ignore_index=True)[list(table.columns)]


def two_counts(annual: pd.DataFrame, reports: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """Return total trade as both sides count it, a row per year and partner: columns partner, year, china, partner_side, ratio.

    An unknown year between two known ones has a row without values, so that a line breaks there.
    """
    table = sides.both(annual, reports)
    frames = []
    for partner, known_rows in table.groupby("partner"):
        years = range(int(known_rows["year"].min()), int(known_rows["year"].max()) + 1)
        part = known_rows.set_index("year").reindex(years).assign(partner=names[str(partner)]).rename_axis("year").reset_index()
        frames.append(part)
    return pd.concat(frames)[["partner", "year", "china", "partner_side", "ratio"]].reset_index(drop=True)


def exports_counted_twice(annual: pd.DataFrame, reports: pd.DataFrame, names: Mapping[str, str], partners: Sequence[str]) -> pd.DataFrame:
    """Return China's exports and the partner's imports from China by year: columns partner, year, china, partner_side, gap."""
    table = sides.one_flow(annual, reports, "export")
    frames = []
    for partner in partners:
        known_rows = table[table["partner"] == partner].set_index("year")
        years = range(int(known_rows.index.min()), int(known_rows.index.max()) + 1)
        frames.append(known_rows.reindex(years).assign(partner=names[partner]).rename_axis("year").reset_index())
    return pd.concat(frames)[["partner", "year", "china", "partner_side", "gap"]].reset_index(drop=True)


def goods_by_group(chapters: pd.DataFrame, partners: Sequence[str], names: Mapping[str, str]) -> pd.DataFrame:
    """Return groups of goods in China's imports by partner and year, in per cent: columns partner, year, and one for each group.

    Years missing from the table have a row without values, so that a line breaks there.
    """
    frames = []
    for code in partners:
        group_shares = goods.shares(chapters, code)
        years = range(int(group_shares.index.min()), int(group_shares.index.max()) + 1)
        frames.append(group_shares.reindex(years).rename_axis("year").reset_index().assign(partner=names[code]))
    return pd.concat(frames)[["partner", "year", *goods.GROUPS, goods.OTHER]].reset_index(drop=True)


def two_largest_groups(chapters: pd.DataFrame, partners: Sequence[str], names: Mapping[str, str], year: int) -> pd.Series:
    """Return the two largest groups of goods together in China's imports by partner in a year, in per cent, machinery left out."""
    groups = [group for group in goods.GROUPS if group != "machinery"]
    wide = goods_by_group(chapters, partners, names).query("year == @year").set_index("partner")[groups]
    return pd.Series({str(partner): sum(sorted(shares)[-2:]) for partner, *shares in wide.itertuples(name=None)})


def group_in_years(
    chapters: pd.DataFrame, partners: Sequence[str], names: Mapping[str, str], group: str, years: Sequence[int]
) -> pd.DataFrame:
    """Return one group in China's imports by partner in some years, in per cent, largest last year first: columns partner and years."""
    rows = [(names[code], *(goods.share(chapters, code, year, goods.GROUPS[group]) for year in years)) for code in partners]
    frame = pd.DataFrame(rows, columns=["partner", *map(str, years)])
    return frame.sort_values(str(years[-1]), ascending=False, ignore_index=True)


def raw_in_years(chapters: pd.DataFrame, partners: Sequence[str], names: Mapping[str, str], years: Sequence[int]) -> pd.DataFrame:
    """Return fuels, ores, metals, cotton and hides in China's imports by partner in some years, in per cent: columns partner and years."""
    rows = [(names[code], *(goods.raw_share(chapters, code, year) for year in years)) for code in partners]
    frame = pd.DataFrame(rows, columns=["partner", *map(str, years)])
    return frame.sort_values(str(years[-1]), ascending=False, ignore_index=True)


def values_of_group(chapters: pd.DataFrame, partners: Sequence[str], group: str) -> pd.DataFrame:
    """Return China's imports of one group by year in billions of dollars: columns year and one for each partner, by its code."""
    years = sorted({int(year) for year in chapters["year"]})
    rows = {year: [goods.value(chapters, code, year, goods.GROUPS[group]) for code in partners] for year in years}
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=list(partners))
    return frame.reindex(range(years[0], years[-1] + 1)).rename_axis("year").reset_index()


def matrix(table: pd.DataFrame, year: int, states: Sequence[str], names: Mapping[str, str]) -> pd.DataFrame:
    """Return who bought from whom in a year with the states' names: columns buyer, seller, value (billions of dollars), reporter."""
    found = others.matrix(table, year, states)
    return found.assign(buyer=[names[code] for code in found["buyer"]], seller=[names[code] for code in found["seller"]])


def pairs(table: pd.DataFrame, year: int, states: Sequence[str], names: Mapping[str, str]) -> pd.DataFrame:
    """Return trade in both directions by pair of states, largest first, unknown pairs last.

    Columns pair, value (what is known of both directions), bought_first (what the state named first bought from the second) and
    bought_second, in billions of dollars.
    """
    found = others.matrix(table, year, states).set_index(["buyer", "seller"])["value"]
    rows = []
    for one, other in combinations(states, 2):
        ways = [float(found[(one, other)]), float(found[(other, one)])]
        known = [value for value in ways if not math.isnan(value)]
        rows.append((f"{names[one]} and {names[other]}", sum(known) if known else float("nan"), *ways))
    frame = pd.DataFrame(rows, columns=["pair", "value", "bought_first", "bought_second"])
    return frame.sort_values("value", ascending=False, kind="stable", ignore_index=True)


def sums_of_pairs(pairs: pd.DataFrame, state: str) -> pd.DataFrame:
    """Return the sums of the pairs with a state and of those without it, two rows under the columns pair, value, share (per cent)."""
    with_state = pairs["pair"].str.contains(state)
    values = [float(pairs.loc[with_state, "value"].sum()), float(pairs.loc[~with_state, "value"].sum())]
    shares = [value / sum(values) * 100 for value in values]
    return pd.DataFrame({"pair": [f"all with {state}", f"all without {state}"], "value": values, "share": shares})


def beside_china(table: pd.DataFrame, annual: pd.DataFrame, year: int, states: Sequence[str], names: Mapping[str, str]) -> pd.DataFrame:
    """Return each state's trade with the other members (importers' reports) and with China (China's report): columns state, others, china.

    Who trades most with the others beyond China comes first. The two have different reporters: they are shown side by side and never
    combined in a share.
    """
    found = others.matrix(table, year, states)
    china = series.totals(annual).loc[year]
    touched = {code: found[(found["buyer"] == code) | (found["seller"] == code)] for code in states}
    rows = [(names[code], float(touched[code]["value"].sum()), float(str(china[code]))) for code in states]
    frame = pd.DataFrame(rows, columns=["state", "others", "china"])
    order = (frame["china"] - frame["others"]).argsort(kind="stable")
    return frame.iloc[order].reset_index(drop=True)


def around_joining(annual: pd.DataFrame, names: Mapping[str, str], before: int, after: int) -> pd.DataFrame:
    """Return trade around the year of joining as an index (that year 100): columns state, year, own, median, low, high."""
    parts = [joining.index(annual, code, year, before, after).assign(state=names[code]) for code, year in joining.JOINED.items()]
    return pd.concat(parts)[["state", "year", "own", "median", "low", "high"]].reset_index(drop=True)


def comparisons(annual: pd.DataFrame, names: Mapping[str, str], state: str) -> pd.DataFrame:
    """Return a new member's change of pace less that of each group: columns group, and one for each window of years (`2` to `7`)."""
    table = joining.compare(annual, joining.WINDOWS)
    state_rows = table[table["state"] == state].pivot(index="group", columns="window", values="difference")
    return state_rows.reindex(list(joining.GROUPS)).rename(columns=str).rename_axis("group").reset_index()


def since_founding(annual: pd.DataFrame, groups: Mapping[str, Sequence[str]], first: int, base: int, last: int) -> pd.DataFrame:
    """Return trade with groups by year as an index (the base year 100): columns year and one for each group."""
    table = pd.DataFrame({name: series.composition(annual, states) for name, states in groups.items()}).loc[first:last]
    return (table / table.loc[base] * 100).rename_axis("year").reset_index()
