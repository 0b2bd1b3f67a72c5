"""A few large figures, each with what it is about and what stands behind it."""

from __future__ import annotations

from dataclasses import dataclass

from charts.drawing import Fact, Facts, Series
from charts.svg.lettering import broken
from charts.svg.sheet import Box, Sheet, leading

KIND = Facts
LARGE = ((112, 1), (96, 1), (80, 1), (64, 1), (52, 1), (44, 2), (36, 2), (30, 2))  # sizes, and lines at most
GAP, RULE, UNDER = 28, 14, 10
MOST_ACROSS = 4
WORDS = 24  # the largest type beside a figure: room goes to the figure first


def series(drawing: Facts) -> tuple[Series, ...]:  # noqa: ARG001 - no colour means anything here
    return ()


def parts(drawing: Facts, box: Box, size: float) -> list[Facts]:
    """As many cards a slide as its rows hold."""
    laid = lay(drawing.facts, box, size)
    most = laid.across * max(1, int((box.h + GAP) // (laid.tall + GAP)))
    return [Facts(drawing.facts[at : at + most]) for at in range(0, max(len(drawing.facts), 1), most)]


def height(drawing: Facts, box: Box, size: float, whole: Facts) -> float:  # noqa: ARG001
    laid = lay(drawing.facts, box, size)
    return laid.rows * (laid.tall + GAP) - GAP


def draw(sheet: Sheet, drawing: Facts, box: Box, size: float, whole: Facts) -> None:  # noqa: ARG001
    laid = lay(drawing.facts, box, size)
    for fact, place in zip(drawing.facts, laid.places(box), strict=False):
        _draw_fact(sheet, fact, place, laid, size)


@dataclass(frozen=True)
class Cards:
    """How facts stand in a box: cards in a row, rows, the breadth and height of a card, the size of its figure.

    label: the height that the longest label takes, so that figures stand on one line.
    """

    across: int
    rows: int
    wide: float
    tall: float
    large: float
    label: float

    def places(self, box: Box) -> list[Box]:
        """A place for each card, row by row; rows share what is left of the box."""
        tall = min((box.h - GAP * (self.rows - 1)) / self.rows, self.tall * 1.25)
        step = self.wide + GAP, tall + GAP
        return [
            Box(box.x + column * step[0], box.y + row * step[1], self.wide, tall)
            for row in range(self.rows)
            for column in range(self.across)
        ]


def lay(facts: tuple[Fact, ...], box: Box, size: float) -> Cards:
    """The arrangement with the largest figures among those that fit, else among all; with fewest rows."""
    size = min(size, WORDS)
    most = max(1, min(MOST_ACROSS if box.w > 1000 else MOST_ACROSS - 1, len(facts)))
    tried = [
        _cards(facts, across, box, size, at) for across in range(most, 0, -1) for at in range(len(LARGE))
    ]
    fitting = [laid for laid in tried if laid and laid.rows * (laid.tall + GAP) - GAP <= box.h]
    return max(fitting or [laid for laid in tried if laid], key=lambda laid: (laid.large, laid.across))


def _cards(facts: tuple[Fact, ...], across: int, box: Box, size: float, at: int) -> Cards | None:
    """None where a figure has no room at this size; the smallest one is broken as it must be."""
    large, lines = LARGE[at]
    wide = (box.w - GAP * (across - 1)) / across
    figures = [len(broken(fact.figure, large, wide, strong=True)) for fact in facts]
    if max(figures, default=0) > lines and at + 1 < len(LARGE):
        return None
    label = max((_high(fact.label, size, wide) for fact in facts), default=0)
    note = max((_high(note_of(fact), size, wide) for fact in facts), default=0)
    tall = RULE + label + max(figures, default=0) * leading(large) + UNDER + note
    return Cards(across, -(-len(facts) // across), wide, tall, large, label)


def _high(words: str, size: float, wide: float) -> float:
    return len(broken(words, size, wide)) * leading(size)


def note_of(fact: Fact) -> str:
    """What stands under a fact, and whether it is invented."""
    return fact.note + (" · invented" if fact.invented else "")


def _draw_fact(sheet: Sheet, fact: Fact, place: Box, laid: Cards, size: float) -> None:
    size = min(size, WORDS)
    sheet.line([(place.x, place.y), (place.right, place.y)], sheet.theme.ink, 3)
    top = place.y + RULE
    sheet.lines(place.x, top, broken(fact.label, size, place.w), size, fill=sheet.theme.quiet)
    words = broken(fact.figure, laid.large, place.w, strong=True)
    sheet.lines(place.x, top + laid.label, words, laid.large, strong=True)
    under = top + laid.label + len(words) * leading(laid.large) + UNDER
    sheet.lines(place.x, under, broken(note_of(fact), size, place.w), size, fill=sheet.theme.quiet)
