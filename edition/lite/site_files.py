"""The files that let the notebooks of a site run: the packs, what names them, and the terms of each part."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from edition.lite import packs, project_files

#: Where `edition lite` leaves the packs, below the project's root.
MADE: Final = "_build/lite/packs"
#: What names a page's packs to its script.
INDEX: Final = f"{packs.FOLDER}/packs.js"
WORKER: Final = "worker.js"


def inputs(root: Path) -> dict[str, Path]:
    """Return every file that the packs are made from, by a name of its own; empty where `edition lite` has made none."""
    outside = packs.read_index(root / MADE)
    if not outside:
        return {}
    files = project_files.needed(root) | {WORKER: Path(__file__).with_name(WORKER), packs.INDEX: root / MADE / packs.INDEX}
    return files | {str(one["file"]): root / MADE / str(one["file"]) for one in outside.values()}


def files(root: Path) -> dict[str, str]:
    """Return the packs with their terms, and the list that the page's script reads: their names in order, and megabytes sent."""
    outside = packs.read_index(root / MADE)
    if not outside:
        return {}
    own = {name: path.read_bytes() for name, path in project_files.needed(root).items()}
    worker = Path(__file__).with_name(WORKER).read_bytes()
    edition = packs.pack("edition", {"edition.zip": packs.archive(own), WORKER: worker})
    names = [str(one["file"]) for one in outside.values()]
    sent = sum(int(str(one["sent"])) for one in outside.values()) + edition.sent
    index = {"packs": [*names, edition.file], "megabytes": round(sent / 1e6)}
    texts = {name: (root / MADE / name).read_text(encoding="utf-8") for name in (*names, packs.LICENCES)}
    texts[edition.file] = edition.text
    return {INDEX: f"self.editionRun = {json.dumps(index)};\n", **{f"{packs.FOLDER}/{name}": text for name, text in texts.items()}}
