"""The machine twin beside the pages: the Cite controls, the metadata of each head, and every exported file.

A project without a citation file exports nothing.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from weakref import WeakKeyDictionary

from docutils import nodes
from markupsafe import Markup
from sphinx.builders.html import StandaloneHTMLBuilder

from edition import publication
from edition.export import site
from edition.export.archives import book as book_archive
from edition.export.corpus import WHOLE, Chart, Corpus, tidied
from edition.export.formats.citations import Formatter
from edition.export.pages import cite as cite_pages
from edition.export.pages import metadata as head
from edition.export.release import changes, identifiers
from edition.sources import bibtex
from edition.sources.model import Bibliography
from edition.sphinx import outputs, project
from edition.sphinx.charts.nodes import ChartFigure
from edition.sphinx.contents import Contents
from edition.sphinx.domain import EditionDomain
from edition.sphinx.site import page as page_values

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

MADE = "citations.json"
_corpora: WeakKeyDictionary[StandaloneHTMLBuilder, Corpus] = WeakKeyDictionary()


class CiteControl(nodes.General, nodes.Element):
    """Stands where a Cite control will be; `citable` names what it cites. It has no text, so that search does not find it."""


def configure(app: Sphinx, config: Config) -> None:
    """Take the version from the citation file, and write every page again when what citations say has changed (`config-inited`)."""
    root = Path(app.confdir)
    if not (root / publication.CITATION_FILE).is_file():
        return
    found = publication.load(root)
    config.edition_meta = repr(found)
    config.release = config.release or found.version


def place_controls(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put a control under each précis, each note and each chart (event `doctree-resolved`)."""
    if not _exports(app.builder):
        return
    for section in doctree.findall(nodes.section):
        if "passage" in section:
            precis = next((child for child in section.children if "precis" in _classes(child)), section)
            cast("nodes.Element", precis).append(CiteControl(citable=section["passage"]))
        elif "note" in section:
            section.append(CiteControl(citable=section["note"]))
    if docname == app.config.root_doc:
        next(iter(doctree.findall(nodes.section)), cast("nodes.Element", doctree)).append(CiteControl(citable=WHOLE))
    for figure in list(doctree.findall(ChartFigure)):
        figure.append(CiteControl(citable=figure["chart"]["name"]))


def visit_control(self: Any, node: CiteControl) -> None:
    """Write the control."""
    builder = self.builder
    if not _exports(builder):
        return
    corpus = corpus_of(builder)
    one = corpus.by_id.get(node["citable"])
    if one:
        page = builder.get_target_uri(builder.current_docname)
        self.body.append(cite_pages.control(one, corpus, page))
    if one and one.id in corpus.claims_by_id:
        self.body.append(head.claim(corpus.claims_by_id[one.id], corpus))


def depart_control(self: Any, node: CiteControl) -> None:
    """Nothing to close."""


def skip_control(self: Any, node: CiteControl) -> None:
    """Other formats have no control."""
    raise nodes.SkipNode


def page_head(app: Sphinx, page: str, template: str, values: dict[str, Any], doctree: nodes.document | None) -> None:
    """Hand the template the metadata of one page's head (event `html-page-context`)."""
    if not _exports(app.builder) or doctree is None:
        return
    corpus = corpus_of(cast("StandaloneHTMLBuilder", app.builder))
    described = head.Page(
        uri=app.builder.get_target_uri(page),
        title=str(Markup(values.get("title", "")).striptags()),
        description=page_values.describe(doctree, ""),
        passages=[passage for passage in corpus.passages if passage.docname == page],
        charts=[chart for chart in corpus.charts if chart.docname == page],
        is_whole=page == app.config.root_doc,
    )
    values["edition_head"] = Markup(head.markup(described, corpus))
    values["edition_coins"] = Markup(head.chapter_coins(described, corpus)) if described.passages else ""
    if corpus.meta.base_url:
        values["pageurl"] = corpus.meta.url(described.uri)


def write(app: Sphinx, failure: Exception | None) -> None:
    """Write every export beside the pages (event `build-finished`)."""
    if not failure and _exports(app.builder):
        outputs.write(app, "exports", outputs.state(app), lambda: _files(app))


