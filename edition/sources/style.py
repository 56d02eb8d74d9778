"""The formatting of a source in a list: pybtex styles for its label, its sort order and its whole reference."""

# pybtex carries no types of its own.
# mypy: disable-error-code="no-untyped-call,no-any-return,assignment,arg-type,index,misc"

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
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
from edition.texts import typographic

STYLE = "edition"
WHOLE = ("book", "techreport", "mastersthesis", "phdthesis")
MANY = 4


class LanguageText(BaseMultipartText):
    """Text in another language than the page's, marked as such for screen readers and hyphenation."""

    def __init__(self, language: str, *parts: BaseText | str) -> None:
        self.info = (language,)
        super().__init__(*parts)

    def render(self, backend: Any) -> Any:
        """Render the parts; with docutils in an inline node whose class sets `lang`."""
        rendered = super().render(backend)
        if not isinstance(rendered, list):
            return rendered
        return [docutils.nodes.inline("", "", *rendered, classes=[f"language-{self.info[0]}"])]


class LabelStyle(BaseLabelStyle):
    """Labels such as `Deng 2020`."""

    def format_labels(self, sorted_entries: Iterable[Entry]) -> list[str]:
        """Return one label for each entry, in their order."""
        entries = list(sorted_entries)
        found = labels(source(entry.key, entry) for entry in entries)
        return [found[entry.key] for entry in entries]


class SortingStyle(BaseSortingStyle):
    """Sort by label, then by its letters."""

    def sort(self, entries: Iterable[Entry]) -> list[Entry]:
        """Return the entries in the order of the list."""
        return sorted(entries, key=lambda entry: sort_key(source(entry.key, entry)))


class EditionStyle(BaseStyle):
    """Formats an entry of the list of sources."""

    default_name_style = "plain"
    default_label_style = STYLE
    default_sorting_style = STYLE

    def format_entry(self, label: str, entry: Entry, bib_data: object = None) -> FormattedEntry:
        """Return the whole reference as rich text."""
        return FormattedEntry(entry.key, describe(source(entry.key, entry), label), label)


@lru_cache(maxsize=4096)  # sphinxcontrib-bibtex asks for every entry at every build
def describe(source: Source, label: str = "") -> Text:
    """Format author, year, title, place of publication, what was read of it and remarks, each as a sentence."""
    suffix = label.removeprefix(f"{source.short_name} {source.year}") if label else ""
    source = _printed(source)
    parts = [
        _sentence(f"{_authors(source.authors)}{'' if _authors(source.authors).endswith('.') else '.'} {source.year}{suffix}")
        if source.authors
        else None,
        _title(source),
        None if source.authors else _sentence(f"{source.year}{suffix}"),
        _sentence(_published(source)),
        _sentence(f"Consulted: {source.consulted}" if source.consulted else ""),
        _sentence(source.note),
    ]
    return Text(" ").join([part for part in parts if part])


def _printed(source: Source) -> Source:
    """Return the source with the apostrophes of its words as they are printed."""
    fields = ("title", "translated_title", "container", "publisher", "consulted", "note")
    authors = tuple(replace(name, family=typographic(name.family)) for name in source.authors)
    return replace(source, authors=authors, **{field: typographic(getattr(source, field)) for field in fields})


def _authors(names: Sequence[Name]) -> str:
    shown = [_person(name, first=index == 0) for index, name in enumerate(names)]
    if len(shown) > MANY:
        return f"{shown[0]} et al."
    return shown[0] if len(shown) < 2 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def _person(name: Name, first: bool) -> str:
    if not name.given:
        return name.family
    return f"{name.family}, {name.given}" if first else f"{name.given} {name.family}"


def _title(source: Source) -> Text:
    is_ours = source.title.startswith("[")
    text: BaseText = Text(source.title) if is_ours or source.language == "en" else LanguageText(source.language, source.title)
    if source.type in WHOLE:
        text = Tag("em", text)
    if source.address:
        text = HRef(source.address, text)
    translated = f" [{source.translated_title}]" if source.translated_title else ""
    if source.type in WHOLE or is_ours:
        return Text(text, translated, "." if not (translated or source.title).endswith((".", "?", "!")) else "")
    ends_in_mark = not translated and source.title.endswith(("?", "!"))
    return Text("‘", text, "’", translated, "" if ends_in_mark else ".")


def _published(source: Source) -> BaseText:
    container = "" if source.container in [name.family for name in source.authors] else source.container
    issue = " ".join(part for part in (source.volume, f"({source.number})" if source.number else "") if part)
    head: BaseText = Tag("em", container) if _is_titled(source) else Text(container)
    details = [
        Text("in " if source.type == "incollection" else "", head, f" {issue}" if issue else "") if container else Text(issue),
        Text(source.pages),
        Text(source.publisher if source.publisher != container else ""),
        Text(_day(source)),
    ]
    return Text(", ").join([part for part in details if part])


def _is_titled(source: Source) -> bool:
    return source.type in ("article", "incollection", "inproceedings")


def _day(source: Source) -> str:
    """Return the full date, `4 September 2025`; empty where the year is enough or a volume dates the work."""
    if source.month is None or source.year == UNDATED or (source.evidence is Evidence.SCHOLARSHIP and source.volume):
        return ""
    return " ".join(part for part in (str(source.day or ""), MONTHS[source.month - 1], source.year) if part)


def _sentence(text: BaseText | str) -> Text:
    return Text(text).capfirst().add_period() if text else Text()
