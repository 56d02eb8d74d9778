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
PINPOINT = "9.9.9.9"  # stands for the pinpoint while a citation of the essay is formatted
QUOTED, NUMBER, ADDRESS = "\ue000", "\ue001", "\ue002"  # stand for the quoted words and the id in a title, and for the address
_KEPT = re.compile("“(.+?)”")
_NUMBERED = re.compile(r"(?<=^Note )\S+(?= on “)")
_TAG = re.compile(r"(</?(?:i|b|sup)>)")
_INNER = re.compile(r"‘(.+?)’(?!\w)")
_AFTER_QUOTE = re.compile("([’”]+)([.,])")
_ASKED = re.compile(r"([?!][’”]*)\.")
_ROLE = re.compile(r"\((ed|eds|trans)\.\)")


@dataclass(frozen=True)
class Style:
    """A citation style: its name for readers, its file, its locale, whether it cites in a note and sets titles in double quotes."""

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
    """Formats items; what the processor has made it keeps in `made`, which a caller may store between builds.

    `accessed` is the day on which what has an address is said to have been seen, in the style that asks for one (GB/T 7714); the
    reader's browser puts its own in the place.
    """

    def __init__(self, made: MutableMapping[str, str] | None = None, accessed: date | None = None) -> None:
        self.made = {} if made is None else made
        self.accessed = accessed

    def all(self, item: Item, pinpoint: str = "") -> dict[str, str]:
        """One citation for each style, as HTML; the pinpoint is shown where the style has a place for it."""
        return {style.key: self.one(style, item, pinpoint) for style in CITATION_STYLES}

    def one(self, style: Style, item: Item, pinpoint: str = "") -> str:
        """One citation as HTML with no tags but `i`, `b` and `sup`."""
        # What the processor must not touch goes in last; so one run also serves all items that differ in nothing else.
        adapted = _adapted(style, item, PINPOINT if pinpoint else "")
        if style.key == "gbt" and self.accessed and "URL" in item:
            adapted["accessed"] = {"date-parts": [[self.accessed.year, self.accessed.month, self.accessed.day]]}
        key = sha256(repr((_making(), style, sorted(adapted.items()), bool(pinpoint))).encode()).hexdigest()
        if key not in self.made:
            self.made[key] = _processed(style, adapted, PINPOINT if pinpoint else "")
        text = _mended(style, _filled(style, self.made[key], item), adapted)
        text = "".join(part if _TAG.fullmatch(part) else escape(unescape(part), quote=False) for part in _TAG.split(text))
        return text.replace(PINPOINT, pinpoint)


def plain(html: str) -> str:
    """A formatted citation without its markup."""
    return unescape(_TAG.sub("", html))


def _processed(style: Style, adapted: Item, pinpoint: str) -> str:
    """What the processor makes of an item; stand-ins stay in it."""
    # The processor and its parser are loaded only where something is formatted anew.
    from citeproc import Citation, CitationItem, CitationStylesBibliography, Locator, formatter
    from citeproc.source.json import CiteProcJSON

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # variables of ours that no style knows
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


def _filled(style: Style, text: str, item: Mapping[str, Any]) -> str:
    """The citation with the item's own words in the place of the stand-ins."""
    for quoted in _KEPT.findall(item["title"]):
        text = text.replace(QUOTED, _INNER.sub(r"“\1”", quoted) if style.quotes_titles else quoted)
    for number in _NUMBERED.findall(item["title"]):
        text = text.replace(NUMBER, number)
    return text.replace(ADDRESS, item.get("URL", ""))


def _mended(style: Style, text: str, item: Item) -> str:
    """A citation as the style's manual prints it, where the processor does less than the style asks of it."""
    if style.key == "gbt":  # none but the family names of persons stand in capitals
        for name in item.get("author", ()):
            text = text.replace(name["literal"].upper(), name["literal"])
        return text
    if style.key == "apa":
        text = _ROLE.sub(lambda found: f"({found[1].capitalize()}.)", text)
    if style.key == "mla":
        text = text.replace(", Version ", ", version ")
    text = _ASKED.sub(r"\1", text)  # a title that asks has its stop
    return _AFTER_QUOTE.sub(r"\2\1", text)  # American print: point and comma stand before the closing quotes


def _adapted(style: Style, item: Mapping[str, Any], pinpoint: str) -> Item:
    """The item as a style needs it: stand-ins for what stays as it is, names in their own order, what GB/T has no place for."""
    made = {name: value for name, value in item.items() if name not in ("id", "note", "section", "custom")} | {"id": "item"}
    title = _NUMBERED.sub(NUMBER, item["title"])
    made["title"] = _KEPT.sub(f"‘{QUOTED}’" if style.quotes_titles else f"“{QUOTED}”", title)
    if "URL" in made:
        made["URL"] = ADDRESS
    if style.key != "apa":
        made["author"] = [_own_order(name, capitals=style.key == "gbt") for name in item.get("author", ())]
    if style.key == "gbt":
        _fit_gbt(made, pinpoint)
    return made


def _fit_gbt(item: Item, pinpoint: str) -> None:
    """Put what GB/T has no place for where it has one; what is cited stands on line, whether or not its address is known."""
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
    """A Chinese name keeps its order in running text: family name, given name; GB/T sets the family name in capitals."""
    if "literal" in name:
        return name
    family = name["family"].upper() if capitals else name["family"]
    return {"literal": f"{family} {name.get('given', '')}".strip()}


@cache
def _making() -> str:
    """A hash of this file and the styles: what was made by others is not kept."""
    return sha256(b"".join(path.read_bytes() for path in (Path(__file__), *sorted(STYLES.glob("*.csl"))))).hexdigest()


@cache
def _style(style: Style) -> CitationStylesStyle:
    from citeproc import CitationStylesStyle

    return CitationStylesStyle(str(STYLES / style.file), locale=style.locale, validate=False)
