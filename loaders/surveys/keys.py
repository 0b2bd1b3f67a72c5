"""Keys to coded answers: in a heading ('1 = Red, 2 = Amber'), or on a sheet that lists codes and what they mean."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from loaders.reading.sheets import Sheet
from loaders.surveys.answers import text_of
from loaders.tables.tables import Column, Table
from loaders.vocabulary.vocabulary import Vocabulary
from loaders.vocabulary.words import blank, normalise, words_of

Keys = dict[str, dict[str, str]]  # scale to normalised sign to answer

_NAMES_CODES = re.compile(
    r"\b(?:keys?|legend|codebook|code ?book|codes?|coding|values?|value labels?|variables?|lookups?|look ups?|"
    r"data dictionary|dictionary|meanings?|means|labels?|scoring)\b"
)
_COUNTS = re.compile(
    r"\b(?:counts?|totals?|number of|no of|practices|responses|replies|per ?cent|percentage|n)\b"
)
_MOST_CELLS = 20_000  # a sheet with more is no key


def apply_key(table: Table, column: Column, vocabulary: Vocabulary) -> None:
    """Let the signs of a column say what a key in its heading says of them, where there is one."""
    keys = [key for part in reversed(column.parts) for key in vocabulary.key_in(part).values()]
    if keys:
        values = table.values(column)
        said = [value if blank(value) else keys[0].get(normalise(text_of(value)), value) for value in values]
        table.put(column, said)


def keys_on_sheets(sheets: Iterable[Sheet], own: Sheet, vocabulary: Vocabulary) -> Keys:
    """Signs that other sheets explain, by scale: on a sheet whose name or headings speak of codes, a code beside
    what it means. A sign with two meanings is left out, as are sheets with counts: 'Green 12' is no code."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for sheet in sheets:
        if sheet is own or sheet.height * sheet.width > _MOST_CELLS or not _explains(sheet):
            continue
        for row in sheet.values:
            for text in filter(None, map(_text, row)):
                for scale, key in vocabulary.key_in(text).items():
                    for sign, answer in key.items():
                        found[scale][sign].add(answer)
            for scale, sign, answer in _pairs(row, vocabulary):
                found[scale][sign].add(answer)
    keys = {
        scale: {sign: next(iter(answers)) for sign, answers in signs.items() if len(answers) == 1}
        for scale, signs in found.items()
    }
    return {scale: key for scale, key in keys.items() if len(set(key.values())) > 1}


def _explains(sheet: Sheet) -> bool:
    """Whether a sheet's headings speak of codes, or its name does and it begins with them. Replies with a number
    each, and tallies, have headings of their own."""
    heads = [words_of(text) for row in sheet.values[:12] for text in map(_text, row) if 0 < len(text) < 40]
    if any(_COUNTS.search(text) for text in [words_of(sheet.name), *heads]):
        return False
    if any(_NAMES_CODES.search(text) for text in heads):
        return True
    first = next((row for row in sheet.values if any(value is not None for value in row)), [])
    return bool(_NAMES_CODES.search(words_of(sheet.name))) and any(
        _is_code(text_of(v)) or "=" in _text(v) for v in first if v is not None
    )


def _pairs(row: list, vocabulary: Vocabulary) -> list[tuple[str, str, str]]:
    """Scale, sign and answer of each code in a row whose nearest neighbour to the right, or else to the left, is
    an answer in words."""
    cells = [(value, text_of(value).strip()) for value in row if value is not None and text_of(value).strip()]
    pairs = []
    for at, (_, sign) in enumerate(cells):
        if not _is_code(sign):
            continue
        beside = [cells[n][1] for n in (at + 1, at - 1) if 0 <= n < len(cells)]
        meanings = next((found for text in beside if (found := _meanings(text, vocabulary))), [])
        pairs += [(scale, normalise(sign), answer) for scale, answer in meanings]
    return pairs


def _meanings(text: str, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    if _is_code(text):
        return []
    found = ((scale, vocabulary.answer(text, scale).id) for scale in vocabulary.known("scale"))
    return [(scale, answer) for scale, answer in found if answer]


def _is_code(text: str) -> bool:
    """A whole number, or a code such as A1."""
    return re.fullmatch(r"-?\d{1,3}|[A-Za-z]{1,2}\d{1,2}", text) is not None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
