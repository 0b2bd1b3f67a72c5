"""Native tables: grids of regions and subjects, and a few large figures."""

from __future__ import annotations

from charts.drawing import Fact, Facts, Figure, Grid
from charts.svg.lettering import broken, width
from packs.powerpoint.shapes import QUIET, TEXT, Box, add_table, add_text, pixels

NOTHING = "–"


def add_grid(slide, drawing: Grid, box: Box, alt: str) -> None:
    """A row per subject; what was reported says so in words, since a table has no outlined bars."""
    head = ("", *drawing.columns)
    rows = [
        (row.label, *(cell_words(cell, bool(drawing.series)) for cell in row.cells)) for row in drawing.rows
    ]
    first = min(0.34, 0.5 if len(drawing.columns) < 3 else 0.28)
    rest = (1 - first) / len(drawing.columns)
    add_table(slide, box, [head, *rows], [first, *[rest] * len(drawing.columns)], alt)


def cell_words(cell: tuple[Figure, ...], told_apart: bool = True) -> str:
    """'73%; reported almost 90%'; '–' where nothing is known."""
    said = [f"reported {one.words}" if told_apart and _reported(one) else one.words for one in cell]
    return "; ".join(said) or NOTHING


def _reported(figure: Figure) -> bool:
    """A figure that somebody else counted; a mention without one needs no saying so."""
    return figure.outlined and any(sign.isdigit() for sign in figure.words)


def add_facts(slide, drawing: Facts, box: Box) -> None:
    """Figures in large type, what they are about above and what stands behind them below."""
    count = len(drawing.facts)
    across = count if count <= 4 else -(-count // 2)
    wide, tall = box.w / across, box.h / -(-count // across)
    for at, fact in enumerate(drawing.facts):
        card = Box(box.x + at % across * wide, box.y + at // across * tall, wide - 24, tall - 16)
        _add_fact(slide, fact, card)


def _add_fact(slide, fact: Fact, card: Box) -> None:
    note = fact.note + (" · invented" if fact.invented else "")
    sizes = (size for size in (44, 36, 28) if width(fact.figure, pixels(size), strong=True) <= card.w)
    large = next(sizes, 22)
    top = card.y
    for words, size, given in (
        (fact.label, TEXT, {"fill": QUIET}),
        (fact.figure, large, {"strong": True}),
        (note, TEXT, {"fill": QUIET}),
    ):
        lines = broken(words, pixels(size) * 1.05, card.w, strong=given.get("strong", False))
        high = len(lines) * pixels(size) * 1.22 + 8
        add_text(slide, Box(card.x, top, card.w, high), [words], size, **given)
        top += high
