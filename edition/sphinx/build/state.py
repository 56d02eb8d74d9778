"""What one run of a build keeps while it lasts: the ledger, what warned, what was read."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from edition.outputs import ledger
from edition.sphinx.build import warned

if TYPE_CHECKING:
    from sphinx.application import Sphinx


#: The builders that make a site; the others make one file each.
SITES: Final = ("html", "dirhtml")


def pages_of(app: Sphinx) -> list[str]:
    """Name the files of all pages, from the site's root."""
    out = Path(app.outdir)
    return [Path(app.builder.get_outfilename(docname)).relative_to(out).as_posix() for docname in sorted(app.env.found_docs)]  # type: ignore[attr-defined]


@dataclass
class BuildState:
    """The state of one run; `rests_on` and `shown` are entered in the ledger when the build has succeeded."""

    ledger: ledger.Ledger
    warned: warned.Warned
    rests_on: dict[str, str] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)
    read: set[str] = field(default_factory=set)

    @classmethod
    def begin(cls, app: Sphinx) -> None:
        """Open the ledger and begin to collect warnings (event `builder-inited`)."""
        opened = ledger.Ledger(Path(app.doctreedir) / ledger.NAME, app.builder.name)
        app.edition_state = cls(opened, warned.collect(app))  # type: ignore[attr-defined]

    @classmethod
    def of(cls, app: Sphinx) -> BuildState:
        """Find the state of a run."""
        state: BuildState = app.edition_state  # type: ignore[attr-defined]
        return state
