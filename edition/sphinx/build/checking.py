"""After reading: refuse a faulty edition, else name the pages that show something changed elsewhere (event `env-updated`)."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from edition.apparatus import agreement
from edition.book import Book
from edition.commentary import rules
from edition.commentary.answers import answer
from edition.commentary.model import Edition
from edition.essay import recognise
from edition.outputs.ledger import digest
from edition.problems import Place, Problem
from edition.sphinx import project
from edition.sphinx.assemble import book_of
from edition.sphinx.build import failed
from edition.sphinx.build.state import SITES, BuildState, pages_of
from edition.sphinx.charts.of import SHOWN
from edition.sphinx.domain import EditionDomain
from edition.sphinx.refusal import refuse
from edition.sphinx.site import downloads, own_copy, run

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from edition.records import Record

NOWHERE: Final = Place("", 0)
BASE_TEXT_VARIABLE: Final = "EDITION_BASE_TEXT"


def check(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Refuse the build on problems or warnings; else return the documents whose pages must be written.

    Raised before the environment is saved, so that the next build reads the faulty pages again; nothing of the site has been touched.
    """
    state, records = BuildState.of(app), EditionDomain.of(env).records
    book = book_of(app)
    problems = {problem for record in records.values() for problem in record.problems}
    problems |= set(_charts_twice(book)) | set(_charts_unknown(app, book))
    if records and book.base.passages:
        problems |= {*rules.problems(book.edition, rule_context(app)), *agreement.problems(project.data_folder(env))}
    warned = [line for lines in state.warned.messages.values() for line in lines]
    if problems or warned:  # an author's fault often makes Sphinx warn too: those warnings are reported once the fault is fixed
        faults: list[object] = [*sorted(problems)] or [*failed.explained(warned, app)]
        failed.clear_reports(app)
        raise refuse(faults)
    state.shown = shown_on(app, book)
    pages = state.ledger.pages_changed(state.shown)
    state.ledger.strike_pages(pages | state.read)
    if app.builder.name in SITES:
        state.ledger.keep(Path(app.outdir), "pages", pages_of(app))
    state.ledger.save()
    return sorted(pages)


def rule_context(app: Sphinx) -> rules.Context:
    """Collect what the rules check the edition against in this build."""
    from edition.evidence import results  # imports pandas, which a build that checks nothing need not load

    book = book_of(app)
    copy = os.environ.get(BASE_TEXT_VARIABLE)
    return rules.Context(
        base=book.base,
        known={
            "source": set(book.sources.sources),
            "entry": book.entries,
            "result": results.names(),
            "debate": app.env.get_domain("std").data["anonlabels"],
        },
        check=evaluator(book.root),
        witness=recognise.read(Path(copy).read_text(encoding="utf-8"), book.base) if copy else None,
    )


def evaluator(root: Path) -> Callable[[str], tuple[bool, str]]:
    """Return a function that evaluates a check on the numbers of the project at `root`."""
    from edition.evidence import inputs, results

    def evaluate(expression: str) -> tuple[bool, str]:
        with inputs.of_project(root):
            outcome = results.check(expression)
        return outcome.holds, outcome.text

    return evaluate


def _charts_twice(book: Book) -> Iterator[Problem]:
    """Yield a problem for each chart name that is published twice."""
    first: dict[str, str] = {}
    for chart in book.charts:
        if chart.name in first:
            published_on = "this page" if first[chart.name] == chart.docname else first[chart.name]
            yield Problem(Place(f"{chart.docname}.md", chart.line or 1), f"chart {chart.name!r} is already published on {published_on}")
        first.setdefault(chart.name, chart.docname)


def _charts_unknown(app: Sphinx, book: Book) -> Iterator[Problem]:
    """Yield a problem for each chart that a chapter shows and no notebook publishes."""
    known = {chart.name for chart in book.charts}
    for docname, record in EditionDomain.of(app.env).records.items():
        for name in sorted(listed.removeprefix(SHOWN) for listed in record.lists if listed.startswith(SHOWN)):
            if name not in known:
                lines = Path(app.env.doc2path(docname)).read_text(encoding="utf-8").splitlines()
                line = next((number for number, text in enumerate(lines, 1) if "chart-of" in text and name in text), 1)
                place = Place(app.env.doc2path(docname, base=False), line)
                yield Problem(place, f"chart-of {name}: no notebook publishes a chart of this name")


