"""What signs and codes mean as answers: by a key in a heading, outside the table, or on another sheet of the file."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from loaders.cells.typed import typed
from loaders.reading.sheets import Sheet
from loaders.tables.tables import Column, Key, Table
from loaders.texts.answers import text_of
from loaders.texts.pairs import pairs_in
from loaders.vocabulary.vocabulary import Vocabulary
from loaders.vocabulary.words import blank, normalise

Signs = dict[str, dict[str, str]]  # scale to normalised sign to answer
Said = tuple[str, str, str]  # scale, normalised sign, answer

_CODE = re.compile(r"-?\d{1,3}|[A-Za-z]{1,2}\d{1,2}")  # a whole number, or a code such as A1
_SIGN = 3  # letters: a sign has at most so many, and what explains it at least


def apply_key(table: Table, column: Column, vocabulary: Vocabulary) -> None:
    """Let the signs of a column say what a key in its heading says of them, else the only key in any heading."""
    keys = _keys_in(column, vocabulary) or _only_key(table, vocabulary)
    if keys:
        values = table.values(column)
        signs = {sign: answer for sign, answer in keys[0].items() if not typed(sign, vocabulary).answer}
        meanings = [
            value if blank(value) else signs.get(normalise(text_of(value)), value) for value in values
        ]
        table.put(column, meanings)


def _keys_in(column: Column, vocabulary: Vocabulary) -> list[dict[str, str]]:
    return [key for part in reversed(column.parts) for key in vocabulary.key_in(part).values()]


def _only_key(table: Table, vocabulary: Vocabulary) -> list[dict[str, str]]:
    """The key that stands in the headings of a table, where all that stand there say the same."""
    if "only key" not in table.memory:
        keys = [key for column in table.columns for key in _keys_in(column, vocabulary)[:1]]
        table.memory["only key"] = keys[:1] if all(key == keys[0] for key in keys) else []
    return table.memory["only key"]


def signs_of(table: Table, vocabulary: Vocabulary) -> Signs:
    """The signs that cells outside the tables explain ('R = will not undertake', or R beside it), by scale.

    What the table's own sheet says of a sign counts before what the others say. A sign with two meanings on the own
    sheet, or on the others, has none there.
    """
    own = _certain(_said_on(Key(table.sheet, table.around), vocabulary, own=True))
    others = _certain(meanings for key in table.keys for meanings in _said_on(key, vocabulary))
    scales = dict.fromkeys((*own, *others))
    signs = {scale: others.get(scale, {}) | own.get(scale, {}) for scale in scales}
    return {scale: _agreeing(meanings, scale, vocabulary) for scale, meanings in signs.items()}


def said_of_signs(table: Table) -> dict[str, str]:
    """What keys outside the tables say of signs in words that are no answer: normalised sign to text, the table's own
    sheet first. '1 = up for it' → {'1': 'up for it'}."""
    if "said of signs" not in table.memory:
        meanings: dict[str, str] = {}
        for key in (Key(table.sheet, table.around), *table.keys):
            for row, col in key.cells:
                for sign, text in _explained_at(key.sheet, row, col):
                    meanings.setdefault(normalise(sign), text)
        table.memory["said of signs"] = meanings
    return table.memory["said of signs"]


def _explained_at(sheet: Sheet, row: int, col: int) -> Iterator[tuple[str, str]]:
    """The short signs of a cell and the text that each has, in the cell or beside it."""
    text = text_of(sheet.values[row][col])
    pairs = [(sign, meaning.strip()) for sign, meaning in pairs_in(text)]
    pairs = pairs or [(text, text_at(sheet, row, col + 1).strip())]
    return ((sign, means) for sign, means in pairs if len(sign) <= _SIGN <= len(means))


def _agreeing(signs: dict[str, str], scale: str, vocabulary: Vocabulary) -> dict[str, str]:
    """The signs but those that are another answer of the scale: of these loaders/surveys/keys.py takes care."""
    return {
        sign: answer for sign, answer in signs.items() if typed(sign, vocabulary).on(scale) in (None, answer)
    }


def answers_meant(text: str, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """The answers that a text means as a whole, by scale."""
    answers = ((scale, typed(text, vocabulary).on(scale)) for scale in vocabulary.known("scale"))
    return [(scale, answer) for scale, answer in answers if answer]


def _certain(readings: Iterable[Said]) -> Signs:
    meanings: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for scale, sign, answer in readings:
        meanings[scale][sign].add(answer)
    return {
        scale: {sign: min(answers) for sign, answers in signs.items() if len(answers) == 1}
        for scale, signs in meanings.items()
    }


def _said_on(key: Key, vocabulary: Vocabulary, *, own: bool = False) -> list[Said]:
    """All that a key says of signs, worked out once: a workbook of 120 tables asks it of each sheet 120 times.

    own: the key stands on the sheet of the answers. On another, a number beside an answer may as well be a reply or a
    count: it is a sign on sheets that list codes alone.
    """
    place = ("signs", own)
    if place not in key.memory:
        signs = [each for row, col in key.cells for each in _in_cell(key.sheet, row, col, own, vocabulary)]
        key.memory[place] = signs + ([] if own else _listed_codes(key, vocabulary))
    return key.memory[place]


def _in_cell(sheet: Sheet, row: int, col: int, own: bool, vocabulary: Vocabulary) -> Iterator[Said]:
    """What a text says of signs by itself, or is said to mean by the text beside it."""
    text = text_of(sheet.values[row][col])
    pairs = pairs_in(text)
    beside = text_at(sheet, row, col + 1)
    if not pairs and _is_sign(text, beside, vocabulary) and (own or not text.isdigit()):
        pairs = [(text, beside)]
    for sign, means in pairs:
        yield from ((scale, normalise(sign), answer) for scale, answer in answers_meant(means, vocabulary))
    for scale, signs in vocabulary.key_in(text).items():
        yield from ((scale, sign, answer) for sign, answer in signs.items())


def _is_sign(text: str, beside: str, vocabulary: Vocabulary) -> bool:
    """Whether a short text is explained by the one beside it. 'Red' beside 'Amber' is not: both are answers."""
    short = len(text) <= _SIGN <= len(beside) and len(text) < len(beside)
    return short and not (len(text) > 1 and typed(text, vocabulary).answer)


def _listed_codes(key: Key, vocabulary: Vocabulary) -> list[Said]:
    """The codes of a sheet that lists codes and what they mean; none unless two answers of a scale are among them."""
    if not _lists_codes(key, vocabulary):
        return []
    codes = [each for row in _rows(key) for each in _codes_in(row, vocabulary)]
    several = {scale for scale, signs in _certain(codes).items() if len(set(signs.values())) > 1}
    return [each for each in codes if each[0] in several]


def _rows(key: Key) -> list[list]:
    rows: dict[int, list] = defaultdict(list)
    for row, col in sorted(map(tuple, key.cells)):
        rows[row].append(key.sheet.values[row][col])
    return list(rows.values())


def _lists_codes(key: Key, vocabulary: Vocabulary) -> bool:
    """Whether the headings of a key speak of codes, or its sheet's name does and it begins with them. Replies with a
    number each, and tallies, have headings of their own."""
    rows, name = _rows(key), typed(key.sheet.name, vocabulary)
    texts = (value for row in rows[:12] for value in row if isinstance(value, str) and len(value) < 40)
    heads = [typed(text, vocabulary) for text in texts]
    if any(text.speaks_of("counts") for text in (name, *heads)):
        return False
    if any(text.speaks_of("codes") for text in heads):
        return True
    first = rows[0] if rows else []
    return name.speaks_of("codes") and any(
        _CODE.fullmatch(text_of(value)) or (isinstance(value, str) and "=" in value) for value in first
    )


def _codes_in(row: list, vocabulary: Vocabulary) -> Iterator[Said]:
    """Each code in a row whose nearest neighbour to the right, or else to the left, is an answer in words."""
    cells = [text for value in row if (text := text_of(value).strip())]
    for at, sign in enumerate(cells):
        if _CODE.fullmatch(sign):
            beside = [cells[n] for n in (at + 1, at - 1) if 0 <= n < len(cells)]
            words = [text for text in beside if not _CODE.fullmatch(text)]
            meanings = next((answers for text in words if (answers := answers_meant(text, vocabulary))), [])
            yield from ((scale, normalise(sign), answer) for scale, answer in meanings)


def text_at(sheet: Sheet, row: int, col: int) -> str:
    """The text of a cell; '' beside the sheet and where no text stands."""
    if not 0 <= col < sheet.width:
        return ""
    value = sheet.values[row][col]
    return value if isinstance(value, str) else ""
