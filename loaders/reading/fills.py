"""Fill colours of an Excel sheet, read from its XML only when somebody asks for them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from loaders.reading.archive import Archive
from loaders.reading.colours import OFFICE, PALETTE, Colours, colours_of, integer
from loaders.reading.ooxml import local, parse, position, related
from loaders.reading.painting import Fills

_CELL = re.compile(rb"<(?:\w+:)?c\s(?=[^>]*\bs=[\"'](\d+)[\"'])[^>]*?\br=[\"']([A-Z]{1,3})(\d{1,7})[\"']")


@dataclass
class Styles:
    """Paint by number of the cell style, and by number of the differential format of a conditional format.

    cells: only styles with a paint other than white, which is how people remove a colour. differential: ''
    where the format clears the colour, None where it leaves the colour alone. struck: the cell styles whose font is
    struck through.
    """

    cells: dict[int, str] = field(default_factory=dict)
    differential: list[str | None] = field(default_factory=list)
    colours: Colours = field(default_factory=lambda: Colours(PALETTE, OFFICE))
    struck: frozenset[int] = frozenset()


def read_styles(archive: Archive, workbook: str) -> Styles:
    """The workbook's styles. A style without a fill of its own has that of the named style it is based on;
    with one, its own is what Excel shows, whatever its applyFill says ([MS-OI29500] 2.1.721)."""
    parts = dict(related(archive, workbook).values())
    if not parts.get("styles"):
        return Styles()
    root = parse(archive.read(parts["styles"]))
    lists = {local(child.tag): child for child in root}
    colours = colours_of(archive, parts.get("theme", ""), lists.get("colors"))
    paints = [_paint(fill, colours) for fill in lists.get("fills", ())]
    base_fills = [integer(style.attrib.get("fillId")) for style in lists.get("cellStyleXfs", ())]
    overlaid = [differential_paint(dxf, colours) for dxf in lists.get("dxfs", ())]
    styles = Styles(differential=overlaid, colours=colours)
    for number, style in enumerate(lists.get("cellXfs", ())):
        fill, base = (integer(style.attrib.get(name)) for name in ("fillId", "xfId"))
        if fill is None and base is not None and base < len(base_fills):
            fill = base_fills[base]
        if fill is not None and fill < len(paints) and paints[fill] not in (None, "FFFFFF"):
            styles.cells[number] = paints[fill]
    styles.struck = _struck(lists)
    return styles


def _struck(lists: dict[str, Element]) -> frozenset[int]:
    """The numbers of the cell styles whose font is struck through, by their own font or that of their named style."""
    fonts = [any(_is_on(mark) for mark in font) for font in lists.get("fonts", ())]
    base_fonts = [integer(style.attrib.get("fontId")) for style in lists.get("cellStyleXfs", ())]
    struck = set()
    for number, style in enumerate(lists.get("cellXfs", ())):
        font, base = (integer(style.attrib.get(name)) for name in ("fontId", "xfId"))
        if font is None and base is not None and base < len(base_fonts):
            font = base_fonts[base]
        if font is not None and font < len(fonts) and fonts[font]:
            struck.add(number)
    return frozenset(struck)


def _is_on(mark: Element) -> bool:
    return local(mark.tag) == "strike" and mark.attrib.get("val", "1") not in ("0", "false")


def cell_fills(archive: Archive, part: str, paints: dict[int, str], fills: Fills) -> None:
    """Put the paint of every cell that has one of the styles, with or without a value, into the grid.

    A format of a whole row or column counts only where there are cells.
    """
    codes = {str(number).encode(): fills.code(paint) for number, paint in paints.items()}
    cols: dict[bytes, int] = {}
    height, width = fills.grid.shape
    for text in archive.tags(part):
        for style, letters, row in _CELL.findall(text):
            code = codes.get(style)
            if code is None:
                continue
            if letters not in cols:
                cols[letters] = position(letters, b"1")[1]
            at, col = int(row) - 1, cols[letters]
            if at < height and col < width:
                fills.grid[at, col] = code


def _paint(fill: Element, colours: Colours) -> str | None:
    """What a fill shows (see Fills); None for no fill."""
    for kind in fill:
        if local(kind.tag) == "patternFill":
            return _pattern(kind, colours)
        if local(kind.tag) == "gradientFill":
            stops = [colours.of(colour) for stop in kind for colour in stop]
            return ">".join(dict.fromkeys(stop for stop in stops if stop)) or None
    return None


def _pattern(pattern: Element, colours: Colours) -> str | None:
    kind = pattern.attrib.get("patternType", "none")
    shown = {local(child.tag): colours.of(child) for child in pattern}
    if kind == "none":
        return None
    if kind == "solid":
        return shown.get("fgColor")
    ink, ground = shown.get("fgColor") or "000000", shown.get("bgColor") or "FFFFFF"
    return ink if ink == ground else f"{ink}+{ground}"


def differential_paint(dxf: Element, colours: Colours) -> str | None:
    """The paint that a differential format lays over a cell: there the ground is the colour that shows."""
    for fill in dxf:
        for pattern in fill if local(fill.tag) == "fill" else ():
            kind = pattern.attrib.get("patternType", "solid")
            shown = {local(child.tag): colours.of(child) for child in pattern}
            if local(pattern.tag) != "patternFill":
                return _paint(fill, colours) or ""
            if kind == "none":
                return ""
            if kind != "solid":
                return _pattern(pattern, colours)
            paint = shown.get("bgColor") or shown.get("fgColor") or ""
            return "" if paint == "FFFFFF" else paint
    return None
