"""Formatted citations, made by a CSL processor from CSL styles: Chicago notes, APA, MLA and GB/T 7714-2015."""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from html import escape, unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from edition.export.formats.records import Item

if TYPE_CHECKING:
    from citeproc import CitationStylesStyle

STYLES = Path(__file__).parent / "styles"
PINPOINT = "9.9.9.9"  # placeholder for the pinpoint while a citation of the essay is formatted
QUOTED, NUMBER, ADDRESS = "\ue000", "\ue001", "\ue002"  # placeholders for the quoted words and the id in a title, and for the address
_KEPT = re.compile("“(.+?)”")
_NUMBERED = re.compile(r"(?<=^Note )\S+(?= on “)")
_TAG = re.compile(r"(</?(?:i|b|sup)>)")
_INNER = re.compile(r"‘(.+?)’(?!\w)")
_AFTER_QUOTE = re.compile("([’”]+)([.,])")
_ASKED = re.compile(r"([?!][’”]*)\.")
_ROLE = re.compile(r"\((ed|eds|trans)\.\)")


@dataclass(frozen=True)
class Style:
    """A citation style: its name for readers, its file, its locale, whether it cites in a note and puts titles in double quotes."""

    key: str
    name: str
    file: str
    locale: str
    in_note: bool = False
    quotes_titles: bool = False


CITATION_STYLES = (
    Style("chicago", "Chicago (note)", "chicago-notes-bibliography.csl", "en-US", in_note=True, quotes_titles=True),
    Style("apa", "APA 7", "apa.csl", "en-US"),
    Style("mla", "MLA 9", "modern-language-association.csl", "en-US", quotes_titles=True),
    Style("gbt", "GB/T 7714-2015", "gb-t-7714-2015-numeric.csl", "en-US"),
)


class Formatter:
    """Formats items; `cache` holds the processor's results, and a caller may store it between builds.

    `accessed` is the access date of items with an address, in the style that prints one (GB/T 7714); the reader's browser replaces it with
    the current day.
    """

    def __init__(self, cache: MutableMapping[str, str] | None = None, accessed: date | None = None) -> None:
        self.cache = {} if cache is None else cache
        self.accessed = accessed

    def format_all(self, item: Item, pinpoint: str = "") -> dict[str, str]:
        """Format one citation per style, as HTML; the pinpoint is shown where the style has a place for it."""
        return {style.key: self.format(style, item, pinpoint) for style in CITATION_STYLES}

    def format(self, style: Style, item: Item, pinpoint: str = "") -> str:
        """Format one citation as HTML with no tags but `i`, `b` and `sup`."""
        # Literal parts are substituted after formatting, so that items that differ only there share one cache entry.
        adapted = _adapt(style, item, PINPOINT if pinpoint else "")
        if style.key == "gbt" and self.accessed and "URL" in item:
            adapted["accessed"] = {"date-parts": [[self.accessed.year, self.accessed.month, self.accessed.day]]}
        key = sha256(repr((_version_hash(), style, sorted(adapted.items()), bool(pinpoint))).encode()).hexdigest()
        if key not in self.cache:
            self.cache[key] = _run_processor(style, adapted, PINPOINT if pinpoint else "")
        text = _correct(style, _fill_placeholders(style, self.cache[key], item), adapted)
        text = "".join(part if _TAG.fullmatch(part) else escape(unescape(part), quote=False) for part in _TAG.split(text))
        return text.replace(PINPOINT, pinpoint)


def plain(html: str) -> str:
    """Return a formatted citation without its markup."""
    return unescape(_TAG.sub("", html))


