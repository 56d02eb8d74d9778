"""What a browser paints on a page of a PDF outside every tag: margin boxes and lines as artifacts, words of a style sheet with a tag.

A page is one list of operators. A stretch that paints is wrapped in marked content whole: from `BT` to `ET`, or from the first step of
a path to its painting. The browser clips the page's area for what the document says, and paints running heads unclipped.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import pikepdf

_PATH: Final = frozenset(("m", "l", "c", "v", "y", "h", "re"))
_PAINT: Final = frozenset(("f", "F", "f*", "S", "s", "B", "B*", "b", "b*"))
_OBJECTS: Final = frozenset(("Do", "sh", "INLINE IMAGE"))
_SHOW: Final = frozenset(("Tj", "TJ", "'", '"'))
_ARTIFACT: Final = pikepdf.ContentStreamInstruction([pikepdf.Name.Artifact], pikepdf.Operator("BMC"))
_END: Final = pikepdf.ContentStreamInstruction([], pikepdf.Operator("EMC"))
#: How far two baselines of one line may lie apart, in points.
_LINE: Final = 2.0

Instruction = pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage


@dataclass(frozen=True)
class Words:
    """Words that no element holds: the number they are marked with, and the numbers before and after; `follows` on the line before."""

    mcid: int
    before: int | None
    after: int | None
    follows: bool


@dataclass
class _State:
    """The graphics state as far as it is asked for: the matrix of the page, and whether a clip is in force."""

    matrix: pikepdf.Matrix
    clipped: bool = False


def mark(instructions: Sequence[Instruction], free: int, tagged: Collection[str] = ()) -> tuple[list[Instruction], list[Words]]:
    """Wrap what is painted outside marked content; words within the page's area get the numbers from `free` on.

    `tagged` names the forms that hold marked content of their own: they stay as they are.
    """
    made: list[Instruction] = []
    found: list[Words] = []
    state, saved, depth = _State(pikepdf.Matrix()), [], 0
    last: int | None = None
    line = float("nan")
    for stretch in _stretches(instructions):
        first = str(stretch[0].operator)
        if first == "q":
            saved.append(_State(state.matrix, state.clipped))
        elif first == "Q" and saved:
            state = saved.pop()
        elif first == "cm":
            state.matrix = pikepdf.Matrix(*map(float, stretch[0].operands)) @ state.matrix
        elif first in ("BDC", "BMC"):
            depth += 1
            if (number := _number(stretch[0])) is not None:
                last = number
                found = [Words(one.mcid, one.before, number if one.after is None else one.after, one.follows) for one in found]
        elif first == "EMC":
            depth -= 1
        if first in _PATH and any(str(step.operator) in ("W", "W*") for step in stretch):
            state.clipped = True
        baseline = _baseline(stretch, state.matrix) if first == "BT" else None
        opening = None
        if depth == 0 and baseline is not None and state.clipped:
            number = free + len(found)
            opening = pikepdf.ContentStreamInstruction(
                [pikepdf.Name.Span, pikepdf.Dictionary(MCID=number)], pikepdf.Operator("BDC")
            )
            found.append(Words(number, last, None, last is not None and abs(baseline - line) < _LINE))
        elif depth == 0 and (baseline is not None or _paints(stretch[-1], tagged)):
            opening = _ARTIFACT
        made += [opening, *stretch, _END] if opening is not None else stretch
        line = line if baseline is None else baseline
    return made, found


def _stretches(instructions: Sequence[Instruction]) -> Iterator[list[Instruction]]:
    """Cut the list where marked content may begin or end: a text object and a path are each one stretch."""
    held: list[Instruction] = []
    for one in instructions:
        operator = str(one.operator)
        held.append(one)
        begun = str(held[0].operator)
        if begun == "BT" and operator != "ET":
            continue
        if begun in _PATH and operator in _PATH | {"W", "W*"}:
            continue
        yield held
        held = []
    if held:
        yield held


def _paints(one: Instruction, tagged: Collection[str]) -> bool:
    operator = str(one.operator)
    return operator in _PAINT | _OBJECTS and not (operator == "Do" and str(one.operands[0]) in tagged)


def _number(one: Instruction) -> int | None:
    properties = one.operands[1] if len(one.operands) > 1 else None
    return int(properties["/MCID"]) if isinstance(properties, pikepdf.Dictionary) and "/MCID" in properties else None


def _baseline(text: Sequence[Instruction], matrix: pikepdf.Matrix) -> float | None:
    """The height on the page at which a text object shows its first words; nothing where it shows none."""
    height = 0.0
    for one in text:
        if str(one.operator) == "Tm":
            height = (pikepdf.Matrix(*map(float, one.operands)) @ matrix).f
        elif str(one.operator) in _SHOW:
            return height
    return None
