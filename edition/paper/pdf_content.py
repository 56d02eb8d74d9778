"""What a browser paints on a page of a PDF outside every tag: margin boxes and lines become artifacts, words of a style sheet get a tag.

A page is one list of operators. A stretch that paints is wrapped in marked content as a whole: from `BT` to `ET`, or from the first step
of a path to its painting. The browser clips the page's area for the document's content, and paints running heads unclipped.
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
#: Maximum distance of two baselines of one line, in points.
_LINE: Final = 2.0

Instruction = pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage


@dataclass(frozen=True)
class LooseWords:
    """Words outside all elements: their marked-content number, the numbers before and after; `follows` if on the same line as `before`."""

    mcid: int
    before: int | None
    after: int | None
    follows: bool


@dataclass
class _State:
    """The part of the graphics state that is needed: the matrix of the page, and whether a clip is in force."""

    matrix: pikepdf.Matrix
    clipped: bool = False


def mark(instructions: Sequence[Instruction], free: int, tagged: Collection[str] = ()) -> tuple[list[Instruction], list[LooseWords]]:
    """Wrap what is painted outside marked content; words within the page's area get the numbers from `free` on.

    `tagged` are the forms that hold marked content of their own: they are left unchanged.
    """
    wrapped: list[Instruction] = []
    found: list[LooseWords] = []
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
                found = [LooseWords(w.mcid, w.before, number if w.after is None else w.after, w.follows) for w in found]
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
            found.append(LooseWords(number, last, None, last is not None and abs(baseline - line) < _LINE))
        elif depth == 0 and (baseline is not None or _paints(stretch[-1], tagged)):
            opening = _ARTIFACT
        wrapped += [opening, *stretch, _END] if opening is not None else stretch
        line = line if baseline is None else baseline
    return wrapped, found


def _stretches(instructions: Sequence[Instruction]) -> Iterator[list[Instruction]]:
    """Split the list where marked content may begin or end: a text object and a path are each one stretch."""
    stretch: list[Instruction] = []
    for instruction in instructions:
        operator = str(instruction.operator)
        stretch.append(instruction)
        begun = str(stretch[0].operator)
        if begun == "BT" and operator != "ET":
            continue
        if begun in _PATH and operator in _PATH | {"W", "W*"}:
            continue
        yield stretch
        stretch = []
    if stretch:
        yield stretch


def _paints(instruction: Instruction, tagged: Collection[str]) -> bool:
    operator = str(instruction.operator)
    return operator in _PAINT | _OBJECTS and not (operator == "Do" and str(instruction.operands[0]) in tagged)


def _number(instruction: Instruction) -> int | None:
    properties = instruction.operands[1] if len(instruction.operands) > 1 else None
    return int(properties["/MCID"]) if isinstance(properties, pikepdf.Dictionary) and "/MCID" in properties else None


def _baseline(text: Sequence[Instruction], matrix: pikepdf.Matrix) -> float | None:
    """Return the height on the page of the first words of a text object; None where it shows none."""
    height = 0.0
    for instruction in text:
        if str(instruction.operator) == "Tm":
            height = (pikepdf.Matrix(*map(float, instruction.operands)) @ matrix).f
        elif str(instruction.operator) in _SHOW:
            return height
    return None
