"""The inputs of every count of notes, claims and sources; apart from the counts, so that checking for changes needs no data frames."""

from collections.abc import Mapping

from edition.commentary.model import Claim, Edition
from edition.sources.model import Source


def counted_rows(edition: Edition, sources: Mapping[str, Source]) -> list[tuple[object, ...]]:
    """Return a row for each note: id, type, passage, its kind, finding and aim, its sources' key, origin, language and evidence.

    Prose is not included. A key without an entry in the bibliography is left out, as in the counts.
    """
    found: list[tuple[object, ...]] = []
    for note in edition.notes:
        judged = (note.kind, note.finding, note.at) if isinstance(note, Claim) else ()
        cited = [sources[key] for key in edition.sources_of(note) if key in sources]
        witnesses = [(source.key, source.origin, source.language, source.evidence) for source in cited]
        found.append((note.id, note.type, note.passage, judged, witnesses))
    return found
