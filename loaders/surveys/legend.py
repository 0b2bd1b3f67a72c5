"""What a sheet's own key says of its signs and colours."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from loaders.reading.sheets import Sheet
from loaders.surveys.answers import text_of
from loaders.surveys.colours import hue_of
from loaders.tables.tables import Table
from loaders.vocabulary.vocabulary import Vocabulary
from loaders.vocabulary.words import normalise

_INTRODUCTION = re.compile(
    r"^\s*(?:colour |rating |option )?(?:key|legend|note|scale|ratings?)\s*[:\-–]?\s*", re.IGNORECASE
)
_PAIR = re.compile(r"\s*(?P<sign>[^\s=:,;][^=:,;]{0,20}?)\s*(?:=|:|\s[-–—])\s*(?P<meaning>[^,;\n=]+)")

_SIGN = 3  # letters: a sign has at most so many, and what explains it at least


@dataclass
class Legend:
    """signs: by scale, normalised sign to answer. colours: by scale, 'RRGGBB' to answer; hues likewise."""

    signs: dict[str, dict[str, str]] = field(default_factory=dict)
    colours: dict[str, dict[str, str]] = field(default_factory=dict)

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
    """The signs that text outside the tables explains ('R = will not undertake'), by scale."""
    signs: dict[str, dict[str, str]] = {}
    for row, col in table.around:
        text = text_of(table.sheet.values[row][col])
        pairs = [(m["sign"], m["meaning"]) for m in _PAIR.finditer(_INTRODUCTION.sub("", text))]
        beside = _text_at(table.sheet, row, col + 1)
        if not pairs and _is_sign(text, beside, vocabulary):
            pairs = [(text, beside)]
        for sign, meaning in pairs:
            for scale, answer in _answers(meaning, vocabulary):
                signs.setdefault(scale, {})[normalise(sign)] = answer
    return signs


def legend_of(table: Table, vocabulary: Vocabulary) -> Legend:
    """Signs and colours that the sheet explains outside the tables. Reads the fills.

    A colour is explained by the text in its own cell, or by the text right of it, or else left of it.
    """
    legend = Legend(signs_of(table, vocabulary))
    fills = table.sheet.fills
    for row, col in table.around:
        text = _text_at(table.sheet, row, col)
        found = _PAIR.fullmatch(text)
        answers = _answers(text, vocabulary) or (_answers(found["meaning"], vocabulary) if found else [])
        rgb = fills.get((row, col))
        for beside in (col - 1, col + 1):
            if rgb is None and not _text_at(table.sheet, row, beside):
                rgb = fills.get((row, beside))
        for scale, answer in answers if rgb else ():
            legend.colours.setdefault(scale, {})[rgb] = answer
    return legend


def _is_sign(text: str, beside: str, vocabulary: Vocabulary) -> bool:
    """Whether a short text is explained by the one beside it. 'Red' beside 'Amber' is not: both are answers."""
    short = len(text) <= _SIGN <= len(beside) and len(text) < len(beside)
    return short and not (len(text) > 1 and vocabulary.is_answer(text))


def _answers(meaning: str, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """The answers that a text means, by scale."""
    found = ((scale, vocabulary.answer(meaning, scale).id) for scale in vocabulary.known("scale"))
    return [(scale, answer) for scale, answer in found if answer]


def _text_at(sheet: Sheet, row: int, col: int) -> str:
    if not 0 <= col < sheet.width:
        return ""
    value = sheet.values[row][col]
    return value if isinstance(value, str) else ""