def shown_on(app: Sphinx, book: Book) -> dict[str, str]:
    """Return a digest for each page of what it shows of the rest of the book: this function defines what a page depends on.

    Every page shows the contents, headings, link targets, the essay's name and address, and the edition's metadata.
    A page shows what it names: the finding of a note, the label of a source, the page of an entry. A listing shows everything named.
    A page with passages shows a reader's own copy; one that offers the other forms shows which exist; a notebook, whether it can run;
    the list of sources, how the footnotes were checked against each.
    """
    env = app.env
    places = [sorted(env.get_domain("std").data[kind].items()) for kind in ("labels", "anonlabels")]
    titles = sorted((docname, title.pformat()) for docname, title in env.titles.items())
    shared = digest(book.contents, titles, places, book.base.title, book.base.url, book.meta, book.short_title, sorted(book.assets.items()))
    summaries = _summaries(book.edition) | _places_of_lists(EditionDomain.of(env).records)
    summaries |= {("source", key): label for key, label in book.sources.labels.items()}
    listed = digest(sorted(summaries.items()))
    all_texts = digest([(note.id, note.text) for note in book.edition.notes], [(note.label, note.text) for note in book.edition.footnotes])
    copy = own_copy.digest_of(env)
    forms = downloads.digest_of(app)
    runs = run.is_ready(app)
    looks = digest(project.looks(env))
    of_sources = {key.docname for key in env.get_domain("cite").bibliographies}  # type: ignore[attr-defined]
    mentioned: dict[str, set[tuple[str, str]]] = {}
    for mention in book.edition.mentions:
        mentioned.setdefault(mention.docname, set()).add((mention.type, mention.target))

    def shown(docname: str, record: Record | None) -> str:
        lists = record.lists if record else set()
        return digest(
            shared,
            sorted((key, summaries.get(key, "")) for key in mentioned.get(docname, ())),
            listed if lists else "",
            all_texts if any(name.startswith("entry:") for name in lists) else "",  # an entry without links lists the texts that name it
            copy if (record and record.passages) or docname == env.config.root_doc else "",
            forms if downloads.LISTED in lists else "",
            runs and bool(record and record.charts),
            looks if docname in of_sources else "",
        )

    records = EditionDomain.of(env).records
    return {docname: shown(docname, records.get(docname)) for docname in sorted(env.found_docs)}


def _places_of_lists(records: dict[str, Record]) -> dict[tuple[str, str], str]:
    """Map each entry and each listing to the page that holds it."""
    pages: dict[tuple[str, str], str] = {}
    for docname, record in records.items():
        for name in record.lists:
            kind, _, target = name.partition(":")
            pages[kind, target] = docname
    return pages


def _summaries(edition: Edition) -> dict[tuple[str, str], str]:
    """Return a digest of what other pages may show of each passage, note, entry and source."""
    shown: dict[tuple[str, str], str] = {}
    for passage in edition.passages:
        shown["passage", passage.reference] = digest(passage.docname, passage.title)
    for note in edition.notes:
        summary = digest(replace(note, text=answer(note.text), since=(), place=NOWHERE), edition.sources_of(note))
        shown["note", note.id] = shown["claim", note.id] = summary
    for target, uses in _uses(edition).items():
        shown["used", target] = digest(uses)
    return shown


def _uses(edition: Edition) -> dict[str, list[str]]:
    """List, for each entry and source, the places that name it: the pages that list it show them."""
    found: dict[str, list[str]] = {}
    for mention in edition.mentions:
        if mention.type in ("entry", "source"):
            found.setdefault(f"{mention.type}:{mention.target}", []).append(f"{mention.docname} {mention.note}")
    for passage in edition.passages:
        for name in passage.names:
            found.setdefault(f"entry:{name}", []).append(passage.reference)
    return found
