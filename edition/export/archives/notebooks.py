"""The executed notebooks as files that run elsewhere: each as an `.ipynb`, and all of them in one archive with their inputs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final, cast
from urllib.parse import quote

import nbformat
from jupyter_cache import get_cache

from edition.book import Book
from edition.charts.model import MIME
from edition.evidence import inputs, results
from edition.export.archives import footnotes
from edition.export.archives.zip import packed
from edition.publication import CITATION_FILE
from edition.sources.style import describe

FOLDER: Final = "notebooks"
ARCHIVE: Final = "notebooks.zip"
#: What a notebook reads or runs, relative to the project's root; the package finds tables and chapters next to itself.
NEEDED: Final = ("edition/**/*", "data/*", "book/text/**/*.md", "book/references.bib", "LICENSE", "CITATION.cff")
#: Pinned versions of the notebooks' imports and a kernel, under the customary name.
REQUIREMENTS: Final = "requirements/notebooks.txt"
#: Optional packages, by the words of a notebook's code that need them.
_MORE: Final = {"from edition.commentary import markdown": "myst-parser==3.0.1"}
_HOW: Final = """\
**To run this notebook** you need the folder of `notebooks.zip`, which the edition offers beside it: its package, its tables and all its
notebooks. Unpack it and run in it, with Python 3.11 or newer, `pip install -r requirements.txt`{more} (that is pandas, plotly, pybtex and
a kernel). Then open the notebook with JupyterLab (`pip install jupyterlab`) or Visual Studio Code."""
#: Set here, since a notebook from the execution cache has lost it.
_LANGUAGE: Final = {"name": "python", "file_extension": ".py", "mimetype": "text/x-python", "pygments_lexer": "ipython3"}
_ROLE: Final = re.compile(r"\{([a-z:]+)\}`([^`]+)`")
_TARGET: Final = re.compile(r"\(([a-z0-9-]+)\)=\n")
_NEEDLESS: Final = re.compile(r"\\([.()!#+-])")  # escaped by pybtex, and harmless inside a line
_UNESCAPED: Final = r"\1"
_POINTED: Final = re.compile(r"(.+?) <[^>]+>")


def readable(
    notebook: Mapping[str, Any], result_text: Callable[[str], str], cite: Callable[[str], str], describe: Callable[[str], str],
) -> dict[str, Any]:  # fmt: skip
    """Return an executed notebook in a form that any viewer shows; the same in every build.

    ``result_text`` maps a result's name to its text, ``cite`` a source's key to its label, ``describe`` to its description. The book's own
    chart output is left out; footnotes become numbers, a first cell says what the notebook needs to run, and a last one lists the notes and
    all cited sources.
    """
    cells = [{**cell, "metadata": {key: value for key, value in cell["metadata"].items() if key == "tags"}} for cell in notebook["cells"]]
    prose = [cell for cell in cells if cell["cell_type"] == "markdown"]
    keys = _cited(cells)
    texts, notes = footnotes.numbered(["".join(cell["source"]) for cell in prose])
    for cell, text in zip(prose, texts, strict=True):
        cell["source"] = plain(text, result_text, cite)
    for cell in cells:
        if cell["cell_type"] != "markdown":
            cell["outputs"] = [_without_ours(output) for output in cell["outputs"]]
    shown = [cell for cell in cells if cell["source"]]
    by_label = sorted(keys, key=lambda key: cite(key).casefold())
    if end := footnotes.closing([plain(note, result_text, cite) for note in notes], by_label, describe):
        shown.append({"cell_type": "markdown", "metadata": {}, "source": end})
    shown.insert(0, {"cell_type": "markdown", "metadata": {}, "source": how_to_run(cell["source"] for cell in cells)})
    metadata = {"kernelspec": notebook["metadata"]["kernelspec"], "language_info": _LANGUAGE}
    named = [{**cell, "id": f"cell-{number}"} for number, cell in enumerate(shown, start=1)]
    return {"cells": named, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def how_to_run(sources: Iterable[str | Sequence[str]]) -> str:
    """Return, as Markdown, what a notebook with these cells needs outside the book."""
    code = "\n".join("".join(source) for source in sources)
    optional = [package for words, package in _MORE.items() if words in code]
    return _HOW.format(more=f" and `pip install {' '.join(optional)}`" if optional else "")


def binder(repository: str, name: str) -> str:
    """Return the address at which Binder opens a notebook of a GitHub or GitLab repository; empty for any other host."""
    host, _, path = repository.removeprefix("https://").partition("/")
    kind = {"github.com": "gh", "gitlab.com": "gl"}.get(host)
    if kind is None or path.count("/") < 1:
        return ""
    quoted_path = path if kind == "gh" else quote(path, safe="")
    return f"https://mybinder.org/v2/{kind}/{quoted_path}/HEAD?urlpath=lab/tree/book/evidence/{name}.ipynb"


def plain(text: str, result_text: Callable[[str], str], cite: Callable[[str], str]) -> str:
    """Return the book's Markdown without its roles: results become numbers, sources and passages their names."""

    def spoken(match: re.Match[str]) -> str:
        role, content = match.groups()
        if role == "result":
            return result_text(content)
        if role.startswith("cite"):
            return "; ".join(in_text(cite(key)) for key in _keys(content))
        pointed = _POINTED.fullmatch(content)
        return pointed[1] if pointed else content

    return _ROLE.sub(spoken, _TARGET.sub("", text))


