"""Results on the notes themselves: claims by finding, sources by origin and kind, and their relation."""

from collections.abc import Callable, Iterator
from functools import partial

import pandas as pd

from edition.commentary.model import Edition, Finding
from edition.evidence import inputs
from edition.evidence.inputs import shared
from edition.evidence.notes import arithmetic as balance
from edition.evidence.registry import Result
from edition.sources import bibtex
from edition.sources.model import Evidence, Origin

#: Names of the inputs of these results that are no tables.
CHAPTERS, REFERENCES = "chapters", "references"


@shared
def edition() -> Edition:
    """Return the content of the project's chapters."""
    from edition.commentary import markdown  # imports MyST, which a notebook that counts no notes does not need

    inputs.note(CHAPTERS)
    return markdown.read(inputs.root())


@shared
def claims() -> pd.DataFrame:
    """Return the claims; callers must not change them."""
    return balance.claims_of(edition())


@shared
def evidence() -> pd.DataFrame:
    """Return claims and the sources that they cite; callers must not change them."""
    inputs.note(REFERENCES)
    return balance.evidence_of(edition(), bibtex.load(inputs.root() / "book" / "references.bib").sources)


def _found(*findings: str, facts: bool = False) -> Callable[[], float]:
    def part() -> float:
        frame = balance.facts(claims()) if facts else claims()
        return balance.share(int(frame["finding"].isin(list(findings)).sum()), len(frame))

    return part


def _number(finding: str) -> Callable[[], float]:
    return lambda: int((claims()["finding"] == finding).sum())


def _aimed(aim: str, *findings: str) -> Callable[[], int]:
    def count() -> int:
        aimed = balance.aimed_at(claims(), aim)
        return int(aimed["finding"].isin(list(findings)).sum()) if findings else len(aimed)

    return count


def _aimed_share(aim: str, *findings: str) -> Callable[[], float]:
    return lambda: balance.share(_aimed(aim, *findings)(), _aimed(aim)())


def _findings() -> Iterator[Result]:
    yield Result("balance.claims", lambda: len(claims()), ",d", "claims", "Claims on which the notes give a finding")
    for finding in Finding:
        name = "qualified" if finding is Finding.QUALIFIED else finding.slug
        yield Result(f"balance.{name}", _number(balance.FINDINGS[finding]), ",d", "claims", f"Claims found {finding.value}")
    for aim, whom in {"author": "the author’s claim", "institution": "an institution’s words", "translation": "the translation"}.items():
        yield Result(f"balance.{aim}-claims", _aimed(aim), ",d", "findings", f"Findings aimed at {whom}")
    yield Result("balance.author-upheld-share", _aimed_share("author", *balance.UPHELD), ".0f", "%",
        "Findings aimed at the author that confirm, with or without qualification")  # fmt: skip
    yield Result("balance.author-faulted-share", _aimed_share("author", *balance.FAULTED), ".0f", "%",
        "Findings aimed at the author that say imprecise or contradicted")  # fmt: skip
    yield Result("balance.author-faulted", _aimed("author", *balance.FAULTED), "d", "findings",
        "Findings aimed at the author that say imprecise or contradicted, counted")  # fmt: skip
    yield Result("balance.institution-faulted", _aimed("institution", *balance.FAULTED), "d", "findings",
        "Findings aimed at an institution that say imprecise or contradicted, counted")  # fmt: skip
    yield Result("balance.translation-faulted", _aimed("translation", *balance.FAULTED), "d", "findings",
        "Findings aimed at the translation that say imprecise or contradicted, counted")  # fmt: skip
    yield Result("balance.facts", lambda: len(balance.facts(claims())), ",d", "claims",
        "Claims about dates, facts, figures, quotations and attributions")  # fmt: skip
    yield Result("balance.facts-upheld-share", _found(*balance.UPHELD, facts=True), ".0f", "%",
        "Claims about facts that are confirmed, with or without qualification")  # fmt: skip
    for number in "123":
        yield Result(f"balance.part-{number}-upheld-share", partial(_part_upheld, balance.PARTS[number]), ".0f", "%",
            f"Claims of part {number} of the essay that are confirmed, with or without qualification")  # fmt: skip


def _part_upheld(part: str) -> float:
    return float(balance.by_finding(claims(), "part", [part])["share"].iloc[0])


def _of_citations(column: str, value: str) -> Callable[[], float]:
    return lambda: balance.share(int((evidence()[column] == value).sum()), len(evidence()))


def _sources() -> Iterator[Result]:
    yield Result("balance.sources", lambda: evidence()["source"].nunique(), ",d", "sources", "Sources cited for claims")
    yield Result("balance.citations", lambda: len(evidence()), ",d", "citations",
        "Citations: a claim and a source that it cites, each pair once")  # fmt: skip
    yield Result("balance.sources-per-claim", lambda: len(evidence()) / len(claims()), ".1f", "sources", "Sources for a claim, mean")
    yield Result("balance.strong-share", lambda: balance.strong_share(evidence()), ".0f", "%",
        "Citations that are primary documents, statistics or scholarship")  # fmt: skip
    yield Result("balance.press-share", _of_citations("evidence", Evidence.PRESS.value), ".0f", "%", "Citations that are press reports")
    for code, language in {"en": "English", "zh": "Chinese", "ru": "Russian"}.items():
        yield Result(f"balance.{language.lower()}-share", _of_citations("language", code), ".0f", "%", f"Citations read in {language}")
    yield Result("balance.china-citations-share", _of_citations("origin", balance.ORIGINS[Origin.CN]), ".0f", "%",
        f"Citations whose source comes from {balance.ORIGINS[Origin.CN]}")  # fmt: skip


def _alone(origins: list[str]) -> int:
    return int(balance.resting_on(claims(), evidence(), origins)["alone"].sum())


def _upheld(label: str, column: str) -> Callable[[], float]:
    return lambda: float(balance.beside(balance.facts(claims()), evidence(), balance.UPHELD, [label])[column].iloc[0])


def _dependence() -> Iterator[Result]:
    origins, china = list(balance.ORIGINS.values()), balance.ORIGINS[Origin.CN]
    yield Result("balance.one-origin", lambda: _alone(origins), "d", "claims", "Claims all of whose sources come from one origin")
    yield Result("balance.one-origin-share", lambda: balance.share(_alone(origins), len(claims())), ".0f", "%",
        "Claims all of whose sources come from one origin, of all claims")  # fmt: skip
    yield Result("balance.china-alone", partial(_alone, [china]), "d", "claims", f"Claims all of whose sources come from {china}")
    for name, origin in {"china": Origin.CN, "russia": Origin.RU, "us": Origin.US, "europe": Origin.EUROPE}.items():
        label = balance.ORIGINS[origin]
        for side in ("with", "without"):
            yield Result(f"balance.upheld-{side}-{name}", _upheld(label, f"{side}_share"), ".0f", "%",
                f"Claims about facts {side} a source from {label} that are confirmed, with or without qualification")  # fmt: skip


RESULTS = (*_findings(), *_sources(), *_dependence())
