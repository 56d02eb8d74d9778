"""The table of terms in five columns: Chinese, pinyin, Russian, official English, and the words of the essay's English text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from edition.apparatus.entries import Entry
from edition.apparatus.names import full_name
from edition.commentary.model import Edition, Note, Translation
from edition.sphinx import nodes as nodes_of
from edition.sphinx import project
from edition.sphinx.domain import EditionDomain
from edition.sphinx.listings.parts import placeholder, table

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

HEADINGS: Final = ("Chinese", "Pinyin", "Russian", "Official English", "In the essay")
COLUMNS: Final = (("chinese", "zh"), ("pinyin", "zh-Latn-pinyin"), ("russian", "ru"), ("official_english", "en"))
#: A note's Chinese belongs to a term that makes up at least this share of it.
_MOST: Final = 0.6
_QUOTES: Final = str.maketrans("", "", "“”«» ")


class TermsDirective(SphinxDirective):
    """`terms`: the glossary as a table; `:headings:` names its five columns in the page's language, separated by bars."""

    option_spec = {"headings": directives.unchanged}

    def run(self) -> list[nodes.Node]:
        """Leave a placeholder: the notes that hold the essay's words may not have been read yet."""
        headings = [heading.strip() for heading in self.options.get("headings", " | ".join(HEADINGS)).split("|")]
        if len(headings) != len(HEADINGS):
            raise self.error(f"terms: {len(headings)} headings for {len(HEADINGS)} columns")
        EditionDomain.of(self.env).record(self.env.docname).lists.add("terms")
        self.env.note_dependency(str(project.data_folder(self.env) / "glossary.csv"))
        return [placeholder(listing="terms", headings=headings)]


def terms(env: BuildEnvironment, edition: Edition, builder: Builder, docname: str, headings: Sequence[str]) -> list[nodes.Node]:
    """Return the table of every term of the glossary that has a Chinese or a Russian form."""
    rows: list[tuple[Sequence[Sequence[nodes.Node]], list[str]]] = []
    for entry in project.entries(env).values():
        if entry.table != "glossary" or not (entry.row["chinese"] or entry.row["russian"]):
            continue
        cells: list[Sequence[nodes.Node]] = [
            [nodes.inline("", entry.row[column], classes=[column, f"language-{language}"])] for column, language in COLUMNS
        ]
        cells.append(list(_in_the_essay(builder, docname, edition, entry)))
        rows.append((cells, []))
    return [table(headings, rows, "terms", widths=[20, 22, 22, 20, 16])]


def _in_the_essay(builder: Builder, docname: str, edition: Edition, entry: Entry) -> Iterator[nodes.Node]:
    """Yield the essay's words for a term, each with a link to the note that hangs on them."""
    shown: dict[str, Note] = {}
    for note in edition.notes:
        if _is_named(entry, note):
            shown.setdefault(note.lemma, note)
    for index, (lemma, note) in enumerate(shown.items()):
        if index:
            yield nodes.Text("; ")
        yield nodes_of.link(builder, docname, note.docname, f"n-{note.id}", lemma)


def _is_named(entry: Entry, note: Note) -> bool:
    """Return whether a note's lemma is the essay's word for a term: the lemma is the term, or the note's Chinese is mostly the term's."""
    if note.lemma.casefold() == full_name(entry).casefold():
        return True
    term = entry.row["chinese"].partition(" (")[0].translate(_QUOTES)
    if not isinstance(note, Translation) or not term:
        return False
    chinese = note.chinese.translate(_QUOTES)
    return term in chinese and len(term) >= _MOST * len(chinese)
