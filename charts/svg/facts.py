"""A few large figures side by side, each with what it is about and what stands behind it."""

from __future__ import annotations

from charts.drawing import Fact, Facts, Series
from charts.svg.lettering import broken, width
from charts.svg.sheet import Box, Sheet, leading

KIND = Facts
LARGE = 64
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
    for at, fact in enumerate(drawing.facts):
        row, column = divmod(at, across)
        place = Box(box.x + column * (wide + GAP), box.y + row * (tall + GAP), wide, tall)
        _draw_fact(sheet, fact, place, size)


def _across(box: Box, count: int) -> int:
    most = 4 if box.w > 1000 else 3
    return max(1, min(most, count if count <= most else -(-count // 2)))


def _height(facts: tuple[Fact, ...], box: Box, size: float) -> float:
    across = _across(box, len(facts))
    wide = (box.w - GAP * (across - 1)) / across
    return max((sum(_heights(fact, wide, size)) for fact in facts), default=0) + 24


def _large(fact: Fact, wide: float) -> tuple[float, tuple[str, ...]]:
    """The figure on one line as large as it fits, or on several of a headline's size."""
    for size in (LARGE, 52, 44, 38):
        if width(fact.figure, size, strong=True) <= wide:
            return size, (fact.figure,)
    return 38, broken(fact.figure, 38, wide, strong=True)


def _heights(fact: Fact, wide: float, size: float) -> tuple[float, float, float]:
    large, figure = _large(fact, wide)
    return (
        len(broken(fact.label, size, wide)) * leading(size),
        len(figure) * leading(large) + 10,
        len(broken(_note(fact), size, wide)) * leading(size),
    )


def _note(fact: Fact) -> str:
    return fact.note + (" · invented" if fact.invented else "")


def _draw_fact(sheet: Sheet, fact: Fact, place: Box, size: float) -> None:
    label, figure, _ = _heights(fact, place.w, size)
    sheet.line([(place.x, place.y), (place.right, place.y)], sheet.theme.ink, 3)
    top = place.y + 14
    sheet.lines(place.x, top, broken(fact.label, size, place.w), size, fill=sheet.theme.quiet)
    large, words = _large(fact, place.w)
    sheet.lines(place.x, top + label + 4, words, large, strong=True)
    note = broken(_note(fact), size, place.w)
    sheet.lines(place.x, top + label + figure, note, size, fill=sheet.theme.quiet)
