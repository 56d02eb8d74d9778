"""The tables of the current project, provided to results and recorded as they are read.

The current project is a context variable: the checkout that holds this package unless `of_project` names another. What a computation
reads is recorded by name while it runs, so that a result knows its inputs without a list kept by hand.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import pandas as pd

from edition.evidence.membership import arithmetic as membership
from edition.tables import package as tables

P = ParamSpec("P")
T = TypeVar("T")
CHECKOUT = tables.DATA.parent
LAST_DAY = date(2025, 12, 31)
DATA_YEAR = 2024

_ROOT: ContextVar[Path] = ContextVar("root of the project", default=CHECKOUT)
_READ: ContextVar[set[str] | None] = ContextVar("names of the inputs read", default=None)
_CACHE: dict[tuple[object, ...], tuple[Any, frozenset[str]]] = {}


@contextmanager
def of_project(root: Path) -> Iterator[None]:
    """Compute from the tables, chapters and sources of the project at `root`."""
    token = _ROOT.set(root.resolve())
    try:
        yield
    finally:
        _ROOT.reset(token)


def root() -> Path:
    """Return the root folder of the current project."""
    return _ROOT.get()


@contextmanager
def recording() -> Iterator[set[str]]:
    """Collect the names of the inputs read inside the block; an outer recording gets them too."""
    read: set[str] = set()
    token = _READ.set(read)
    try:
        yield read
    finally:
        _READ.reset(token)
        note(*read)


def note(*names: str) -> None:
    """Record inputs by name: tables, or other things that a computation reads."""
    read = _READ.get()
    if read is not None:
        read.update(names)


def shared(compute: Callable[P, T]) -> Callable[P, T]:
    """Cache a computation by project and arguments; a cache hit records the inputs that the first computation read.

    Callers must not change the returned value.
    """

    @wraps(compute)
    def call(*args: P.args, **kwargs: P.kwargs) -> T:
        key = (compute, root(), args, *sorted(kwargs.items()))
        if key not in _CACHE:
            with recording() as read:
                value = compute(*args, **kwargs)
            _CACHE[key] = value, frozenset(read)
        cached, names = _CACHE[key]
        note(*names)
        found: T = cached
        return found

    return call


def forget() -> None:
    """Clear the cache of computations and tables, for a project whose files have changed in this process."""
    _CACHE.clear()
    tables.forget()


@shared
def table(name: str) -> pd.DataFrame:
    """Return a checked table of the project; raise `tables.DataError` if it is missing or faulty."""
    note(name)
    return tables.load(name, root() / "data")


@shared
def members(day: date = LAST_DAY) -> tuple[str, ...]:
    """Return the members on a day, by effect, as ISO 3166 codes in alphabetical order."""
    return tuple(membership.members(table("accessions"), day))


@shared
def partners(day: date = LAST_DAY) -> tuple[str, ...]:
    """Return the observers and dialogue partners on a day, by decision."""
    return tuple(membership.partners(table("accessions"), day))


@shared
def grouping(name: str) -> tuple[str, ...]:
    """Return the states of a grouping of the table grouping_members."""
    frame = table("grouping_members")
    return tuple(str(country) for country in frame.loc[frame["grouping"] == name, "country"])


def short_names() -> dict[str, str]:
    """Return the short English name of every state by its code."""
    return dict(table("countries")[["code", "short_name"]].itertuples(index=False))
