"""Files made when the build ends: each step writes its own, unless they stand there as it left them, made from the same."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakKeyDictionary

from sphinx import addnodes

from edition.sphinx import project
from edition.sphinx.domain import EditionDomain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

NOTHING: Final[dict[str, Any]] = {"source": "", "files": {}}

_states: WeakKeyDictionary[Builder, str] = WeakKeyDictionary()


def write(app: Sphinx, step: str, source: str, make: Callable[[], Mapping[str, str | bytes]]) -> None:
    """Write what a step makes, by path below the output; `source` is a hash of all it is made from.

    Nothing is made when the last build made it from the same and no other hand has touched it since. A file that is no longer made
    is removed.
    """
    out = Path(app.outdir)
    steps = _steps(app)
    before = steps.get(step, NOTHING)
    if before["source"] == source and all(stamp(out / name) == seen for name, seen in before["files"].items()):
        return
    made = make()
    for name, content in made.items():
        put(out / name, content)
    _remove(out, before["files"].keys() - made.keys())
    steps[step] = {"source": source, "files": {name: stamp(out / name) for name in made}}
    _store(app).write_text(json.dumps(steps), encoding="utf-8")


def keep(app: Sphinx, step: str, names: Iterable[str]) -> None:
    """Remove what an earlier build wrote in a step that writes its files itself, but for these files, which it writes now."""
    steps = _steps(app)
    now = dict.fromkeys(sorted(names))
    before = steps.get(step, NOTHING)["files"]
    if before == now:
        return
    _remove(Path(app.outdir), before.keys() - now.keys())
    steps[step] = {"source": "", "files": now}
    _store(app).write_text(json.dumps(steps), encoding="utf-8")


def _store(app: Sphinx) -> Path:
    return Path(app.doctreedir) / f"made-{app.builder.name}.json"


def _steps(app: Sphinx) -> dict[str, dict[str, Any]]:
    """What each step wrote at the last build, and from what."""
    store = _store(app)
    steps: dict[str, dict[str, Any]] = json.loads(store.read_text(encoding="utf-8")) if store.is_file() else {}
    return steps


def _remove(out: Path, names: Iterable[str]) -> None:
    """Remove files, and the folders they leave empty."""
    for name in names:
        path = out / name
        path.unlink(missing_ok=True)
        for folder in path.relative_to(out).parents[:-1]:
            if (out / folder).is_dir() and not any((out / folder).iterdir()):
                (out / folder).rmdir()


def put(path: Path, content: str | bytes) -> None:
    """Write a file whose content is another one; what stands already keeps its date."""
    data = content.encode() if isinstance(content, str) else content
    if path.is_file() and path.read_bytes() == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def state(app: Sphinx) -> str:
    """A hash of all that has been read, of the files beside the chapters, and of what the citation file says."""
    if app.builder not in _states:
        env = app.env
        read = env.get_domain(EditionDomain.name).data["checked"]
        kept = [sorted(getattr(env, name, {}).items()) for name in ("edition_search", "edition_charts")]
        titles = sorted((docname, title.astext()) for docname, title in env.titles.items())
        captions = [toctree.get("caption") for toctree in env.tocs[app.config.root_doc].findall(addnodes.toctree)]
        order = captions, sorted(env.toctree_includes.items())
        said = app.config.edition_meta, app.config.html_short_title
        _states[app.builder] = hash_of(project.whole_fingerprint(env), read, kept, titles, order, said)
    return _states[app.builder]


def hash_of(*values: object) -> str:
    """A hash of values by what `repr` tells of them."""
    return sha256("\0".join(map(repr, values)).encode()).hexdigest()


def stamp(path: Path) -> list[int] | None:
    """The size and the date of a file as the system tells them."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return [found.st_size, found.st_mtime_ns]
