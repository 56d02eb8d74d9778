"""The publisher of a source, and the one origin of each publisher that the bibliography names more than once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from edition.sources.model import Evidence, Origin, Source

#: What a house publishes is of its country; a treaty or speech is of the body that speaks, scholarship of the country its author works in.
PUBLISHED: Final = frozenset({Evidence.PRESS, Evidence.REFERENCE, Evidence.THINK_TANK})

_BY_ORIGIN: Final[Mapping[Origin, tuple[str, ...]]] = {
    Origin.CN: (
        "Beijing Review", "CGTN", "China Central Television", "China Daily", "China News Service", "China Radio International",
        "China.org.cn", "Global Times", "Guancha", "International Cooperation Center", "Ming Pao", "People’s Daily",
        "People’s Daily Online", "South China Morning Post", "The Paper", "Xinhua",
    ),
    Origin.RU: (
        "Carnegie Moscow Center", "Interfax", "RIA Novosti", "Sputnik", "TASS",
        "The Moscow Times", "Valdai Discussion Club", "Vedomosti", "Vestnik Kavkaza",
    ),
    Origin.CENTRAL_ASIA: (
        "24.kg", "Asia-Plus", "Central Asian Light", "Kazinform", "News Central Asia", "The Astana Times", "The Times of Central Asia",
        "UzDaily",
    ),
    Origin.SOUTH_ASIA: (
        "All India Radio", "Business Standard", "Daily Times", "Hindustan Times", "India Today", "Mint", "Observer Research Foundation",
        "PTI", "Republic World", "The Hindu", "The Indian Express", "WION", "Zee News",
    ),
    Origin.MENA: ("Al Jazeera", "Anadolu Agency", "Fars News", "MENAFN", "Mehr News", "WAM"),
    Origin.EUROPE: (
        "BBC", "BelTA", "Massis Post", "News.Az", "Novinite", "OSW", "Report", "Reuters", "Trend", "bne IntelliNews", "commonspace.eu",
    ),
    Origin.US: (
        "Associated Press", "Atlantic Council", "Central Asia-Caucasus Analyst", "Congressional Research Service", "Human Rights in China",
        "Jamestown Foundation", "RFE/RL", "RFE/RL Armenian Service", "The Asan Forum", "Voice of America",
    ),
    Origin.OTHER: ("United Daily News", "Wikipedia contributors"),
}  # fmt: skip
#: Name of the publisher -> its origin
PUBLISHERS: Final[Mapping[str, Origin]] = {name: origin for origin, names in _BY_ORIGIN.items() for name in names}


def publisher(source: Source) -> str:
    """Return the publisher of a source: the agency or body that signs it, else where it appeared; empty if there is none."""
    if source.evidence not in PUBLISHED:
        return ""
    signed = next((name.family for name in source.authors if name.literal), "")
    return (signed or source.container or source.publisher).removeprefix("Quoted by ")
