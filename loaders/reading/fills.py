"""Fill colours of an Excel sheet, read from its XML only when somebody asks for them."""

from __future__ import annotations

import colorsys
import re
from xml.etree.ElementTree import Element

from loaders import limits
from loaders.reading import sentences
from loaders.reading.archive import Archive
from loaders.reading.ooxml import local, parse, position, related
from loaders.reading.sheets import Refused

_CELL = re.compile(rb"<(?:\w+:)?c\s(?=[^>]*\bs=[\"'](\d+)[\"'])[^>]*?\br=[\"']([A-Z]{1,3})(\d{1,7})[\"']")

_BASIC = "000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF"
# Excel's default palette, ECMA-376 part 1, 18.8.27; numbers 0 to 7 repeat as 8 to 15.
PALETTE = f"""{_BASIC} {_BASIC} 800000 008000 000080 808000 800080 008080 C0C0C0 808080
9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF 000080 FF00FF FFFF00 00FFFF 800080 800000 008080
0000FF 00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99 3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600
666699 969696 003366 339966 003300 333300 993300 993366 333399 333333""".split()
# Theme numbers do not follow the order of the theme's own list: light and dark change places.
_THEME = ["lt1", "dk1", "lt2", "dk2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink"]
_OFFICE = [
    "FFFFFF",
    "000000",
    "E7E6E6",
    "44546A",
    "4472C4",
    "ED7D31",
    "A5A5A5",
    "FFC000",
    "5B9BD5",
    "70AD47",
    "0563C1",
    "954F72",
]


def style_colours(archive: Archive, workbook: str) -> dict[int, str]:
    """Cell style number to 'RRGGBB', for the styles with a solid fill other than white.

    A gradient counts if all its stops are one colour. White is how people remove a colour: it is none.
    """
    parts = dict(related(archive, workbook).values())
    if not parts.get("styles"):
        return {}
    root = parse(archive.read(parts["styles"]))
    lists = {local(child.tag): child for child in root}
    palette = _palette(lists.get("colors")) or PALETTE
    theme = _theme(archive, parts.get("theme", ""))
    fills = [_colour_of_fill(fill, palette, theme) for fill in lists.get("fills", ())]
    colours = {}
    for number, style in enumerate(lists.get("cellXfs", ())):
        fill = _integer(style.attrib.get("fillId"))
        if fill is not None and 0 <= fill < len(fills) and fills[fill] not in (None, "FFFFFF"):
            colours[number] = fills[fill]
    return colours


def cell_fills(archive: Archive, part: str, colours: dict[int, str]) -> dict[tuple[int, int], str]:
    """Colour by zero-based (row, col) of every cell that has one of the styles, with or without a value.

    A format of a whole row or column counts only where there are cells. Conditional formats are not read.
    """
    found: dict[tuple[int, int], str] = {}
    coloured = {str(number).encode(): colour for number, colour in colours.items()}
    for text in archive.tags(part):
        for style, letters, row in _CELL.findall(text):
            if style in coloured:
                found[position(letters, row)] = coloured[style]
        if len(found) > limits.FILLS:
            raise Refused(sentences.too_many_fills(limits.FILLS))
    return found


def _palette(colors: Element | None) -> list[str]:
    """The workbook's own palette; empty if it has none."""
    for child in colors if colors is not None else ():
        if local(child.tag) == "indexedColors":
            return [entry.attrib.get("rgb", "FF000000")[-6:].upper() for entry in child]
    return []


def _theme(archive: Archive, part: str) -> list[str]:
    """The theme's twelve colours in the order of their numbers; those of Office where there is no theme."""
    if not part:
        return _OFFICE
    found = {}
    for scheme in parse(archive.read(part)).iter():
        if local(scheme.tag) == "clrScheme":
            for slot in scheme:
                for colour in slot:
                    found[local(slot.tag)] = colour.attrib.get("lastClr") or colour.attrib.get("val", "")
    return [
        (value if len(value) == 6 else fallback).upper()
        for value, fallback in (
            (found.get(name, ""), default) for name, default in zip(_THEME, _OFFICE, strict=True)
        )
    ]


def _colour_of_fill(fill: Element, palette: list[str], theme: list[str]) -> str | None:
    """The one colour that a fill shows; None for no fill, a pattern, or a gradient of several colours."""
    for kind in fill:
        if local(kind.tag) == "patternFill" and kind.attrib.get("patternType") == "solid":
            front = next((child for child in kind if local(child.tag) == "fgColor"), None)
            return None if front is None else _colour(front, palette, theme)
        if local(kind.tag) == "gradientFill":
            stops = {_colour(colour, palette, theme) for stop in kind for colour in stop}
            return stops.pop() if len(stops) == 1 else None
    return None


def _colour(element: Element, palette: list[str], theme: list[str]) -> str | None:
    get = element.attrib.get
    number = _integer(get("theme") or get("indexed"))
    if get("rgb"):
        base = get("rgb")[-6:].upper()
    elif number is None or number < 0:
        return None
    elif get("theme"):
        base = theme[number] if number < len(theme) else None
    else:
        base = palette[number] if number < len(palette) else {64: "000000", 65: "FFFFFF"}.get(number)
    if base is None or not re.fullmatch("[0-9A-F]{6}", base):
        return None
    return tinted(base, float(get("tint") or 0))


def tinted(colour: str, tint: float) -> str:
    """Lighter for a tint above 0, darker below: on the lightness alone (ECMA-376 part 1, 18.8.19)."""
    if not tint:
        return colour
    hue, light, saturation = colorsys.rgb_to_hls(*(int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)))
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    rgb = colorsys.hls_to_rgb(hue, min(max(light, 0), 1), saturation)
    return "".join(f"{round(part * 255):02X}" for part in rgb)


def _integer(text: str | None) -> int | None:
    return int(text) if text is not None and text.strip().isdigit() else None
