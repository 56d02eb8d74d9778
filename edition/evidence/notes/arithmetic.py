"""How the notes weigh: claims by finding, kind and part; sources by origin, language and kind; and whether the two go together.

`claims` has a row for each claim: id, part, kind, finding, aim. `evidence` has a row for each claim and source that it cites: id, source,
origin, language, evidence.
"""

from collections.abc import Collection, Mapping, Sequence

import pandas as pd

from edition.commentary import model
from edition.commentary.model import Aim, Edition, Finding
from edition.sources.labels import ORIGINS
from edition.sources.model import Evidence, Source

__all__ = [
    "AIMS", "FACTS", "FAULTED", "FINDINGS", "ORIGINS", "PARTS", "STRONG", "UPHELD", "aimed_at", "beside", "by_aim", "by_finding",
    "cited", "claims_of", "counted", "crossed", "evidence_of", "facts", "per_claim", "resting_on", "share", "strong_share",
]  # fmt: skip

FINDINGS = {
    Finding.CONFIRMED: "confirmed", Finding.QUALIFIED: "qualified", Finding.IMPRECISE: "imprecise",
    Finding.CONTRADICTED: "contradicted", Finding.UNVERIFIABLE: "unverifiable", Finding.CONTESTED: "contested",
    Finding.INTERPRETIVE: "interpretive",
}  # fmt: skip
AIMS = {Aim.AUTHOR: "author", Aim.INSTITUTION: "institution", Aim.TRANSLATION: "translation"}
PARTS = {"0": "Opening", "1": "Part 1", "2": "Part 2", "3": "Part 3", "f": "Captions"}
UPHELD = frozenset({FINDINGS[Finding.CONFIRMED], FINDINGS[Finding.QUALIFIED]})
FAULTED = frozenset({FINDINGS[Finding.IMPRECISE], FINDINGS[Finding.CONTRADICTED]})
STRONG = frozenset({Evidence.PRIMARY.value, Evidence.STATISTICS.value, Evidence.SCHOLARSHIP.value})
FACTS = frozenset(kind.value for kind in model.FACTS)


def claims_of(edition: Edition) -> pd.DataFrame:
    """Return the claims of an edition as a frame: id, part, kind, finding, aim, in the words that readers see."""
    rows = [(claim.id, PARTS[claim.passage[0]], claim.kind.value, FINDINGS[claim.finding], AIMS[claim.at]) for claim in edition.claims()]
    return pd.DataFrame(rows, columns=["id", "part", "kind", "finding", "aim"])


def evidence_of(edition: Edition, sources: Mapping[str, Source]) -> pd.DataFrame:
    """Return a row for each claim and source that it cites, each source once a claim: id, source, origin, language, evidence.

    A key without an entry in the bibliography is left out here; the build refuses it.
    """
    rows = [
        (claim.id, key, ORIGINS[sources[key].origin], sources[key].language, sources[key].evidence.value)
        for claim in edition.claims()
        for key in edition.sources_of(claim)
        if key in sources
    ]
    return pd.DataFrame(rows, columns=["id", "source", "origin", "language", "evidence"])


def counted(frame: pd.DataFrame, column: str, order: Sequence[str] = ()) -> pd.DataFrame:
    """Return how often each value stands in a column: label, count, share (per cent); in the order given, else most first."""
    counts = frame[column].value_counts()
    labels = list(order) if order else sorted(counts.index, key=lambda label: (-int(counts[label]), str(label)))
    numbers = [int(counts.get(label, 0)) for label in labels]
    return pd.DataFrame({"label": labels, "count": numbers, "share": [share(number, len(frame)) for number in numbers]})


def crossed(frame: pd.DataFrame, row: str, column: str, rows: Sequence[str], columns: Sequence[str]) -> pd.DataFrame:
    """Return the count of every pair of values, zeros too: row, column, count, share (per cent of the row), under their own names."""
    counts = frame.groupby([row, column]).size()
    wholes = frame[row].value_counts()
    pairs = [(a, b, int(counts.get((a, b), 0))) for a in rows for b in columns]
    table = pd.DataFrame(pairs, columns=[row, column, "count"])
    table["share"] = [share(count, int(wholes.get(a, 0))) for a, _, count in pairs]
    return table


def by_finding(frame: pd.DataFrame, row: str, rows: Sequence[str]) -> pd.DataFrame:
    """Return a row for each value: its name under `row`, the number with each finding, all, those upheld, and their share in per cent."""
    counts = crossed(frame, row, "finding", rows, list(FINDINGS.values()))
    table = counts.pivot(index=row, columns="finding", values="count").reindex(index=list(rows), columns=list(FINDINGS.values()))
    table["all"] = table.sum(axis=1)
    table["upheld"] = table[sorted(UPHELD)].sum(axis=1)
    table["share"] = [share(part, whole) for part, whole in zip(table["upheld"], table["all"], strict=True)]
    return table.rename_axis(columns=None).reset_index()


