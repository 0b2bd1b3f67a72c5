"""Delimited text to rows of cells. Values stay text."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from loaders import limits
from loaders.reading import sentences
from loaders.reading.calamine_rows import paused_collection
from loaders.reading.sheets import Refused, Sheet, trimmed

DELIMITERS = ",;\t|"
_SEP = re.compile(r'"?sep=(.)"?[ \t,;]*(?:\r\n|\r|\n|$)', re.IGNORECASE)
_LINE_END = re.compile(r"\r\n|\r|\n")
_TEXTS = 100_000  # different texts that are kept once
_SAMPLE = 200_000  # characters from which the delimiter of a larger file is told

csv.field_size_limit(limits.FIELD_TEXT)


def read_delimited(text: str, name: str, likely: str = ",") -> Sheet:
    """One sheet of the text's rows: short rows padded with None, empty fields None, everything else text.

    A first line "sep=;" names the delimiter and is no row, as in Excel. likely: taken if none shows itself.
    """
    named = _SEP.match(text)
    if named:
        text, delimiter = text[named.end() :], named[1]
    else:
        delimiter = find_delimiter(text, likely)
    if text.count(delimiter) > limits.CELLS:
        raise Refused(sentences.too_many_fields(limits.CELLS))
    with paused_collection():
        rows = _equal_texts_once(_rows(text, delimiter))
    width = max(map(len, rows), default=0)
    if width > limits.COLUMNS:
        raise Refused(sentences.too_many_columns(limits.COLUMNS))
    if len(rows) * width > limits.CELLS:
        raise Refused(sentences.too_many_fields(limits.CELLS))
    for row in rows:
        if len(row) < width:
            row.extend([None] * (width - len(row)))
    return Sheet(name, trimmed(rows))


def _equal_texts_once(rows: Iterator[list[str]]) -> list[list[str | None]]:
    """Empty fields None, equal texts one object: a column of a million answers holds three texts."""
    once: dict[str, str | None] = {"": None}
    known: list[list[str | None]] = []
    for row in rows:
        if len(once) < _TEXTS:
            known.append([once.setdefault(field, field) for field in row])
        else:
            known.append([once.get(field, field) for field in row])
    return known


def lines_of(text: str, start: int = 0) -> Iterator[str]:
    """The lines with their ends, one by one: a text held as a file takes four times its size."""
    for end in _LINE_END.finditer(text, start):
        yield text[start : end.end()]
        start = end.end()
    if start < len(text):
        yield text[start:]


def find_delimiter(text: str, likely: str = ",") -> str:
    """The delimiter that cuts most rows into the same number of fields, most fields winning.

    One that starts to do so later in the file than another counts half: lists and decimal commas inside the
    cells do so in every row but the heading.
    """
    sample = text if len(text) <= _SAMPLE else text[: text.rfind("\n", 0, _SAMPLE) + 1] or text[:_SAMPLE]
    found = {mark: _regularity(sample, mark) for mark in DELIMITERS if mark in sample}
    if len(found) < 2:
        return next(iter(found), likely)
    first = min((start for _, width, start in found.values() if width > 1), default=0)

    def score(mark: str) -> tuple[float, bool]:
        share, width, start = found[mark]
        return share * (width - 1) ** 0.5 * (1 if start <= first else 0.5), mark == likely

    return max(found, key=score)


def _regularity(text: str, mark: str) -> tuple[float, int, int]:
    """Share of the rows with the commonest number of fields above one, that number, the first such row."""
    try:
        widths = [len(row) for row in csv.reader(lines_of(text), delimiter=mark) if any(row)]
    except csv.Error:
        return 0.0, 1, 0
    several = Counter(width for width in widths if width > 1)
    if not several:
        return 0.0, 1, 0
    width, rows = max(several.items(), key=lambda item: (item[1], item[0]))
    return rows / len(widths), width, widths.index(width)


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(lines_of(text), delimiter=delimiter)
    before = after = count = 0
    try:
        for row in reader:
            before, after = after, reader.line_num
            count += 1
            if count > limits.ROWS:
                raise Refused(sentences.too_many_rows(limits.ROWS))
            yield row
    except csv.Error as error:
        raise Refused(sentences.too_long_a_field(limits.FIELD_TEXT)) from error
    if after > before + 1 and _is_open(text, before, delimiter):
        raise Refused(sentences.open_quotation(before + 1))


def _is_open(text: str, before: int, delimiter: str) -> bool:
    """Whether the record after that many lines opens a quotation that nothing closes."""
    lines = islice(lines_of(text), before, None)
    try:
        for _ in csv.reader(lines, delimiter=delimiter, strict=True):
            pass
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False
