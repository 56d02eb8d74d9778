"""Charts in the book: what a notebook or a directive publishes, as a node, a picture, a table and files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.sphinx.charts import nodes
from edition.sphinx.charts.nodes import ChartRenderer

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["ChartRenderer"]  # the entry point of MyST-NB names it here


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the chart node and its events; the directive for charts without a notebook only where the commentary is read."""
    from edition.sphinx.charts import of
    from edition.sphinx.charts.directive import ChartDirective

    app.add_directive("chart", ChartDirective)
    of.setup(app)
    return nodes.setup(app)
