"""A map of tiles: each with its name and figure; solid, outlined or blank, so that none rests on colour alone."""

from __future__ import annotations

from charts.drawing import Cells, Figure, Grid, Series, Tile, Tiles
from charts.svg.lettering import broken, cut
from charts.svg.sheet import Box, Sheet, leading
from charts.svg.themes import text_on

KIND = Tiles
GAP, PAD = 4, 4
MOST_LINES = 2


def series(drawing: Tiles) -> tuple[Series, ...]:
    return drawing.series


def parts(drawing: Tiles, box: Box, size: float) -> list[Tiles]:
    """A map is never divided: at the smallest size it goes on one slide, with its words cut where they must be."""
    return [drawing] if height(drawing, box, size, drawing) <= box.h or size <= 20 else [drawing, drawing]


def height(drawing: Tiles, box: Box, size: float, whole: Tiles) -> float:  # noqa: ARG001
    lines = MOST_LINES if any(tile.figure for tile in drawing.tiles) else 1
    return _rows(drawing) * (leading(size) * lines + PAD + GAP)


def draw(sheet: Sheet, drawing: Tiles, box: Box, size: float, whole: Tiles) -> None:  # noqa: ARG001
    across = 1 + max(tile.column for tile in drawing.tiles)
    wide, tall = (box.w + GAP) / across, (box.h + GAP) / _rows(drawing)
    small = min(size, (tall - GAP - PAD) / (MOST_LINES * 1.18))
    for tile in drawing.tiles:
        place = Box(box.x + tile.column * wide, box.y + tile.row * tall, wide - GAP, tall - GAP)
        _draw_tile(sheet, tile, drawing.series, place, small)


def _rows(drawing: Tiles) -> int:
    return 1 + max(tile.row for tile in drawing.tiles)


def _draw_tile(sheet: Sheet, tile: Tile, meant: tuple[Series, ...], place: Box, size: float) -> None:
    solid, outlined, _ = meant
    ink = sheet.theme.ink if tile.figure else sheet.theme.quiet
    if tile.figure is None:
        sheet.box(place, sheet.theme.grid)
    elif tile.figure.outlined:
        inner = Box(place.x + 1.5, place.y + 1.5, place.w - 3, place.h - 3)
        sheet.box(inner, sheet.theme.paper, edge=sheet.theme.line(outlined.fill), thick=3)
    else:
        sheet.box(place, sheet.theme.fill(solid.fill))
        ink = text_on(sheet.theme.fill(solid.fill))
    said = [cut(tile.label, size, place.w - 2 * PAD, strong=True)]
    if tile.figure:
        lines = broken(tile.figure.words, size, place.w - 2 * PAD)
        said.append(lines[0] if len(lines) == 1 else cut(tile.figure.words, size, place.w - 2 * PAD))
    top = place.y + (place.h - len(said) * leading(size)) / 2
    for at, words in enumerate(said):
        middle = top + (at + 0.5) * leading(size)
        sheet.text(place.x + PAD, middle, words, size, fill=ink, strong=at == 0)


def as_rows(drawing: Tiles) -> Grid:
    """The tiles of which something is known as a table, for what draws no map."""
    known = [tile for tile in drawing.tiles if tile.figure] or list(drawing.tiles)
    rows = tuple(Cells(tile.label, ((_told(tile.figure),) if tile.figure else (),)) for tile in known)
    return Grid(("Figure",), rows, drawing.series[:2])


def _told(figure: Figure) -> Figure:
    return Figure(figure.words, None, figure.outlined)