def by_aim(claims: pd.DataFrame) -> pd.DataFrame:
    """Return the number of claims by finding and aim: columns finding, one for each aim, all; the last row, `all findings`, sums them."""
    aims, findings = list(AIMS.values()), list(FINDINGS.values())
    long = crossed(claims, "finding", "aim", findings, aims)
    table = long.pivot(index="finding", columns="aim", values="count").reindex(index=findings, columns=aims)
    table["all"] = table.sum(axis=1)
    table.loc["all findings"] = table.sum()
    return table.rename_axis(columns=None).rename_axis("finding").reset_index()


def cited(evidence: pd.DataFrame, column: str, order: Sequence[str] = ()) -> pd.DataFrame:
    """Return by a column: label, sources (each once), citations (once a claim), claims that cite one, share of citations; most first."""
    groups = evidence.groupby(column)
    table = pd.DataFrame({"sources": groups["source"].nunique(), "citations": groups.size(), "claims": groups["id"].nunique()})
    table["share"] = [share(number, len(evidence)) for number in table["citations"]]
    table = table.rename_axis("label").reset_index().sort_values(["citations", "label"], ascending=[False, True])
    if order:
        table = table.set_index("label").reindex(list(order), fill_value=0).rename_axis("label").reset_index()
    return table.reset_index(drop=True)


def per_claim(claims: pd.DataFrame, evidence: pd.DataFrame, column: str) -> pd.DataFrame:
    """Return claims joined to each value of a column of their evidence, once a claim and value: id, finding, kind, and the column."""
    pairs = evidence[["id", column]].drop_duplicates()
    return claims.merge(pairs, on="id")[["id", "finding", "kind", column]]


def beside(claims: pd.DataFrame, evidence: pd.DataFrame, findings: Collection[str], origins: Sequence[str]) -> pd.DataFrame:
    """Return, by origin, how often a claim has one of the findings with and without a source from there.

    Columns origin, with_claims, with_share, without_claims, without_share (per cent), gap (percentage points; NaN where a side is
    empty). The shares describe these notes; no sample was drawn, so no test is applied.
    """
    rows = []
    for origin in origins:
        citing = set(evidence.loc[evidence["origin"] == origin, "id"])
        inside = claims["id"].isin(list(citing))
        with_source, without_source = _hits(claims[inside], findings), _hits(claims[~inside], findings)
        rows.append((origin, *with_source, *without_source, with_source[1] - without_source[1]))
    return pd.DataFrame(rows, columns=["origin", "with_claims", "with_share", "without_claims", "without_share", "gap"])


def facts(claims: pd.DataFrame) -> pd.DataFrame:
    """Return the claims about facts: dates, facts, figures, quotations, attributions; causes, forecasts and judgements left out."""
    return claims[claims["kind"].isin(list(FACTS))]


def aimed_at(claims: pd.DataFrame, aim: str) -> pd.DataFrame:
    """Return the claims whose finding is aimed at the author, the translation or an institution."""
    return claims[claims["aim"] == aim]


def resting_on(claims: pd.DataFrame, evidence: pd.DataFrame, origins: Sequence[str]) -> pd.DataFrame:
    """Return by origin: claims that cite a source from there, those that cite no other, and their share: origin, citing, alone, share."""
    known = evidence[evidence["id"].isin(list(claims["id"]))]
    spread = known.groupby("id")["origin"].agg(set)
    rows = [(o, sum(o in found for found in spread), sum(found == {o} for found in spread)) for o in origins]
    table = pd.DataFrame(rows, columns=["origin", "citing", "alone"])
    table["share"] = [share(alone, citing) for alone, citing in zip(table["alone"], table["citing"], strict=True)]
    return table


def strong_share(evidence: pd.DataFrame) -> float:
    """Return the part of citations that are primary documents, statistics or scholarship, in per cent."""
    return share(int(evidence["evidence"].isin(list(STRONG)).sum()), len(evidence))


def share(part: int, whole: int) -> float:
    """Return a part in per cent of a whole; NaN of nothing."""
    return 100 * part / whole if whole else float("nan")


def _hits(claims: pd.DataFrame, findings: Collection[str]) -> tuple[int, float]:
    return len(claims), share(int(claims["finding"].isin(list(findings)).sum()), len(claims))
