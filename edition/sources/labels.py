"""A source described for readers: its origin, kind, language and how much of it was read."""

from __future__ import annotations

from edition.sources.model import Evidence, Extent, Origin, Source, sort_key

ORIGINS = {
    Origin.CN: "China", Origin.RU: "Russia", Origin.CENTRAL_ASIA: "Central Asia", Origin.SOUTH_ASIA: "South Asia",
    Origin.MENA: "Middle East", Origin.EUROPE: "Europe", Origin.US: "United States", Origin.SCO: "SCO", Origin.IO: "other bodies",
    Origin.OTHER: "elsewhere",
}  # fmt: skip
_WITH_ARTICLE = frozenset({Origin.MENA, Origin.US, Origin.SCO})
#: ISO 639-1 code -> English name
LANGUAGES = {
    "ar": "Arabic", "be": "Belarusian", "de": "German", "en": "English", "eo": "Esperanto", "es": "Spanish", "fa": "Persian",
    "fr": "French", "hy": "Armenian", "it": "Italian", "ja": "Japanese", "kk": "Kazakh", "ky": "Kyrgyz", "pl": "Polish",
    "pt": "Portuguese", "ru": "Russian", "sl": "Slovene", "tg": "Tajik", "tl": "Tagalog", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu",
    "uz": "Uzbek", "zh": "Chinese",
}  # fmt: skip
KINDS = {
    Evidence.PRIMARY: "primary document", Evidence.STATISTICS: "statistics", Evidence.SCHOLARSHIP: "scholarship",
    Evidence.THINK_TANK: "think tank", Evidence.PRESS: "press", Evidence.REFERENCE: "reference work",
}  # fmt: skip
EXTENTS = {Extent.FULL: "read in full", Extent.PART: "read in part", Extent.ABSTRACT: "read in abstract or opening"}


def about(source: Source) -> str:
    """Return one line on a source: its origin, its kind, its language, how much of it was read."""
    origin = ORIGINS[source.origin]
    language = LANGUAGES.get(source.language, source.language)
    return " · ".join((origin[0].upper() + origin[1:], KINDS[source.evidence], language, EXTENTS[source.extent]))


def place_of(origin: str) -> str:
    """Return the label of an origin as a sentence names it: "the SCO", "China"."""
    return f"the {origin}" if origin in {ORIGINS[one] for one in _WITH_ARTICLE} else origin


def letter(source: Source) -> str:
    """Return the letter of a source in the list; # for anything that begins otherwise."""
    first = sort_key(source)[0][:1].upper()
    return first if "A" <= first <= "Z" else "#"
