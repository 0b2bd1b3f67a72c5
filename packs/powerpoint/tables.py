"""Native tables: grids of regions and subjects, and a few large figures."""

from __future__ import annotations

from charts.drawing import Fact, Facts, Figure, Grid
from charts.svg.columns import NOTHING
from charts.svg.facts import RULE, UNDER, Cards, lay, note_of
from charts.svg.grid import Laid
from charts.svg.lettering import broken
from charts.svg.sheet import leading
from packs.powerpoint.shapes import QUIET, TEXT, Box, add_rule, add_table, add_text, pixels, points

TALLEST = 56
AIR = 20  # over the caption


def add_grid(slide, drawing: Grid, box: Box, alt: str, whole: Grid) -> None:
    """A row per subject; what was reported says so in words, since a table has no outlined bars.

    whole: the grid of which this is a part; all parts have its columns.
    """
    laid = Laid(drawing, whole, box, pixels(TEXT))
    head = (drawing.head, *drawing.columns)
    rows = [
        (row.label, *(cell_words(cell, bool(drawing.series)) for cell in row.cells)) for row in drawing.rows
    ]
    spare = max(0, box.h - laid.head - sum(laid.heights)) / max(len(rows), 1)
    heights = [laid.head, *(high + min(spare, max(0, TALLEST - high)) for high in laid.heights)]
    add_table(slide, box, [head, *rows], [laid.start - box.x, *laid.wide], heights, alt, [False, *laid.right])


def cell_words(cell: tuple[Figure, ...], told_apart: bool = True) -> str:
    """'73%; reported almost 90%'; '–' where nothing is known."""
    cell_figures = [
        f"reported {figure.words}" if told_apart and _reported(figure) else figure.words for figure in cell
    ]
    return "; ".join(cell_figures) or NOTHING


def _reported(figure: Figure) -> bool:
    """A figure that somebody else counted; a mention without one needs no saying so."""
    return figure.outlined and any(sign.isdigit() for sign in figure.words)


def add_facts(slide, drawing: Facts, box: Box) -> None:
    """Figures in large type, what they are about above and what stands behind them below, as on the wall."""
    size, box = pixels(TEXT + 3), box.above(AIR)
    laid = lay(drawing.facts, box, size)
    for fact, place in zip(drawing.facts, laid.places(box), strict=False):
        _add_fact(slide, fact, place, laid, size)


def _add_fact(slide, fact: Fact, card: Box, laid: Cards, size: float) -> None:
    add_rule(slide, card)
    figure = len(broken(fact.figure, laid.large, card.w, strong=True)) * leading(laid.large)
    top = card.y + RULE
    add_text(slide, Box(card.x, top, card.w, laid.label), [fact.label], points(size), fill=QUIET)
    add_text(
        slide, Box(card.x, top + laid.label, card.w, figure), [fact.figure], points(laid.large), strong=True
    )
    under = top + laid.label + figure + UNDER
    add_text(
        slide, Box(card.x, under, card.w, card.bottom - under), [note_of(fact)], points(size), fill=QUIET
    )
