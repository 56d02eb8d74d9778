"""Decide which documents are read again because something other than their own file changed (event `env-get-outdated`)."""

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
    """Return the documents whose inputs changed since they were read, and those that warned."""
    state, records = BuildState.of(app), EditionDomain.of(env).records
    ledger = state.ledger
    current = {
        "code": fingerprints.code(),
        "data": fingerprints.evidence(env),
        "shown": fingerprints.shown(env),
        "chapters": fingerprints.chapters(env),
    }
    # counting the notes means reading them all, so do it only where a chapter changed
    current["counted"] = fingerprints.counted(env) if ledger.read_changed("chapters", current["chapters"]) else ledger.read_entry("counted")
    counting = _counting(env)
    stale = {docname for docname in ledger.warned if docname in records} | (set(env.found_docs) if "" in ledger.warned else set())
    if ledger.read_changed("code", current["code"]):
        stale |= env.found_docs
    if ledger.read_changed("data", current["data"]):
        stale |= {name for name, record in records.items() if record.computed or record.lists}
    if ledger.read_changed("shown", current["shown"]):
        stale |= {name for name, record in records.items() if record.passages or any(m.type == "entry" for m in record.mentions)}
    if ledger.read_changed("counted", current["counted"]):
        stale |= counting
    hashes = {"data": current["data"], "notes": current["counted"]}
    dropped = executions.drop_stale(env, hashes, counting if records else None)
    state.inputs = current
    return sorted((stale | {name for name in dropped if name in records and records[name].computed}) & env.found_docs)


def remember_read(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Record which documents this build reads, and so writes (event `env-before-read-docs`)."""
    BuildState.of(app).read = set(docnames)


def _counting(env: BuildEnvironment) -> set[str]:
    """Return the documents that count the notes or chart them."""
    records = EditionDomain.of(env).records
    counting = {m.docname for record in records.values() for m in record.mentions if m.target.startswith("balance.")}
    return counting | {name for name, record in records.items() if any(listed.startswith(LISTED) for listed in record.lists)}
