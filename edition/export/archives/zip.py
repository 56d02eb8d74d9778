"""One way to pack files: the same bytes from the same files and date, whatever the machine."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import date

FIRST_YEAR = 1980  # the format knows none before


def packed(files: Mapping[str, bytes], folder: str, day: date) -> bytes:
    """Pack files by their names below a folder, in the order of their names, each dated with the day."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as target:
        for name in sorted(files):
            info = zipfile.ZipInfo(f"{folder}/{name}", (max(day.year, FIRST_YEAR), day.month, day.day, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            info.create_system = 3
            target.writestr(info, files[name])
    return out.getvalue()
