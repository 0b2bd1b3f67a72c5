"""The colours of an Excel workbook: its palette, its theme, and tints of both."""

from __future__ import annotations

import colorsys
import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from loaders.reading.archive import Archive
from loaders.reading.ooxml import local, parse

_BASIC = "000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF"
# Excel's default palette, ECMA-376 part 1, 18.8.27; numbers 0 to 7 repeat as 8 to 15.
PALETTE = f"""{_BASIC} {_BASIC} 800000 008000 000080 808000 800080 008080 C0C0C0 808080
9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF 000080 FF00FF FFFF00 00FFFF 800080 800000 008080
0000FF 00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99 3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600
666699 969696 003366 339966 003300 333300 993300 993366 333399 333333""".split()
# Theme numbers do not follow the order of the theme's own list: light and dark change places.
_THEME = ["lt1", "dk1", "lt2", "dk2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink"]
OFFICE = [
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


@dataclass
class Colours:
    """The workbook's palette and theme."""

    palette: list[str]
    theme: list[str]

    def of(self, element: Element) -> str | None:
        """'RRGGBB' of a colour element; None where it names none."""
        get = element.attrib.get
        number = integer(get("theme") or get("indexed"))
        if get("rgb"):
            base = get("rgb")[-6:].upper()
        elif number is None:
            return None
        elif get("theme"):
            base = self.theme[number] if number < len(self.theme) else None
        else:
            base = (
                self.palette[number]
                if number < len(self.palette)
                else {64: "000000", 65: "FFFFFF"}.get(number)
            )
        if base is None or not re.fullmatch("[0-9A-F]{6}", base):
            return None
        return tinted(base, _fraction(get("tint")))


def colours_of(archive: Archive, theme: str, own: Element | None) -> Colours:
    """Of a workbook: its palette where it has its own, else Excel's; the theme in that part, else Office's."""
    return Colours(_palette(own) or PALETTE, _theme(archive, theme))


def _palette(colors: Element | None) -> list[str]:
    """The workbook's own palette; empty if it has none."""
    for child in colors if colors is not None else ():
        if local(child.tag) == "indexedColors":
            return [entry.attrib.get("rgb", "FF000000")[-6:].upper() for entry in child]
    return []


def _theme(archive: Archive, part: str) -> list[str]:
    """The theme's twelve colours in the order of their numbers; those of Office where there is no theme."""
    if not part:
        return OFFICE
    colours = {}
    for scheme in parse(archive.read(part)).iter():
        if local(scheme.tag) == "clrScheme":
            for slot in scheme:
                for colour in slot:
                    colours[local(slot.tag)] = colour.attrib.get("lastClr") or colour.attrib.get("val", "")
    return [
        (value if len(value) == 6 else fallback).upper()
        for value, fallback in (
            (colours.get(name, ""), default) for name, default in zip(_THEME, OFFICE, strict=True)
        )
    ]


def tinted(colour: str, tint: float) -> str:
    """Lighter for a tint above 0, darker below: on the lightness alone (ECMA-376 part 1, 18.8.19)."""
    if not tint:
        return colour
    hue, light, saturation = colorsys.rgb_to_hls(*(int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)))
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    rgb = colorsys.hls_to_rgb(hue, min(max(light, 0), 1), saturation)
    return "".join(f"{round(part * 255):02X}" for part in rgb)


def _fraction(text: str | None) -> float:
    """A tint from -1 to 1; 0 where it is none."""
    try:
        tint = float(text or 0)
    except ValueError:
        return 0.0
    return tint if -1 <= tint <= 1 else 0.0


def integer(text: str | None) -> int | None:
    """A whole number of an attribute; None where there is none."""
    return int(text) if text is not None and text.strip().isdigit() else None
