"""docs/benchmark.md, written from docs/benchmark.json; a part that was not measured this time keeps its last figures and their date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from tests.bench.growth import marginal

GOALS = {"chapter": "40 kB, 6 requests", "notebook": "100 kB before a chart is wanted"}
SCORE_GOALS = {"chapter": "100 / 100 / 100 / 100", "notebook": "95 / 100 / 100 / 100"}
HEAD = """# Weight and speed

This book beside the same Markdown built by an unaltered Jupyter Book 1 (sphinx-book-theme): our directives as admonitions, our roles as
literal text, notebooks with plotly's `notebook` renderer, the same settings for execution and cache.
A stock book lacks the register, the indexes, the search, the
citations and every machine-readable form, so it does less. `make bench` measures both in one run and writes this page;
`python -m tests.bench --help` tells how to run a part of it.
"""


def render(results: dict[str, Any]) -> str:
    """The whole page."""
    parts = {"weight": _weight, "lighthouse": _lighthouse, "builds": _builds, "growth": _growth}
    sections = ["\n".join(parts[name](results[name])) for name in parts if name in results]
    return "\n\n".join([HEAD.strip(), *sections]) + "\n"


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
    yield ("Chromium with an empty cache, a phone's window, every request; "
           "bytes as sent under gzip. Bytes from other hosts are not counted, the requests are.")  # fmt: skip
    rows = []
    for name, ours in part["ours"].items():
        stock = part["stock"].get(name)
        rows.append([name, _visit(stock) if stock else "(the same: charts come with the page)", _visit(ours), GOALS.get(name, "")])
    yield from _table(["page", "stock", "ours", "goal, at most"], rows)
    yield f"\n{_when(part)}"


def _visit(seen: dict[str, int]) -> str:
    elsewhere = f", {seen['elsewhere']} of them to other hosts" if seen["elsewhere"] else ""
    return f"{seen['bytes'] / 1000:,.1f} kB, {seen['requests']} requests{elsewhere}"


def _lighthouse(part: dict[str, Any]) -> Iterator[str]:
    yield "## Lighthouse on a phone\n"
    if "absent" in part:
        yield f"Not measured: {part['absent']}. ({part['date']})"
        return
    yield f"Lighthouse 12, mobile; performance, accessibility, best practices, SEO; {_runs(part)}."
    rows = [[name, _scores(part["stock"].get(name)), _scores(scores), SCORE_GOALS.get(name, "")] for name, scores in part["ours"].items()]
    yield from _table(["page", "stock", "ours", "goal, at least"], rows)
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
