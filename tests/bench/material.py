"""mkdocs-material with mkdocs-jupyter: the same Markdown, its MyST turned into what Python-Markdown reads, notebooks run beforehand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import yaml

from tests.bench import environments, notebooks
from tests.bench.names import LISTINGS
from tests.bench.projects import PAGES, ROOT, Project, carry_content

NAME = "mkdocs-material"
PACKAGES = ("mkdocs-material==9.8.2", "mkdocs-jupyter==0.26.3")
RENDERER = "notebook"
UNSEEN = (*LISTINGS, "raw", "bibliography")
_LABEL = re.compile(r"^\([\w-]+\)=$")
_ROLE = re.compile(r"\{[a-z:]+\}(?=`)")
_OPEN = re.compile(r"^(?P<fence>:{3,}|`{3,})\{(?P<name>[\w-]+)\} *(?P<argument>.*)$")
_OPTION = re.compile(r"^:(?P<name>[\w-]+): *(?P<value>.*)$")


def prepare(folder: Path) -> Project:
    """Make the project below a folder, its notebooks run; raises Absent where the program cannot be had."""
    programs = environments.make(folder / "environment", PACKAGES)
    root = folder / "project"
    carry_content(root)
    notebooks.with_plain_figures(root)
    notebooks.run(root, RENDERER)
    for path in (root / "book").rglob("*.md"):
        path.write_text(plain_markdown(path.read_text(encoding="utf-8")), encoding="utf-8")
    for path in (root / "book").rglob("*.ipynb"):
        notebook = nbformat.read(path, as_version=4)
        for cell in notebook.cells:
            cell.source = plain_markdown(cell.source) if cell.cell_type == "markdown" else cell.source
        nbformat.write(notebook, path)
    (root / "mkdocs.yml").write_text(yaml.safe_dump(settings(root), sort_keys=False, allow_unicode=True), encoding="utf-8")
    pages = {name: path.removeprefix("book/") for name, path in PAGES.items()}
    return Project(NAME, root, (str(programs / "mkdocs"), "build", "-q"), pages=pages)


def build(project: Project) -> None:
    """Build the site."""
    project.build()


def settings(root: Path) -> dict[str, Any]:
    """The file `mkdocs.yml`: the theme as it comes, with its search, the notebooks and the Markdown that the book needs."""
    config = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
    contents = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    return {
        "site_name": config["title"],
        "docs_dir": "book",
        "site_dir": "_build/html",
        "use_directory_urls": False,
        "theme": {"name": "material"},
        "plugins": ["search", {"mkdocs-jupyter": {"execute": False}}],
        "markdown_extensions": ["admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables"],
        "nav": ["index.md", *({part["caption"]: list(_files(part["chapters"], root))} for part in contents["parts"])],
    }


def _files(chapters: list[dict[str, Any]], root: Path) -> Iterator[str]:
    for chapter in chapters:
        name = chapter["file"].removeprefix("book/")
        yield next(f"{name}{ending}" for ending in (".md", ".ipynb") if (root / "book" / f"{name}{ending}").is_file())
        yield from _files(chapter.get("sections", []), root)


def plain_markdown(text: str) -> str:
    """Directives as admonitions with their options in one line, listings left out, roles as literal text."""
    return "\n".join(_lines(iter(text.splitlines()), "", shown=True)) + "\n"


def _lines(lines: Iterator[str], fence: str, *, shown: bool) -> Iterator[str]:
    """The lines up to the end of a fence; `shown` is false within what is left out."""
    for line in lines:
        if fence and line.startswith(fence) and not line.strip(fence[0] + " "):
            return
        found = _OPEN.match(line)
        if found:
            inner = list(_lines(lines, found["fence"], shown=shown and found["name"] not in UNSEEN))
            if shown and found["name"] not in UNSEEN:
                yield from _box(found["name"], found["argument"], inner)
        elif shown and not _LABEL.match(line):
            yield _ROLE.sub("", line)


def _box(name: str, argument: str, inner: list[str]) -> Iterator[str]:
    body = list(inner)
    options = []
    while body and (found := _OPTION.match(body[0])):
        options.append(f"{found['name']}: {found['value']}")
        body.pop(0)
    if name in ("container", "table"):
        yield from ["", *body, ""]
        return
    yield from ["", f'!!! note "{" ".join((name.capitalize(), argument)).strip()}"', ""]
    for line in (["; ".join(options), ""] if options else []) + body:
        yield f"    {line}" if line else ""
    yield ""
