"""The files that let the notebooks of a site run: the packs, the script of the control, and the licence of each part."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from edition.lite import packs, project_files

#: The folder of the packs below the project's root, written by `edition lite`.
PACKS: Final = "_build/lite/packs"
#: The script of the control; it opens with the names of the packs and the megabytes they send.
CONTROL: Final = "run.js"
SCRIPT: Final = f"{packs.FOLDER}/{CONTROL}"
WORKER: Final = "worker.js"


def inputs(root: Path) -> dict[str, Path]:
    """Return every input of the packs, by a unique name; empty if `edition lite` has made none."""
    outside = packs.read_index(root / PACKS)
    if not outside:
        return {}
    own = {name: Path(__file__).with_name(name) for name in (WORKER, CONTROL)}
    files = project_files.needed(root) | own | {packs.INDEX: root / PACKS / packs.INDEX}
    return files | {str(pack["file"]): root / PACKS / str(pack["file"]) for pack in outside.values()}


def files(root: Path) -> dict[str, str]:
    """Return the packs with their licences, and the control's script with their names in order and the megabytes sent."""
    outside = packs.read_index(root / PACKS)
    if not outside:
        return {}
    project = {name: path.read_bytes() for name, path in project_files.needed(root).items()}
    worker = Path(__file__).with_name(WORKER).read_bytes()
    edition = packs.pack("edition", {"edition.zip": packs.archive(project), WORKER: worker})
    names = [str(pack["file"]) for pack in outside.values()]
    sent = sum(int(str(pack["sent"])) for pack in outside.values()) + edition.sent
    index = {"packs": [*names, edition.file], "megabytes": round(sent / 1e6)}
    texts = {name: (root / PACKS / name).read_text(encoding="utf-8") for name in (*names, packs.LICENCES)}
    texts[edition.file] = edition.text
    control = Path(__file__).with_name(CONTROL).read_text(encoding="utf-8")
    texts[CONTROL] = f"self.editionRun = {json.dumps(index)};\n{control}"
    return {f"{packs.FOLDER}/{name}": text for name, text in texts.items()}
