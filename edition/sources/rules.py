"""What must hold of the sources together: each work stands once, each publisher has one origin. Each rule yields its problems."""

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
    """No two entries have one address or DOI, or one title and day without an address that tells them apart."""
    first: dict[str, Source] = {}
    for one in sources:
        for mark in _marks(one):
            other = first.setdefault(mark, one)
            if other is not one:
                yield Problem(
                    one.place, f"{one.key}: the same work stands as {other.key} in line {other.place.line}; keep one of the two keys"
                )
                break


def one_origin_each(sources: Sequence[Source]) -> Iterator[Problem]:
    """A publisher has the origin that the table gives it, and everywhere the same one."""
    first: dict[str, Source] = {}
    for one in sources:
        name = publisher(one)
        if not name:
            continue
        known = PUBLISHERS.get(name)
        if known and one.origin is not known:
            yield Problem(one.place, f"{one.key}: origin is {one.origin}, but {name} is {known} (edition/sources/publishers.py)")
        elif not known and (other := first.setdefault(name, one)).origin is not one.origin:
            yield Problem(
                one.place,
                f"{one.key}: origin is {one.origin}, but {name} is {other.origin} in {other.key}; "
                "give both one origin, or name the publisher in edition/sources/publishers.py",
            )


def _marks(one: Source) -> Iterator[str]:
    """What no other work has: DOI, address without what does not tell pages apart; without either, language, title and day."""
    if one.doi:
        yield f"doi {one.doi.lower()}"
    if one.url:
        bare = re.sub(r"^https?://(www\.|m\.)?", "", one.url.partition("#")[0])
        yield "url " + re.sub(r"(/amp)?/?$", "", bare)
    if not one.address and len(one.date_parts) == 3:
        yield f"title {one.language} {one.title.casefold().strip('[]')} {one.date_parts}"


RULES: tuple[Callable[[Sequence[Source]], Iterator[Problem]], ...] = (each_work_once, one_origin_each)
