"""Assemble the Book when every document has been read: the one place where Sphinx's data become a plain value."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from edition import publication
from edition.book import Book
from edition.outputs.ledger import digest
from edition.records import charts_of, edition_of, pieces_of, resolver
from edition.sphinx import fingerprints, project
from edition.sphinx.contents import read_contents
from edition.sphinx.domain import EditionDomain
from edition.sphinx.refusal import refuse
from edition.sphinx.site import assets

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def book_of(app: Sphinx) -> Book:
    """Return the Book of a build; assemble it on the first call after the last document was read."""
    domain = EditionDomain.of(app.env)
    if domain.book is None:
        domain.book = _assembled(app)
    return domain.book


def headings(env: BuildEnvironment) -> dict[str, str]:
    """Return the headings by the targets that name them."""
    return {target: heading for target, (_, _, heading) in sorted(env.domaindata["std"]["labels"].items())}


def places(env: BuildEnvironment) -> dict[str, tuple[str, str]]:
    """Return the document and the anchor of each label."""
    return {label: (docname, anchor) for label, (docname, anchor, _) in sorted(env.domaindata["std"]["labels"].items())}


def _assembled(app: Sphinx) -> Book:
    env, builder, root = app.env, app.builder, Path(app.confdir)
    records = EditionDomain.of(env).records
    sources = project.sources(env)
    titles = {docname: env.titles[docname].astext() for docname in sorted(env.titles)}
    resolve = resolver(sources.labels, titles, headings(env))
    descriptor = project.data_folder(env) / "datapackage.json"
    book = Book(
        meta=_meta(app, root),
        edition=edition_of(records, resolve),
        base=project.base_text(env),
        sources=sources,
        entries=project.entries(env),
        charts=charts_of(records, resolve),
        package=json.loads(descriptor.read_text(encoding="utf-8-sig")) if descriptor.is_file() else {},
        pages={docname: builder.get_target_uri(docname) for docname in sorted(env.all_docs)},
        titles=titles,
        labels=places(env),
        contents=read_contents(env, builder),
        short_title=str(app.config.html_short_title),
        root=root,
        events=tuple(project.events(env)),
        pieces=pieces_of(records, resolve),
        tables_of=project.tables_of(env),
        assets=assets.addresses(app),
        search_page=builder.get_target_uri("search") if app.builder.format == "html" else "search.html",
        bibliography=project.bibliography_file(env).relative_to(app.srcdir).as_posix(),
        digest_of_evidence=digest(fingerprints.evidence(env), fingerprints.counted(env), fingerprints.bibliography(env)),
    )
    return _with_digest(replace(book, described=tuple(_described(app, book))), fingerprints.files(env))


def _with_digest(book: Book, files: str) -> Book:
    """Return the Book with a digest of its content and of the files that outputs copy from."""
    object.__setattr__(
        book,
        "digest",
        digest(
            files, book.meta, book.edition, book.charts, book.pages, book.titles, book.labels, book.contents, book.pieces, book.described,
            book.short_title, sorted(book.assets.items()),
        ),
    )  # fmt: skip
    return book


def _meta(app: Sphinx, root: Path) -> publication.Meta:
    """Read the project's metadata; a project without a citation file publishes nothing and takes its title from the settings."""
    if (root / publication.CITATION_FILE).is_file():
        try:
            return publication.load(root)
        except publication.BadMeta as error:
            raise refuse([error], because="its date is not known") from error
    return publication.Meta(title=str(app.config.html_title or app.config.project), editors=(), version="", date=date.min, licence="")


def _described(app: Sphinx, book: Book) -> list[tuple[str, str, str]]:
    """List the entries of the list of sources from the bibliography's domain, those that it shows: key, address, text."""
    citations = app.env.get_domain("cite").citations if "cite" in app.env.domains else []  # type: ignore[attr-defined]
    used = {page: book.sources_used(page) for page in {cited.bibliography_key.docname for cited in citations}}
    return [
        (cited.key, f"{app.builder.get_target_uri(cited.bibliography_key.docname)}#{cited.citation_id}", str(cited.formatted_entry.text))
        for cited in citations
        if cited.key in used[cited.bibliography_key.docname]
    ]
