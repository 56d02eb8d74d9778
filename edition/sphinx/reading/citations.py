"""How sources read in the book: an author-date list and short citations, as plug-ins of pybtex and sphinxcontrib-bibtex."""

# pybtex and sphinxcontrib-bibtex carry no types of their own.
# mypy: disable-error-code="no-untyped-call,no-any-return,assignment,arg-type,index,misc"

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import docutils.nodes
import pybtex.plugin
import pybtex_docutils
import sphinxcontrib.bibtex.plugin
from pybtex.backends import plaintext
from pybtex.database import Entry
from pybtex.richtext import BaseMultipartText, BaseText, HRef, Tag, Text
from pybtex.style import FormattedEntry
from pybtex.style.formatting import BaseStyle
from pybtex.style.labels import BaseLabelStyle
from pybtex.style.sorting import BaseSortingStyle
from pybtex.style.template import Node, join
from sphinx.application import Sphinx
from sphinxcontrib.bibtex.domain import BibtexDomain
from sphinxcontrib.bibtex.style.referencing import BaseReferenceStyle
from sphinxcontrib.bibtex.style.template import entry_label, post_text, pre_text, reference

from edition.sources.bibtex import source
from edition.sources.model import UNDATED, Evidence, Name, Source, labels, sort_key

STYLE = "edition"
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WHOLE = ("book", "techreport", "mastersthesis", "phdthesis")
MANY = 4
_ALL = ast.dump(ast.parse("True"))


class LanguageText(BaseMultipartText):
    """Text in another language than the page's, marked so for screen readers and hyphenation."""

    def __init__(self, language: str, *parts: BaseText | str) -> None:
        self.info = (language,)
        super().__init__(*parts)

    def render(self, backend: Any) -> Any:
        """The parts; with docutils in an inline node whose class sets `lang`."""
        rendered = super().render(backend)
        if not isinstance(rendered, list):
            return rendered
        return [docutils.nodes.inline("", "", *rendered, classes=[f"language-{self.info[0]}"])]


class LabelStyle(BaseLabelStyle):
    """Labels such as `Deng 2020`."""

    def format_labels(self, sorted_entries: Iterable[Entry]) -> list[str]:
        """One label for each entry, in their order."""
        entries = list(sorted_entries)
        found = labels(source(entry.key, entry) for entry in entries)
        return [found[entry.key] for entry in entries]


class SortingStyle(BaseSortingStyle):
    """By label, its letters in order."""

    def sort(self, entries: Iterable[Entry]) -> list[Entry]:
        """The entries in the order of the list."""
        return sorted(entries, key=lambda entry: sort_key(source(entry.key, entry)))


class EditionStyle(BaseStyle):
    """An entry of the list of sources."""

    default_name_style = "plain"
    default_label_style = STYLE
    default_sorting_style = STYLE

    def format_entry(self, label: str, entry: Entry, bib_data: object = None) -> FormattedEntry:
        """The whole reference as rich text."""
        return FormattedEntry(entry.key, describe(source(entry.key, entry), label), label)


class SourcesDomain(BibtexDomain):
    """The bibliography's own domain, which looks for the documents that cite an entry only where a list asks for them."""

    def get_filtered_entries(self, bibliography_key: Any) -> Iterable[tuple[str, Entry]]:
        """The entries of a list: all of them, for a list of all, without comparing each with each citation of the book."""
        listed = self.bibliographies[bibliography_key]
        if ast.dump(listed.filter_) != _ALL:
            return super().get_filtered_entries(bibliography_key)
        return ((f"{listed.keyprefix}{entry.key}", entry) for entry in self.get_entries(listed.bibfiles))


def describe(one: Source, label: str = "") -> Text:
    """Author, year, title, where it appeared, what was read of it and what a reader should know, each as a sentence."""
    suffix = label.removeprefix(f"{one.short_name} {one.year}") if label else ""
    parts = [
        _sentence(f"{_authors(one.authors)}{'' if _authors(one.authors).endswith('.') else '.'} {one.year}{suffix}")
        if one.authors
        else None,
        _title(one),
        None if one.authors else _sentence(f"{one.year}{suffix}"),
        _sentence(_published(one)),
        _sentence(f"Consulted: {one.consulted}" if one.consulted else ""),
        _sentence(one.note),
    ]
    return Text(" ").join([part for part in parts if part])


def _authors(names: Sequence[Name]) -> str:
    shown = [_person(name, first=index == 0) for index, name in enumerate(names)]
    if len(shown) > MANY:
        return f"{shown[0]} et al."
    return shown[0] if len(shown) < 2 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def _person(name: Name, first: bool) -> str:
    if not name.given:
        return name.family
    return f"{name.family}, {name.given}" if first else f"{name.given} {name.family}"


