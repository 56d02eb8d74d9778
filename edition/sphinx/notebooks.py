"""The executed notebooks beside the pages, and a line on each notebook's page that offers its own."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import nbformat
from docutils import nodes
from jupyter_cache import get_cache
from sphinx.util.osutil import relative_uri

from edition import bibliography
from edition.export import meta, notebooks
from edition.sphinx import made
from edition.sphinx.bibstyle import describe

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_NEEDLESS = re.compile(r"\\([.()!#+-])")  # escaped by pybtex, and harmless inside a line


def executed(app: Sphinx) -> dict[str, Path]:
    """Return the notebooks that MyST-NB has executed, by name."""
    return notebooks.names(app.env.found_docs, Path(app.outdir).parent / "jupyter_execute")


def offer(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Add the line to the end of a notebook's page (event `doctree-resolved`)."""
    name = docname.rpartition("/")[2]
    if app.builder.name != "html" or not _complete(app) or name not in executed(app):
        return
    here = app.builder.get_target_uri(docname)
    one, every = (relative_uri(here, target) for target in (f"{notebooks.FOLDER}/{name}.ipynb", notebooks.ARCHIVE))
    line = nodes.paragraph("", "Run it yourself: ", classes=["notebook-offer"])
    line += nodes.reference("", "all notebooks with their data", refuri=every)
    line += nodes.Text(" as one archive (in its folder, ")
    line += nodes.literal("", "pip install -r requirements.txt")
    line += nodes.Text(" and ")
    line += nodes.literal("", "jupyter lab")
    line += nodes.Text("), or ")
    line += nodes.reference("", f"{name}.ipynb", refuri=one)
    line += nodes.Text(" alone, as it was executed.")
    next(iter(doctree.findall(nodes.section)), doctree).append(line)


def write(app: Sphinx, failure: Exception | None) -> None:
    """Write the notebooks and their archive (event `build-finished`, before everything is packed)."""
    if failure or app.builder.name != "html" or not _complete(app):
        return
    root = Path(app.confdir)
    needed = [*notebooks.needed(root).values(), *executed(app).values()]
    source = made.hash_of(made.state(app), [(path, made.stamp(path)) for path in needed])
    made.write(app, "notebooks", source, lambda: _files(app))


def _files(app: Sphinx) -> dict[str, str | bytes]:
    from edition import results  # brings pandas, which is not loaded for nothing

    root = Path(app.confdir)
    sources = bibliography.load(Path(app.srcdir) / str(app.config.bibtex_bibfiles[0]))
    labels = sources.labels
    cache: str = app.env.mystnb_config.execution_cache_path  # type: ignore[attr-defined]

    def described(key: str) -> str:
        text: str = describe(sources[key], labels[key]).render_as("markdown")  # type: ignore[no-untyped-call]
        plain = _NEEDLESS.sub(r"\1", text)
        return f"**{notebooks.in_text(labels[key])}** {plain}"

    texts = {
        f"{name}.ipynb": notebooks.written(
            notebooks.readable(with_outputs(path, cache), results.text, labels.__getitem__, described)
        )
        for name, path in executed(app).items()
    }
    day = meta.load(root).date
    files = {name: path.read_bytes() for name, path in notebooks.needed(root).items()}
    files |= {name: text.encode() for name, text in texts.items()}
    archive = notebooks.archive(files, (max(day.year, 1980), day.month, day.day))
    return {notebooks.ARCHIVE: archive, **{f"{notebooks.FOLDER}/{name}": text for name, text in texts.items()}}


def with_outputs(path: Path, cache: str) -> dict[str, Any]:
    """Read an executed notebook; MyST-NB writes one that it took from its cache without outputs, which are put back."""
    notebook = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)  # type: ignore[no-untyped-call]
    if not any(cell.get("outputs") for cell in notebook.cells):
        _, notebook = get_cache(cache).merge_match_into_notebook(notebook)  # type: ignore[no-untyped-call]
    return cast("dict[str, Any]", notebook)


def _complete(app: Sphinx) -> bool:
    """Say whether the project has what makes a notebook run elsewhere, and a date for the archive."""
    root = Path(app.confdir)
    return (root / meta.CITATION_FILE).is_file() and (root / "requirements.txt").is_file() and (root / "edition").is_dir()


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the events."""
    app.connect("doctree-resolved", offer)
    app.connect("build-finished", write, priority=890)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
