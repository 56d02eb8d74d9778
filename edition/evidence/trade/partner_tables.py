"""Tables behind the charts of who trades with whom: flows, balances, both sides of one trade, members beside partners.

Amounts are in billions; a missing value stays missing.
"""

from collections.abc import Collection, Mapping

import pandas as pd

from edition.evidence.trade import levels
from edition.evidence.trade.amounts import total

CHINA_SIDE, PARTNER_SIDE = "Chinese customs", "the partner's side"


def balances(yuan: pd.DataFrame, partners: Collection[str], names: Mapping[str, str]) -> pd.DataFrame:
    """Return China's flows of 2024 in billions of yuan, largest surplus first: columns partner, export, import, surplus."""
    table = levels.balance(yuan, levels.LAST, partners).reset_index(names="partner")
    table["partner"] = [names[str(code)] for code in table["partner"]]
    return table


def concentration(yuan: pd.DataFrame, partners: Collection[str], names: Mapping[str, str]) -> pd.DataFrame:
    """Return shares in the total of 2024 in per cent, largest first: columns partner, share, together (largest ones added up)."""
    share = levels.shares(levels.lines(yuan, levels.LAST, partners))
    return pd.DataFrame({"partner": [names[str(code)] for code in share.index], "share": share.to_list(),
                         "together": share.cumsum().to_list()})  # fmt: skip


def sides(dollars: pd.DataFrame, told: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """Return trade of 2024 as both sides count it, in billions of dollars, never added: columns partner, china, partner_side.

    Kyrgyzstan's own figure covers eleven months; it stands in a column of its own, partner_eleven_months.
    """
    both = levels.mirrors(dollars, levels.LAST)
    rows: list[tuple[str, float, float | None, float | None]] = [
        (names[str(code)], float(row["china"]), float(row["partner_side"]), None) for code, row in both.iterrows()
    ]
    kyrgyz = levels.announced(told, "kyrgyzstan", levels.LAST, "USD billion", "24kg-2025-01-24", period="January-November")
    rows.append((names["KGZ"], levels.traded(dollars, levels.LAST, ["KGZ"]).value, None, kyrgyz.value))
    frame = pd.DataFrame(rows, columns=["partner", "china", "partner_side", "partner_eleven_months"])
    return frame.sort_values("china", ascending=False).reset_index(drop=True)


def family(
    yuan: pd.DataFrame, members: Collection[str], others: Collection[str], names: Mapping[str, str], least: float = 100
) -> pd.DataFrame:
    """Return China's trade of 2024 with members and partners in billions of yuan, largest first: columns state, status, value, label.

    States below `least` billions stand together in one row for each status; every row of the sums is a customs line. The
    label says of a partner that it is one, since colour alone would not.
    """
    rows = []
    for status, states in (("member", members), ("partner", others)):
        lines = levels.lines(yuan, levels.LAST, states)
        small = lines[lines["value"] < least * 1000]
        large = lines[lines["value"] >= least * 1000]
        rows += [(names[str(one["partner"])], status, float(one["value"]) / 1000) for one in large.to_dict("records")]
        rows.append((f"{len(small)} other {status}s", status, total(small).value))
    frame = pd.DataFrame(rows, columns=["state", "status", "value"])
    told = [status in state or status == "member" for state, status in zip(frame["state"], frame["status"], strict=True)]
    frame["label"] = [state if plain else f"{state} (partner)" for state, plain in zip(frame["state"], told, strict=True)]
    return frame.sort_values("value", ascending=False, kind="stable").reset_index(drop=True)