def pack(app: Sphinx, failure: Exception | None) -> None:
    """Write the archive of the whole site (event `build-finished`, when every other file stands)."""
    if failure or not _exports(app.builder):
        return
    builder = cast("StandaloneHTMLBuilder", app.builder)
    out, root = Path(app.outdir), Path(app.confdir)
    packed = book_archive.members(out, sorted((root / "book" / "evidence").glob("*.md")), root)
    source = outputs.hash_of(outputs.state(app), [(name, outputs.stamp(path)) for name, path in packed.items()])
    outputs.write(app, "archive", source, lambda: {book_archive.NAME: book_archive.archive(corpus_of(builder), book_archive.read(packed))})


def _files(app: Sphinx) -> dict[str, str]:
    builder = cast("StandaloneHTMLBuilder", app.builder)
    root = Path(app.confdir)
    store = Path(app.doctreedir) / MADE  # a citation is the same as long as what it cites is
    formatter = Formatter(json.loads(store.read_text(encoding="utf-8")) if store.is_file() else {})
    files = site.files(
        corpus_of(builder),
        formatter,
        register=_register(root),
        stored=changes.read(root / changes.STORE),
        bibliography=_bibliography_file(app).read_text(encoding="utf-8"),
        data={path.name: path.read_text(encoding="utf-8") for path in sorted(project.data_folder(app.env).glob("*.*"))},
    )
    store.write_text(json.dumps(formatter.made, sort_keys=True), encoding="utf-8")
    return files


def corpus_of(builder: StandaloneHTMLBuilder) -> Corpus:
    """Everything the exports speak of, gathered once a build."""
    if builder not in _corpora:
        _corpora[builder] = _gather(builder)
    return _corpora[builder]


def _gather(builder: StandaloneHTMLBuilder) -> Corpus:
    env = builder.env
    assert env is not None
    domain = env.get_domain(EditionDomain.name)
    assert isinstance(domain, EditionDomain)
    descriptor = project.data_folder(env) / "datapackage.json"
    return Corpus(
        meta=publication.load(Path(builder.app.confdir)),
        edition=tidied(domain.edition()),
        base=project.base_text(env),
        sources=_sources(builder.app),
        entries=project.entries(env),
        charts=tuple(_charts(env)),
        package=json.loads(descriptor.read_text(encoding="utf-8")) if descriptor.is_file() else {},
        pages={docname: builder.get_target_uri(docname) for docname in sorted(env.all_docs)},
        titles={docname: env.titles[docname].astext() for docname in sorted(env.titles)},
        parts=Contents(builder).parts(),
        short_title=str(builder.config.html_short_title),
    )


def _charts(env: BuildEnvironment) -> list[Chart]:
    published: dict[str, list[dict[str, Any]]] = getattr(env, "edition_charts", {})
    return [
        Chart(chart["name"], chart["title"], docname, tuple(chart["source"]), chart["csv"])
        for docname, charts in sorted(published.items())
        for chart in charts
    ]


def _bibliography_file(app: Sphinx) -> Path:
    return Path(app.srcdir) / str(app.config.bibtex_bibfiles[0])


def _sources(app: Sphinx) -> Bibliography:
    return bibtex.load(_bibliography_file(app))


def _register(root: Path) -> dict[str, identifiers.Identifier]:
    path = root / identifiers.REGISTER
    return identifiers.read(path.read_text(encoding="utf-8")) if path.is_file() else {}


def _exports(builder: Builder) -> bool:
    return (
        isinstance(builder, StandaloneHTMLBuilder)
        and builder.name not in ("epub", "singlehtml")
        and (Path(builder.app.confdir) / publication.CITATION_FILE).is_file()
        and (Path(builder.app.srcdir) / "data" / "base-text.json").is_file()
    )


def _classes(node: nodes.Node) -> set[str]:
    return set(node["classes"]) if isinstance(node, nodes.Element) else set()


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect the controls, the heads and the files; the archive last, when every other file stands."""
    app.add_config_value("edition_meta", "", "html", types=[str])
    skip = (skip_control, None)
    app.add_node(CiteControl, html=(visit_control, depart_control), latex=skip, text=skip, man=skip, texinfo=skip)
    app.connect("config-inited", configure)
    app.connect("doctree-resolved", place_controls)
    app.connect("html-page-context", page_head)
    app.connect("build-finished", write, priority=900)
    app.connect("build-finished", pack, priority=990)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
