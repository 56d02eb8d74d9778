"""Listings of the apparatus: entries, events, places, claims, sections, sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.sphinx.listings import listings, numbers, parts
from edition.sphinx.listings.data_table import DataTableDirective
from edition.sphinx.listings.entries import EntriesDirective
from edition.sphinx.listings.place_map import PlaceMapDirective
from edition.sphinx.listings.terms import TermsDirective
from edition.sphinx.listings.timeline import TimelineDirective

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directives, and the handlers that replace their placeholders when every document has been read."""
    app.add_directive("entries", EntriesDirective)
    app.add_directive("timeline", TimelineDirective)
    app.add_directive("terms", TermsDirective)
    app.add_directive("place-map", PlaceMapDirective)
    app.add_directive("data-table", DataTableDirective)
    for name in ("register", "sections"):
        app.add_directive(name, listings.ListingDirective)
    app.add_directive(numbers.LISTING, numbers.NumbersDirective)
    app.add_node(parts.placeholder)
    app.add_node(numbers.numbers)
    app.connect("doctree-resolved", listings.fill)
    app.connect("doctree-resolved", numbers.fill)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
