"""A map of tiles: each with its name and figure; solid, outlined or blank, so that none rests on colour alone."""

from __future__ import annotations

from charts.drawing import Cells, Figure, Grid, Series, Tile, Tiles
from charts.svg.lettering import cut, width
from charts.svg.sheet import Box, Sheet
from charts.svg.themes import text_on

KIND = Tiles
GAP, PAD = 3, 3
MOST_LINES, LEAST = 2, 20
LINE = 1.08  # from the name of a tile to its figure, in sizes of their type: two lines that belong together


def series(drawing: Tiles) -> tuple[Series, ...]:
    return drawing.series


def parts(drawing: Tiles, box: Box, size: float) -> list[Tiles]:
    """A map is never divided: at the smallest size it goes on one slide, by short names where long ones do not fit."""
    return [drawing] if height(drawing, box, size, drawing) <= box.h or size <= LEAST else [drawing, drawing]


def height(drawing: Tiles, box: Box, size: float, whole: Tiles) -> float:  # noqa: ARG001
    lines = MOST_LINES if any(tile.figure for tile in drawing.tiles) else 1
    return _rows(drawing) * (size * LINE * lines + GAP)


def draw(sheet: Sheet, drawing: Tiles, box: Box, size: float, whole: Tiles) -> None:  # noqa: ARG001
    across = 1 + max(tile.column for tile in drawing.tiles)
    wide, tall = (box.w + GAP) / across, (box.h + GAP) / _rows(drawing)
    for tile in drawing.tiles:
        place = Box(box.x + tile.column * wide, box.y + tile.row * tall, wide - GAP, tall - GAP)
        with sheet.noted(f"{tile.label}: {tile.figure.words}" if tile.figure else tile.label):
            _draw_tile(sheet, tile, drawing.series, place, size)


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
    tile_lines = _lines_of(tile, size, place.w - 2 * PAD)
    top = place.y + (place.h - len(tile_lines) * size * LINE) / 2
    for at, words in enumerate(tile_lines):
        sheet.text(place.x + PAD, top + (at + 0.5) * size * LINE, words, size, fill=ink, strong=at == 0)


def _lines_of(tile: Tile, size: float, room: float) -> list[str]:
    """The name and the figure, each in its short form where the long one has no room."""
    names = [name for name in (tile.label, tile.short) if name]
    name = next((candidate for candidate in names if width(candidate, size, strong=True) <= room), names[-1])
    tile_lines = [cut(name, size, room, strong=True)]
    if tile.figure:
        words = tile.figure.words
        tile_lines.append(words if width(words, size) <= room else cut(tile.brief or words, size, room))
    return tile_lines


def as_rows(drawing: Tiles) -> Grid:
    """The tiles of which something is known as a table, for what draws no map."""
    known = [tile for tile in drawing.tiles if tile.figure] or list(drawing.tiles)
    rows = tuple(Cells(tile.label, ((_in_short(tile.figure),) if tile.figure else (),)) for tile in known)
    return Grid(("Figure",), rows, drawing.series[:2])


def _in_short(figure: Figure) -> Figure:
    return Figure(figure.words, None, figure.outlined)
