"""The Run control of notebooks: only where `make lite` has built its packs, and only on the pages of notebooks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes

from edition.lite import packs, site_files
from edition.sphinx.build.state import SITES

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: The style of the control.
STYLE: Final = f"{packs.FOLDER}/run.css"
#: Additions to the content security policy of a page that runs a notebook. A worker from a blob inherits the page's policy; one
#: from an address of its own would not, so only blobs are allowed.
POLICY: Final = {"run_scripts": " 'wasm-unsafe-eval'", "run_workers": "; worker-src blob:"}
#: The class of a node that only pages with executed code hold.
_CELL: Final = "cell_input"


def is_ready(app: Sphinx) -> bool:
    """Return whether this build gives notebooks the control; notebook pages are rewritten when this changes."""
    return app.builder.name in SITES and bool(packs.read_index(Path(app.confdir) / site_files.PACKS))


def context(app: Sphinx, page: str, template: str, values: dict[str, Any], doctree: nodes.document | None) -> None:
    """Give a notebook's page the control and the policy that lets it run (event `html-page-context`)."""
    if doctree is None or not is_ready(app) or not any(_CELL in node.get("classes", ()) for node in doctree.findall(nodes.Element)):
        return
    values["scripts"] = [*values["scripts"], site_files.SCRIPT]
    values["styles"] = [*values["styles"], STYLE]
    values |= POLICY


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the event, after the page's own values."""
    app.connect("html-page-context", context, priority=910)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
