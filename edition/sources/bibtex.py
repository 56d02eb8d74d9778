"""The one bibliography, `book/references.bib`, read into sources and checked."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

from pybtex.database import Entry, Person, parse_string
from pybtex.exceptions import PybtexError

from edition.problems import Place, Problem
from edition.sources import rules
from edition.sources.model import CSL_SUBTYPES, CSL_TYPES, UNDATED, Bibliography, Evidence, Extent, Name, Origin, Source, csl, labels
from edition.sources.tex import BARE, unescape
from edition.texts import BadText, read_text

__all__ = [
    "Bibliography", "BibliographyError", "Evidence", "Extent", "Name", "Origin", "Source",
    "csl", "forbidden_hosts", "labels", "load", "source",
]  # fmt: skip

PROJECT = Path(__file__).parents[2]
BIBLIOGRAPHY = PROJECT / "book" / "references.bib"
FORBIDDEN_HOSTS = PROJECT / "data" / "forbidden_hosts.txt"
REQUIRED = ("title", "year", "origin", "evidence", "extent", "langid")
FIELDS = frozenset(
    ("author", "editor", "title", "translatedtitle", "booktitle", "journal", "volume", "number", "pages", "edition", "series",
     "institution", "publisher", "howpublished", "school", "address", "year", "month", "day", "doi", "isbn", "url",
     "entrysubtype", "langid", "origin", "evidence", "extent", "consulted", "shortauthor", "note")
)  # fmt: skip
CONTAINERS = ("journal", "booktitle", "howpublished", "institution", "school")


class BibliographyError(Exception):
    """The bibliography breaks its own rules; `problems` lists every place."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


def load(path: Path = BIBLIOGRAPHY, hosts: Collection[str] | None = None) -> Bibliography:
    """Read a bibliography, cached by its mtime; raise `BibliographyError` with all problems at once."""
    return _load(path, path.stat().st_mtime_ns, None if hosts is None else frozenset(hosts))


@lru_cache(maxsize=8)
def _load(path: Path, changed: int, hosts: frozenset[str] | None) -> Bibliography:
    shown = path.resolve()
    name = shown.relative_to(PROJECT).as_posix() if shown.is_relative_to(PROJECT) else path.as_posix()
    try:
        text = read_text(path, name)
    except BadText as error:
        raise BibliographyError([error.problem]) from error
    places = _places(text, name)
    twice = [
        Problem(place, f"{key}: this key stands twice, first in line {found[0].line}; give one of the works another key")
        for key, found in places.items()
        for place in found[1:]
    ]
    if twice:
        raise BibliographyError(twice)
    try:
        entries = parse_string(text, "bibtex").entries  # type: ignore[no-untyped-call]
    except PybtexError as error:
        raise BibliographyError([_unreadable(text, places, name, error)]) from error
    refused = forbidden_hosts() if hosts is None else hosts
    problems: list[Problem] = []
    sources = {}
    for key, entry in entries.items():
        place = places[key][0]
        found = [Problem(place, f"{key}: {message}") for message in _faults(entry, refused)]
        problems += found
        if found:
            continue
        try:
            sources[key] = source(key, entry, place)
        except PybtexError as error:
            problems.append(Problem(place, f"{key}: a field is not sound TeX ({error}): every brace needs its partner"))
    problems += rules.problems(sources.values())
    if problems:
        raise BibliographyError(sorted(problems))
    return Bibliography(sources)


