"""What the templates need for a page, and nothing of what bundled extensions would load into it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from markupsafe import Markup
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.jinja2glue import SphinxFileSystemLoader

from edition.contents import Contents
from edition.export.formats.footnote_sources import address_of
from edition.export.pages.frame import ACCESSIBILITY_PAGE, LANGUAGE, SEARCH_PAGE, TEMPLATES, fragment
from edition.languages import marked
from edition.sphinx.assemble import book_of
from edition.sphinx.charts.figure import ChartFigure
from edition.sphinx.site import assets
from edition.sphinx.site.own_copy import own_text
from edition.sphinx.site.start import START

if TYPE_CHECKING:

    from sphinx.application import Sphinx

#: What a page loads besides, by the class of a node it holds.
STYLES: Final = {
    "place-map": "_static/charts/charts.css",
    "own-text": "_static/own-copy/own-copy.css",
    "own-mark": "_static/own-copy/own-copy.css",
}
SCRIPTS: Final = {"data-table": "_static/tables/filter.js"}
CHART_STYLE, CHART_SCRIPT = "_static/charts/charts.css", "_static/charts/charts.js"
DESCRIPTION_LENGTH = 158


def prepare_templates(app: Sphinx) -> None:
    """Let the book's templates stand on the frame of every page, and escape whatever is put into them (event `builder-inited`)."""
    templates = getattr(app.builder, "templates", None)
    if templates is None:
        return
    templates.environment.autoescape = True
    templates.environment.filters["marked"] = marked
    templates.loaders.append(SphinxFileSystemLoader(TEMPLATES))


def context(app: Sphinx, page: str, template: str, values: dict[str, Any], doctree: nodes.document | None) -> None:
    """Fill in the template's values for one page (event `html-page-context`)."""
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder) or builder.name in ("epub", "singlehtml"):
        return
    held = _held(doctree)
    address = book_of(app).assets
    values["has_passages"] = held.has_passages
    more = [] if held.has_passages and not held.has_charts else [assets.MORE_STYLE_FILE]
    styles = dict.fromkeys([assets.STYLE_FILE, *more, *([CHART_STYLE] if held.has_charts else []), *held.named(STYLES)])
    scripts = [assets.SCRIPT_FILE, *([CHART_SCRIPT] if held.has_charts else []), *held.named(SCRIPTS)]
    values["styles"] = [address.get(name, name) for name in styles]
    values["scripts"] = [address.get(name, name) for name in scripts]
    values["css_files"], values["script_files"] = [], []
    values["cited"] = address_of(page, book_of(app)) if held.has_cited_footnotes else ""
    values["extra_meta"] = Markup(values.get("metatags", ""))
    values["description"] = "" if held.has_description else describe(doctree, str(values.get("docstitle", "")))
    root = "../" * builder.get_target_uri(page).count("/")
    contents = book_of(app).contents
    values["root"] = root
    values["language"] = (app.env.metadata.get(page) or {}).get("lang", LANGUAGE)
    values["home"] = root + START
    values["search"] = root + builder.get_target_uri(SEARCH_PAGE)
    values["canonical"] = values.get("pageurl") or ""
    title = Markup(values.get("title", "")).striptags()
    # the start page is named by the bar above and by its heading
    values["crumbs"] = [] if page == app.config.root_doc else _crumbs(contents, page, root, title)
    values["previous_passage"], values["next_passage"] = (root + target if target else "" for target in contents.passages_around(page))
    values["contents_html"] = _panel(builder, contents, root, builder.get_target_uri(page))
    whole, release = Markup(values.get("docstitle", "")).striptags(), values.get("release")
    values["foot"] = f"{whole}, version {release}." if release else f"{whole}."
    found = ACCESSIBILITY_PAGE in app.env.found_docs
    values["accessibility"] = root + builder.get_target_uri(ACCESSIBILITY_PAGE) if found else ""
    for name in ("edition_head", "edition_coins", "run_scripts", "run_workers"):
        values.setdefault(name, "")


@dataclass(frozen=True)
class _Held:
    """What a page holds that decides what it loads."""

    classes: frozenset[str] = frozenset()
    has_passages: bool = False
    has_charts: bool = False
    has_cited_footnotes: bool = False
    has_description: bool = False

    def named(self, files: Mapping[str, str]) -> list[str]:
        """The files of the classes that the page has."""
        return [name for kind, name in files.items() if kind in self.classes]


def _held(doctree: nodes.document | None) -> _Held:
    if doctree is None:
        return _Held()
    classes, passages, charts, described = set[str](), False, False, False
    for node in doctree.findall(nodes.Element):
        classes.update(node.get("classes", ()))
        passages = passages or "passage" in node
        charts = charts or isinstance(node, ChartFigure)
        described = described or (isinstance(node, nodes.meta) and node.get("name") == "description")
        if isinstance(node, own_text):
            classes.add("own-text")
    footnotes = doctree.findall(nodes.footnote)
    cited = any(_leads_to_source(link) for one in footnotes for link in one.findall(nodes.reference))
    return _Held(frozenset(classes), passages, charts, cited, described)


def _leads_to_source(link: nodes.reference) -> bool:
    """Tell whether a link leads to an entry of the list of sources."""
    return str(link.get("refid") or link.get("refuri", "").partition("#")[2]).startswith("src-")


def describe(doctree: nodes.document | None, otherwise: str) -> str:
    """Return a page's first paragraph of prose, cut at a word, for search engines and link previews."""
    for paragraph in doctree.findall(nodes.paragraph) if doctree is not None else ():
        text = " ".join(paragraph.astext().split())
        if len(text) < 60 or "sentence-map" in paragraph["classes"]:
            continue
        if len(text) <= DESCRIPTION_LENGTH:
            return text
        return text[:DESCRIPTION_LENGTH].rsplit(" ", 1)[0].rstrip(",;:–- ") + " …"
    return otherwise


def _panel(builder: StandaloneHTMLBuilder, contents: Contents, root: str, here: str) -> Markup:
    """Render the contents for a page, which marks the page one is on."""
    search = root + builder.get_target_uri(SEARCH_PAGE)
    return fragment("contents.html", groups=contents.groups, root=root, here=here, search=search)


def _crumbs(contents: Contents, page: str, root: str, title: str) -> list[dict[str, str]]:
    """Return the way to a page, each step with title and url; a caption has no url."""
    caption, way = contents.ways.get(page, ("", ()))
    steps = [{"title": caption, "url": ""}] if caption else []
    steps += [{"title": f"{entry.number} {entry.title}".strip(), "url": root + entry.target} for entry in way]
    return steps or [{"title": title, "url": ""}]


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect the page's values and the joined files; late, so that nothing is added after."""
    app.connect("builder-inited", prepare_templates)
    app.connect("html-page-context", context, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
