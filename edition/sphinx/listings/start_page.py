"""Parts of the start page: the map of all claims, and a multiple drawn as a product."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective
from sphinx.util.osutil import relative_uri

from edition.charts.product import Product, picture
from edition.export.pages.start import claim_map, counts
from edition.sphinx.assemble import book_of
from edition.sphinx.build.state import SITES
from edition.sphinx.domain import EditionDomain

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class claims_shown(nodes.General, nodes.Element):
    """Placeholder for the map of claims; it has no text, so that the search does not index it."""


class ClaimMap(SphinxDirective):
    """`claim-map`: every claim as a cell with its finding's hue and shape."""

    def run(self) -> list[nodes.Node]:
        """Leave a placeholder and record that the page shows all claims."""
        EditionDomain.of(self.env).record(self.env.docname).lists.add(self.name)
        return [claims_shown()]


class ProductPicture(SphinxDirective):
    """`product`: three results, the first the product of the others, drawn as an area; the content is the caption."""

    has_content = True
    option_spec = dict.fromkeys(("whole", "growth", "factor", "name-of-growth", "name-of-factor"), directives.unchanged_required)

    def run(self) -> list[nodes.Node]:
        """Draw the picture from the computed results."""
        from edition.evidence import results

        whole, growth, factor = (self.options[name] for name in ("whole", "growth", "factor"))
        try:
            product = Product(
                whole=results.text(whole), growth=results.text(growth), factor=results.text(factor),
                value_of_factor=float(results.value(factor)),
                name_of_growth=self.options["name-of-growth"], name_of_factor=self.options["name-of-factor"],
            )  # fmt: skip
        except results.ResultError as error:
            raise self.error(str(error)) from error
        EditionDomain.of(self.env).record(self.env.docname).computed = True
        figure = nodes.container("", nodes.raw("", picture(product), format="html"), classes=["product"])
        self.state.nested_parse(self.content, self.content_offset, figure)
        return [figure]


def visit(translator: Any, node: claims_shown) -> None:
    """Write the map on the site; elsewhere the counts alone, since the cells have no links there."""
    builder = translator.builder
    book = book_of(builder.app)
    if builder.name in SITES:
        page = builder.get_target_uri(builder.current_docname)
        translator.body.append(claim_map(book, lambda target: relative_uri(page, target)))
    else:
        text = ", ".join(f"{count['number']} {count['word']}" for count in counts(book))
        translator.body.append(f"<p>{text}.</p>\n")
    raise nodes.SkipNode


def skip(translator: Any, node: claims_shown) -> None:
    """Write nothing: other formats have no map."""
    raise nodes.SkipNode


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directives."""
    other = (skip, None)
    app.add_node(claims_shown, html=(visit, None), epub=(visit, None), latex=other, text=other, man=other, texinfo=other)
    app.add_directive("claim-map", ClaimMap)
    app.add_directive("product", ProductPicture)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
