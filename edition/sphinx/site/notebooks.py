"""The executed notebooks beside the pages, and a line on each notebook's page that offers its own."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import nbformat
from docutils import nodes
from jupyter_cache import get_cache
from sphinx.util.osutil import relative_uri

from edition import publication
from edition.export.archives import notebooks as notebook_archive
from edition.sources import bibtex
from edition.sphinx import outputs, project
from edition.sphinx.domain import EditionDomain
from edition.sphinx.reading.citations import describe

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_NEEDLESS = re.compile(r"\\([.()!#+-])")  # escaped by pybtex, and harmless inside a line


def executed(app: Sphinx) -> dict[str, Path]:
    """Return the notebooks that MyST-NB has executed, by name."""
    return notebook_archive.names(app.env.found_docs, Path(app.outdir).parent / "jupyter_execute")


def offer(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Add the line to the end of a notebook's page (event `doctree-resolved`)."""
    name = docname.rpartition("/")[2]
    if app.builder.name != "html" or not _complete(app) or name not in executed(app):
        return
    here = app.builder.get_target_uri(docname)
    one, every = (relative_uri(here, target) for target in (f"{notebook_archive.FOLDER}/{name}.ipynb", notebook_archive.ARCHIVE))
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
    """Write the notebooks, then their archive (event `build-finished`, before everything is packed).

    A changed word of a chapter is packed into the archive and leaves the notebooks as they are.
    """
    if failure or app.builder.name != "html" or not _complete(app):
        return
    outputs.write(app, "notebooks", _grounds(app), lambda: _texts(app))
    packed = _packed(app)
    source = outputs.hash_of([(name, outputs.stamp(path)) for name, path in packed.items()])
    outputs.write(app, "archive of notebooks", source, lambda: {notebook_archive.ARCHIVE: _archive(app, packed)})


def _grounds(app: Sphinx) -> str:
    """A hash of all that the notebooks' texts are made from: the executed ones, data, sources, and what is counted in the chapters."""
    counted = app.env.get_domain(EditionDomain.name).data["fingerprints"]["grounds"]
    found = [(name, outputs.stamp(path)) for name, path in executed(app).items()]
    return outputs.hash_of(project.whole_fingerprint(app.env), counted, found)


def _texts(app: Sphinx) -> dict[str, str]:
    from edition.evidence import results

    sources = bibtex.load(project.bibliography_file(app.env))
    labels = sources.labels
    cache: str = app.env.mystnb_config.execution_cache_path  # type: ignore[attr-defined]

    def described(key: str) -> str:
        text: str = describe(sources[key], labels[key]).render_as("markdown")  # type: ignore[no-untyped-call]
        plain = _NEEDLESS.sub(r"\1", text)
        return f"**{notebook_archive.in_text(labels[key])}** {plain}"

    return {
        f"{notebook_archive.FOLDER}/{name}.ipynb": notebook_archive.written(
            notebook_archive.readable(with_outputs(path, cache), results.text, labels.__getitem__, described)
        )
        for name, path in executed(app).items()
    }


def _packed(app: Sphinx) -> dict[str, Path]:
    """The files of the archive by their names in it: what the notebooks need, and the notebooks as they were written."""
    folder = Path(app.outdir) / notebook_archive.FOLDER
    return notebook_archive.needed(Path(app.confdir)) | {f"{name}.ipynb": folder / f"{name}.ipynb" for name in executed(app)}


def _archive(app: Sphinx, packed: dict[str, Path]) -> bytes:
    day = publication.load(Path(app.confdir)).date
    return notebook_archive.archive({name: path.read_bytes() for name, path in packed.items()}, (max(day.year, 1980), day.month, day.day))


def with_outputs(path: Path, cache: str) -> dict[str, Any]:
    """Read an executed notebook; MyST-NB writes one that it took from its cache without outputs, which are put back."""
    notebook = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)  # type: ignore[no-untyped-call]
    if not any(cell.get("outputs") for cell in notebook.cells):
        _, notebook = get_cache(cache).merge_match_into_notebook(notebook)  # type: ignore[no-untyped-call]
    return cast("dict[str, Any]", notebook)


def _complete(app: Sphinx) -> bool:
    """Say whether the project has what makes a notebook run elsewhere, and a date for the archive."""
    root = Path(app.confdir)
    return (root / publication.CITATION_FILE).is_file() and (root / "requirements.txt").is_file() and (root / "edition").is_dir()


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the events."""
    app.connect("doctree-resolved", offer)
    app.connect("build-finished", write, priority=890)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
