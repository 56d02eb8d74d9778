"""The `edition lite` command: what lets notebooks run in the reader's browser."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console

from edition.lite import downloads, packs, site_files

#: Below the project's root: the downloads, and the packs made from them.
CACHE = Path("_build/lite/downloads")
PACKS = Path(site_files.PACKS)
console = Console(highlight=False, soft_wrap=True)


@click.command()
def lite() -> None:
    """Let notebooks run in the reader's browser: fetch Python for it once, held to hashes. The next build puts it on their pages.

    Example: edition lite
    """
    root = Path.cwd()
    try:
        parts = downloads.download(root, root / CACHE)
    except downloads.DownloadError as error:
        raise click.ClickException(str(error)) from error
    written = packs.write(parts, root / downloads.VENDOR, root / PACKS)
    for pack in written:
        console.print(f"{PACKS / pack.file}: {pack.sent / 1e6:.1f} MB to the reader, {len(pack.text) / 1e6:.1f} MB on disk")
    console.print("The next build puts a Run control on every notebook's page.")
