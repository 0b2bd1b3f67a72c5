"""The conditional formats of an Excel sheet, as rules. They stand behind its cells, in two dialects."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from loaders import limits
from loaders.reading import sentences
from loaders.reading.archive import Archive
from loaders.reading.conditional import STATES, WORDED, Rule, test_of
from loaders.reading.fills import Styles, differential_paint
from loaders.reading.formulas import looks_elsewhere
from loaders.reading.ooxml import local, parse, position
from loaders.reading.painting import Area
from loaders.reading.sheets import Refused

_ROOT = re.compile(rb"<(?:\w+:)?worksheet\b[^>]*>")
_CELLS_END = re.compile(rb"</(?:\w+:)?sheetData\s*>|<(?:\w+:)?sheetData\s*/>")
_AREA = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")
_TAIL_BYTES = 8 * limits.MB  # of what stands behind the cells


def rules_of(archive: Archive, part: str, styles: Styles) -> list[Rule]:
    """The rules of a sheet's part that colour cells, or keep others from doing so."""
    root = _behind_the_cells(archive, part)
    rules = []
    for block in root.iter() if root is not None else ():
        if local(block.tag) == "conditionalFormatting":
            areas = areas_of(block.attrib.get("sqref") or _text_of(block, "sqref"))
            rules += [rule for rule in (_rule(element, areas, styles) for element in block) if rule]
    return rules


def _behind_the_cells(archive: Archive, part: str) -> Element | None:
    """The sheet's XML without its cells: its root, and what follows them."""
    head, tail = b"", b""
    for text in archive.tags(part):
        if not head:
            root = _ROOT.search(text)
            head = root[0] if root else b""
        ends = [root.end() for root in _CELLS_END.finditer(text)]
        if ends:
            tail = text[ends[-1] :]
        elif tail:
            tail += text
        if len(tail) > _TAIL_BYTES:
            raise Refused(sentences.unpacks_too_big(_TAIL_BYTES))
    return parse(head + tail) if head and tail else None


def _rule(element: Element, areas: tuple[Area, ...], styles: Styles) -> Rule | None:
    get = element.attrib.get
    kind = get("type", "")
    if local(element.tag) != "cfRule" or not areas or kind in ("dataBar", "iconSet"):
        return None
    priority = int(get("priority") or 0)
    if kind == "colorScale":
        return Rule(areas, priority, "", None, numbers_only=True)
    formulas = [child.text or "" for child in element if local(child.tag) in ("formula", "f")]
    base = _base(areas)
    # The second formula of the newer dialect's text rules is the text itself, or a cell that holds it.
    text = get("text") or _quoted(formulas[-1] if len(formulas) > 1 else "")
    own = kind in STATES or (kind in WORDED and text is not None) or not any(map(looks_elsewhere, formulas))
    test = test_of(kind, get("operator", ""), text, formulas, base or areas[0][:2]) if base or own else None
    stops = get("stopIfTrue") in ("1", "true")
    return Rule(areas, priority, _paint(element, styles), test, stops, own=own)


def _paint(element: Element, styles: Styles) -> str | None:
    for child in element:
        if local(child.tag) == "dxf":
            return differential_paint(child, styles.colours)
    number = element.attrib.get("dxfId", "")
    known = number.isdigit() and int(number) < len(styles.differential)
    return styles.differential[int(number)] if known else None


def _base(areas: tuple[Area, ...]) -> tuple[int, int] | None:
    """The cell from which relative references count: the one furthest up and left. None where that is no cell
    of the first area, of which programs think differently."""
    top, left = min(area[0] for area in areas), min(area[1] for area in areas)
    return (top, left) if areas[0][:2] == (top, left) else None


def areas_of(text: str) -> tuple[Area, ...]:
    """The areas of a reference such as 'B2:D9 F2'; what is no reference is none."""
    return tuple(_areas(text))


def _areas(text: str) -> Iterator[Area]:
    for piece in text.split():
        match = _AREA.fullmatch(piece)
        if match:
            top, left = position(match[1].encode(), match[2].encode())
            bottom, right = position(match[3].encode(), match[4].encode()) if match[3] else (top, left)
            if 0 <= top <= bottom and left <= right:
                yield top, left, bottom, right


def _quoted(formula: str) -> str | None:
    inner = formula[1:-1]
    whole = len(formula) > 1 and formula[0] == formula[-1] == '"' and '"' not in inner
    return inner if whole else None


def _text_of(block: Element, name: str) -> str:
    return next((child.text or "" for child in block if local(child.tag) == name), "")
