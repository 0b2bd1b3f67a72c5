"""What the keys of a workbook say of its colours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from loaders.surveys.colours import hue_of, is_neutral
from loaders.surveys.keys import meant_by
from loaders.surveys.signs import answers_meant, text_at
from loaders.tables.tables import Key, Table
from loaders.texts.pairs import pair_of
from loaders.texts.remarks import place_in
from loaders.vocabulary.vocabulary import Vocabulary

_SCALE = "rag"  # what colours are answers of where their key uses no scale's words
_COLOURS, _LINE = (
    2,
    8,
)  # colours that a key in other words explains at least; words of one of its lines at most
Pair = tuple[str, str, list[tuple[str, str]]]  # paint, text, the answers that the text means by scale


@dataclass
class Legend:
    """colours: by scale, paint to answer, None where the key gives it two. texts: the words beside each colour,
    whatever they mean."""

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
        """Take in that a colour stands for an answer of a scale; one that is said to stand for two stands for none."""
        colours = self.colours.setdefault(scale, {})
        colours[paint] = answer if colours.get(paint, answer) == answer else None


def legend_of(table: Table, vocabulary: Vocabulary) -> Legend:
    """The colours that the workbook explains outside the tables, on the table's own sheet first; a colour explained
    there is explained. Reads the fills.

    A colour is explained by the text in its own cell, or by the text beside it: all of a key on the same side.
    """
    own, others = _explained([Key(table.sheet, table.around)], vocabulary), _explained(table.keys, vocabulary)
    for scale, colours in others.colours.items():
        for paint in colours.keys() - own.texts.keys():
            own.colours.setdefault(scale, {})[paint] = colours[paint]
    own.texts = others.texts | own.texts
    return own


def _explained(keys: list[Key], vocabulary: Vocabulary) -> Legend:
    """The colours that keys explain; a sheet that explains none by an answer, and not two of red, amber and green in
    other words, is no key."""
    legend = Legend()
    for key in keys:
        if "colours" not in key.memory:  # a workbook of many tables asks it of each sheet for each of them
            key.memory["colours"] = [
                (paint, text, _meanings(text, vocabulary))
                for paint, text in _coloured_texts(key, lambda text: bool(_meanings(text, vocabulary)))
            ]
        pairs = key.memory["colours"]
        if not any(meanings for _, _, meanings in pairs):
            pairs = _loosely_explained(pairs, vocabulary)
        for paint, text, meanings in pairs:
            legend.texts.setdefault(paint, text)
            for scale, answer in meanings:
                legend.learn(scale, paint, answer)
    return legend


def _loosely_explained(pairs: list[Pair], vocabulary: Vocabulary) -> list[Pair]:
    """The colours of a key in words that are no answers, each with what the words come to: 'up for it' → the first
    answer. Nothing where fewer than two of red, amber and green have a short text of their own."""
    hued = {hue: text for paint, text, _ in pairs if (hue := hue_of(paint)) and len(text.split()) <= _LINE}
    if len(set(hued.values())) < _COLOURS or len(hued) < _COLOURS:
        return []
    answers = vocabulary.answers_of(_SCALE)
    by_place = {place_in(answers, answer): answer for answer in answers}
    pairs_meant = ((paint, text, by_place.get(meant_by(text, vocabulary) or "")) for paint, text, _ in pairs)
    return [(paint, text, [(_SCALE, answer)] if answer else []) for paint, text, answer in pairs_meant]


def explained_colours(table: Table, says: Callable[[str], bool]) -> dict[str, str]:
    """Paint to the words that a key gives it, the table's own sheet first; only words that say something. A colour
    with two different texts on one sheet has none."""
    explained: dict[str, str] = {}
    for key in [Key(table.sheet, table.around), *table.keys]:
        meanings: dict[str, set[str]] = {}
        for paint, text in _coloured_texts(key, lambda text: says(_meaning_in(text))):
            meanings.setdefault(paint, set()).add(_meaning_in(text))
        for paint, texts in meanings.items():
            if len(texts) == 1 and says(text := texts.pop()):
                explained.setdefault(paint, text)
    return explained


def _meaning_in(text: str) -> str:
    """'withdrawn' of 'Green = withdrawn'."""
    pair = pair_of(text)
    return pair[1].strip() if pair else text


def _coloured_texts(key: Key, says: Callable[[str], bool]) -> list[tuple[str, str]]:
    """Paint and words of each coloured cell of a key that has words in it, or on the side where they stand."""
    own, beside = [], {-1: [], 1: []}
    for row, col in key.cells:
        text = text_at(key.sheet, row, col)
        paint = key.sheet.fills.get((row, col))
        if text and paint:
            own.append((paint, text))
        for step, texts_near in beside.items() if text and not paint else ():
            near = key.sheet.fills.get((row, col + step))
            if near and not text_at(key.sheet, row, col + step):
                texts_near.append((near, text))
    left, right = (sum(1 for _, text in beside[step] if says(text)) for step in (-1, 1))
    return [(paint, text) for paint, text in own + beside[1 if right > left else -1] if not is_neutral(paint)]


def _meanings(text: str, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    pair = pair_of(text)
    return answers_meant(text, vocabulary) or (answers_meant(pair[1], vocabulary) if pair else [])
