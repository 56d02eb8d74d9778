"""A source in a reader's words: its origin, kind, language and how much of it was read."""

from __future__ import annotations

from edition.sources.model import Evidence, Extent, Origin, Source, sort_key

ORIGINS = {
    Origin.CN: "China", Origin.RU: "Russia", Origin.CENTRAL_ASIA: "Central Asia", Origin.SOUTH_ASIA: "South Asia",
    Origin.MENA: "Middle East", Origin.EUROPE: "Europe", Origin.US: "United States", Origin.SCO: "SCO", Origin.IO: "other bodies",
    Origin.OTHER: "elsewhere",
}  # fmt: skip
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


def about(one: Source) -> str:
    """One line: where a source comes from, what kind of witness it is, its language, how much of it was read."""
    origin = ORIGINS[one.origin]
    return " · ".join((origin[0].upper() + origin[1:], KINDS[one.evidence], LANGUAGES.get(one.language, one.language), EXTENTS[one.extent]))


def letter(one: Source) -> str:
    """The letter a source stands under in the list; what begins otherwise stands under #."""
    first = sort_key(one)[0][:1].upper()
    return first if "A" <= first <= "Z" else "#"
