"""The pages of the apparatus: one directive lays out a table's entries, each with its sources and its uses."""

from __future__ import annotations

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective

from edition.apparatus import Entry
from edition.sphinx import project
from edition.sphinx.domain import EditionDomain
from edition.sphinx.listings import placeholder

# table -> the columns shown under an entry's name, in order; a language marks its text
LAYOUT: dict[str, tuple[tuple[str, str | None], ...]] = {
    "glossary": (("chinese", "zh"), ("pinyin", "zh-Latn-pinyin"), ("russian", "ru")),
    "people": (("chinese", "zh"), ("russian", "ru")),
    "places": (("chinese", "zh"), ("country", None)),
    "documents": (("chinese", "zh"), ("date", None), ("place", None)),
}


class EntriesDirective(SphinxDirective):
    """`entries`: every entry of a table of the apparatus; `:category:` keeps one category, `:except:` leaves one out."""

    required_arguments = 1
    option_spec = {"category": str, "except": str}

    def run(self) -> list[nodes.Node]:
        """Lay the entries out by name and note which this page holds."""
        domain = self.env.get_domain(EditionDomain.name)
        assert isinstance(domain, EditionDomain)
        record = domain.record(self.env.docname)
        self.env.note_dependency(str(project.data_folder(self.env) / f"{self.arguments[0]}.csv"))
        chosen = [entry for entry in project.entries(self.env).values() if self._wanted(entry)]
        record.lists |= {f"entry:{entry.id}" for entry in chosen}
        return [self._section(entry) for entry in sorted(chosen, key=lambda entry: entry.label.casefold())]

    def _wanted(self, entry: Entry) -> bool:
        category = entry.row.get("category", "")
        kept = self.options.get("category", category) == category
        return entry.table == self.arguments[0] and kept and self.options.get("except") != category

    def _section(self, entry: Entry) -> nodes.section:
        section = nodes.section(ids=[f"e-{entry.id}"], classes=["entry", entry.table])
        section += nodes.title("", entry.label)
        if forms := self._forms(entry):
            section += forms
        self._parse(entry.row.get("text", ""), section)
        if entry.sources:
            self._parse("Sources: " + ", ".join(f"{{cite:t}}`{key}`" for key in entry.sources) + ".", section)
            section.children[-1]["classes"].append("entry-sources")
        section += placeholder(listing="used", target=entry.id)
        return section

    def _forms(self, entry: Entry) -> nodes.paragraph | None:
        pieces: list[nodes.Node] = []
        for column, language in LAYOUT[entry.table]:
            if value := entry.row.get(column, ""):
                span = nodes.inline("", value, classes=[column])
                if language:
                    span["lang"] = language
                pieces += [nodes.Text(" · "), span] if pieces else [span]
        return nodes.paragraph("", "", *pieces, classes=["entry-forms"]) if pieces else None

    def _parse(self, markdown: str, section: nodes.section) -> None:
        if markdown:
            self.state.nested_parse(StringList([markdown], self.env.docname), self.content_offset, section)
