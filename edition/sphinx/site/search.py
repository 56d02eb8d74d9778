"""Search: the words of every document by the place they stand at, gathered as it is read and written as one index at the end.

Sphinx's own index takes a run of Chinese for one word and fetches pages to show a result's context, which a page opened from
a folder may not do; it is switched off, and the search page of the book's own (`book/_static/search`) reads this index instead.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util import docname_join

from edition.essay.shape import Reference
from edition.export.formats.search_index import Entry, Kind, script
from edition.sources import bibtex
from edition.sphinx import outputs, project
from edition.sphinx.charts.nodes import ChartFigure
from edition.sphinx.domain import EditionDomain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from edition.sources.model import Bibliography

INDEX: Final = "search-index.js"
PAGE: Final = "search"
TABLE_KINDS: Final = {"glossary": Kind.TERM, "people": Kind.PERSON, "places": Kind.PLACE, "documents": Kind.DOCUMENT}

#: Stands around the key of a cited source, or a page's name after a slash, until all labels and titles are known.
_CITED: Final = "\x02"
_CITATION: Final = re.compile(rf"{_CITED}([^{_CITED}]+){_CITED}")
_SKIPPED: Final = (nodes.title, nodes.literal_block, nodes.footnote, nodes.comment, nodes.raw, nodes.image, nodes.system_message)
_SKIPPED_CLASSES: Final = {"sentence-map", "note-meta", "cell_input", "cell_output"}


@dataclass
class Piece:
    """The words at one place of a document: its anchor, its heading, what is said beside the heading, its text."""

    anchor: str
    title: str
    name: str = ""
    words: list[str] = field(default_factory=list)


def gather(app: Sphinx, doctree: nodes.document) -> None:
    """Keep the words of the document just read (event `doctree-read`)."""
    docname = app.env.docname
    pieces: list[Piece] = []
    footnotes = {i: _text(node) for node in doctree.findall(nodes.footnote) for i in node["ids"]}
    for section in doctree.findall(nodes.section):
        piece = Piece(_anchor(section), _title(section), _name(section))
        piece.words = [text for child in section.children for text in _words(child)]
        marks = {ref.get("refid", "") for ref in _own(section, nodes.footnote_reference)}
        piece.words += [text for i, text in footnotes.items() if i in marks]
        pieces.append(piece)
    for figure in doctree.findall(ChartFigure):
        chart = figure["chart"]
        headings = [column["label"] for column in chart["columns"]]
        cells = dict.fromkeys(str(row[0]) for row in chart["rows"])
        said = [_text(child) for child in figure.children if isinstance(child, nodes.paragraph)]
        pieces.append(Piece(f"fig-{chart['name']}", chart["title"], "chart and table", [chart["alt"], *said, *headings, *cells]))
    _store(app.env)[docname] = pieces


def _words(node: nodes.Node) -> Iterator[str]:
    """The texts below a node that belong to the enclosing section and to nothing within it."""
    if isinstance(node, nodes.Text):
        yield node.astext()
    elif isinstance(node, (nodes.section, ChartFigure, *_SKIPPED)) or _SKIPPED_CLASSES & _classes(node):
        return
    elif isinstance(node, nodes.TextElement):
        yield _text(node)
    else:
        for child in node.children:
            yield from _words(child)


def _text(node: nodes.Node) -> str:
    """The words of a node without footnote marks and raw HTML, with a sign for each citation and each page that goes by its title."""
    if isinstance(node, (nodes.footnote_reference, nodes.label, nodes.raw)):
        return ""
    if isinstance(node, pending_xref) and node.get("refdomain") == "cite":
        return ", ".join(f"{_CITED}{key.strip()}{_CITED}" for key in node["reftarget"].split(","))
    if isinstance(node, pending_xref) and node["reftype"] == "doc" and not node["refexplicit"]:
        return f"{_CITED}/{docname_join(node['refdoc'], node['reftarget'])}{_CITED}"
    if isinstance(node, nodes.Text):
        return node.astext()
    glue = "" if isinstance(node, nodes.TextElement) else " "
    return glue.join(_text(child) for child in node.children)


def _own(section: nodes.section, kind: type[nodes.Element]) -> Iterator[nodes.Element]:
    for node in section.findall(kind):
        parent = node.parent
        while not isinstance(parent, nodes.section):
            parent = parent.parent
        if parent is section:
            yield node


def _anchor(section: nodes.section) -> str:
    ids: list[str] = section["ids"]
    return ids[0] if ids else ""


def _title(section: nodes.section) -> str:
    title = next(iter(section.findall(nodes.title)), None)
    return _text(title) if title is not None else ""


def _name(section: nodes.section) -> str:
    """What a note is: its id, its type, and for a claim its finding."""
    if "note" not in section:
        return ""
    kinds = section["classes"]
    finding = next((name.removeprefix("finding-").replace("-", " ") for name in kinds if name.startswith("finding-")), "")
    return f"{section['note']} · {kinds[1]}{f', {finding}' if finding else ''}"


def _classes(node: nodes.Node) -> set[str]:
    return set(node["classes"]) if isinstance(node, nodes.Element) else set()


def _store(env: BuildEnvironment) -> dict[str, list[Piece]]:
    if not hasattr(env, "edition_search"):
        env.edition_search = {}  # type: ignore[attr-defined]
    pieces: dict[str, list[Piece]] = env.edition_search  # type: ignore[attr-defined]
    return pieces


def _merge(app: Sphinx, env: BuildEnvironment, docnames: list[str], other: BuildEnvironment) -> None:
    _store(env).update({docname: pieces for docname, pieces in _store(other).items() if docname in docnames})


def switch_off_sphinx_search(app: Sphinx) -> None:
    """Keep Sphinx from making an index and a page of its own (event `builder-inited`)."""
    if _searches(app):
        app.builder.search = False  # type: ignore[attr-defined]


def page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """The search page (event `html-collect-pages`)."""
    if _searches(app):
        yield PAGE, {"title": "Search", "index": INDEX}, "search.html"


def write(app: Sphinx, failure: Exception | None) -> None:
    """Write the index beside the pages (event `build-finished`, after the exports it leads to)."""
    if failure or not _searches(app):
        return
    listed = [(one.key, one.citation_id, one.bibliography_key.docname) for one in _citations(app)]
    outputs.write(app, "search", outputs.hash_of(outputs.state(app), listed), lambda: {INDEX: script(entries(app))})
    (Path(app.outdir) / "searchindex.js").unlink(missing_ok=True)


def entries(app: Sphinx) -> Iterator[Entry]:
    """Everything that can be found, in the order of the book."""
    env = app.env
    sources = bibtex.load(Path(app.srcdir) / str(app.config.bibtex_bibfiles[0]))
    sentences = _sentences(env)
    for docname in _reading_order(env):
        uri = app.builder.get_target_uri(docname)
        for piece in _store(env).get(docname, []):
            text = _CITATION.sub(lambda found: _label(found[1], env, sources), " ".join(piece.words))
            title = _CITATION.sub(lambda found: _label(found[1], env, sources), piece.title)
            kind = _kind(env, piece.anchor)
            page_title = env.titles[docname].astext()
            name = piece.name or (page_title if kind is Kind.PAGE and page_title != title else "")
            if text.strip() or kind is not Kind.PAGE:
                yield Entry(kind, title, name, f"{uri}#{piece.anchor}", text, sentences.get(piece.anchor, ()))
    yield from _sources(app, sources)
    yield from _tables(app)


def _sentences(env: BuildEnvironment) -> dict[str, tuple[str, ...]]:
    """The sentences that a passage has and that a note is about, by the anchor of either."""
    domain = env.get_domain(EditionDomain.name)
    assert isinstance(domain, EditionDomain)
    edition = domain.edition()
    found = {f"n-{note.id}": _references(note.passage, note.sentences) for note in edition.notes}
    for passage in (one.reference for one in edition.passages if one.reference in project.base_text(env)):
        numbers = (sentence.number for sentence in project.base_text(env)[passage].sentences)
        found[f"p-{passage}"] = _references(passage, numbers)
    return found


def _references(passage: str, sentences: Iterable[int]) -> tuple[str, ...]:
    return tuple(str(Reference(passage, number)) for number in sentences)


def _reading_order(env: BuildEnvironment) -> list[str]:
    order = [docname for docname, _ in sorted(env.toctree_includes.items())]
    walked: list[str] = []

    def walk(docname: str) -> None:
        if docname not in walked:
            walked.append(docname)
            for child in env.toctree_includes.get(docname, []):
                walk(child)

    walk(env.config.root_doc)
    return [*walked, *(docname for docname in order if docname not in walked)]


def _kind(env: BuildEnvironment, anchor: str) -> Kind:
    prefix, _, rest = anchor.partition("-")
    if prefix == "e" and (entry := project.entries(env).get(rest)):
        return TABLE_KINDS[entry.table]
    return {"p": Kind.PASSAGE, "n": Kind.NOTE, "fig": Kind.DATA}.get(prefix, Kind.PAGE)


def _label(key: str, env: BuildEnvironment, sources: Bibliography) -> str:
    """What a sign stands for: the label of a source by its key, or the title of a page by its name after a slash."""
    if key.startswith("/"):
        return env.titles[key[1:]].astext() if key[1:] in env.titles else key
    return sources.labels.get(key, key)


def _sources(app: Sphinx, sources: Bibliography) -> Iterator[Entry]:
    for citation in _citations(app):
        if citation.key in sources:
            label = sources.labels[citation.key]
            text = str(citation.formatted_entry.text)  # described once, for the list of sources
            uri = app.builder.get_target_uri(citation.bibliography_key.docname)
            yield Entry(Kind.SOURCE, label, "", f"{uri}#{citation.citation_id}", text)


def _citations(app: Sphinx) -> list[Any]:
    """The entries of the list of sources, as the bibliography's own domain keeps them."""
    citations: list[Any] = app.env.get_domain("cite").citations  # type: ignore[attr-defined]
    return citations


