"""What is read again because of something other than its own file (event `env-get-outdated`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.sphinx import fingerprints
from edition.sphinx.build import executions
from edition.sphinx.build.state import BuildState
from edition.sphinx.charts.figure import LISTED
from edition.sphinx.domain import EditionDomain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def reread(app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]) -> list[str]:
    """Name the documents that rest on something that is other than when they were read, and those that warned."""
    state, records = BuildState.of(app), EditionDomain.of(env).records
    ledger = state.ledger
    now = {
        "code": fingerprints.code(),
        "data": fingerprints.evidence(env),
        "shown": fingerprints.shown(env),
        "chapters": fingerprints.chapters(env),
    }
    # what is counted of the notes is asked only where a chapter changed: it means reading them all
    now["counted"] = fingerprints.counted(env) if ledger.read_changed("chapters", now["chapters"]) else ledger.read_entry("counted")
    counting = _counting(env)
    stale = {docname for docname in ledger.warned if docname in records} | (set(env.found_docs) if "" in ledger.warned else set())
    if ledger.read_changed("code", now["code"]):
        stale |= env.found_docs
    if ledger.read_changed("data", now["data"]):
        stale |= {name for name, record in records.items() if record.computed or record.lists}
    if ledger.read_changed("shown", now["shown"]):
        stale |= {name for name, record in records.items() if record.passages or any(m.type == "entry" for m in record.mentions)}
    if ledger.read_changed("counted", now["counted"]):
        stale |= counting
    grounds = {"data": now["data"], "notes": now["counted"]}
    dropped = executions.forget(env, grounds, counting if records else None)
    state.rests_on = now
    return sorted((stale | {name for name in dropped if name in records and records[name].computed}) & env.found_docs)


def remember_read(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Note which documents this build reads, and so writes (event `env-before-read-docs`)."""
    BuildState.of(app).read = set(docnames)


def _counting(env: BuildEnvironment) -> set[str]:
    """Name the documents that count the notes or chart them."""
    records = EditionDomain.of(env).records
    counting = {m.docname for record in records.values() for m in record.mentions if m.target.startswith("balance.")}
    return counting | {name for name, record in records.items() if any(one.startswith(LISTED) for one in record.lists)}
