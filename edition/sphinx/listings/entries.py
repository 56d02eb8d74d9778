"""The pages of the apparatus: one directive lists a table's entries, each with its sources and its uses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective

from edition.apparatus.entries import Entry
from edition.dates import format_date
from edition.sphinx import project
from edition.sphinx.domain import EditionDomain
from edition.sphinx.listings.parts import placeholder
from edition.sphinx.nodes import FEW_LETTERS, letters
from edition.texts import typographic


@dataclass(frozen=True)
class EntryColumn:
    """A column shown under an entry's name: the language of its text, a word before it, and a function that formats its cell."""

    column: str
    language: str = ""
    label: str = ""
    format: Callable[[str], str] = str


#: A list this short needs no row of letters.
MANY = 15
CHINESE, PINYIN, RUSSIAN = EntryColumn("chinese", "zh"), EntryColumn("pinyin", "zh-Latn-pinyin"), EntryColumn("russian", "ru")
LAYOUT: dict[str, tuple[EntryColumn, ...]] = {
    "glossary": (CHINESE, PINYIN, RUSSIAN, EntryColumn("official_english", label="official English:")),
    "people": (CHINESE, RUSSIAN),
    "places": (CHINESE, EntryColumn("country")),
    "documents": (
        EntryColumn("date", label="signed or adopted", format=format_date),
        EntryColumn("place"),
        EntryColumn("in_force", label="in force", format=format_date),
        EntryColumn("registered"),
        CHINESE,
        PINYIN,
        RUSSIAN,
    ),
}


class EntriesDirective(SphinxDirective):
    """`entries`: every entry of a table of the apparatus; `:category:` keeps some categories, `:except:` leaves some out."""

    required_arguments = 1
    option_spec = {"category": str.split, "except": str.split}

    def run(self) -> list[nodes.Node]:
        """Return the entries in order and record which this page holds."""
        domain = EditionDomain.of(self.env)
        record = domain.record(self.env.docname)
        chosen = [entry for entry in project.entries(self.env).values() if self._wanted(entry)]
        if not chosen:
            raise self.error(f"entries {self.arguments[0]}: no entry of this table and category; tables are {', '.join(LAYOUT)}")
        record.lists |= {f"entry:{entry.id}" for entry in chosen}
        ordered = sorted(chosen, key=lambda entry: entry.order)
        return [*_letters(ordered), *(self._section(entry) for entry in ordered)]

    def _wanted(self, entry: Entry) -> bool:
        category = entry.row.get("category", "")
        is_in_category = "category" not in self.options or category in self.options["category"]
        return entry.table == self.arguments[0] and is_in_category and category not in self.options.get("except", ())

    def _section(self, entry: Entry) -> nodes.section:
        section = nodes.section(ids=[f"e-{entry.id}"], classes=["entry", entry.table, *_facets(entry)])
        section += nodes.title("", typographic(entry.label))
        if pieces := list(_forms(entry)):
            section += nodes.paragraph("", "", *pieces, classes=["entry-forms"])
        parse(self, entry.row.get("text", ""), section)
        if entry.sources:
            parse(self, cited(entry.sources), section, "entry-sources")
        section += placeholder(listing="used", target=entry.id)
        return section


def _facets(entry: Entry) -> list[str]:
    """Return the classes by which a list is filtered and sorted: category, country, decade."""
    values = {"category": entry.row.get("category", ""), "country": entry.row.get("country", ""), "decade": entry.row.get("date", "")[:3]}
    return [f"{name}-{nodes.make_id(value)}" for name, value in values.items() if value]


def _letters(entries: list[Entry]) -> list[nodes.Node]:
    """Return a row of letters that link into a long alphabetical list; nothing for a short one."""
    first: dict[str, str] = {}
    for entry in entries:
        first.setdefault(entry.order[1][:1].upper(), f"e-{entry.id}")
    alphabetical = not any(entry.order[0] for entry in entries)
    return [letters(first)] if alphabetical and len(entries) > MANY and len(first) > FEW_LETTERS else []


def cited(keys: tuple[str, ...]) -> str:
    """Return the line that names the sources of an entry or an event, as Markdown."""
    word = "Source" if len(keys) == 1 else "Sources"
    return f"{word}: " + "; ".join(f"{{cite:t}}`{key}`" for key in keys) + "."


def parse(directive: SphinxDirective, markdown: str, parent: nodes.Element, *classes: str) -> None:
    """Parse one paragraph of Markdown into a node and give it class names."""
    before = len(parent.children)
    directive.state.nested_parse(StringList([markdown], directive.env.docname), directive.content_offset, parent)
    for child in parent.children[before:]:
        if isinstance(child, nodes.Element):
            child["classes"] += classes


def _forms(entry: Entry) -> Iterator[nodes.Node]:
    separator = ""
    for form in LAYOUT[entry.table]:
        if cell := entry.row.get(form.column, ""):
            # docutils writes a class `language-zh` as the attribute lang="zh"
            language = [f"language-{form.language}"] if form.language else []
            yield nodes.Text(separator + (f"{form.label} " if form.label else ""))
            yield nodes.inline("", form.format(cell), classes=[form.column, *language])
            separator = " · "
