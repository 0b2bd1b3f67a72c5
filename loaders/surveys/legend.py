"""What a sheet's own key says of its signs and colours."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from loaders.reading.sheets import Sheet
from loaders.surveys.answers import text_of
from loaders.surveys.colours import hue_of, is_neutral
from loaders.tables.tables import Key, Table
from loaders.vocabulary.vocabulary import Vocabulary
from loaders.vocabulary.words import normalise

_INTRODUCTION = re.compile(
    r"^\s*(?:colour |rating |option )?(?:key|legend|note|scale|ratings?)\s*[:\-–]?\s*", re.IGNORECASE
)
_PAIR = re.compile(r"\s*(?P<sign>[^\s=:,;][^=:,;]{0,20}?)\s*(?:=|:|\s[-–—])\s*(?P<meaning>[^,;\n=]+)")

_SIGN = 3  # letters: a sign has at most so many, and what explains it at least


@dataclass
class Legend:
    """signs: by scale, normalised sign to answer. colours: by scale, paint to answer, None where the key gives it
    two. texts: the words beside each colour, whatever they mean."""

    signs: dict[str, dict[str, str]] = field(default_factory=dict)
    colours: dict[str, dict[str, str | None]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)

    def colour(self, scale: str, paint: str) -> str | None:
        """The answer that a colour stands for: as the key says, else by its hue where the key does not speak.

        A key that gives red, amber and green meanings of its own is followed for like hues too, unless it has
        two meanings for one hue.
        """
        keyed = self.colours.get(scale, {})
        if paint in keyed or paint in self.texts:
            return keyed.get(paint)
        hue = hue_of(paint)
        by_hue: dict[str, set[str | None]] = {}
        for known in self.texts if keyed else ():
            if shade := hue_of(known):
                by_hue.setdefault(shade, set()).add(keyed.get(known))
        if by_hue:
            meant = by_hue.get(hue or "", set())
            return meant.pop() if len(meant) == 1 else None
        return hue if scale == "rag" else None

    def learn(self, scale: str, paint: str, answer: str) -> None:
        colours = self.colours.setdefault(scale, {})
        colours[paint] = answer if colours.get(paint, answer) == answer else None


def signs_of(table: Table, vocabulary: Vocabulary) -> dict[str, dict[str, str]]:
    """The signs that text outside the tables explains ('R = will not undertake'), by scale: on the table's own
    sheet, and for a scale that nothing explains there, on the others."""
    signs: dict[str, dict[str, str]] = {}
    for key in [Key(table.sheet, table.around), *table.keys]:
        for scale, found in _signs_in(key, key.sheet is table.sheet, vocabulary).items():
            signs.setdefault(scale, found)
    return signs


def _signs_in(key: Key, own: bool, vocabulary: Vocabulary) -> dict[str, dict[str, str]]:
    """A sign that a key gives two meanings has none. own: the key stands on the sheet of the answers; on another, a
    number beside an answer may as well be a reply (loaders/surveys/keys.py knows the sheets that list codes)."""
    found: dict[str, dict[str, set[str]]] = {}
    for row, col in key.cells:
        text = text_of(key.sheet.values[row][col])
        pairs = [(m["sign"], m["meaning"]) for m in _PAIR.finditer(_INTRODUCTION.sub("", text))]
        beside = _text_at(key.sheet, row, col + 1)
        if not pairs and _is_sign(text, beside, vocabulary) and (own or not text.isdigit()):
            pairs = [(text, beside)]
        said = [
            (scale, normalise(sign), answer)
            for sign, means in pairs
            for scale, answer in _answers(means, vocabulary)
        ]
        listed = vocabulary.key_in(text)
        said += [(scale, sign, answer) for scale, signs in listed.items() for sign, answer in signs.items()]
        for scale, sign, answer in said:
            found.setdefault(scale, {}).setdefault(sign, set()).add(answer)
    return {
        scale: {sign: min(answers) for sign, answers in signs.items() if len(answers) == 1}
        for scale, signs in found.items()
    }


def legend_of(table: Table, vocabulary: Vocabulary) -> Legend:
    """Signs and colours that the workbook explains outside the tables, on the table's own sheet first; a colour
    explained there is explained. Reads the fills.

    A colour is explained by the text in its own cell, or by the text beside it: all of a key on the same side.
    """
    own = _explained([Key(table.sheet, table.around)], vocabulary)
    others = _explained(table.keys, vocabulary)
    own.signs = signs_of(table, vocabulary)
    for scale, colours in others.colours.items():
        for paint in colours.keys() - own.texts.keys():
            own.colours.setdefault(scale, {})[paint] = colours[paint]
    own.texts = others.texts | own.texts
    return own


def _explained(keys: list[Key], vocabulary: Vocabulary) -> Legend:
    """The colours that keys explain; a sheet that explains none by an answer is no key."""
    legend = Legend()
    for key in keys:
        pairs = [
            (paint, text, _meanings(text, vocabulary))
            for paint, text in _coloured_texts(key, lambda text: bool(_meanings(text, vocabulary)))
        ]
        for paint, text, meanings in pairs if any(meanings for _, _, meanings in pairs) else ():
            legend.texts.setdefault(paint, text)
            for scale, answer in meanings:
                legend.learn(scale, paint, answer)
    return legend


def explained_colours(table: Table, says: Callable[[str], bool]) -> dict[str, str]:
    """Paint to the words that a key gives it, the table's own sheet first; only words that say something. A colour
    with two different texts on one sheet has none."""
    explained: dict[str, str] = {}
    for key in [Key(table.sheet, table.around), *table.keys]:
        found: dict[str, set[str]] = {}
        for paint, text in _coloured_texts(key, lambda text: says(_meaning_in(text))):
            found.setdefault(paint, set()).add(_meaning_in(text))
        for paint, texts in found.items():
            if len(texts) == 1 and says(text := texts.pop()):
                explained.setdefault(paint, text)
    return explained


def _meaning_in(text: str) -> str:
    """'withdrawn' of 'Green = withdrawn'."""
    pair = _PAIR.fullmatch(text)
    return pair["meaning"].strip() if pair else text


def _coloured_texts(key: Key, says: Callable[[str], bool]) -> list[tuple[str, str]]:
    """Paint and words of each coloured cell of a key that has words in it, or on the side where they stand."""
    own, beside = [], {-1: [], 1: []}
    for row, col in key.cells:
        text = _text_at(key.sheet, row, col)
        paint = key.sheet.fills.get((row, col))
        if text and paint:
            own.append((paint, text))
        for step, found in beside.items() if text and not paint else ():
            near = key.sheet.fills.get((row, col + step))
            if near and not _text_at(key.sheet, row, col + step):
                found.append((near, text))
    left, right = (sum(1 for _, text in beside[step] if says(text)) for step in (-1, 1))
    return [(paint, text) for paint, text in own + beside[1 if right > left else -1] if not is_neutral(paint)]


def _meanings(text: str, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    found = _PAIR.fullmatch(text)
    return _answers(text, vocabulary) or (_answers(found["meaning"], vocabulary) if found else [])


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
