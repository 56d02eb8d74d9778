"""Jupyter Book 2 (mystmd) with its book theme: the same Markdown, this edition's directives and roles by a plug-in of 40 lines.

The theme is in no package registry: mystmd fetches it from another host while it builds. Where that host is out of reach the
peer is absent, unless BOOK_THEME names a built copy of the theme (a folder with `template.yml`, `server.js` and `build/`).
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import yaml

from tests.bench import environments, notebooks
from tests.bench.environments import Absent
from tests.bench.names import ADMONITIONS, LISTINGS, OPTIONS, ROLES
from tests.bench.projects import PAGES, ROOT, Project, carry_content

NAME = "Jupyter Book 2"
PACKAGE = "jupyter-book==2.1.7"
RENDERER = "plotly_mimetype"
PLUGIN = Path(__file__).with_name("jupyter_book_2.mjs")


def prepare(folder: Path) -> Project:
    """Make the project below a folder, its notebooks run; raises Absent where the program cannot be had."""
    if not shutil.which("node"):
        raise Absent("it needs Node.js 20 or newer, which is not here")
    programs = environments.make(folder / "environment", (PACKAGE,))
    root = folder / "project"
    carry_content(root)
    notebooks.with_plain_figures(root)
    notebooks.run(root, RENDERER)
    shutil.copy(PLUGIN, root)
    names = {"admonitions": ADMONITIONS, "listings": LISTINGS, "options": OPTIONS, "roles": ROLES}
    (root / "names.json").write_text(json.dumps(names), encoding="utf-8")
    (root / "myst.yml").write_text(yaml.safe_dump(settings(root), sort_keys=False, allow_unicode=True), encoding="utf-8")
    pages = {name: path if path == "index.html" else f"{path.removesuffix('.html')}/" for name, path in PAGES.items()}
    return Project(NAME, root, (str(programs / "jupyter-book"), "build", "--html", "--ci"), pages=pages)


def build(project: Project) -> None:
    """Build the site; raises Absent where its theme cannot be fetched, or no page came of it."""
    try:
        project.build()
    except RuntimeError as error:
        lines = str(error).splitlines()
        refused = next((line.strip() for line in lines if line.startswith("request to")), environments.last_line(str(error)))
        raise Absent(f"its theme is fetched from another host while it builds ({refused}); name a built copy in BOOK_THEME") from error
    if missing := [path for path in project.pages.values() if not (project.html / path).exists()]:
        raise Absent(f"its build left no {missing[0]}")


def settings(root: Path) -> dict[str, Any]:
    """The file `myst.yml`: title, contents and bibliography of this book, folders kept in addresses."""
    config = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
    contents = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    parts = [{"title": part["caption"], "children": _children(part["chapters"], root)} for part in contents["parts"]]
    theme = os.environ.get("BOOK_THEME")
    return {
        "version": 1,
        "project": {
            "title": config["title"],
            "authors": [{"name": config["author"]}],
            "bibliography": config["sphinx"]["config"]["bibtex_bibfiles"],
            "plugins": [PLUGIN.name],
            "toc": [{"file": _file(contents["root"], root)}, *parts],
        },
        "site": {"template": str(Path(theme).resolve()) if theme else "book-theme", "options": {"folders": True}},
    }


def _children(chapters: list[dict[str, Any]], root: Path) -> list[dict[str, Any]]:
    children = []
    for chapter in chapters:
        below = _children(chapter.get("sections", []), root)
        children.append({"file": _file(chapter["file"], root), **({"children": below} if below else {})})
    return children


def _file(name: str, root: Path) -> str:
    return next(f"{name}{ending}" for ending in (".md", ".ipynb") if (root / f"{name}{ending}").is_file())