def _run_processor(style: Style, adapted: Item, pinpoint: str) -> str:
    """Return the processor's output for an item, with the placeholders still in it."""
    # imported here, since formatting is rare once the cache is filled
    from citeproc import Citation, CitationItem, CitationStylesBibliography, Locator, formatter
    from citeproc.source.json import CiteProcJSON

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # our own variables, which no style knows
        bibliography = CitationStylesBibliography(_style(style), CiteProcJSON([adapted]), formatter.html)
        options = {"locator": Locator("section", pinpoint)} if pinpoint else {}
        citation = Citation([CitationItem(adapted["id"], **options)])
        bibliography.register(citation)
        cited = str(bibliography.cite(citation, lambda _: None))
        text = cited if style.in_note else "".join(map(str, bibliography.bibliography()))
    if style.key in ("apa", "mla") and pinpoint:
        text = f"{text} In the text: {cited}"
    if style.key == "gbt" and pinpoint and adapted["type"] == "webpage":  # after the dates, where a printed work has its pages
        text = text.replace(f". {ADDRESS}", f": {PINPOINT}. {ADDRESS}")
    return text.removeprefix("[1]")


def _fill_placeholders(style: Style, text: str, item: Mapping[str, Any]) -> str:
    """Replace the placeholders of a citation with the item's own words."""
    for quoted in _KEPT.findall(item["title"]):
        text = text.replace(QUOTED, _INNER.sub(r"“\1”", quoted) if style.quotes_titles else quoted)
    for number in _NUMBERED.findall(item["title"]):
        text = text.replace(NUMBER, number)
    return text.replace(ADDRESS, item.get("URL", ""))


def _correct(style: Style, text: str, item: Item) -> str:
    """Return a citation as the style's manual prints it, where the processor's output falls short of the style."""
    if style.key == "gbt":  # only the family names of persons are in capitals
        for name in item.get("author", ()):
            text = text.replace(name["literal"].upper(), name["literal"])
        return text
    if style.key == "apa":
        text = _ROLE.sub(lambda found: f"({found[1].capitalize()}.)", text)
    if style.key == "mla":
        text = text.replace(", Version ", ", version ")
    text = _ASKED.sub(r"\1", text)  # a title that ends in a question mark needs no stop
    return _AFTER_QUOTE.sub(r"\2\1", text)  # American style: point and comma go before the closing quotes


def _adapt(style: Style, item: Mapping[str, Any], pinpoint: str) -> Item:
    """Return the item adapted to a style: placeholders for literal parts, names in their own order, substitutes for what GB/T lacks."""
    adapted = {name: value for name, value in item.items() if name not in ("id", "note", "section", "custom")} | {"id": "item"}
    title = _NUMBERED.sub(NUMBER, item["title"])
    adapted["title"] = _KEPT.sub(f"‘{QUOTED}’" if style.quotes_titles else f"“{QUOTED}”", title)
    if "URL" in adapted:
        adapted["URL"] = ADDRESS
    if style.key != "apa":
        adapted["author"] = [_own_order(name, capitals=style.key == "gbt") for name in item.get("author", ())]
    if style.key == "gbt":
        _fit_gbt(adapted, pinpoint)
    return adapted


def _fit_gbt(item: Item, pinpoint: str) -> None:
    """Move values that GB/T has no field for into one it has; only an item with an address is cited as one online."""
    if "URL" in item:
        item["medium"] = "OL"
    version = f"Version {item.pop('version')}" if "version" in item else ""
    if item["type"] == "dataset":
        item["title"] += f" ({item['container-title']}, {version.lower()})"
    elif version:
        item["edition"] = version
    if genre := item.pop("genre", ""):
        item["title"] += f" ({genre})"
    if pinpoint and item["type"] != "webpage":
        item["page"] = pinpoint


def _own_order(name: Mapping[str, str], *, capitals: bool) -> Mapping[str, str]:
    """Keep the order of a Chinese name in running text, family name first; GB/T sets the family name in capitals."""
    if "literal" in name:
        return name
    family = name["family"].upper() if capitals else name["family"]
    return {"literal": f"{family} {name.get('given', '')}".strip()}


@cache
def _version_hash() -> str:
    """Return a hash of this file and the styles, which invalidates the cache when they change."""
    return sha256(b"".join(path.read_bytes() for path in (Path(__file__), *sorted(STYLES.glob("*.csl"))))).hexdigest()


@cache
def _style(style: Style) -> CitationStylesStyle:
    from citeproc import CitationStylesStyle

    return CitationStylesStyle(str(STYLES / style.file), locale=style.locale, validate=False)
