"""The same book with more and more chapters: every copy of the twelve chapters gets references and ids of its own."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import yaml

from tests.bench import builds, projects
from tests.bench.projects import Project

TIMES = (1, 2, 4, 7, 10)
SECTIONS, PARAGRAPHS = 4, 2  # of a part and a section; a reference has one digit a level, so copies take free digits of both
_REFERENCE = re.compile(
    r"(?<=\} )([1-3])\.([0-3])\.([12])\b|(?<=\}`)([1-3])\.([0-3])\.([12])\b|(?<=\} )fig\.([12])\b|(?<=\}`)fig\.([12])\b"
)
_CAPTION = re.compile(r"\{passage\} fig\.([12])\b")
_LABEL = re.compile(r"^\(([\w-]+)\)=$", re.MULTILINE)


def reference(copy: int, part: int, section: int, paragraph: int) -> str:
    """Where a passage stands in a copy (0 is the book itself, at most 9)."""
    return f"{part}.{section + SECTIONS * (copy % 2)}.{(paragraph + PARAGRAPHS * (copy // 2)) % 10}"


def caption(copy: int, figure: int) -> str:
    """Where a caption stands in a copy: as a passage of a section no chapter has."""
    return f"{figure}.9.{copy}" if copy else f"fig.{figure}"


def renumber(text: str, copy: int, figures: set[int]) -> str:
    """A chapter's text with the references and labels of a copy; a caption that no chapter treats keeps its own."""

    def moved(found: re.Match[str]) -> str:
        digits = [int(group) for group in found.groups() if group]
        if len(digits) == 3:
            return reference(copy, *digits)
        return caption(copy, digits[0]) if digits[0] in figures else found[0]

    return _LABEL.sub(lambda found: f"({found[1]}-copy-{copy})=", _REFERENCE.sub(moved, text))


def make(folder: Path, times: int) -> Project:
    """This book without its notebooks, with its chapters `times` times."""
    project = projects.ours(folder)
    originals = sorted((folder / "book" / "text").glob("part-*/*.md"))
    figures = {int(number) for path in originals for number in _CAPTION.findall(path.read_text(encoding="utf-8"))}
    _copy_chapters(folder, originals, times, figures)
    _copy_shape(folder / "data" / "base-text.json", times, figures)
    return Project(f"{times}x", folder, (str(projects.BIN / "jupyter-book"), "build", str(folder), "-n"), project.environment)


def _copy_chapters(folder: Path, originals: list[Path], times: int, figures: set[int]) -> None:
    toc = yaml.safe_load((folder / "_toc.yml").read_text(encoding="utf-8"))
    toc["parts"] = [part for part in toc["parts"] if part["caption"] != "The evidence"]
    chapters = next(part for part in toc["parts"] if part["caption"] == "The text")["chapters"]
    for copy in range(1, times):
        for path in originals:
            name = Path("book") / "text" / f"copy-{copy}" / f"{path.parent.name}-{path.stem}.md"
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(renumber(path.read_text(encoding="utf-8"), copy, figures), encoding="utf-8")
            chapters.append({"file": name.with_suffix("").as_posix()})
    (folder / "_toc.yml").write_text(yaml.safe_dump(toc, sort_keys=False), encoding="utf-8")


def _copy_shape(path: Path, times: int, figures: set[int]) -> None:
    shape = json.loads(path.read_text(encoding="utf-8"))
    originals = list(shape["passages"])
    for copy in range(1, times):
        for passage in originals:
            kind, _, rest = passage["reference"].partition(".")
            if kind == "0" or (kind == "fig" and int(rest) not in figures):
                continue
            digits = [int(digit) for digit in f"{kind}.{rest}".split(".")] if kind != "fig" else []
            moved = reference(copy, *digits) if digits else caption(copy, int(rest))
            shape["passages"].append({**passage, "reference": moved})
    shape["passages"].sort(key=lambda passage: str(passage["reference"]))  # a part in one piece, as the exports find it
    path.write_text(json.dumps(shape), encoding="utf-8")


def measure(folder: Path, runs: int, step: Callable[[], None]) -> dict[str, dict[str, dict[str, float]]]:
    """Seconds by case and number of times; the sizes are built in turn."""
    return builds.measure([make(folder / f"times-{times}", times) for times in TIMES], runs, step)


def marginal(seconds: dict[str, float]) -> list[float]:
    """What twelve more chapters cost, in seconds, from one size to the next."""
    sizes = [(int(name.removesuffix("x")), value) for name, value in seconds.items()]
    return [(after[1] - before[1]) / (after[0] - before[0]) for before, after in pairwise(sizes)]
