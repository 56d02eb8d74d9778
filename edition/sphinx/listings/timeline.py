"""The timeline: one directive lists the events by date, each with its passages and its sources."""

from __future__ import annotations

from itertools import groupby

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from edition.apparatus.entries import TIMELINE, Event, events
from edition.dates import format_date
from edition.sphinx import project
from edition.sphinx.domain import EditionDomain
from edition.sphinx.listings.entries import cited, parse
from edition.sphinx.nodes import letters


class TimelineDirective(SphinxDirective):
    """`timeline`: every event of the table."""

    def run(self) -> list[nodes.Node]:
        """Return the events as a definition list: dates and what happened."""
        domain = EditionDomain.of(self.env)
        domain.record(self.env.docname).lists.add(TIMELINE)
        folder = project.data_folder(self.env)
        found = events(folder)
        items = [self._item(event) for event in found]
        return [letters(_periods(found)), nodes.definition_list("", *items, classes=[TIMELINE])]

    def _item(self, event: Event) -> nodes.definition_list_item:
        body = nodes.definition()
        passages = ", ".join(f"{{passage}}`{reference}`" for reference in event.passages)
        parse(self, f"**{event.title}.** {event.text} ({passages})", body)
        parse(self, cited(event.sources), body, "entry-sources")
        kind = nodes.inline("", event.category.capitalize(), classes=["event-kind"])
        body.children[-1].insert(0, [kind, nodes.Text(" · ")])  # type: ignore[attr-defined]
        date = nodes.term("", format_date(event.date), ids=[event.id])
        return nodes.definition_list_item("", date, body, classes=[f"event-{event.category}"])


def _periods(found: list[Event]) -> dict[str, str]:
    """Map a label with the first and last year of every five, such as `1995–1999`, to the anchor of its first event."""
    groups = [list(group) for _, group in groupby(found, lambda event: int(event.date[:4]) // 5)]
    spans = [(group[0].date[:4], group[-1].date[:4], group[0].id) for group in groups]
    return {first if first == last else f"{first}–{last}": anchor for first, last, anchor in spans}
