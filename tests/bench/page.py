"""docs/benchmark.md, written from docs/benchmark.json; a part that was not measured this time keeps its last figures and their date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from tests.bench.growth import marginal

GOALS = {"chapter": "42 kB, 4 requests", "notebook": "100 kB before a chart is wanted"}
SCORE_GOALS = {"chapter": "100 / 100 / 100 / 100", "notebook": "95 / 100 / 100 / 100"}
TITLES = {"ours": "this book", "stock": "Jupyter Book 1"}
HEAD = """# Weight and speed

This book beside the same Markdown built by three others, each as it comes with its own theme: an unaltered Jupyter Book 1
(sphinx-book-theme), Jupyter Book 2 (mystmd, book theme) and mkdocs-material with mkdocs-jupyter. There our directives are admonitions
with their options in a line, our roles literal text, our listings left out; notebooks show plotly's own figures (renderers `notebook`,
`plotly_mimetype`, `notebook`). The others lack the register, the indexes, the citations and every machine-readable form, and mkdocs the
bibliography too, so they do less. Jupyter Book 2 and mkdocs stand in environments of their own below a temporary folder.
`make bench` measures all in one run, prints these tables and writes this page; `python -m tests.bench --help` tells of its parts.
"""


def render(results: dict[str, Any]) -> str:
    """The whole page."""
    return "\n\n".join([HEAD.strip(), *(section(name, results[name]) for name in PARTS if name in results)]) + "\n"


def section(name: str, part: dict[str, Any]) -> str:
    """One part of the page."""
    return "\n".join(PARTS[name](part))


def _when(part: dict[str, Any]) -> str:
    return f"Measured on {part['date']}: {part['machine']}; {part['versions']}."


def _runs(part: dict[str, Any]) -> str:
    return "one run of each" if part["runs"] == 1 else f"medians of {part['runs']}"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield ""
    yield f"| {' | '.join(heads)} |"
    yield "|" + "---|" * len(heads)
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _weight(part: dict[str, Any]) -> Iterator[str]:
    yield "## What a first visit loads\n"
    yield ("Chromium with an empty cache, every request until 4 seconds after the page has loaded, nothing scrolled; "
           "bytes as sent under gzip. Bytes from other hosts are not counted, the requests are.")  # fmt: skip
    for window, by_name in part["windows"].items():
        yield f"\nIn a window of {window} pixels:"
        rows = []
        for page, ours in by_name["ours"].items():
            others = [_visit(seen.get(page)) for name, seen in by_name.items() if name != "ours"]
            rows.append([page, _visit(ours), *others, GOALS.get(page, "")])
        yield from _table(["page", *_titles(by_name), "goal for this book, at most"], rows)
    yield from _absent(part)
    yield f"\n{_when(part)}"


def _visit(seen: dict[str, int] | None) -> str:
    if not seen:
        return "(the same: charts come with the page)"
    elsewhere = f", {seen['elsewhere']} of them to other hosts" if seen["elsewhere"] else ""
    return f"{seen['bytes'] / 1000:,.1f} kB, {seen['requests']} requests{elsewhere}"


def _titles(by_name: dict[str, Any]) -> list[str]:
    return [TITLES.get(name, name) for name in by_name]


def _absent(part: dict[str, Any]) -> Iterator[str]:
    for name, reason in part["peers_absent"].items():
        yield f"\n{name} is not measured: {reason}."


def _lighthouse(part: dict[str, Any]) -> Iterator[str]:
    yield "## Lighthouse\n"
    if "absent" in part:
        yield f"Not measured: {part['absent']}. ({part['date']})"
        return
    phone, desk = part["phone"], part["desk"].get("ours", {})
    yield f"Lighthouse 12; performance, accessibility, best practices, SEO; {_runs(part)}. On a phone (412 pixels)."
    rows = []
    for page in phone["ours"]:
        scores = [found.get(page) for found in phone.values()] + ([desk[page]] if desk else [])
        rows.append([page, *map(_scores, scores), SCORE_GOALS.get(page, "")])
    at_a_desk = ["this book on a desk (1,350 pixels)"] if desk else []
    yield from _table(["page", *_titles(phone), *at_a_desk, "goal for this book, at least"], rows)
    yield from _absent(part)
    yield f"\n{_when(part)}"


def _scores(scores: list[int] | None) -> str:
    return " / ".join(map(str, scores)) if scores else ""


def _builds(part: dict[str, Any]) -> Iterator[str]:
    yield "## Building\n"
    yield (f"{_runs(part).capitalize()}, stock and ours in turn. Seconds by the clock depend on what else the machine does;"
           " seconds of work (all processors, notebooks included) hardly do.")  # fmt: skip
    rows = []
    for case, by_name in part["cases"].items():
        stock, ours = by_name["stock"], by_name["ours"]
        rows.append([case, *(f"{stock[k]:.1f} / {ours[k]:.1f} = {ours[k] / stock[k]:.2f}" for k in ("clock", "work"))])
    yield from _table(["case", "clock: stock / ours, s = ratio ours to stock", "work: stock / ours, s = ratio ours to stock"], rows)
    yield f"\n{_when(part)}"


def _growth(part: dict[str, Any]) -> Iterator[str]:
    yield "## Ten times the chapters\n"
    yield (f"This book without its notebooks, its twelve chapters repeated with references of their own;"
           f" seconds of work, {_runs(part)}."
           " In brackets: what twelve more chapters cost from one size to the next,"
           " which stays level where cost grows linearly.")  # fmt: skip
    sizes = list(next(iter(part["cases"].values())))
    rows = []
    for case, by_size in part["cases"].items():
        work = {size: by_size[size]["work"] for size in sizes}
        steps = ["", *(f" ({step:+.1f})" for step in marginal(work))]
        rows.append([case, *(f"{work[size]:.1f}{step}" for size, step in zip(sizes, steps, strict=True))])
    yield from _table(["case", *(f"{size.removesuffix('x')} ×" for size in sizes)], rows)
    yield f"\n{_when(part)}"


PARTS = {"weight": _weight, "lighthouse": _lighthouse, "builds": _builds, "growth": _growth}
