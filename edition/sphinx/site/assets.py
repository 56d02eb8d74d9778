"""The book's style sheets and its script, joined from the small files under book/_static when the build ends.

A chapter of the text loads one sheet and one script. Whatever fewer pages or fewer readers need has a sheet or a folder of its own. The
address of each carries a digest of its content, so that no reader gets a new page with an old style from a store on the way.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from edition.essay import shape as shapes
from edition.export.pages.frame import addressed
from edition.outputs.files import SHAPE
from edition.outputs.ledger import put
from edition.own_copy.browser_data import shape_script

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.builders import Builder

#: What every page loads, and what pages besides the chapters add; each joined from these files in the order of the cascade.
STYLE_FILE: Final = "_static/edition.css"
MORE_STYLE_FILE: Final = "_static/apparatus.css"
SHEETS: Final = {
    STYLE_FILE: ("tokens", "page", "passage", "notes", "cite", "print"),
    MORE_STYLE_FILE: ("apparatus", "start", "code", "chart"),
}
SCRIPT_FILE: Final = "_static/edition.js"
#: Where bring.js is told the digest of what it brings.
DIGEST: Final = "/* digest */"
#: The folders of what is loaded by few pages or on demand.
ON_DEMAND: Final = ("cite", "charts", "in-place", "keys", "later", "listing", "own-copy", "search", "tables", "pages")

#: What bundled extensions and the base theme copy into every book, and no page of this one asks for; and our own sources.
LEFTOVERS: Final = (
    "basic.css", "check-solid.svg", "clipboard.min.js", "copy-button.svg", "copybutton*", "design-tabs.js", "file.png", "minus.png",
    "mystnb.*.css", "play-solid.svg", "plus.png", "pygments.css", "sphinx-design.min.css", "sphinx-thebe.*", "sphinx_highlight.js",
    "doctools.js", "documentation_options.js", "language_data.js", "searchtools.js", "togglebutton.*", "css/*", "js/*",
)  # fmt: skip

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s*([{};])\s*|(?<=[:,]) ")
_DARK = re.compile(r"/\* dark:begin \*/(.*?)/\* dark:end \*/", re.DOTALL)


def source_folder(app: Sphinx) -> Path:
    """The folder that holds css/ and js/."""
    return Path(app.confdir) / "book" / "_static"


def join_styles(folder: Path, names: Iterable[str]) -> str:
    """Return a style sheet without comments; the dark colours stand in it twice, by choice and by the system's wish."""
    sheet = "\n".join((folder / f"{name}.css").read_text(encoding="utf-8") for name in names)
    lean = _lean(_COMMENT.sub("", _DARK.sub(_both_darks, sheet)).splitlines())
    return _SPACE.sub(lambda found: found[1] or "", lean).replace(";}", "}")


def join_scripts(folder: Path) -> str:
    """Return every feature's script, in the order of their names, without comments that fill lines of their own."""
    scripts = (path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.js")))
    whole = re.sub(r"^\s*/\*.*?\*/", "", "\n".join(scripts), flags=re.DOTALL | re.MULTILINE)
    return _lean(whole.splitlines())


def addresses(app: Sphinx) -> Mapping[str, str]:
    """The address of every style and script from the site's root, by its name; read once a build."""
    if app.builder not in _addresses:
        folder = source_folder(app)
        found = {}
        if (folder / "css").is_dir():
            paths = [path for name in ON_DEMAND for path in sorted((folder / name).glob("*.*"))]
            found = {name: addressed(name, path.read_bytes()) for path in paths for name in [f"_static/{path.parent.name}/{path.name}"]}
            if (shape := Path(app.srcdir) / "data" / "base-text.json").is_file():
                found[SHAPE] = addressed(SHAPE, shape_script(shapes.load(shape)))
            found |= {name: addressed(name, text) for name, text in joined(folder, found).items()}
        _addresses[app.builder] = found
    return _addresses[app.builder]


def joined(folder: Path, on_demand: Mapping[str, str]) -> dict[str, str]:
    """The joined sheets and the script by name; the script knows one digest of all that it brings on demand."""
    sheets = {name: join_styles(folder / "css", parts) for name, parts in SHEETS.items()}
    script = join_scripts(folder / "js")
    brought = addressed("", repr(sorted(on_demand.values()))).removeprefix("?v=")
    return {**sheets, SCRIPT_FILE: script.replace(DIGEST, brought)}


_addresses: WeakKeyDictionary[Builder, Mapping[str, str]] = WeakKeyDictionary()


def write(app: Sphinx) -> None:
    """Write them into the built book and clear out what it does not use."""
    folder = source_folder(app)
    if not (folder / "css").is_dir():
        return
    on_demand = {name: address for name, address in addresses(app).items() if name.rpartition("/")[0] != "_static"}
    for name, text in joined(folder, on_demand).items():
        put(Path(app.outdir) / name, text)
    _clear(Path(app.outdir) / "_static")


def files(app: Sphinx) -> list[str]:
    """Name what the book has of styles, scripts and data below `_static`: the joined files and those copied as they are."""
    folder, out = source_folder(app), Path(app.outdir)
    copied = [f"_static/{path.relative_to(folder).as_posix()}" for path in sorted(folder.rglob("*")) if path.is_file()]
    return [name for name in (*SHEETS, SCRIPT_FILE, *copied) if (out / name).is_file()]


def _clear(static: Path) -> None:
    """Remove the leftovers from the built book, and folders they leave empty."""
    for pattern in LEFTOVERS:
        for path in static.glob(pattern):
            path.unlink()
    for folder in (static / "css", static / "js"):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def _both_darks(found: re.Match[str]) -> str:
    chosen = found[1]
    wished = chosen.replace(':root[data-theme="dark"]', ':root:not([data-theme="light"])')
    return f"@media screen and (prefers-color-scheme: dark) {{{wished}}}\n{chosen}"


def _lean(lines: Iterable[str]) -> str:
    return "\n".join(line.strip() for line in lines if line.strip()) + "\n"
