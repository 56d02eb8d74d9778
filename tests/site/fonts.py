"""Sets of fonts that stand in for readers' systems, each in a fontconfig file of its own, so that a machine's fonts decide nothing."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path
from string import Template

#: Families for sans, serif and fixed width, with the Debian package that brings them.
SETS = {
    "dejavu": ("DejaVu Sans", "DejaVu Serif", "DejaVu Sans Mono", "fonts-dejavu-core"),
    "noto": ("Noto Sans", "Noto Serif", "DejaVu Sans Mono", "fonts-noto-core"),
    "liberation": ("Liberation Sans", "Liberation Serif", "Liberation Mono", "fonts-liberation"),
}
USUAL = "dejavu"
#: Every set has Chinese beside it.
HAN = ("Noto Sans CJK SC", "Noto Serif CJK SC")

_CONFIG = Template("""<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
<cachedir>$cache</cachedir>
$folders
<selectfont>
<rejectfont><pattern><patelt name="scalable"><bool>true</bool></patelt></pattern></rejectfont>
$accepted
</selectfont>
$aliases
</fontconfig>
""")
_ACCEPTED = Template('<acceptfont><pattern><patelt name="family"><string>$family</string></patelt></pattern></acceptfont>')
_ALIAS = Template("<alias binding='strong'><family>$generic</family><prefer><family>$first</family><family>$then</family></prefer></alias>")


@cache
def _folder(family: str) -> Path | None:
    """Where the machine keeps a family, or nothing."""
    files = subprocess.run(["fc-list", f":family={family}", "file"], capture_output=True, text=True, check=True).stdout.split(":")
    return Path(files[0].strip()).parent if files[0].strip() else None


def missing(name: str) -> str:
    """Say what a set lacks on this machine and how to get it; empty when it is whole."""
    absent = [family for family in SETS[name][:3] if not _folder(family)]
    return f"no {', '.join(absent)} here; install the fonts (Debian: apt-get install {SETS[name][3]})" if absent else ""


def config(name: str, folder: Path) -> Path:
    """Write the fontconfig file of a set and return its path; nothing else of the machine is seen through it."""
    sans, serif, fixed, _ = SETS[name]
    families = [sans, serif, fixed, *HAN]
    folders = sorted({str(found) for family in families if (found := _folder(family))})
    generic = {"sans-serif": (sans, HAN[0]), "system-ui": (sans, HAN[0]), "serif": (serif, HAN[1]), "monospace": (fixed, HAN[0])}
    path = folder / f"{name}.conf"
    path.write_text(
        _CONFIG.substitute(
            cache=folder / "cache",
            folders="\n".join(f"<dir>{each}</dir>" for each in folders),
            accepted="\n".join(_ACCEPTED.substitute(family=family) for family in families),
            aliases="\n".join(_ALIAS.substitute(generic=word, first=first, then=then) for word, (first, then) in generic.items()),
        ),
        encoding="utf-8",
    )
    return path
