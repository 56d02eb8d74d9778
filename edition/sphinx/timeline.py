"""The timeline: one directive lays out the events in order of date, each with its passages and its sources."""

from __future__ import annotations

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from edition.apparatus import TIMELINE, Event, events, spoken
from edition.sphinx import project
from edition.sphinx.domain import EditionDomain
from edition.sphinx.entries import cited, parse
from edition.sphinx.links import letters


class TimelineDirective(SphinxDirective):
    """`timeline`: every event of the table."""

    def run(self) -> list[nodes.Node]:
        """Lay the events out as a list of dates and what happened."""
        domain = self.env.get_domain(EditionDomain.name)
        assert isinstance(domain, EditionDomain)
        domain.record(self.env.docname).lists.add(TIMELINE)
        folder = project.data_folder(self.env)
        self.env.note_dependency(str(folder / f"{TIMELINE}.csv"))
        found = events(folder)
        years: dict[str, str] = {}
        for event in found:
            years.setdefault(_period(event), event.id)
        items = [self._item(event) for event in found]
        return [letters(years), nodes.definition_list("", *items, classes=[TIMELINE])]

    def _item(self, event: Event) -> nodes.definition_list_item:
        body = nodes.definition()
        passages = ", ".join(f"{{passage}}`{reference}`" for reference in event.passages)
        parse(self, f"**{event.title}.** {event.text} ({passages})", body)
        body.children[0] += [nodes.Text(" "), nodes.inline("", event.category, classes=["event-kind"])]  # type: ignore[operator]
        parse(self, cited(event.sources), body, "entry-sources")
        date = nodes.term("", spoken(event.date), ids=[event.id])
        return nodes.definition_list_item("", date, body, classes=[f"event-{event.category}"])


def _period(event: Event) -> str:
    """The five years an event falls in, as a label: `1995–1999`."""
    start = int(event.date[:4]) // 5 * 5
    return f"{start}–{start + 4}"
