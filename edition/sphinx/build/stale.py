"""The build's turning points: what must be read again, what is wrong, and which pages must be written again."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from edition.commentary import rules
from edition.essay import recognise
from edition.problems import Place
from edition.sources import bibtex
from edition.sphinx import project
from edition.sphinx.build import executions
from edition.sphinx.charts import nodes as charts
from edition.sphinx.domain import EditionDomain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from edition.commentary.model import Edition
    from edition.problems import Problem
    from edition.sources.model import Bibliography

#: What the pages of the apparatus list with its uses.
LISTED = ("entry", "source")
NOWHERE: Final = Place("", 0)
BASE_TEXT_VARIABLE = "EDITION_BASE_TEXT"


class Refused(SystemExit):
    """Everything that is wrong in what authors wrote, in one message.

    An exit and not an exception: both Sphinx and Jupyter Book would bury an exception under a traceback.
    """


def name_code(app: Sphinx, config: Config) -> None:
    """Read every document again when the package is another one than at the last build (event `config-inited`)."""
    config.edition_code = project.code_fingerprint()


def reread_computed(app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]) -> list[str]:
    """Read again whatever rests on the data when the data or the arithmetic changed (event `env-get-outdated`)."""
    domain = _domain(env)
    fingerprints: dict[str, str] = domain.data["fingerprints"]
    on_notes = _on_notes(domain)
    stale: set[str] = set()
    if _moved(domain, "data", project.fingerprint(env)):
        stale |= {name for name, record in domain.records.items() if record.computed or record.lists}
    if _moved(domain, "shown", project.shown_fingerprint(env)):
        stale |= {name for name, record in domain.records.items() if record.passages or any(m.type == "entry" for m in record.mentions)}
    if _moved(domain, "chapters", project.text_fingerprint(env)) and _moved(domain, "grounds", project.grounds_fingerprint(env)):
        stale |= on_notes
    grounds = {"data": fingerprints["data"], "notes": fingerprints["grounds"]}
    dropped = executions.forget(env, grounds, on_notes if domain.records else None)
    return sorted(stale | {name for name in dropped if name in domain.records and domain.records[name].computed})


def _on_notes(domain: EditionDomain) -> set[str]:
    """The documents that count the notes or chart them."""
    counting = {m.docname for record in domain.records.values() for m in record.mentions if m.target.startswith("balance.")}
    return counting | {name for name, record in domain.records.items() if any(one.startswith(charts.LISTED) for one in record.lists)}


def _moved(domain: EditionDomain, what: str, now: str) -> bool:
    """Tell whether something is other than at the last build, by its hash."""
    fingerprints: dict[str, str] = domain.data["fingerprints"]
    before, fingerprints[what] = fingerprints.get(what), now
    return before != now


def check(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Refuse a faulty edition; else name the pages that show something changed elsewhere (event `env-updated`).

    Raised here, before the environment is saved, so that the next build reads the faulty pages again.
    """
    domain = _domain(env)
    if not domain.records:
        return []
    edition = domain.edition()
    problems = sorted({p for record in domain.records.values() for p in record.problems})
    listed = project.bibliography_file(env).read_text(encoding="utf-8")
    placed = sorted((docname, sorted(record.lists)) for docname, record in domain.records.items())
    signature = _digest(repr(edition), repr(placed), domain.data["fingerprints"].get("data", ""), listed)
    if problems or signature != domain.data["checked"]:
        problems += [p for p in rules.problems(edition, frame(app)) if p not in problems]
    if problems:
        raise Refused("\n".join(["", *map(str, problems), f"The edition is refused: {_counted(problems)}."]))
    domain.data["checked"] = signature
    seen: dict[str, str] = domain.data["seen"]
    before, seen[app.builder.name] = seen.get(app.builder.name), signature
    return sorted(_pages_to_write(domain, app.builder.name, edition, _sources(app))) if before != signature else []


def _counted(problems: list[Problem]) -> str:
    return "one problem" if len(problems) == 1 else f"{len(problems)} problems"


def frame(app: Sphinx) -> rules.Frame:
    """What the edition is checked against in this build."""
    from edition.evidence import results

    env = app.env
    base = project.base_text(env)
    copy = os.environ.get(BASE_TEXT_VARIABLE)
    labels = env.get_domain("std").data["anonlabels"]
    return rules.Frame(
        base=base,
        known={
            "source": set(_sources(app).sources),
            "entry": project.entries(env),
            "result": results.names(),
            "debate": labels,
        },
        check=_evaluate,
        witness=recognise.read(Path(copy).read_text(encoding="utf-8"), base) if copy else None,
    )


def _evaluate(expression: str) -> tuple[bool, str]:
    from edition.evidence import results

    outcome = results.check(expression)
    return outcome.holds, outcome.text


def _sources(app: Sphinx) -> Bibliography:
    try:
        return bibtex.load(project.bibliography_file(app.env))
    except bibtex.BibliographyError as error:
        faults = str(error).replace(f"{app.srcdir}{os.sep}", "")
        raise Refused(f"\n{faults}\nThe edition is refused: its bibliography cannot be used.") from error


def _pages_to_write(domain: EditionDomain, builder: str, edition: Edition, sources: Bibliography) -> set[str]:
    """Pages that mention something whose summary changed, and every page with a listing if anything did."""
    summaries = _summaries(edition) | _pages_of_lists(domain) | {("source", key): label for key, label in sources.labels.items()}
    before: dict[tuple[str, str], str] = domain.data["summaries"].get(builder, {})
    changed = {key for key in summaries.keys() | before.keys() if summaries.get(key) != before.get(key)}
    domain.data["summaries"][builder] = summaries
    if not before or not changed:
        return set()
    mentioning = {m.docname for m in edition.mentions if (m.type, m.target) in changed}
    return mentioning | {docname for docname, record in domain.records.items() if record.lists}


def _pages_of_lists(domain: EditionDomain) -> dict[tuple[str, str], str]:
    """The page on which each entry and each listing stands."""
    pages: dict[tuple[str, str], str] = {}
    for docname, record in domain.records.items():
        for name in record.lists:
            kind, _, target = name.partition(":")
            pages[kind, target] = docname
    return pages


def _summaries(edition: Edition) -> dict[tuple[str, str], str]:
    """A hash of what other pages may show of each passage, note, entry and source."""
    shown: dict[tuple[str, str], str] = {}
    for passage in edition.passages:
        shown["passage", passage.reference] = _digest(passage.docname, passage.title)
    for note in edition.notes:
        digest = _digest(repr(replace(note, text="", place=NOWHERE)), repr(edition.sources_of(note)))
        shown["note", note.id] = shown["claim", note.id] = digest
    for target, uses in _uses(edition).items():
        shown["used", target] = _digest(*uses)
    return shown


def _uses(edition: Edition) -> dict[str, list[str]]:
    """By entry and source, the places that name it: what the pages that list it show of it."""
    found: dict[str, list[str]] = {}
    for mention in edition.mentions:
        if mention.type in LISTED:
            found.setdefault(f"{mention.type}:{mention.target}", []).append(f"{mention.docname} {mention.note}")
    for passage in edition.passages:
        for name in passage.names:
            found.setdefault(f"entry:{name}", []).append(passage.reference)
    return found


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _domain(env: BuildEnvironment) -> EditionDomain:
    domain = env.get_domain(EditionDomain.name)
    assert isinstance(domain, EditionDomain)
    return domain
