"""Deterministic zip archives: the same files and date give the same bytes on any machine."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import date

FIRST_YEAR = 1980  # the format's first year


def packed(files: Mapping[str, bytes], folder: str, day: date) -> bytes:
    """Pack files below a folder, sorted by name, each dated with the day."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as target:
        for name in sorted(files):
            info = zipfile.ZipInfo(f"{folder}/{name}", (max(day.year, FIRST_YEAR), day.month, day.day, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            info.create_system = 3
            target.writestr(info, files[name])
    return out.getvalue()
