"""Trade as counted by two customs services: China's figures and the partner's, side by side and never added.

`annual` is the table trade_annual, `reports` the table trade_partner_reports; amounts in billions of dollars.
"""

import pandas as pd

from edition.evidence.trade.series import flows, totals


def both(annual: pd.DataFrame, reports: pd.DataFrame) -> pd.DataFrame:
    """Return total trade by partner and year where both sides are known: columns partner, year, china, partner_side, ratio, grade.

    `ratio` is China's figure over the partner's, in times; `grade` is "S" where the partner's figure is suspect.
    """
    sums = reports.groupby(["reporter", "year"]).agg(value=("value", "sum"), flows=("flow", "nunique"), grade=("grade", "max"))
    frame = sums[sums["flows"] == 2].reset_index(names=["partner", "year"])
    china = totals(annual)
    frame["china"] = [china[partner][year] for partner, year in zip(frame["partner"], frame["year"], strict=True)]
    frame["partner_side"] = frame["value"] / 1000
    frame = frame[["partner", "year", "china", "partner_side", "grade"]].dropna()
    frame["ratio"] = frame["china"] / frame["partner_side"]
    return frame.sort_values(["partner", "year"], ignore_index=True)


def one_flow(annual: pd.DataFrame, reports: pd.DataFrame, flow: str) -> pd.DataFrame:
    """Return one flow as both sides count it: columns partner, year, china, partner_side, gap (China's figure less the partner's).

    `flow` is seen from China: what it exports is what the partner imports.
    """
    mirrored = {"export": "import", "import": "export"}[flow]
    china = flows(annual, flow)
    rows = [
        (str(row["reporter"]), int(row["year"]), float(china[row["reporter"]][row["year"]]), float(row["value"]) / 1000)
        for row in reports[reports["flow"] == mirrored].to_dict("records")
    ]
    frame = pd.DataFrame(rows, columns=["partner", "year", "china", "partner_side"])
    frame["gap"] = frame["china"] - frame["partner_side"]
    return frame.sort_values(["partner", "year"], ignore_index=True)