def in_text(label: str) -> str:
    """Return a source's label as the book cites it: the name, and the year in brackets."""
    name, _, year = label.rpartition(" ")
    return f"{name} ({year})" if name else label


def _keys(content: str) -> list[str]:
    return [key.strip() for key in content.split(",")]


def _cited(cells: Sequence[Mapping[str, Any]]) -> set[str]:
    """Return the keys of the sources that the prose cites and the charts name."""
    found = {
        key
        for cell in cells
        if cell["cell_type"] == "markdown"
        for role, content in _ROLE.findall("".join(cell["source"]))
        if role.startswith("cite")
        for key in _keys(content)
    }
    outputs = (output for cell in cells for output in cell.get("outputs", ()))
    return found.union(*(output["data"][MIME]["source"] for output in outputs if MIME in output.get("data", {})))


def written(notebook: Mapping[str, Any]) -> str:
    """Return the text of an `.ipynb`."""
    return json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def needed(root: Path) -> dict[str, Path]:
    """Return the files that the notebooks need from the project, by name in the archive."""
    paths = (path for pattern in NEEDED for path in root.glob(pattern) if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(root).as_posix(): path for path in paths} | {"requirements.txt": root / REQUIREMENTS}


def archive(files: Mapping[str, bytes], day: date) -> bytes:
    """Pack these files below the folder of notebooks."""
    return packed(files, FOLDER, day)


def complete(root: Path) -> bool:
    """Return whether a project has everything a notebook needs elsewhere, and a date for the archive."""
    return (root / CITATION_FILE).is_file() and (root / REQUIREMENTS).is_file() and (root / "edition").is_dir()


def files(book: Book, executed: Mapping[str, Path], executions: Path) -> dict[str, str]:
    """Return each executed notebook as an `.ipynb` for any viewer; `executions` is the folder of the execution cache."""
    if not complete(book.root):
        return {}
    labels = book.sources.labels

    def described(key: str) -> str:
        text: str = describe(book.sources[key], labels[key]).render_as("markdown")  # type: ignore[no-untyped-call]
        return f"**{in_text(labels[key])}** {_NEEDLESS.sub(_UNESCAPED, text)}"

    with inputs.of_project(book.root):
        return {
            f"{FOLDER}/{name}.ipynb": written(readable(with_outputs(path, executions), results.prose, labels.__getitem__, described))
            for name, path in executed.items()
        }


def with_outputs(path: Path, executions: Path) -> dict[str, Any]:
    """Read an executed notebook; if MyST-NB wrote it from its cache, without outputs, restore them."""
    notebook = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)  # type: ignore[no-untyped-call]
    if not any(cell.get("outputs") for cell in notebook.cells):
        _, notebook = get_cache(str(executions)).merge_match_into_notebook(notebook)  # type: ignore[no-untyped-call]
    return cast("dict[str, Any]", notebook)


def names(documents: Iterable[str], executed: Path) -> dict[str, Path]:
    """Return the executed notebooks of the book by their short names."""
    found = {document.rpartition("/")[2]: executed / f"{document}.ipynb" for document in sorted(documents)}
    return {name: path for name, path in found.items() if path.is_file()}


def _without_ours(output: Mapping[str, Any]) -> dict[str, Any]:
    return {**output, "data": {kind: value for kind, value in output["data"].items() if kind != MIME}} if "data" in output else dict(output)
