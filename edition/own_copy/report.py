"""A collation in words, as printed by the command."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from edition.essay.recognise import SentencePlace
from edition.own_copy.compare import Changed, Comparison

LONGEST = 120


def lines(found: Comparison, earlier: Mapping[SentencePlace, str] | None = None) -> Iterator[str]:
    """Yield how many sentences match, and one line for each difference; runs of missing sentences make one line."""
    yield f"{len(found.sentences)} of {found.total} sentences match"
    for change in found.changed:
        yield f"  changed    {name(change.place)}: {_change(change)}"
    for first, last, count in _stretches(found):
        yield f"  missing    {name(first)}" + (f" to {name(last)} ({count} sentences)" if count > 1 else _old_reading(first, earlier))
    for place, after in found.moved:
        yield f"  moved      {name(place)}: stands {f'after {name(after)}' if after else 'at the beginning'}"
    for first, second in found.exchanged:
        yield f"  exchanged  {name(first)} and {name(second)} have changed places"
    for extra in found.extra:
        yield f"  extra      after {name(extra.after)}: “{_shortened(extra.text)}”"


def name(place: SentencePlace) -> str:
    """Return a sentence's reference."""
    return f"{place[0]}.{place[1]}"


def _change(change: Changed) -> str:
    if not change.words:
        return f"your copy reads “{_shortened(change.reading)}”"
    pairs = []
    for old, new in change.words:
        pairs.append(f"“{old}” is now “{new}”" if old and new else f"“{new}” is added" if new else f"“{old}” is gone")
    return "; ".join(pairs)


def _old_reading(place: SentencePlace, earlier: Mapping[SentencePlace, str] | None) -> str:
    old = (earlier or {}).get(place)
    return f": your earlier copy reads “{_shortened(old)}”" if old else ""


def _stretches(found: Comparison) -> Iterator[tuple[SentencePlace, SentencePlace, int]]:
    """Yield runs of missing sentences with none present between: first, last and how many."""
    for _, group in groupby(enumerate(found.missing), key=lambda item: found.order[item[1]] - item[0]):
        places: Sequence[SentencePlace] = [place for _, place in group]
        yield places[0], places[-1], len(places)


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0] + " …"
