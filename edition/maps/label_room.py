"""Room for labels on a map: each stands at the nearest free place beside its mark, over no mark, label or edge."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from edition.maps.projection import Point

#: Left, top, right, bottom in pixels.
Box = tuple[float, float, float, float]
_REACH: Final = (4, 7, 11, 16, 22, 29, 37, 47, 59, 72)
#: Sixteen directions in sixteenths of a turn, those that read best first: right, left, above, below, then between.
_TURNS: Final = (0, 8, 4, 12, 2, 14, 6, 10, 1, 15, 7, 9, 3, 13, 5, 11)


@dataclass
class LabelRoom:
    """What is taken on a picture of a size in pixels."""

    size: tuple[float, float]
    taken: list[Box] = field(default_factory=list)

    def take(self, box: Box) -> None:
        """Reserve a box."""
        self.taken.append(box)

    def beside(self, spot: Point, width: float, height: float) -> Point | None:
        """Return the centre of the nearest free box of a size beside a point, and reserve it; None where there is no room."""
        for distance in _REACH:
            for turn in _TURNS:
                angle = math.pi * turn / 8
                right, down = math.cos(angle), -math.sin(angle)
                if found := self._free(spot[0] + right * (distance + width / 2), spot[1] + down * (distance + height / 2), width, height):
                    return found
        return None

    def over(self, spot: Point, width: float, height: float) -> Point | None:
        """Return the centre of the free box nearest to a point, the point itself at best, and reserve it; None where there is no room."""
        for x, y in _spots_around(spot):
            if found := self._free(x, y, width, height):
                return found
        return None

    def _free(self, x: float, y: float, width: float, height: float) -> Point | None:
        box = (x - width / 2, y - height / 2, x + width / 2, y + height / 2)
        within = box[0] >= 0 and box[1] >= 0 and box[2] <= self.size[0] and box[3] <= self.size[1]
        if not within or any(_overlap(box, other) for other in self.taken):
            return None
        self.take(box)
        return x, y


def _spots_around(spot: Point) -> Iterator[Point]:
    yield spot
    for distance in _REACH:
        for turn in _TURNS:
            angle = math.pi * turn / 8
            yield spot[0] + 2 * distance * math.cos(angle), spot[1] - distance * math.sin(angle)


def _overlap(first: Box, second: Box) -> bool:
    return first[0] < second[2] and second[0] < first[2] and first[1] < second[3] and second[1] < first[3]
