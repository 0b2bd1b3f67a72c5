"""What a sheet's own key says of its signs and colours."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from loaders.answers import text_of
from loaders.colours import hue_of
from loaders.reading.sheets import Sheet
from loaders.tables import Table
from loaders.vocabulary import Vocabulary
from loaders.words import normalise

_INTRODUCTION = re.compile(
    r"^\s*(?:colour |rating |option )?(?:key|legend|note|scale|ratings?)\s*[:\-–]?\s*", re.IGNORECASE
)
_PAIR = re.compile(r"\s*(?P<sign>[^\s=:,;][^=:,;]{0,20}?)\s*(?:=|:|\s[-–—])\s*(?P<meaning>[^,;\n=]+)")


@dataclass
class Legend:
    """signs: by scale, normalised sign to answer. colours: by scale, 'RRGGBB' to answer; hues likewise."""

    signs: dict[str, dict[str, str]] = field(default_factory=dict)
    colours: dict[str, dict[str, str]] = field(default_factory=dict)
    cells: set[tuple[int, int]] = field(default_factory=set)  # painted cells of the key itself

    def colour(self, scale: str, rgb: str) -> str | None:
        """The answer that a colour stands for: as the key says, else by its hue where the key does not speak.

        A key that gives red, amber and green meanings of its own is followed for like hues too.
        """
        keyed = self.colours.get(scale, {})
        if rgb in keyed:
            return keyed[rgb]
        hue = hue_of(rgb)
        by_hue = {hue_of(known): answer for known, answer in keyed.items() if hue_of(known)}
        if by_hue:
            return by_hue.get(hue)
        return hue if scale == "rag" else None


def signs_of(table: Table, vocabulary: Vocabulary) -> dict[str, dict[str, str]]:
    """The signs that text outside the table explains ('R = will not undertake'), by scale."""
    signs: dict[str, dict[str, str]] = {}
    for row, col, text in _texts_outside(table):
        pairs = [(m["sign"], m["meaning"]) for m in _PAIR.finditer(_INTRODUCTION.sub("", text))]
        beside = table.sheet.values[row][col + 1] if col + 1 < table.sheet.width else None
        if not pairs and isinstance(beside, str) and len(text) <= 12:
            pairs = [(text, beside)]
        for sign, meaning in pairs:
            for scale in vocabulary.known("scale"):
                answer = vocabulary.answer(meaning, scale).id
                if answer:
                    signs.setdefault(scale, {})[normalise(sign)] = answer
    return signs


def legend_of(table: Table, vocabulary: Vocabulary) -> Legend:
    """Signs and colours that the sheet explains outside the table. Reads the fills."""
    legend = Legend(signs_of(table, vocabulary))
    inside = set(table.rows) | set(table.heading_rows)
    for (row, col), rgb in table.sheet.fills.items():
        if row in inside or row >= table.sheet.height:
            continue
        meaning = _text_at(table.sheet, row, col) or _text_at(table.sheet, row, col + 1)
        for scale in vocabulary.known("scale") if meaning else ():
            answer = vocabulary.answer(meaning, scale).id or _last_side(meaning, scale, vocabulary)
            if answer:
                legend.colours.setdefault(scale, {})[rgb] = answer
                legend.cells.add((row, col))
    return legend


def _last_side(meaning: str, scale: str, vocabulary: Vocabulary) -> str | None:
    """'Red = will not undertake' beside a colour: what stands behind the sign counts."""
    found = _PAIR.fullmatch(meaning)
    return vocabulary.answer(found["meaning"], scale).id if found else None


def _texts_outside(table: Table) -> list[tuple[int, int, str]]:
    """Texts above, below and beside the table: row, col, text."""
    inside = np.zeros(table.sheet.height, dtype=bool)
    inside[table.rows] = True
    inside[table.heading_rows] = True
    texts = []
    for row in np.flatnonzero(~inside):
        texts += [(int(row), c, _read(v)) for c, v in enumerate(table.sheet.values[row]) if _explains(v)]
    for apart in table.apart:
        if inside[apart.row]:
            cells = range(apart.cols[0], apart.cols[1] + 1)
            texts += [
                (apart.row, c, v) for c in cells if isinstance(v := table.sheet.values[apart.row][c], str)
            ]
    return texts


def _explains(value: Any) -> bool:
    return (isinstance(value, str) and bool(value.strip())) or (
        isinstance(value, int | float) and not isinstance(value, bool)
    )


def _read(value: Any) -> str:
    return text_of(value)


def _text_at(sheet: Sheet, row: int, col: int) -> str:
    if row >= sheet.height or col >= sheet.width:
        return ""
    value = sheet.values[row][col]
    return value if isinstance(value, str) else ""
