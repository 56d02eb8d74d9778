"""The Sphinx extension of the edition: it only wires."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.sphinx import build, harvest, listings, naming
from edition.sphinx.chart_of import ChartDirective
from edition.sphinx.collation import CollationDirective
from edition.sphinx.directives import DIRECTIVES
from edition.sphinx.domain import EditionDomain
from edition.sphinx.entries import EntriesDirective
from edition.sphinx.placemap import PlaceMapDirective
from edition.sphinx.roles import MentionRole, ResultRole
from edition.sphinx.timeline import TimelineDirective

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

PARTS = (
    "bibstyle", "charts", "cited", "facing", "page", "exports", "search", "onepage", "ebook", "downloads", "notebooks", "start", "parallel",
    "gone",
)  # fmt: skip


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain, the directives, the roles and the events."""
    for part in PARTS:
        app.setup_extension(f"edition.sphinx.{part}")
    app.add_domain(EditionDomain)
    for name, directive in DIRECTIVES.items():
        app.add_directive(name, directive)
    app.add_directive("collation", CollationDirective)
    for kind in ("passage", "note", "claim", "entry"):
        app.add_role(kind, MentionRole(kind))
    app.add_role("result", ResultRole())
    app.add_directive("entries", EntriesDirective)
    app.add_directive("timeline", TimelineDirective)
    app.add_directive("place-map", PlaceMapDirective)
    app.add_directive("chart", ChartDirective)
    for name in ("register", "sections"):
        app.add_directive(name, listings.ListingDirective)
    app.add_node(listings.placeholder)
    app.add_config_value("edition_code", "", "env", types=[str])
    app.connect("config-inited", build.name_code)
    app.connect("env-get-outdated", build.reread_computed)
    app.connect("doctree-read", naming.mark, priority=400)  # before the harvest, which counts what is named
    app.connect("doctree-read", harvest.harvest)
    app.connect("env-updated", build.check)
    app.connect("doctree-resolved", listings.fill)
    return {"version": "1", "env_version": 3, "parallel_read_safe": True, "parallel_write_safe": True}
