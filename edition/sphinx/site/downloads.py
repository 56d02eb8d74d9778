"""The book's other forms on the site: offered where their files have been made, else said how to make them."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.docutils import SphinxDirective
from sphinx.util.osutil import relative_uri

from edition.paper.pdf import FORMS, Form

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


class offer(nodes.General, nodes.Element):
    """Stands where the other forms are offered."""


class OtherForms(SphinxDirective):
    """`other-forms`: the PDF and the EPUB."""

    def run(self) -> list[nodes.Node]:
        """Leave a placeholder and note the page."""
        _store(self.env)[self.env.docname] = ""
        return [offer()]


def _store(env: BuildEnvironment) -> dict[str, str]:
    """The pages that offer the forms, each with what it last offered."""
    if not hasattr(env, "edition_downloads"):
        env.edition_downloads = {}  # type: ignore[attr-defined]
    pages: dict[str, str] = env.edition_downloads  # type: ignore[attr-defined]
    return pages


def _merge(app: Sphinx, env: BuildEnvironment, docnames: list[str], other: BuildEnvironment) -> None:
    _store(env).update({docname: seen for docname, seen in _store(other).items() if docname in docnames})


def _made(app: Sphinx) -> list[tuple[Form, int]]:
    """The forms whose files exist, with their sizes in bytes."""
    root = Path(app.confdir)
    return [(form, (root / form.path).stat().st_size) for form in FORMS if (root / form.path).is_file()]


def _offers(app: Sphinx) -> bool:
    return app.builder.name == "html"


def pages_to_write(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Write the pages again whose offer has changed (event `env-updated`)."""
    if not _offers(app):
        return []
    now = repr(_made(app))
    changed = [docname for docname, seen in _store(env).items() if seen != now]
    _store(env).update(dict.fromkeys(changed, now))
    return changed


def fill(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put the offer in its place (event `doctree-resolved`)."""
    for place in list(doctree.findall(offer)):
        if not _offers(app):
            place.parent.remove(place)
            continue
        place.replace_self(_paragraph(app, docname))


def _paragraph(app: Sphinx, docname: str) -> nodes.paragraph:
    made = _made(app)
    paragraph = nodes.paragraph("", "The book as one file: " if made else "The book can be made as one file: ")
    here = app.builder.get_target_uri(docname)
    pieces: list[list[nodes.Node]] = [
        [
            nodes.reference("", form.file, refuri=relative_uri(here, form.file)),
            nodes.Text(f" ({form.name}, {size / 1e6:.1f} MB)"),
        ]
        for form, size in made
    ]
    present = [form for form, _ in made]
    pieces += [[nodes.literal("", form.command), nodes.Text(f" makes the {form.name}")] for form in FORMS if form not in present]
    for index, piece in enumerate(pieces):
        paragraph += [nodes.Text(", "), *piece] if index else piece
    paragraph += nodes.Text(".")
    return paragraph


def copy(app: Sphinx, failure: Exception | None) -> None:
    """Lay the files beside the pages (event `build-finished`); one that is gone takes its copy along."""
    if failure or not _offers(app):
        return
    shutil.rmtree(Path(app.outdir) / "_static" / "paper", ignore_errors=True)  # the styles of the other forms
    present = [form for form, _ in _made(app)]
    for form in FORMS:
        target = Path(app.outdir) / form.file
        if form not in present:
            target.unlink(missing_ok=True)
            continue
        source = Path(app.confdir) / form.path
        if not target.is_file() or target.stat().st_mtime_ns != source.stat().st_mtime_ns:
            shutil.copy2(source, target)


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directive and its events; the files stand before the archive is packed."""
    app.add_node(offer)
    app.add_directive("other-forms", OtherForms)
    app.connect("env-purge-doc", lambda app, env, docname: _store(env).pop(docname, None))
    app.connect("env-merge-info", _merge)
    app.connect("env-updated", pages_to_write)
    app.connect("doctree-resolved", fill)
    app.connect("build-finished", copy, priority=880)
    return {"version": "1", "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
