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
    longest = max(width(fact.figure, 1, strong=True) for fact in drawing.facts)
    large = next((size for size in (44, 36) if longest * pixels(size) <= wide - 24), 30)
    label = max(_high(fact.label, TEXT, wide - 24) for fact in drawing.facts)
    for at, fact in enumerate(drawing.facts):
        card = Box(box.x + at % across * wide, box.y + at // across * tall, wide - 24, tall - 16)
        _add_fact(slide, fact, card, large, label)


def _high(words: str, size: float, room: float, *, strong: bool = False) -> float:
    """What words take, with room for a font that is a little wider than the one that is measured."""
    return len(broken(words, pixels(size) * 1.05, room, strong=strong)) * pixels(size) * 1.22 + 8


def _add_fact(slide, fact: Fact, card: Box, large: float, label: float) -> None:
    """label: the height of the highest one, so that figures stand on one line."""
    note = fact.note + (" · invented" if fact.invented else "")
    figure, after = _high(fact.figure, large, card.w, strong=True), _high(note, TEXT, card.w)
    add_text(slide, Box(card.x, card.y, card.w, label), [fact.label], TEXT, fill=QUIET)
    add_text(slide, Box(card.x, card.y + label, card.w, figure), [fact.figure], large, strong=True)
    add_text(slide, Box(card.x, card.y + label + figure, card.w, after), [note], TEXT, fill=QUIET)
