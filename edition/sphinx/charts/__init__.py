"""Charts in the book: from a notebook or a directive to a node, a picture, a table and files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.sphinx.charts import nodes
from edition.sphinx.charts.nodes import ChartRenderer

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["ChartRenderer"]  # MyST-NB's entry point names it here


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the chart node and its events; register the chart directive only where the commentary is read."""
    from edition.sphinx.charts import of
    from edition.sphinx.charts.directive import ChartDirective

    app.add_directive("chart", ChartDirective)
    of.setup(app)
    return nodes.setup(app)
