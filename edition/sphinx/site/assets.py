"""The book's style sheets and script, bundled from the small files under book/_static when the build ends.

A chapter of the text loads one sheet and one script. What fewer pages or fewer readers need has a sheet or a folder of its own. The
address of each carries a digest of its content, so that no cache combines a new page with an old style.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from rjsmin import jsmin

from edition.essay import shape as shapes
from edition.export.pages.frame import addressed
from edition.outputs.files import SHAPE
from edition.outputs.ledger import write_if_changed
from edition.own_copy.browser_data import shape_script

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.builders import Builder

#: The bundle of every page, and the ones that pages besides the chapters add; the files are joined in the order of the cascade.
STYLE_FILE: Final = "_static/edition.css"
MORE_STYLE_FILE: Final = "_static/apparatus.css"
SHEETS: Final = {
    STYLE_FILE: ("tokens", "page", "passage", "notes", "cite", "print"),
    MORE_STYLE_FILE: ("apparatus", "start", "code", "chart"),
}
SCRIPT_FILE: Final = "_static/edition.js"
#: The script of the footnotes in the margin; it brings its own style, so that a wide page asks for one file more and not for two.
SIDENOTES_FILE: Final = "_static/sidenotes.js"
#: Placeholder in bring.js for the digest of the files it loads.
DIGEST: Final = "/* digest */"
#: The folders of files that few pages load, or that are loaded on demand.
ON_DEMAND: Final = ("cite", "charts", "in-place", "keys", "later", "listing", "margin", "own-copy", "search", "tables", "pages")

#: Files that bundled extensions and the base theme copy into every book and that our pages do not load; and our own sources.
LEFTOVERS: Final = (
    "basic.css", "check-solid.svg", "clipboard.min.js", "copy-button.svg", "copybutton*", "design-tabs.js", "file.png", "minus.png",
    "mystnb.*.css", "play-solid.svg", "plus.png", "pygments.css", "sphinx-design.min.css", "sphinx-thebe.*", "sphinx_highlight.js",
    "doctools.js", "documentation_options.js", "language_data.js", "searchtools.js", "togglebutton.*", "css/*", "js/*", "margin/*",
)  # fmt: skip

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s*([{};])\s*|(?<=[:,]) ")
_DARK = re.compile(r"/\* dark:begin \*/(.*?)/\* dark:end \*/", re.DOTALL)


def source_folder(app: Sphinx) -> Path:
    """Return the folder that holds css/ and js/."""
    return Path(app.confdir) / "book" / "_static"


def join_styles(folder: Path, names: Iterable[str]) -> str:
    """Return a style sheet without comments; the dark colours are written twice, for the reader's choice and the system's setting."""
    sheet = "\n".join((folder / f"{name}.css").read_text(encoding="utf-8") for name in names)
    minified = _minify(_COMMENT.sub("", _DARK.sub(_both_darks, sheet)).splitlines())
    return _SPACE.sub(lambda found: found[1] or "", minified).replace(";}", "}")


def join_scripts(folder: Path) -> str:
    """Return every feature's script, in the order of their names, minified."""
    return str(jsmin("\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.js")))))


def join_sidenotes(folder: Path) -> str:
    """Return the script of the folder, minified, with the folder's style sheet written into it."""
    style = json.dumps(join_styles(folder, ["sidenotes"]))
    return f'document.head.append(Object.assign(document.createElement("style"),{{textContent:{style}}}));{join_scripts(folder)}'


def addresses(app: Sphinx) -> Mapping[str, str]:
    """Return the address of every style and script from the site's root, by name; cached once per build."""
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
    """Return the joined sheets and the script by name; the script holds one digest of everything it loads on demand."""
    sheets = {name: join_styles(folder / "css", parts) for name, parts in SHEETS.items()}
    script = join_scripts(folder / "js")
    digest_on_demand = addressed("", repr(sorted(on_demand.values()))).removeprefix("?v=")
    return {**sheets, SCRIPT_FILE: script.replace(DIGEST, digest_on_demand), SIDENOTES_FILE: join_sidenotes(folder / "margin")}


_addresses: WeakKeyDictionary[Builder, Mapping[str, str]] = WeakKeyDictionary()


def write(app: Sphinx) -> None:
    """Write the joined files into the site and delete what it does not use."""
    folder = source_folder(app)
    if not (folder / "css").is_dir():
        return
    on_demand = {name: address for name, address in addresses(app).items() if name.rpartition("/")[0] != "_static"}
    for name, text in joined(folder, on_demand).items():
        write_if_changed(Path(app.outdir) / name, text)
    _clear(Path(app.outdir) / "_static")


def files(app: Sphinx) -> list[str]:
    """Return the styles, scripts and data files below `_static`: the joined files and those copied unchanged."""
    folder, out = source_folder(app), Path(app.outdir)
    copied = [f"_static/{path.relative_to(folder).as_posix()}" for path in sorted(folder.rglob("*")) if path.is_file()]
    return [name for name in (*SHEETS, SCRIPT_FILE, SIDENOTES_FILE, *copied) if (out / name).is_file()]


def _clear(static: Path) -> None:
    """Delete the leftovers from the site, and folders that become empty."""
    for pattern in LEFTOVERS:
        for path in static.glob(pattern):
            path.unlink()
    for folder in (static / "css", static / "js", static / "margin"):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def _both_darks(found: re.Match[str]) -> str:
    chosen = found[1]
    preferred = chosen.replace(':root[data-theme="dark"]', ':root:not([data-theme="light"])')
    return f"@media screen and (prefers-color-scheme: dark) {{{preferred}}}\n{chosen}"


def _minify(lines: Iterable[str]) -> str:
    return "\n".join(line.strip() for line in lines if line.strip()) + "\n"
