"""How a source reads in a list: pybtex styles for its label, its place in the list and its whole reference."""

# pybtex carries no types of its own.
# mypy: disable-error-code="no-untyped-call,no-any-return,assignment,arg-type,index,misc"

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import docutils.nodes
from pybtex.database import Entry
from pybtex.richtext import BaseMultipartText, BaseText, HRef, Tag, Text
from pybtex.style import FormattedEntry
from pybtex.style.formatting import BaseStyle
from pybtex.style.labels import BaseLabelStyle
from pybtex.style.sorting import BaseSortingStyle

from edition.dates import MONTHS
from edition.sources.bibtex import source
from edition.sources.model import UNDATED, Evidence, Name, Source, labels, sort_key

STYLE = "edition"
WHOLE = ("book", "techreport", "mastersthesis", "phdthesis")
MANY = 4


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