def forbidden_hosts(path: Path = FORBIDDEN_HOSTS) -> frozenset[str]:
    """Return the hosts never linked or named, one per line, each with its reason after a `#`."""
    lines = (line.split("#", 1)[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    return frozenset(line for line in lines if line)


def source(key: str, entry: Entry, place: Place | None = None) -> Source:
    """Convert a parsed, valid entry to a Source."""
    fields = _fields(entry)
    texts = {name: unescape(value) for name, value in fields.items() if name not in ("url", "doi")}
    kind = str(entry.type)
    return Source(
        key=key,
        type=kind,
        subtype=texts.get("entrysubtype", ""),
        authors=tuple(_name(person) for role in ("author", "editor") for person in _persons(entry, role)),
        title=texts["title"],
        translated_title=texts.get("translatedtitle", ""),
        container=next((texts[name] for name in CONTAINERS if name in texts), ""),
        publisher=texts.get("publisher", ""),
        volume=texts.get("volume", ""),
        number=texts.get("number", ""),
        pages=texts.get("pages", "").replace("-", "–").replace("––", "–"),
        year=texts["year"],
        month=int(texts["month"]) if "month" in texts else None,
        day=int(texts["day"]) if "day" in texts else None,
        url=fields.get("url", ""),
        doi=fields.get("doi", ""),
        isbn=texts.get("isbn", ""),
        language=texts["langid"],
        origin=Origin(texts["origin"]),
        evidence=Evidence(texts["evidence"]),
        extent=Extent(texts["extent"]),
        consulted=texts.get("consulted", ""),
        short_author=texts.get("shortauthor", ""),
        note=texts.get("note", ""),
        place=place or Place("", 0),
    )


def _places(text: str, name: str) -> dict[str, list[Place]]:
    found: defaultdict[str, list[Place]] = defaultdict(list)
    for number, line in enumerate(text.splitlines(), 1):
        if match := re.match(r"\s*@\s*(?!comment|string|preamble)\w+\s*\{\s*([^,\s]+)", line, re.IGNORECASE):
            found[match[1]].append(Place(name, number))
    return found


def _unreadable(text: str, places: Mapping[str, list[Place]], name: str, error: PybtexError) -> Problem:
    """Return the first entry that cannot be parsed by itself; an open brace would otherwise be reported at the end of the file."""
    lines = text.splitlines(keepends=True)
    starts = sorted((found[0] for found in places.values()), key=lambda place: place.line)
    for place, following in zip(starts, [*(other.line for other in starts[1:]), len(lines) + 1], strict=True):
        try:
            parse_string("".join(lines[place.line - 1 : following - 1]), "bibtex")  # type: ignore[no-untyped-call]
        except PybtexError as fault:
            return Problem(place, f"this entry is not BibTeX: {fault}")
    return Problem(Place(name, 1), f"this is not BibTeX: {error}")


def _faults(entry: Entry, hosts: Collection[str]) -> Iterator[str]:
    fields = _fields(entry)
    if entry.type not in CSL_TYPES:
        yield f"the type @{entry.type} is unknown here; use one of {', '.join(sorted(CSL_TYPES))}"
    for name in sorted(set(fields) - FIELDS):
        yield f"the field {name} is unknown; see CONTRIBUTING.md, Sources"
    for name in REQUIRED:
        if not fields.get(name, "").strip("{} "):
            hint = f" (write {{{UNDATED}}} where there is no date)" if name == "year" else ""
            yield f"the field {name} is missing{hint}"
    for name, values in (("origin", Origin), ("evidence", Evidence), ("extent", Extent)):
        if fields.get(name) and fields[name] not in [value.value for value in values]:
            yield f"{name} is {fields[name]!r}; it must be one of {', '.join(value.value for value in values)}"
    if fields.get("langid") and not re.fullmatch(r"[a-z]{2}", fields["langid"]):
        yield f"langid is {fields['langid']!r}; it must be a two-letter code of ISO 639-1"
    if fields.get("entrysubtype") and fields["entrysubtype"] not in CSL_SUBTYPES:
        yield f"entrysubtype is {fields['entrysubtype']!r}; it must be one of {', '.join(sorted(CSL_SUBTYPES))}"
    texts = {name: value for name, value in fields.items() if name not in ("url", "doi")}
    texts |= {role: " ".join(map(str, _persons(entry, role))) for role in ("author", "editor")}
    for name, value in texts.items():
        for sign in sorted(set(BARE.findall(value))):
            yield f"the field {name} holds a bare {sign}, which is no text in BibTeX; write \\{sign}"
    yield from _date_faults(fields)
    yield from _address_faults(fields, hosts)


def _date_faults(fields: Mapping[str, str]) -> Iterator[str]:
    year, month, day = fields.get("year", ""), fields.get("month"), fields.get("day")
    if not year:
        return
    if not re.fullmatch(r"\d{4}", year):
        if year != UNDATED:
            yield f"year is {year!r}; it must be four digits or {UNDATED}"
        elif month or day:
            yield "month or day without a year"
        return
    if day and not month:
        yield "day without a month"
        return
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        yield f"{year}-{month or ''}-{day or ''} is no date; month and day are plain numbers"


def _address_faults(fields: Mapping[str, str], hosts: Collection[str]) -> Iterator[str]:
    url, doi = fields.get("url"), fields.get("doi")
    if url is not None:
        try:
            parts = urlsplit(url)
            host = (parts.hostname or "").rstrip(".")
        except ValueError:
            host = ""
        if not host or "." not in host or parts.scheme not in ("http", "https") or re.search(r"[\s{}<>\"]", url):
            yield f"url is {url!r}; it must be a whole http or https address"
    if doi is not None and not re.fullmatch(r"10\.\d{4,9}/\S+", doi):
        yield f"doi is {doi!r}; write it bare, from 10. on"
    # A host may also be in a note or a publisher's name, and a reader would copy it from there.
    words = re.findall(r"[\w.-]+\.[\w-]+", " ".join(fields.values()).lower())
    for host in sorted({host for host in hosts for word in words if word == host or word.endswith(f".{host}")}):
        yield f"the host {host} is never named or linked (data/forbidden_hosts.txt): cite the original work"


def _name(person: Person) -> Name:
    family = unescape(" ".join((*person.prelast_names, *person.last_names, *person.lineage_names)))
    given = unescape(" ".join((*person.first_names, *person.middle_names)))
    return Name(family, given, literal=not given and any(name.startswith("{") for name in person.last_names))


def _fields(entry: Entry) -> Mapping[str, str]:
    return cast("Mapping[str, str]", entry.fields)


def _persons(entry: Entry, role: str) -> Sequence[Person]:
    return cast("Mapping[str, Sequence[Person]]", entry.persons).get(role, ())
