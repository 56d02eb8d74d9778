"""Tables behind the picture of conflicts: cases by kind and date, and in rows by kind and answer."""

from collections.abc import Mapping
from typing import Final

import pandas as pd

from edition.evidence.conflicts import arithmetic as conflicts
from edition.evidence.membership.arithmetic import latest

#: The legend's words for an answer.
SHORT: Final = {
    conflicts.NONE: "no answer found",
    "outside its remit": "“outside our remit”",
    "concern, call for restraint": "call for restraint",
    "with the government": "with the government",
    "condemns the attack": "condemns the attack",
    "support in part": "support in part",
}
_ORDER: Final = {kind: place for place, kind in enumerate(conflicts.KINDS)}


def timeline(table: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """Return the conflicts by kind and first day, one row each.

    Columns title, case (title with the year), kind, date (ISO day; the last a month can mean), answer (as SHORT has it), by,
    first_act, words, parties (names), dead (a count or a range), dead_of, looked_in, source.
    """
    rows = [
        {
            "title": row["title"], "case": f"{row['title']}, {str(row['start'])[:4]}", "kind": row["kind"],
            "date": latest(str(row["start"])).isoformat(), "answer": SHORT[str(row["answer"])], "by": row["by"],
            "first_act": row["first_act"], "words": row["words"],
            "parties": ", ".join(names[code] for code in str(row["parties"]).split(";")),
            "dead": _range(row["deaths_low"], row["deaths_high"]), "dead_of": row["deaths_of"], "looked_in": row["looked_in"],
            "source": row["source"],
        }
        for row in table.to_dict("records")
    ]  # fmt: skip
    frame = pd.DataFrame(rows)
    order = frame["kind"].map(_ORDER)
    return frame.assign(order=order).sort_values(["order", "date"], kind="stable").drop(columns="order").reset_index(drop=True)


def in_rows(cases: pd.DataFrame, heads: Mapping[str, str]) -> pd.DataFrame:
    """Return the cases of `timeline` in a row for each kind, the most frequent answer first, each with its place in the row.

    Adds place (from 1) and row: the head of the kind and, in a second line, its most frequent answer with how many cases had it.
    """
    parts = []
    for _, part in cases.groupby(cases["kind"].map(_ORDER)):
        counts = part["answer"].value_counts()
        ordered = part.assign(often=part["answer"].map(counts)).sort_values(["often", "answer", "date"], ascending=[False, True, True])
        head = f"{heads[str(part['kind'].iloc[0])]}<br>{counts.index[0]}: {counts.iloc[0]} of {len(part)}"
        parts.append(ordered.drop(columns="often").assign(place=range(1, len(part) + 1), row=head))
    return pd.concat(parts, ignore_index=True)


def _range(low: float, high: float) -> str:
    if pd.isna(low):
        return "not looked up"
    return f"{low:,.0f}" if low == high else f"{low:,.0f} to {high:,.0f}"
