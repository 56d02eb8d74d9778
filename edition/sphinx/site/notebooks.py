"""The executed notebooks beside the pages, and a line on each notebook's page that links to its own."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.osutil import relative_uri

from edition.export.archives import notebooks as notebook_archive
from edition.sphinx.assemble import book_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_NEEDLESS = re.compile(r"\\([.()!#+-])")  # escaped by pybtex, and harmless inside a line


def executed(app: Sphinx) -> dict[str, Path]:
    """Return the notebooks that MyST-NB has executed, by name."""
    return notebook_archive.names(app.env.found_docs, Path(app.outdir).parent / "jupyter_execute")


def offer(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Add the line to the end of a notebook's page (event `doctree-resolved`)."""
    name = docname.rpartition("/")[2]
    if app.builder.name != "html" or not notebook_archive.complete(Path(app.confdir)) or name not in executed(app):
        return
    address = app.builder.get_target_uri(docname)
    notebook, archive = (relative_uri(address, target) for target in (f"{notebook_archive.FOLDER}/{name}.ipynb", notebook_archive.ARCHIVE))
    line = nodes.paragraph("", "Take it with you: ", classes=["notebook-offer"])
    line += nodes.reference("", "all notebooks with their data", refuri=archive)
    line += nodes.Text(" as one archive (in its folder, ")
    line += nodes.literal("", "pip install -r requirements.txt")
    line += nodes.Text("), or ")
    line += nodes.reference("", f"{name}.ipynb", refuri=notebook)
    line += nodes.Text(" alone, as it was executed")
    if launch := notebook_archive.binder(book_of(app).meta.repository, name):
        line += [nodes.Text("; or "), nodes.reference("", "start it on Binder", refuri=launch)]
    line += nodes.Text(".")
    next(iter(doctree.findall(nodes.section)), doctree).append(line)


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the events."""
    app.connect("doctree-resolved", offer)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
