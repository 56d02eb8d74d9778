"""The template values of a page, without the files that bundled extensions would load."""

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
from edition.export.pages.frame import ACCESSIBILITY_PAGE, SEARCH_PAGE, TEMPLATES, fragment, on_paper
from edition.languages import marked
from edition.sphinx.assemble import book_of
from edition.sphinx.charts.figure import ChartFigure
from edition.sphinx.site import assets
from edition.sphinx.site.languages import language_of
from edition.sphinx.site.own_copy import own_text
from edition.sphinx.site.start import START

if TYPE_CHECKING:

    from sphinx.application import Sphinx

#: Additional files of a page, by the class of a node it holds.
STYLES: Final = {
    "place-map": "_static/charts/charts.css",
    "own-text": "_static/own-copy/own-copy.css",
    "own-mark": "_static/own-copy/own-copy.css",
}
SCRIPTS: Final = {"data-table": "_static/tables/filter.js"}
CHART_STYLE, CHART_SCRIPT = "_static/charts/charts.css", "_static/charts/charts.js"
DESCRIPTION_LENGTH = 158
#: What a notebook's second paragraph begins with.
ANSWER: Final = "The answer."


def prepare_templates(app: Sphinx) -> None:
    """Base the book's templates on the frame of every page, and escape values in them (event `builder-inited`)."""
    templates = getattr(app.builder, "templates", None)
    if templates is None:
        return
    templates.environment.autoescape = True
    templates.environment.filters["marked"] = marked
    templates.loaders.append(SphinxFileSystemLoader(TEMPLATES))


def context(app: Sphinx, page: str, template: str, values: dict[str, Any], doctree: nodes.document | None) -> None:
    """Set the template values of one page (event `html-page-context`)."""
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder) or builder.name in ("epub", "singlehtml"):
        return
    features = _features(doctree)
    address = book_of(app).assets
    values["has_passages"] = features.has_passages
    extra = [] if features.has_passages and not features.has_charts else [assets.MORE_STYLE_FILE]
    styles = dict.fromkeys([assets.STYLE_FILE, *extra, *([CHART_STYLE] if features.has_charts else []), *features.named(STYLES)])
    scripts = [assets.SCRIPT_FILE, *([CHART_SCRIPT] if features.has_charts else []), *features.named(SCRIPTS)]
    values["styles"] = [address.get(name, name) for name in styles]
    values["scripts"] = [address.get(name, name) for name in scripts]
    values["css_files"], values["script_files"] = [], []
    values["cited"] = address_of(page, book_of(app)) if features.has_cited_footnotes else ""
    values["extra_meta"] = Markup(values.get("metatags", ""))
    values["description"] = "" if features.has_description else describe(doctree, str(values.get("docstitle", "")))
    root = "../" * builder.get_target_uri(page).count("/")
    contents = book_of(app).contents
    values["root"] = root
    values["language"] = language_of(app.env, page)
    values["home"] = root + START
    values["search"] = root + builder.get_target_uri(SEARCH_PAGE)
    values["canonical"] = values.get("pageurl") or ""
    title = Markup(values.get("title", "")).striptags()
    # the start page is named by the bar above and by its heading
    values["crumbs"] = [] if page == app.config.root_doc else _crumbs(contents, page, root, title)
    values["previous_passage"], values["next_passage"] = (root + target if target else "" for target in contents.passages_around(page))
    values["contents_html"] = _panel(builder, contents, root, builder.get_target_uri(page))
    meta = book_of(app).meta
    values["foot"] = f"{meta.title}, version {meta.version}." if meta.version else f"{meta.title}."
    values["on_paper"] = on_paper(meta.title if page == app.config.root_doc else title, values["canonical"], meta)
    found = ACCESSIBILITY_PAGE in app.env.found_docs
    values["accessibility"] = root + builder.get_target_uri(ACCESSIBILITY_PAGE) if found else ""
    for name in ("edition_head", "edition_coins", "run_scripts", "run_workers"):
        values.setdefault(name, "")


@dataclass(frozen=True)
class _Features:
    """Features of a page that decide what it loads."""

    classes: frozenset[str] = frozenset()
    has_passages: bool = False
    has_charts: bool = False
    has_cited_footnotes: bool = False
    has_description: bool = False

    def named(self, files: Mapping[str, str]) -> list[str]:
        """Return the files for the classes that the page has."""
        return [name for kind, name in files.items() if kind in self.classes]


def _features(doctree: nodes.document | None) -> _Features:
    if doctree is None:
        return _Features()
    classes, passages, charts, described = set[str](), False, False, False
    for node in doctree.findall(nodes.Element):
        classes.update(node.get("classes", ()))
        passages = passages or "passage" in node
        charts = charts or isinstance(node, ChartFigure)
        described = described or (isinstance(node, nodes.meta) and node.get("name") == "description")
        if isinstance(node, own_text):
            classes.add("own-text")
    footnotes = doctree.findall(nodes.footnote)
    cited = any(_leads_to_source(link) for footnote in footnotes for link in footnote.findall(nodes.reference))
    return _Features(frozenset(classes), passages, charts, cited, described)


def _leads_to_source(link: nodes.reference) -> bool:
    """Return whether a link leads to an entry of the list of sources."""
    return str(link.get("refid") or link.get("refuri", "").partition("#")[2]).startswith("src-")


def describe(doctree: nodes.document | None, default: str) -> str:
    """Return a page's answer, else its first paragraph of prose, cut at a word, for search engines and link previews."""
    paragraphs = doctree.findall(nodes.paragraph) if doctree is not None else ()
    texts = [" ".join(one.astext().split()) for one in paragraphs if "sentence-map" not in one["classes"]]
    prose = [text.removeprefix(ANSWER).lstrip() for text in sorted(texts, key=lambda text: not text.startswith(ANSWER)) if len(text) >= 60]
    if not prose:
        return default
    text = prose[0]
    return text if len(text) <= DESCRIPTION_LENGTH else text[:DESCRIPTION_LENGTH].rsplit(" ", 1)[0].rstrip(",;:–- ") + " …"


def _panel(builder: StandaloneHTMLBuilder, contents: Contents, root: str, address: str) -> Markup:
    """Render the contents for a page, with the current page marked."""
    search = root + builder.get_target_uri(SEARCH_PAGE)
    return fragment("contents.html", groups=contents.groups, root=root, here=address, search=search)


def _crumbs(contents: Contents, page: str, root: str, title: str) -> list[dict[str, str]]:
    """Return the breadcrumbs of a page, each with title and url; a caption has no url."""
    caption, ancestors = contents.paths.get(page, ("", ()))
    steps = [{"title": caption, "url": ""}] if caption else []
    steps += [{"title": f"{entry.number} {entry.title}".strip(), "url": root + entry.target} for entry in ancestors]
    return steps or [{"title": title, "url": ""}]


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect the page's values and the joined files; priority 900: after every handler that adds CSS or JS."""
    app.connect("builder-inited", prepare_templates)
    app.connect("html-page-context", context, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
