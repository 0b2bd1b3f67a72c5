"""Rows from the top down, whatever they hold: their labels, their heights, and how many fit on a slide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from charts.svg.lettering import broken, width
from charts.svg.sheet import Box, Sheet, leading

BESIDE = 18


@dataclass(frozen=True)
class Labels:
    """The labels of rows at one size of type. room: the width they may take at most."""

    words: tuple[str, ...]
    size: float
    room: float

    @cached_property
    def lines(self) -> tuple[tuple[str, ...], ...]:
        return tuple(broken(text, self.size, self.room) for text in self.words)

    @cached_property
    def width(self) -> float:
        return max((width(line, self.size) for lines in self.lines for line in lines), default=0)

    def height(self, row: int) -> float:
        return len(self.lines[row]) * leading(self.size)

    def draw(self, sheet: Sheet, x: float, row: int, middle: float) -> None:
        sheet.lines(x, middle - self.height(row) / 2, self.lines[row], self.size)


def labels(words: Sequence[str], room: float, size: float) -> Labels:
    """room: the width that they may take at most."""
    return Labels(tuple(words), size, room)


def chunks(heights: Sequence[float], room: float) -> list[range]:
    """Rows in as few groups as fit into `room`, the groups as even as they can be."""
    fewest = len(_greedy(heights, room))
    for groups in range(fewest, len(heights) + 1):
        ends = [round(len(heights) * at / groups) for at in range(groups + 1)]
        ranges = [range(start, end) for start, end in pairwise(ends)]
        if all(sum(heights[row] for row in part) <= room or len(part) == 1 for part in ranges):
            return ranges
    return _greedy(heights, room)


def _greedy(heights: Sequence[float], room: float) -> list[range]:
    ranges, used = [range(0)], 0.0
    for row, height in enumerate(heights):
        if used + height > room and len(ranges[-1]):
            ranges.append(range(row, row))
            used = 0.0
        ranges[-1] = range(ranges[-1].start, row + 1)
        used += height
    return ranges


def middles(heights: Sequence[float], box: Box, most: float) -> list[tuple[float, float]]:
    """Where each row's middle is and how high it is, with what is left over shared out, up to `most` a row."""
    spare = max(0.0, box.h - sum(heights)) / max(len(heights), 1)
    places, top = [], box.y
    for height in heights:
        tall = height + min(spare, max(0.0, most - height))
        places.append((top + tall / 2, tall))
        top += tall
    return places