def _tables(app: Sphinx) -> Iterator[Entry]:
    """The data tables that have a page of their own."""
    descriptor = project.data_folder(app.env) / "datapackage.json"
    package = json.loads(descriptor.read_text(encoding="utf-8")) if descriptor.is_file() else {}
    for table in package.get("resources", ()):
        url = f"t/{table['name']}/index.html"
        if (Path(app.outdir) / url).is_file():
            columns = (f"{one['name']}: {one.get('description', '')}" for one in table.get("schema", {}).get("fields", ()))
            text = " ".join([str(table.get("description", "")), *columns])
            yield Entry(Kind.DATA, str(table.get("title", table["name"])), f"table {table['name']}", url, text)


def _searches(app: Sphinx) -> bool:
    return isinstance(app.builder, StandaloneHTMLBuilder) and app.builder.name in ("html", "dirhtml")


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect the gathering, the page and the index; the index late, when every page it leads to stands."""
    app.connect("builder-inited", switch_off_sphinx_search)
    app.connect("doctree-read", gather)
    app.connect("env-purge-doc", lambda app, env, docname: _store(env).pop(docname, None))
    app.connect("env-merge-info", _merge)
    app.connect("html-collect-pages", page)
    app.connect("build-finished", write, priority=950)
    return {"version": "1", "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
