"""The book's other forms on the site: offered where their files exist, else with instructions to make them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx.util.docutils import SphinxDirective
from sphinx.util.osutil import relative_uri

from edition.outputs.ledger import digest
from edition.paper.pdf import FORMS, Form
from edition.sphinx.domain import EditionDomain

if TYPE_CHECKING:
    from sphinx.application import Sphinx


#: The name of the offer in a document's lists.
LISTED: Final = "other-forms"


class offer(nodes.General, nodes.Element):
    """Placeholder for the offer of the other forms."""


class OtherForms(SphinxDirective):
    """`other-forms`: the PDF and the EPUB."""

    def run(self) -> list[nodes.Node]:
        """Leave a placeholder and record the page."""
        EditionDomain.of(self.env).record(self.env.docname).lists.add(LISTED)
        return [offer()]


def _existing_forms(app: Sphinx) -> list[tuple[Form, int]]:
    """Return the forms whose files exist, with their sizes in bytes."""
    root = Path(app.confdir)
    return [(form, (root / form.path).stat().st_size) for form in FORMS if (root / form.path).is_file()]


def _offers(app: Sphinx) -> bool:
    return app.builder.name == "html"


def digest_of(app: Sphinx) -> str:
    """Return a digest of what the offer shows: which forms exist, and how large they are."""
    return digest(_existing_forms(app)) if _offers(app) else ""


def fill(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Replace the placeholder (event `doctree-resolved`)."""
    for place in list(doctree.findall(offer)):
        if not _offers(app):
            place.parent.remove(place)
            continue
        place.replace_self(_paragraph(app, docname))


def _paragraph(app: Sphinx, docname: str) -> nodes.paragraph:
    existing = _existing_forms(app)
    paragraph = nodes.paragraph("", "The book as one file: " if existing else "The book can be made as one file: ")
    page = app.builder.get_target_uri(docname)
    pieces: list[list[nodes.Node]] = [
        [
            nodes.reference("", form.file, refuri=relative_uri(page, form.file)),
            nodes.Text(f" ({form.name}, {size / 1e6:.1f} MB)"),
        ]
        for form, size in existing
    ]
    present = [form for form, _ in existing]
    pieces += [[nodes.literal("", form.command), nodes.Text(f" makes the {form.name}")] for form in FORMS if form not in present]
    for index, piece in enumerate(pieces):
        paragraph += [nodes.Text(", "), *piece] if index else piece
    paragraph += nodes.Text(".")
    return paragraph


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directive, its placeholder and the node that replaces it."""
    app.add_node(offer)
    app.add_directive("other-forms", OtherForms)
    app.connect("doctree-resolved", fill)
    return {"version": "1", "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
