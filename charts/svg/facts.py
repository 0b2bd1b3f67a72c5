"""A few large figures side by side, each with what it is about and what stands behind it."""

from __future__ import annotations

from charts.drawing import Fact, Facts, Series
from charts.svg.lettering import broken
from charts.svg.sheet import Box, Sheet, leading

KIND = Facts
LARGE = ((64, 1), (52, 1), (44, 2), (36, 2), (30, 2))  # sizes, and on how many lines at most
GAP = 28


def series(drawing: Facts) -> tuple[Series, ...]:  # noqa: ARG001 - no colour means anything here
    return ()


def parts(drawing: Facts, box: Box, size: float) -> list[Facts]:
    """As many cards a slide as two rows hold."""
    across, tall = _across(box, len(drawing.facts)), _height(drawing.facts, box, size)
    most = across * (2 if 2 * tall + GAP <= box.h else 1)
    return [Facts(drawing.facts[at : at + most]) for at in range(0, max(len(drawing.facts), 1), most)]


def height(drawing: Facts, box: Box, size: float, whole: Facts) -> float:  # noqa: ARG001
    rows = -(-len(drawing.facts) // _across(box, len(drawing.facts)))
    return rows * (_height(drawing.facts, box, size) + GAP) - GAP


def draw(sheet: Sheet, drawing: Facts, box: Box, size: float, whole: Facts) -> None:  # noqa: ARG001
    across = _across(box, len(drawing.facts))
    wide = (box.w - GAP * (across - 1)) / across
    rows = -(-len(drawing.facts) // across)
    tall = (box.h - GAP * (rows - 1)) / max(rows, 1)
    large = _large(drawing.facts, wide)
    label = max((_heights(fact, large, wide, size)[0] for fact in drawing.facts), default=0)
    for at, fact in enumerate(drawing.facts):
        row, column = divmod(at, across)
        place = Box(box.x + column * (wide + GAP), box.y + row * (tall + GAP), wide, tall)
        _draw_fact(sheet, fact, place, large, label, size)


def _across(box: Box, count: int) -> int:
    most = 4 if box.w > 1000 else 3
    return max(1, min(most, count if count <= most else -(-count // 2)))


def _height(facts: tuple[Fact, ...], box: Box, size: float) -> float:
    """What the highest card needs."""
    across = _across(box, len(facts))
    wide = (box.w - GAP * (across - 1)) / across
    needs = [_heights(fact, _large(facts, wide), wide, size) for fact in facts]
    return sum(max(part) for part in zip(*needs, strict=True)) + 24 if needs else 0


def _large(facts: tuple[Fact, ...], wide: float) -> float:
    """The size of all figures: as large as fits on a line each, or on two where one is long."""
    for size, lines in LARGE:
        if all(len(broken(fact.figure, size, wide, strong=True)) <= lines for fact in facts):
            return size
    return LARGE[-1][0]


def _heights(fact: Fact, large: float, wide: float, size: float) -> tuple[float, float, float]:
    return (
        len(broken(fact.label, size, wide)) * leading(size),
        len(broken(fact.figure, large, wide, strong=True)) * leading(large) + 10,
        len(broken(_note(fact), size, wide)) * leading(size),
    )


def _note(fact: Fact) -> str:
    return fact.note + (" · invented" if fact.invented else "")


def _draw_fact(sheet: Sheet, fact: Fact, place: Box, large: float, label: float, size: float) -> None:
    """label: the height that the longest label takes, so that figures stand on one line."""
    _, figure, _ = _heights(fact, large, place.w, size)
    sheet.line([(place.x, place.y), (place.right, place.y)], sheet.theme.ink, 3)
    top = place.y + 14
    sheet.lines(place.x, top, broken(fact.label, size, place.w), size, fill=sheet.theme.quiet)
    words = broken(fact.figure, large, place.w, strong=True)
    sheet.lines(place.x, top + label + 4, words, large, strong=True)
    note = broken(_note(fact), size, place.w)
    sheet.lines(place.x, top + label + figure, note, size, fill=sheet.theme.quiet)
