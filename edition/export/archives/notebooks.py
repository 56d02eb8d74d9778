"""The executed notebooks as files that run again: each as an `.ipynb`, and all of them in one archive with what they need."""

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
#: What a notebook reads or runs, from the project's root; the package finds its tables and chapters beside itself.
NEEDED: Final = ("edition/**/*", "data/*", "book/text/**/*.md", "book/references.bib", "LICENSE", "CITATION.cff")
#: The pins of what the notebooks import and of a kernel: named in the archive as everyone expects.
REQUIREMENTS: Final = "requirements/notebooks.txt"
#: What a notebook needs besides, by the words of its code that tell so.
_MORE: Final = {"from edition.commentary import markdown": "myst-parser==3.0.1"}
_HOW: Final = """\
**To run this notebook** you need the folder of `notebooks.zip`, which the edition offers beside it: its package, its tables and all its
notebooks. Unpack it and run in it, with Python 3.11 or newer, `pip install -r requirements.txt`{more} (that is pandas, plotly, pybtex and
a kernel). Then open the notebook with JupyterLab (`pip install jupyterlab`) or Visual Studio Code."""
#: Said by ourselves, since a notebook that comes from the cache of executions has lost it.
_LANGUAGE: Final = {"name": "python", "file_extension": ".py", "mimetype": "text/x-python", "pygments_lexer": "ipython3"}
_ROLE: Final = re.compile(r"\{([a-z:]+)\}`([^`]+)`")
_TARGET: Final = re.compile(r"\(([a-z0-9-]+)\)=\n")
_NEEDLESS: Final = re.compile(r"\\([.()!#+-])")  # escaped by pybtex, and harmless inside a line
_UNESCAPED: Final = r"\1"
_POINTED: Final = re.compile(r"(.+?) <[^>]+>")


def readable(
    notebook: Mapping[str, Any], say: Callable[[str], str], cite: Callable[[str], str], describe: Callable[[str], str],
) -> dict[str, Any]:  # fmt: skip
    """Return an executed notebook as any reader of notebooks shows it, the same in every build.

    ``say`` gives a result's text by its name, ``cite`` a source's label and ``describe`` its description by its key. The book's own
    form of a chart is left out; its footnotes become numbers, a first cell says what it needs to run, and a last one holds the notes and
    every source cited.
    """
    cells = [{**cell, "metadata": {key: value for key, value in cell["metadata"].items() if key == "tags"}} for cell in notebook["cells"]]
    prose = [cell for cell in cells if cell["cell_type"] == "markdown"]
    keys = _cited(cells)
    texts, notes = footnotes.numbered(["".join(cell["source"]) for cell in prose])
    for cell, text in zip(prose, texts, strict=True):
        cell["source"] = plain(text, say, cite)
    for cell in cells:
        if cell["cell_type"] != "markdown":
            cell["outputs"] = [_without_ours(output) for output in cell["outputs"]]
    kept = [cell for cell in cells if cell["source"]]
    if end := footnotes.closing([plain(note, say, cite) for note in notes], sorted(keys, key=lambda key: cite(key).casefold()), describe):
        kept.append({"cell_type": "markdown", "metadata": {}, "source": end})
    kept.insert(0, {"cell_type": "markdown", "metadata": {}, "source": how_to_run(cell["source"] for cell in cells)})
    metadata = {"kernelspec": notebook["metadata"]["kernelspec"], "language_info": _LANGUAGE}
    named = [{**cell, "id": f"cell-{number}"} for number, cell in enumerate(kept, start=1)]
    return {"cells": named, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def how_to_run(sources: Iterable[str | Sequence[str]]) -> str:
    """Return what a notebook with these cells needs outside the book, as Markdown."""
    code = "\n".join("".join(source) for source in sources)
    more = [package for words, package in _MORE.items() if words in code]
    return _HOW.format(more=f" and `pip install {' '.join(more)}`" if more else "")


def binder(repository: str, name: str) -> str:
    """Return the address at which Binder opens a notebook of a repository on GitHub or GitLab; empty for any other, or none."""
    host, _, path = repository.removeprefix("https://").partition("/")
    kind = {"github.com": "gh", "gitlab.com": "gl"}.get(host)
    if kind is None or path.count("/") < 1:
        return ""
    where = path if kind == "gh" else quote(path, safe="")
    return f"https://mybinder.org/v2/{kind}/{where}/HEAD?urlpath=lab/tree/book/evidence/{name}.ipynb"


def plain(text: str, say: Callable[[str], str], cite: Callable[[str], str]) -> str:
    """Return the book's Markdown without its roles: results as their numbers, sources and passages as their names."""

    def spoken(match: re.Match[str]) -> str:
        role, content = match.groups()
        if role == "result":
            return say(content)
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
    """Tell whether a project has what makes a notebook run elsewhere, and a date for the archive."""
    return (root / CITATION_FILE).is_file() and (root / REQUIREMENTS).is_file() and (root / "edition").is_dir()


def files(book: Book, executed: Mapping[str, Path], executions: Path) -> dict[str, str]:
    """Write each executed notebook as any reader of notebooks shows it; `executions` is the folder of the cache that holds outputs."""
    if not complete(book.root):
        return {}
    labels = book.sources.labels

    def described(key: str) -> str:
        text: str = describe(book.sources[key], labels[key]).render_as("markdown")  # type: ignore[no-untyped-call]
        return f"**{in_text(labels[key])}** {_NEEDLESS.sub(_UNESCAPED, text)}"

    with inputs.of_project(book.root):
        return {
            f"{FOLDER}/{name}.ipynb": written(readable(with_outputs(path, executions), results.text, labels.__getitem__, described))
            for name, path in executed.items()
        }


def with_outputs(path: Path, executions: Path) -> dict[str, Any]:
    """Read an executed notebook; MyST-NB writes one that it took from its cache without outputs, which are put back."""
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
