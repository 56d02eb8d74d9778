"""The cache of executed notebooks: what in it was executed on other data, by other arithmetic or on other notes is dropped.

MyST-NB's cache looks at a notebook's own code and not at what that code calls. What the executions rest on is noted beside them and
not in the build's environment, since the cache outlives the environment: `edition book --all` makes a new one.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from jupyter_cache import get_cache

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sphinx.environment import BuildEnvironment

GROUNDS = "edition.json"


def forget(env: BuildEnvironment, grounds: Mapping[str, str], on_notes: Collection[str] | None) -> set[str]:
    """Drop what no longer holds and name the documents it may be of; `grounds` are hashes of the `data` and of the `notes`.

    A change of the notes alone concerns the documents `on_notes`, or all where it is not known which these are.
    """
    config = env.mystnb_config  # type: ignore[attr-defined]
    store = Path(config.execution_cache_path) / GROUNDS
    before = json.loads(store.read_text(encoding="utf-8")) if store.is_file() else {}
    if config.execution_mode != "cache" or before == grounds:
        return set()
    only_notes = before.get("data") == grounds["data"] and on_notes is not None
    dropped = env.found_docs.intersection(on_notes or ()) if only_notes else set(env.found_docs)
    kept = {env.doc2path(docname) for docname in env.found_docs - dropped}
    cache = get_cache(config.execution_cache_path)  # type: ignore[no-untyped-call]
    for record in cache.list_cache_records():
        if record.uri not in kept:
            cache.remove_cache(record.pk)
    store.parent.mkdir(parents=True, exist_ok=True)
    store.write_text(json.dumps(dict(grounds)), encoding="utf-8")
    return dropped
