"""Charts of notebooks in the book: a MyST-NB renderer for our MIME type, and what the HTML writer makes of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from myst_nb.core.render import MimeData, NbElementRenderer
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.osutil import relative_uri

from edition.charts.html import Cited, Links, closing, concrete, data_table, keys_in, opening
from edition.charts.model import MIME, PLOTLY_MIME, to_csv
from edition.export.corpus import ESSAY_KEY
from edition.sphinx import outputs

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

logger = logging.getLogger(__name__)
STATIC = "_static/charts"
BUNDLE = f"{STATIC}/plotly-basic-4.1.1.min.js"
FOLDER = "charts"
LISTED = "chart:"  # before the name of a chart in a document's lists
#: Which of a chart's two pictures the forms hold that show it as an image: a screen may be narrow, paper never is.
IMAGES = {"epub": ("wide", "narrow"), "singlehtml": ("wide",)}


class ChartFigure(nodes.General, nodes.Element):
    """A chart: attribute ``chart`` holds its payload, the children are its picture, source line and caveat."""


class ChartRenderer:
    """Turn the output of a notebook cell that publishes a chart into a chart node (a MyST-NB ``MimeRenderPlugin``)."""

    mime_priority_overrides: ClassVar[Any] = [("*", MIME, 1), ("*", PLOTLY_MIME, None)]

    @staticmethod
    def handle_mime(renderer: NbElementRenderer, data: MimeData, inline: bool) -> list[nodes.Element] | None:
        """Return the chart's nodes; plotly's own form gives way to ours; anything else is not for us."""
        if data.mime_type == PLOTLY_MIME:
            return []
        if data.mime_type != MIME or inline:
            return None
        chart = cast(dict[str, Any], data.content)
        if env := renderer.renderer.sphinx_env:  # plain docutils keeps no book
            remember(env, chart, data.line)
        figure = figure_of(chart, lambda file, svg: renderer.write_file([file], svg.encode(), overwrite=True))
        figure += _paragraph(renderer, source_line(chart["source"]), "chart-source", data.line)
        figure += _paragraph(renderer, chart["caveat"], "chart-caveat", data.line)
        return [figure]


def source_line(keys: Sequence[str]) -> str:
    """Return the line that says what a chart rests on: its sources, the notes on the essay, or what each row of its table names."""
    if not keys:
        return "Sources: as each row of the data table names them."
    cited = ", ".join(f"{{cite:t}}`{key}`" for key in keys)
    return f"Source: the notes of this edition on {cited}." if list(keys) == [ESSAY_KEY] else f"Source: {cited}."


def figure_of(chart: dict[str, Any], write: Callable[[str, str], str]) -> ChartFigure:
    """Return a chart's node with its caption and its pictures; source line and caveat are added by the caller.

    `write` takes a file's name and an SVG and returns the picture's address.
    """
    figure = ChartFigure(ids=[f"fig-{chart['name']}"], chart=chart)
    figure += nodes.caption("", chart["title"])
    for width in ("wide", "narrow"):
        address = write(f"chart-{chart['name']}-{width}.svg", concrete(chart["pictures"][width]))
        figure += nodes.image(uri=address, alt=chart["alt"], classes=[width])
    return figure


class DropPictureFiles(SphinxPostTransform):
    """On the web the pictures stand in the page itself: no copy of them as image files, no second caption.

    In an EPUB and in the page that becomes a PDF they are images, whose alternative text gets there only so.
    """

    default_priority = 210  # after the cell outputs have been selected
    formats = ("html",)

    def run(self, **_: Any) -> None:
        """Remove the images a form does not show, and the caption where it shows none."""
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
    app.connect("env-purge-doc", lambda app, env, docname: _store(env).pop(docname, None))
    app.connect("env-merge-info", _merge)
    app.connect("doctree-read", _label)
    app.connect("env-updated", _check_names)
    app.connect("html-page-context", _assets)
    app.connect("build-finished", _write_files)
    return {"version": "1", "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}


def visit_html(self: Any, node: ChartFigure) -> None:
    """Open the figure with its pictures."""
    if self.builder.name in IMAGES:
        self.body.append(f'<figure class="chart" id="fig-{node["chart"]["name"]}">\n')
    else:
        self.body.append(opening(node["chart"], _links(self.builder, node["chart"]["name"])))


def depart_html(self: Any, node: ChartFigure) -> None:
    """Close the figure with its table and what belongs to the interactive chart."""
    if self.builder.name in IMAGES:
        table = data_table(node["chart"], _cited(self.builder, node["chart"])) if self.builder.name == "epub" else ""
        self.body.append(f"{table}</figure>\n")
    else:
        chart = node["chart"]
        self.body.append(closing(chart, _links(self.builder, chart["name"]), _cited(self.builder, chart)))


def visit_plain(self: Any, node: ChartFigure) -> None:
    """Other formats show the children: title, picture, source line, caveat."""


def depart_plain(self: Any, node: ChartFigure) -> None:
    """Nothing to close."""


def _paragraph(renderer: NbElementRenderer, text: str, kind: str, line: int | None) -> nodes.paragraph:
    """Return a paragraph of MyST text, with its citations and roles resolved like the chapter's own."""
    holder = nodes.Element()
    with renderer.renderer.current_node_context(holder):
        renderer.renderer.nested_render_text(text, line or 0, inline=True)
    return nodes.paragraph("", "", *holder.children, classes=[kind])