def _title(one: Source) -> Text:
    ours = one.title.startswith("[")
    text: BaseText = Text(one.title) if ours or one.language == "en" else LanguageText(one.language, one.title)
    if one.type in WHOLE:
        text = Tag("em", text)
    if one.address:
        text = HRef(one.address, text)
    translated = f" [{one.translated_title}]" if one.translated_title else ""
    if one.type in WHOLE or ours:
        return Text(text, translated, "." if not (translated or one.title).endswith((".", "?", "!")) else "")
    asked = not translated and one.title.endswith(("?", "!"))
    return Text("‘", text, "’", translated, "" if asked else ".")


def _published(one: Source) -> BaseText:
    container = "" if one.container in [name.family for name in one.authors] else one.container
    issue = " ".join(part for part in (one.volume, f"({one.number})" if one.number else "") if part)
    head: BaseText = Tag("em", container) if _is_titled(one) else Text(container)
    where = [
        Text("in " if one.type == "incollection" else "", head, f" {issue}" if issue else "") if container else Text(issue),
        Text(one.pages),
        Text(one.publisher if one.publisher != container else ""),
        Text(_day(one)),
    ]
    return Text(", ").join([part for part in where if part])


def _is_titled(one: Source) -> bool:
    return one.type in ("article", "incollection", "inproceedings")


def _day(one: Source) -> str:
    """The day in full, `4 September 2025`; empty where the year says it all or a volume dates the work."""
    if one.month is None or one.year == UNDATED or (one.evidence is Evidence.SCHOLARSHIP and one.volume):
        return ""
    return " ".join(part for part in (str(one.day or ""), MONTHS[one.month - 1], one.year) if part)


def _sentence(text: BaseText | str) -> Text:
    return Text(text).capfirst().add_period() if text else Text()


@dataclass
class ReferenceStyle(BaseReferenceStyle):
    """Citations in running text: `Deng (2020)` for `cite:t`, `(Deng 2020)` for `cite:p`, each one link."""

    def role_names(self) -> Iterable[str]:
        """The roles this style serves."""
        return ["t", "ts", "ct", "cts", "p", "ps", "alp", "alps", "label", "labelpar"]

    def outer(self, role_name: str, children: list[BaseText]) -> Node:
        """Several citations, joined."""
        together = join(sep="; ")[children]
        return join["(", together, ")"] if role_name in ("p", "ps", "labelpar") else together

    def inner(self, role_name: str) -> Node:
        """One citation with what stands before and after it."""
        if role_name in ("t", "ts", "ct", "cts"):
            return join[_before(), _textual_reference(), _after()]
        return join[_before(), reference[entry_label], _after()]


def _before() -> Node:
    def shape(children: list[Any], data: dict[str, Any], **_: Any) -> BaseText:
        text = pre_text.format_data(data)
        return Text(text, " ") if str(text) else Text()

    return Node("before", shape)


def _after() -> Node:
    def shape(children: list[Any], data: dict[str, Any], **_: Any) -> BaseText:
        text = post_text.format_data(data)
        return Text(", ", text) if str(text) else Text()

    return Node("after", shape)


def _textual_reference() -> Node:
    """The label with its year in brackets, as one link."""

    def shape(children: list[Any], data: dict[str, Any], **_: Any) -> BaseText:
        name, _space, year = data["formatted_entry"].label.rpartition(" ")
        return reference[f"{name} ({year})"].format_data(data)

    return Node("textual_reference", shape)


def register() -> None:
    """Make the style known as `edition`; doing it twice is harmless."""
    pybtex.plugin.register_plugin("pybtex.style.labels", STYLE, LabelStyle, force=True)
    pybtex.plugin.register_plugin("pybtex.style.sorting", STYLE, SortingStyle, force=True)
    pybtex.plugin.register_plugin("pybtex.style.formatting", STYLE, EditionStyle, force=True)
    # Known by name already; but pybtex looks through all installed packages, for each citation anew, for what nobody has registered.
    pybtex.plugin.register_plugin("pybtex.backends", "plaintext", plaintext.Backend, force=True)
    pybtex.plugin.register_plugin("pybtex.backends", "docutils", pybtex_docutils.Backend, force=True)
    sphinxcontrib.bibtex.plugin.register_plugin("sphinxcontrib.bibtex.style.referencing", STYLE, ReferenceStyle, force=True)


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the style, and the domain in the place of its base."""
    register()
    app.setup_extension("sphinxcontrib.bibtex")
    app.add_domain(SourcesDomain, override=True)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
