"""Build times: everything anew, nothing changed, one chapter edited; stock and ours in turn, so that both meet the same load."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from statistics import median

from tests.bench.projects import Cost, Project

CASES = ("cold", "nothing changed", "one chapter edited")
CHAPTER = Path("book/text/part-1/section-2.md")


def measure(projects: list[Project], runs: int, step: Callable[[], None]) -> dict[str, dict[str, dict[str, float]]]:
    """Median seconds by case and project: `clock` and `work`; every case is run `runs` times, the projects in turn."""
    costs: dict[str, dict[str, list[Cost]]] = {case: {project.name: [] for project in projects} for case in CASES}
    for project in projects:  # once unmeasured: bytecode and file caches are warm for both
        project.build()
        step()
    for run in range(runs):
        turn = projects if run % 2 == 0 else projects[::-1]
        for case, prepare in (("cold", Project.clean), ("nothing changed", _leave), ("one chapter edited", edit)):
            for project in turn:
                prepare(project)
                costs[case][project.name].append(project.build())
                step()
    return {case: {name: summary(found) for name, found in by_name.items()} for case, by_name in costs.items()}


def summary(costs: list[Cost]) -> dict[str, float]:
    """The medians of several runs, in seconds."""
    return {"clock": round(median(one.clock for one in costs), 2), "work": round(median(one.work for one in costs), 2)}


def edit(project: Project) -> None:
    """Change a word of a chapter's prose, there and back from one run to the next."""
    path = project.root / CHAPTER
    text = path.read_text(encoding="utf-8")
    there, back = "Sun holds", "Sun argues"
    old, new = (there, back) if there in text else (back, there)
    if old not in text:
        raise ValueError(f"{CHAPTER} no longer says {there!r}; choose other words to edit in tests/bench/builds.py")
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def _leave(project: Project) -> None:
    """Change nothing."""