def _store(env: BuildEnvironment) -> dict[str, list[dict[str, Any]]]:
    """Return what each document publishes: chart names, their files' texts, their lines."""
    if not hasattr(env, "edition_charts"):
        env.edition_charts = {}  # type: ignore[attr-defined]
    charts: dict[str, list[dict[str, Any]]] = env.edition_charts  # type: ignore[attr-defined]
    return charts


def remember(env: BuildEnvironment, chart: dict[str, Any], line: int | None) -> None:
    """Keep what the page being read publishes: the chart's name, its files' texts and its line."""
    text = to_csv([column["name"] for column in chart["columns"]], chart["rows"])
    svg = concrete(chart["pictures"]["wide"])
    entry = {"name": chart["name"], "title": chart["title"], "source": chart["source"], "csv": text, "svg": svg, "line": line}
    _store(env).setdefault(env.docname, []).append(entry)


def _merge(app: Sphinx, env: BuildEnvironment, docnames: list[str], other: BuildEnvironment) -> None:
    _store(env).update({docname: charts for docname, charts in _store(other).items() if docname in docnames})


def _label(app: Sphinx, doctree: nodes.document) -> None:
    """Let ``{ref}`fig-NAME``` link to a chart by its title."""
    domain = app.env.get_domain("std")
    for figure in doctree.findall(ChartFigure):
        label = f"fig-{figure['chart']['name']}"
        domain.labels[label] = (app.env.docname, label, figure["chart"]["title"])  # type: ignore[attr-defined]
        domain.anonlabels[label] = (app.env.docname, label)  # type: ignore[attr-defined]


def _check_names(app: Sphinx, env: BuildEnvironment) -> None:
    """Refuse two charts of one name."""
    seen: dict[str, str] = {}
    for docname, charts in sorted(_store(env).items()):
        for chart in charts:
            if first := seen.get(chart["name"]):
                where = "this page" if first == docname else env.doc2path(first, base=False)
                logger.error("chart %r is already published on %s", chart["name"], where, location=(docname, chart["line"]))
            seen[chart["name"]] = docname


def _links(builder: Builder, name: str) -> Links | None:
    """Return the addresses of a chart's companions; the one page that becomes a PDF has none."""
    if builder.name == "singlehtml":
        return None
    page = builder.get_target_uri(builder.current_docname)  # type: ignore[attr-defined]
    return Links(*(relative_uri(page, path) for path in (f"{FOLDER}/{name}.csv", f"{FOLDER}/{name}.svg", BUNDLE)))


def _cited(builder: Builder, chart: dict[str, Any]) -> dict[str, Cited]:
    """Return label and address of the sources that the rows of a chart's table name, where the book lists them."""
    wanted = keys_in(chart)
    here: str = builder.current_docname  # type: ignore[attr-defined]
    found = {}
    for one in builder.env.get_domain("cite").citations if wanted else ():  # type: ignore[attr-defined]
        if one.key in wanted:
            page = builder.get_relative_uri(here, one.bibliography_key.docname)
            found[one.key] = Cited(one.formatted_entry.label, f"{page}#{one.citation_id}")
    return found


def _assets(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    """Give pages with charts, and only those, the script and the colours of charts."""
    if doctree is not None and next(iter(doctree.findall(ChartFigure)), None) is not None:
        app.add_css_file("charts/charts.css")
        app.add_js_file("charts/charts.js", loading_method="defer")


def _write_files(app: Sphinx, failure: Exception | None) -> None:
    """Write every chart's table and picture beside the pages (event `build-finished`)."""
    if failure or app.builder.format != "html" or app.builder.name in IMAGES:
        return
    published = [chart for charts in _store(app.env).values() for chart in charts]
    files = {f"{FOLDER}/{chart['name']}.{kind}": chart[kind] for chart in published for kind in ("csv", "svg")}
    outputs.write(app, "charts", outputs.hash_of(sorted(files.items())), lambda: files)
