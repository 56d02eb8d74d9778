"""Rules across all sources: each work occurs once, each publisher has one origin. Each rule yields its problems."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from edition.problems import Problem
from edition.sources.model import Source
from edition.sources.publishers import PUBLISHERS, publisher


def problems(sources: Iterable[Source]) -> list[Problem]:
    """Apply every rule to sources in the order of their file."""
    listed = list(sources)
    return sorted({problem for rule in RULES for problem in rule(listed)})


def each_work_once(sources: Sequence[Source]) -> Iterator[Problem]:
    """Check that no two entries share an address or DOI, or a title and day where neither has an address."""
    first: dict[str, Source] = {}
    for source in sources:
        for mark in _marks(source):
            other = first.setdefault(mark, source)
            if other is not source:
                yield Problem(
                    source.place, f"{source.key}: the same work stands as {other.key} in line {other.place.line}; keep one of the two keys"
                )
                break


def one_origin_each(sources: Sequence[Source]) -> Iterator[Problem]:
    """Check that a publisher has its origin in the table, and the same one everywhere."""
    first: dict[str, Source] = {}
    for source in sources:
        name = publisher(source)
        if not name:
            continue
        known = PUBLISHERS.get(name)
        if known and source.origin is not known:
            yield Problem(source.place, f"{source.key}: origin is {source.origin}, but {name} is {known} (edition/sources/publishers.py)")
        elif not known and (other := first.setdefault(name, source)).origin is not source.origin:
            yield Problem(
                source.place,
                f"{source.key}: origin is {source.origin}, but {name} is {other.origin} in {other.key}; "
                "give both one origin, or name the publisher in edition/sources/publishers.py",
            )


def _marks(source: Source) -> Iterator[str]:
    """Yield the unique marks of a work: DOI, normalised address; without either, language, title and day."""
    if source.doi:
        yield f"doi {source.doi.lower()}"
    if source.url:
        bare = re.sub(r"^https?://(www\.|m\.)?", "", source.url.partition("#")[0])
        yield "url " + re.sub(r"(/amp)?/?$", "", bare)
    if not source.address and len(source.date_parts) == 3:
        yield f"title {source.language} {source.title.casefold().strip('[]')} {source.date_parts}"


RULES: tuple[Callable[[Sequence[Source]], Iterator[Problem]], ...] = (each_work_once, one_origin_each)
