"""The state of one run of a build: the ledger, the warnings, the documents read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from edition.outputs import ledger
from edition.sphinx.build import warned

if TYPE_CHECKING:
    from sphinx.application import Sphinx


#: The builders that make a site; the others make one file each.
SITES: Final = ("html", "dirhtml")


def pages_of(app: Sphinx) -> list[str]:
    """Return the files of all pages, relative to the site's root."""
    out = Path(app.outdir)
    return [Path(app.builder.get_outfilename(docname)).relative_to(out).as_posix() for docname in sorted(app.env.found_docs)]  # type: ignore[attr-defined]


@dataclass
class BuildState:
    """The state of one run; `inputs` and `shown` are entered in the ledger when the build has succeeded."""

    ledger: ledger.Ledger
    warned: warned.Warned
    inputs: dict[str, str] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)
    read: set[str] = field(default_factory=set)
    #: Set by `edition serve`: exports and archives wait until they are asked for.
    pages_only: ClassVar[bool] = False
    #: Set by `edition serve`: what to do once the last build's state is loaded, before any file of the book is looked at.
    before_reading: ClassVar[Callable[[Sphinx], None] | None] = None

    @classmethod
    def begin(cls, app: Sphinx) -> None:
        """Open the ledger and start to collect warnings (event `builder-inited`)."""
        opened = ledger.Ledger(Path(app.doctreedir) / ledger.NAME, app.builder.name)
        app.edition_state = cls(opened, warned.collect(app))  # type: ignore[attr-defined]

    @classmethod
    def wait(cls, app: Sphinx) -> None:
        """Do what is to be done before reading (event `builder-inited`, after all others)."""
        if cls.before_reading:
            cls.before_reading(app)

    @classmethod
    def of(cls, app: Sphinx) -> BuildState:
        """Return the state of a run."""
        state: BuildState = app.edition_state  # type: ignore[attr-defined]
        return state
