"""The build's turning points: what is read again, what is refused, what is written again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.sphinx.build import stale

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect what decides on reading, refusing and writing."""
    app.add_config_value("edition_code", "", "env", types=[str])
    app.connect("config-inited", stale.name_code)
    app.connect("env-get-outdated", stale.reread_computed)
    app.connect("env-updated", stale.check)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
