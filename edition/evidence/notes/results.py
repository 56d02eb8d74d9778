"""Results on the notes themselves: claims by finding, sources by origin and kind, and what goes with what."""

from collections.abc import Callable
from functools import cache, partial

import pandas as pd

from edition.commentary import markdown
from edition.commentary.model import Edition, Finding
from edition.evidence.notes import arithmetic as balance
from edition.evidence.registry import put
from edition.sources import bibtex
from edition.sources.model import Evidence, Origin

#: What these results rest on in place of tables.
CHAPTERS, REFERENCES = "chapters", "references"
_BOTH = (CHAPTERS, REFERENCES)
GROUPS = {"china": Origin.CN, "russia": Origin.RU, "central-asia": Origin.CENTRAL_ASIA, "us": Origin.US, "europe": Origin.EUROPE}


@cache
def edition() -> Edition:
    """Return what the chapters say."""
    return markdown.read()


@cache
def claims() -> pd.DataFrame:
    """Return the claims; callers do not change them."""
    return balance.claims_of(edition())


@cache
def evidence() -> pd.DataFrame:
    """Return claims and the sources that they cite; callers do not change them."""
    return balance.evidence_of(edition(), bibtex.load().sources)


def _found(*findings: str, facts: bool = False) -> Callable[[], float]:
    def part() -> float:
        frame = balance.facts(claims()) if facts else claims()
        return balance.share(int(frame["finding"].isin(list(findings)).sum()), len(frame))

    return part


def _number(finding: str) -> Callable[[], float]:
    return lambda: int((claims()["finding"] == finding).sum())


def _findings() -> None:
    put("balance.claims", lambda: len(claims()), ",d", "claims", "claims on which the notes give a finding", CHAPTERS)
    put("balance.notes", lambda: len(edition().notes), ",d", "notes", "notes of all types", CHAPTERS)
    for finding in Finding:
        name = balance.FINDINGS[finding]
        put(f"balance.{name}", _number(name), "d", "claims",
            f"claims found {finding.value}", CHAPTERS)  # fmt: skip
    put("balance.upheld-share", _found(*balance.UPHELD), ".0f", "%", "claims confirmed, with or without qualification", CHAPTERS)
    put("balance.faulted-share", _found(*balance.FAULTED), ".0f", "%", "claims found imprecise or contradicted", CHAPTERS)
    put("balance.facts", lambda: len(balance.facts(claims())), ",d", "claims",
        "claims about dates, facts, figures, quotations and attributions", CHAPTERS)  # fmt: skip
    put("balance.facts-upheld-share", _found(*balance.UPHELD, facts=True), ".0f", "%",
        "of these confirmed, with or without qualification", CHAPTERS)  # fmt: skip


def _sources() -> None:
    put("balance.sources", lambda: evidence()["source"].nunique(), ",d", "sources", "sources cited for claims", *_BOTH)
    put("balance.citations", lambda: len(evidence()), ",d", "citations",
        "citations: a claim and a source that it cites, each once", *_BOTH)  # fmt: skip
    put("balance.sources-per-claim", lambda: len(evidence()) / len(claims()), ".1f", "sources", "sources for a claim, mean", *_BOTH)
    put("balance.strong-share", lambda: balance.strong_share(evidence()), ".0f", "%",
        "citations that are primary documents, statistics or scholarship", *_BOTH)  # fmt: skip
    put("balance.press-share", _of_citations("evidence", Evidence.PRESS.value), ".0f", "%",
        "citations that are press reports", *_BOTH)  # fmt: skip
    put("balance.english-share", _of_citations("language", "en"), ".0f", "%", "citations read in English", *_BOTH)
    put("balance.chinese-share", _of_citations("language", "zh"), ".0f", "%", "citations read in Chinese", *_BOTH)
    put("balance.russian-share", _of_citations("language", "ru"), ".0f", "%", "citations read in Russian", *_BOTH)
    for name, origin in GROUPS.items():
        put(f"balance.{name}-citations-share", _of_citations("origin", balance.ORIGINS[origin]), ".0f", "%",
            f"citations whose source comes from {balance.ORIGINS[origin]}", *_BOTH)  # fmt: skip


def _of_citations(column: str, value: str) -> Callable[[], float]:
    return lambda: balance.share(int((evidence()[column] == value).sum()), len(evidence()))


def _dependence() -> None:
    origins = list(balance.ORIGINS.values())
    put("balance.one-origin", lambda: _alone(origins), "d", "claims", "claims all of whose sources come from one origin", *_BOTH)
    put("balance.one-origin-share", lambda: balance.share(_alone(origins), len(claims())), ".0f", "%",
        "the same in per cent of all claims", *_BOTH)  # fmt: skip
    for name, origin in GROUPS.items():
        label = balance.ORIGINS[origin]
        put(f"balance.{name}-alone", partial(_alone, [label]), "d", "claims",
            f"claims all of whose sources come from {label}", *_BOTH)  # fmt: skip
        for side in ("with", "without"):
            put(f"balance.upheld-{side}-{name}", _upheld(label, f"{side}_share"), ".0f", "%",
                f"claims about facts {side} a source from {label} that are confirmed, with or without qualification",
                *_BOTH)  # fmt: skip


def _alone(origins: list[str]) -> int:
    return int(balance.resting_on(claims(), evidence(), origins)["alone"].sum())


def _upheld(label: str, column: str) -> Callable[[], float]:
    return lambda: float(balance.beside(balance.facts(claims()), evidence(), balance.UPHELD, [label])[column].iloc[0])


_findings()
_sources()
_dependence()
