"""Which cells of an Excel sheet are struck through: by their style, or by the runs of their own text."""

from __future__ import annotations

import re
from functools import cached_property
from xml.etree.ElementTree import Element

from loaders.reading.archive import Archive
from loaders.reading.fills import Styles
from loaders.reading.ooxml import local, parse, position, related

Place = tuple[int, int]

_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*?)(/?)>")
_AT = re.compile(rb"\br=[\"']([A-Z]{1,3})(\d{1,7})[\"']")
_STYLE = re.compile(rb"\bs=[\"'](\d+)[\"']")
_SHARED = re.compile(rb"\bt=[\"']s[\"']")
_NUMBER = re.compile(rb"<(?:\w+:)?v>(\d+)<")
_INLINE = re.compile(rb"<(?:\w+:)?is>.*?</(?:\w+:)?is>", re.DOTALL)


class Struck:
    """What is struck through in a workbook: cell styles and shared texts. Looked for when somebody asks."""

    def __init__(self, archive: Archive, workbook: str, styles: Styles) -> None:
        self.archive, self.workbook, self.styles = archive, workbook, styles.struck

    @cached_property
    def texts(self) -> dict[int, str]:
        """Number of each shared text with struck runs to what of it is not struck."""
        return _struck_texts(self.archive, self.workbook)

    def cells(self, part: str, own: bool) -> dict[Place, str]:
        """Zero-based place of each struck cell of a sheet to the part of its text that is not struck: '' where all of
        it is. own: cells may hold texts of their own with struck runs.

        Cells without a value are among them where their style is struck.
        """
        if not (self.styles or self.texts or own):
            return {}
        numbers = b"|".join(b"%d" % number for number in sorted(self.styles))
        used = re.compile(rb"\ss=[\"'](?:%s)[\"']" % numbers) if numbers else None
        struck: dict[Place, str] = {}
        for piece in self.archive.tags(part):
            if self.texts or b"strike" in piece or (used and used.search(piece)):
                struck |= _in_piece(piece, self.styles, self.texts)
        return struck


def _in_piece(piece: bytes, styles: frozenset[int], texts: dict[int, str]) -> dict[Place, str]:
    struck: dict[Place, str] = {}
    cells = list(_CELL.finditer(piece))
    for number, cell in enumerate(cells):
        at, style = _AT.search(cell[1]), _STYLE.search(cell[1])
        if at is None:
            continue
        if style and int(style[1]) in styles:
            struck[position(at[1], at[2])] = ""
            continue
        if cell[2] or not (texts or b"strike" in piece):
            continue
        end = cells[number + 1].start() if number + 1 < len(cells) else len(piece)
        left = _left_standing(cell[1], piece[cell.end() : end], texts)
        if left is not None:
            struck[position(at[1], at[2])] = left
    return struck


def _left_standing(attributes: bytes, content: bytes, texts: dict[int, str]) -> str | None:
    """What of a cell's own text is not struck; None where nothing of it is."""
    if _SHARED.search(attributes):
        number = _NUMBER.search(content)
        return texts.get(int(number[1])) if number else None
    inline = _INLINE.search(content) if b"strike" in content else None
    if inline is None:
        return None
    return _unstruck(parse(re.sub(rb"(</?)\w+:", rb"\1", inline[0])))


def _struck_texts(archive: Archive, workbook: str) -> dict[int, str]:
    """Number of each shared text with struck runs to what of it is not struck."""
    part = dict(related(archive, workbook).values()).get("sharedStrings", "")
    if not part:
        return {}
    if not any(b"strike" in chunk for chunk in archive.tags(part)):
        return {}
    items = (item for item in parse(archive.read(part)) if local(item.tag) == "si")
    remainders = ((number, _unstruck(item)) for number, item in enumerate(items))
    return {number: left for number, left in remainders if left is not None}


def _unstruck(item: Element) -> str | None:
    """The text of the runs that are not struck; None where no run with text is."""
    kept: list[str] = []
    struck = False
    for run in item:
        text = "".join(child.text or "" for child in run if local(child.tag) == "t")
        if local(run.tag) == "t":
            kept.append(run.text or "")
        elif local(run.tag) == "r" and text.strip() and _is_struck(run):
            struck = True
        else:
            kept.append(text)
    return " ".join("".join(kept).split()) if struck else None


def _is_struck(run: Element) -> bool:
    marks = [mark for properties in run if local(properties.tag) == "rPr" for mark in properties]
    return any(
        local(mark.tag) == "strike" and mark.attrib.get("val", "1") not in ("0", "false") for mark in marks
    )
