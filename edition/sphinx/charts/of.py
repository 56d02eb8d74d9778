"""The directive that shows a notebook's chart in a chapter, with a link to the notebook."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx.util.docutils import SphinxDirective
from sphinx.util.osutil import relative_uri

from edition.charts.html import size_of
from edition.commentary.answers import answer_length
from edition.export.pages import charts as chart_pages
from edition.records import Chart
from edition.sphinx.assemble import book_of
from edition.sphinx.charts.nodes import IMAGES
from edition.sphinx.domain import EditionDomain

if TYPE_CHECKING:
    from sphinx.application import Sphinx


#: Prefix of the name of another page's chart in a document's lists.
SHOWN: Final = "chart-of:"


class chart_of(nodes.General, nodes.Element):
    """Placeholder for a notebook's chart; `chart` names it."""


class shown_chart(nodes.General, nodes.Element):
    """A chart of another page: its pictures as files, loaded lazily; the children name and link its source."""


class ChartOfDirective(SphinxDirective):
    """`chart-of`: a chart that a notebook publishes, by name; the picture is a file of its own, so the chapter stays light."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Leave a placeholder: the notebook may not have been read yet. The page is rewritten when what its lists show changes."""
        EditionDomain.of(self.env).record(self.env.docname).lists.add(f"{SHOWN}{self.arguments[0]}")
        node = chart_of(chart=self.arguments[0])
        self.set_source_info(node)
        return [node]


def show(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Replace the placeholders of a page about to be written (event `doctree-resolved`)."""
    found = list(doctree.findall(chart_of))
    if not found:
        return
    charts = {chart.name: chart for chart in book_of(app).charts}
    for node in found:
        name = node["chart"]
        if app.builder.name in IMAGES:  # the chart itself is in the same book
            node.replace_self(_link_line(app, docname, charts[name]))
        else:
            node.replace_self(_figure(app, docname, charts[name]))


def _figure(app: Sphinx, docname: str, chart: Chart) -> shown_chart:
    page = app.builder.get_target_uri(docname)
    column, narrow = (relative_uri(page, chart_pages.picture(chart, kind)) for kind in ("column", "narrow"))
    size = size_of(chart.payload["pictures"]["column"])  # the page reserves its space before it is loaded
    figure = shown_chart(title=chart.title, column=column, narrow=narrow, alt=_drawn(chart.alt), size=size)
    figure += _link_line(app, docname, chart)
    return figure


def _drawn(alt: str) -> str:
    """Return what a picture shows, the first sentence of its description: its point is the caption, and its numbers stand at the link."""
    return alt[: answer_length(alt)]


def _link_line(app: Sphinx, docname: str, chart: Chart) -> nodes.paragraph:
    """Return the line that links to the chart in its notebook, with its data and its sources."""
    address = f"{app.builder.get_relative_uri(docname, chart.docname)}#fig-{chart.name}"
    title = book_of(app).titles.get(chart.docname, chart.docname)
    words = f"{chart.title}: " if app.builder.name in IMAGES else "Data, sources and limits: "
    link = nodes.reference("", title, refuri=address, internal=True)
    return nodes.paragraph("", "", nodes.Text(words), link, classes=["chart-source"])


def _open(translator: Any, node: shown_chart) -> None:
    width, height = node["size"]
    translator.body.append(
        f'<figure class="chart-of">\n<figcaption>{escape(node["title"])}</figcaption>\n'
        f'<picture><source media="(max-width: 36rem)" srcset="{escape(node["narrow"])}">'
        f'<img src="{escape(node["column"])}" alt="{escape(node["alt"])}" width="{width:.0f}" height="{height:.0f}" loading="lazy">'
        "</picture>\n"
    )


def _close(translator: Any, node: shown_chart) -> None:
    translator.body.append("</figure>\n")


def _pass(translator: Any, node: shown_chart) -> None:
    """Write nothing: other formats show the line alone."""


def setup(app: Sphinx) -> None:
    """Register the directive, its placeholder and the node that replaces it."""
    app.add_directive("chart-of", ChartOfDirective)
    app.add_node(chart_of)
    app.add_node(shown_chart, html=(_open, _close), latex=(_pass, _pass), text=(_pass, _pass), man=(_pass, _pass), texinfo=(_pass, _pass))
    app.connect("doctree-resolved", show, priority=400)
