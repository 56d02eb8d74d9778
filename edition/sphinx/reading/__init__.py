"""Reading of documents: directives and roles, names that become links, and the record of each document."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from edition.sphinx.reading import harvest, naming
from edition.sphinx.reading.collation import CollationDirective
from edition.sphinx.reading.directives import DIRECTIVES
from edition.sphinx.reading.roles import MentionRole, PublishedRole, ResultRole, in_figures

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata


def forget_numbers(app: Sphinx, config: Config) -> None:
    """Clear the cache of computed numbers, for a process that builds more than once (event `config-inited`)."""
    if inputs := sys.modules.get("edition.evidence.inputs"):  # not imported here: it imports pandas
        inputs.forget()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directives, the roles and the handlers that complete a document's record."""
    for name, directive in DIRECTIVES.items():
        app.add_directive(name, directive)
    app.add_directive("collation", CollationDirective)
    for kind in ("passage", "note", "claim", "entry"):
        app.add_role(kind, MentionRole(kind))
    app.add_role("result", ResultRole())
    app.add_role("published", PublishedRole())
    app.connect("config-inited", forget_numbers)
    app.connect("doctree-read", naming.mark, priority=400)  # before the harvest at 500, which counts what is named
    app.connect("doctree-read", in_figures)  # after Sphinx has read the page's metadata, before the harvest
    app.connect("doctree-read", harvest.harvest)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
