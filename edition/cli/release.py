"""The `edition release` command: a version of the edition, all or nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import click
from rich.console import Console

from edition.cli.lite import PACKS
from edition.export.release import release as releases
from edition.lite import packs

console = Console(highlight=False, soft_wrap=True)


def command(root: Path, build_book: Callable[[], None]) -> click.Command:
    """Return the command for a project; `build_book` builds its pages."""

    @click.command()
    @click.argument("version", required=False)
    @click.option("--date", "day", help="The day of the release, as 2026-10-10; today if not given.")
    @click.option("--earlier", type=click.Path(path_type=Path), help="Only store an earlier version's manifest.json, of its own build.")
    def release(version: str | None, day: str | None, earlier: Path | None) -> None:
        """Release a version: name it everywhere, register its ids, store its manifest, commit, tag. It is whole or not made at all.

        Refused where something is not committed, the number is taken or too low, the change log says nothing, an id has disappeared, the
        book does not build, or notebooks would not run in the page. Nothing is sent anywhere: push the commit and the tag yourself.

        Example: edition release 0.2.0
        """
        try:
            if earlier is not None:
                console.print(f"stored {releases.store_earlier(root, earlier).relative_to(root)}; commit it")
                return
            if version is None:
                raise releases.ReleaseError("name the version: edition release 0.2.0")
            if not packs.read_index(root / PACKS):
                raise releases.ReleaseError("notebooks would not run in the page; run: make lite")
            done = releases.make(root, version, date.fromisoformat(day) if day else datetime.now(UTC).date(), build_book)
        except (releases.ReleaseError, ValueError) as error:
            raise click.ClickException(f"no release was made.\n{error}") from error
        console.print(f"Version {done.version} of {done.day.isoformat()}: {done.new_ids} new ids; committed and tagged v{done.version}.")
        console.print(f"Publish it with: git push origin HEAD v{done.version}")

    return release
