"""The map of places on its page: two maps at two widths each, and a key that describes them in words."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective

from edition.maps import place_map, projection
from edition.sphinx import project
from edition.sphinx.domain import EditionDomain

_KINDS = {"city": "Towns", "site": "Sites", "region": "Regions", "country": "States"}


class PlaceMapDirective(SphinxDirective):
    """`place-map`: every place of the apparatus, numbered, with a key that links to its entry."""

    def run(self) -> list[nodes.Node]:
        """Draw the maps and return them with the key."""
        folder = project.data_folder(self.env)
        EditionDomain.of(self.env).record(self.env.docname).lists.add(self.name)
        rows = (entry.row for entry in project.entries(self.env).values() if entry.table == "places")
        places = place_map.numbered(
            (row["id"], row["name"], row["category"], float(row["latitude"]), float(row["longitude"])) for row in rows
        )
        shapes = projection.shapes(folder)

        def pictures(name: str, width: int) -> nodes.container:
            maps = [place_map.overview(places, shapes, width), place_map.middle(places, shapes, width)]
            drawn = (nodes.raw("", one, format="html") for one in maps)
            return nodes.container("", *drawn, classes=["chart-static", "chart-picture", name])

        figure = nodes.container(classes=["place-map"])
        # On paper the two narrow maps go side by side, so that the key fits on their page.
        figure += addnodes.only("", pictures("named", place_map.NAMED), expr="not builder_singlehtml")
        figure += pictures("narrow", place_map.NARROW)
        figure += [_key(kind, title, places) for kind, title in _KINDS.items()]
        return [figure]


def _key(kind: str, title: str, places: list[place_map.MappedPlace]) -> nodes.Element:
    """Return the places of one kind as a numbered list of links; those beyond the map are marked."""
    listed = [place for place in places if place.kind == kind]
    items = nodes.enumerated_list("", enumtype="arabic", start=listed[0].number, prefix="", suffix=".", classes=["place-key"])
    for place in listed:
        line = nodes.paragraph("", "", nodes.reference("", place.name, refid=f"e-{place.id}", internal=True))
        if not place_map.inside(place, place_map.WHOLE):
            line += nodes.Text(" (beyond the map)")
        items += nodes.list_item("", line)
    mark = nodes.raw("", place_map.mark(kind), format="html")
    head = nodes.paragraph("", "", mark, nodes.Text(f" {title}"), classes=["place-kind"])
    return nodes.container("", head, items)
