"""Charts of notebooks: a MyST-NB renderer for our MIME type, and the HTML visitors of the chart node."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from myst_nb.core.render import MimeData, NbElementRenderer
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.osutil import relative_uri

from edition.charts.html import Cited, Links, closing, data_table, keys_in, opening
from edition.charts.model import MIME, PLOTLY_MIME
from edition.sphinx.assemble import book_of
from edition.sphinx.charts.figure import FOLDER, ChartFigure, figure_of, source_line

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.util.typing import ExtensionMetadata

STATIC = "_static/charts"
BUNDLE = f"{STATIC}/plotly-basic-4.1.1.min.js"
#: Which of a chart's two pictures each output format holds as an image: a screen may be narrow, paper never is.
IMAGES = {"epub": ("wide", "narrow"), "singlehtml": ("wide",)}


class ChartRenderer:
    """Turn the output of a notebook cell that publishes a chart into a chart node (a MyST-NB ``MimeRenderPlugin``)."""

    mime_priority_overrides: ClassVar[Any] = [("*", MIME, 1), ("*", PLOTLY_MIME, None)]

    @staticmethod
    def handle_mime(renderer: NbElementRenderer, data: MimeData, inline: bool) -> list[nodes.Element] | None:
        """Return the chart's nodes; none for plotly's own MIME type, which ours replaces; None for any other type."""
        if data.mime_type == PLOTLY_MIME:
            return []
        if data.mime_type != MIME or inline:
            return None
        chart = cast(dict[str, Any], data.content)
        figure = figure_of(chart, lambda file, svg: renderer.write_file([file], svg.encode(), overwrite=True), data.line)
        figure += _paragraph(renderer, source_line(chart["source"]), "chart-source", data.line)
        figure += _paragraph(renderer, chart["caveat"], "chart-caveat", data.line)
        return [figure]


class DropPictureFiles(SphinxPostTransform):
    """Remove picture files and captions on the web, where the pictures stand in the page itself.

    In an EPUB and in the page that becomes a PDF the pictures stay images: only so does their alternative text get there.
    """

    default_priority = 210  # after the cell outputs have been selected
    formats = ("html",)

    def run(self, **_: Any) -> None:
        """Remove the images that the output format does not show, and the caption where it shows none."""
        shown = IMAGES.get(self.app.builder.name, ())
        for figure in list(self.document.findall(ChartFigure)):
            dropped: list[nodes.Node] = [caption for caption in figure if isinstance(caption, nodes.caption) and not shown]
            dropped += [image for image in figure if isinstance(image, nodes.image) and not set(shown) & set(image["classes"])]
            for child in dropped:
                figure.remove(child)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the chart node, its files, its labels and the check of its name."""
    pair = (visit_plain, depart_plain)
    app.add_node(ChartFigure, html=(visit_html, depart_html), latex=pair, text=pair, man=pair, texinfo=pair)
    app.add_post_transform(DropPictureFiles)
    app.connect("doctree-read", _label)
    return {"version": "1", "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}


def visit_html(self: Any, node: ChartFigure) -> None:
    """Open the figure with its pictures."""
    if self.builder.name in IMAGES:
        # In the PDF the picture is the figure that is tagged with its words; a second one around it would have none.
        tag = "div" if self.builder.name == "singlehtml" else "figure"
        self.body.append(f'<{tag} class="chart" id="fig-{node["chart"]["name"]}">\n')
    else:
        self.body.append(opening(node["chart"], _links(self.builder, node["chart"]["name"])))


def depart_html(self: Any, node: ChartFigure) -> None:
    """Close the figure with its table and what belongs to the interactive chart."""
    if self.builder.name in IMAGES:
        table = data_table(node["chart"], _cited(self.builder, node["chart"])) if self.builder.name == "epub" else ""
        self.body.append(f"{table}</{'div' if self.builder.name == 'singlehtml' else 'figure'}>\n")
    else:
        chart = node["chart"]
        self.body.append(closing(chart, _links(self.builder, chart["name"]), _cited(self.builder, chart)))


def visit_plain(self: Any, node: ChartFigure) -> None:
    """Open nothing: other formats show the children (title, picture, source line, caveat)."""


def depart_plain(self: Any, node: ChartFigure) -> None:
    """Close nothing."""


def _paragraph(renderer: NbElementRenderer, text: str, kind: str, line: int | None) -> nodes.paragraph:
    """Return a paragraph of MyST text, with its citations and roles resolved like the chapter's own."""
    holder = nodes.Element()
    with renderer.renderer.current_node_context(holder):
        renderer.renderer.nested_render_text(text, line or 0, inline=True)
    return nodes.paragraph("", "", *holder.children, classes=[kind])


def _label(app: Sphinx, doctree: nodes.document) -> None:
    """Let ``{ref}`fig-NAME``` link to a chart by its title."""
    domain = app.env.get_domain("std")
    for figure in doctree.findall(ChartFigure):
        label = f"fig-{figure['chart']['name']}"
        domain.labels[label] = (app.env.docname, label, figure["chart"]["title"])  # type: ignore[attr-defined]
        domain.anonlabels[label] = (app.env.docname, label)  # type: ignore[attr-defined]


def _links(builder: Builder, name: str) -> Links | None:
    """Return the addresses of a chart's files; None for the single page that becomes a PDF."""
    if builder.name == "singlehtml":
        return None
    page = builder.get_target_uri(builder.current_docname)  # type: ignore[attr-defined]
    bundle = book_of(builder.app).asset(BUNDLE)
    return Links(*(relative_uri(page, path) for path in (f"{FOLDER}/{name}.csv", f"{FOLDER}/{name}.svg", bundle, f"f/{name}/index.html")))


def _cited(builder: Builder, chart: dict[str, Any]) -> dict[str, Cited]:
    """Return label and address of the sources named in the rows of a chart's table, where the book lists them."""
    wanted = keys_in(chart)
    current_page: str = builder.current_docname  # type: ignore[attr-defined]
    found = {}
    for citation in builder.env.get_domain("cite").citations if wanted else ():  # type: ignore[attr-defined]
        if citation.key in wanted:
            page = builder.get_relative_uri(current_page, citation.bibliography_key.docname)
            found[citation.key] = Cited(citation.formatted_entry.label, f"{page}#{citation.citation_id}")
    return found
