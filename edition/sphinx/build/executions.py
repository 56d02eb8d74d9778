"""Invalidate the cache of executed notebooks: entries executed on other data, other code or other notes are dropped.

MyST-NB's cache compares a notebook's own code and not the code it calls. The hashes that the executions depend on are stored beside the
cache and not in the environment, since the cache outlives the environment: `edition book --all` makes a new one.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from jupyter_cache import get_cache

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sphinx.environment import BuildEnvironment

HASHES = "edition.json"


def drop_stale(env: BuildEnvironment, hashes: Mapping[str, str], on_notes: Collection[str] | None) -> set[str]:
    """Drop stale cache entries and return the documents they may belong to; `hashes` holds one of the `data` and of the `notes`.

    A change of the notes alone invalidates the documents `on_notes`, or all where it is not known which these are.
    """
    config = env.mystnb_config  # type: ignore[attr-defined]
    store = Path(config.execution_cache_path) / HASHES
    before = json.loads(store.read_text(encoding="utf-8")) if store.is_file() else {}
    if config.execution_mode != "cache" or before == hashes:
        return set()
    only_notes = before.get("data") == hashes["data"] and on_notes is not None
    dropped = env.found_docs.intersection(on_notes or ()) if only_notes else set(env.found_docs)
    current = {env.doc2path(docname) for docname in env.found_docs - dropped}
    cache = get_cache(config.execution_cache_path)  # type: ignore[no-untyped-call]
    for record in cache.list_cache_records():
        if record.uri not in current:
            cache.remove_cache(record.pk)
    store.parent.mkdir(parents=True, exist_ok=True)
    store.write_text(json.dumps(dict(hashes)), encoding="utf-8")
    return dropped
