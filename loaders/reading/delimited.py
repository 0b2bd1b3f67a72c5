"""Delimited text to rows of cells. Values stay text."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import chain, islice, pairwise

from loaders import limits
from loaders.reading import sentences
from loaders.reading.calamine_rows import paused_collection
from loaders.reading.lines import faults_of, reread, swallowed, swallowing
from loaders.reading.sheets import Refused, Sheet, trimmed

DELIMITERS = ",;\t|"
_SEP = re.compile(r'"?sep=(.)"?[ \t,;]*(?:\r\n|\r|\n|$)', re.IGNORECASE)
_LINE_END = re.compile(r"\r\n|\r|\n")
_TEXTS = 100_000  # different texts that are kept once
_PIECE = 65_536  # characters that are cut into lines at once
_AT_ONCE = 500  # rows
_SAMPLE = 200_000  # characters from which the delimiter of a larger file is told

csv.field_size_limit(limits.FIELD_TEXT)


def read_delimited(text: str, name: str, likely: str = ",") -> tuple[Sheet, list[str]]:
    """One sheet of the text's rows, and notes on how they were read: short rows padded with None, empty fields None,
    everything else text.

    A first line "sep=;" names the delimiter and is no row, as in Excel. likely: taken if none shows itself.
    """
    separator = _SEP.match(text)
    if separator:
        text, delimiter = text[separator.end() :], separator[1]
    else:
        delimiter = find_delimiter(text, likely)
    if text.count(delimiter) > limits.CELLS:
        raise Refused(sentences.too_many_fields(limits.CELLS))
    with paused_collection():
        rows, notes = _rows(text, delimiter)
    faults = faults_of(rows)
    width = max(map(len, rows), default=0)
    if width > limits.COLUMNS:
        raise Refused(sentences.too_many_columns(limits.COLUMNS))
    if len(rows) * width > limits.CELLS:
        raise Refused(sentences.too_many_fields(limits.CELLS))
    for row in rows:
        if len(row) < width:
            row.extend([None] * (width - len(row)))
    return Sheet(name, trimmed(rows), faults=faults), notes


def _equal_texts_once(rows: Iterable[list[str]], once: dict[str, str | None]) -> list[list[str | None]]:
    """Empty fields None, equal texts one object: a column of a million answers holds three texts."""
    kept = once.setdefault if len(once) < _TEXTS else once.get
    return [list(map(kept, row, row)) for row in rows]


def lines_of(text: str, start: int = 0) -> Iterator[str]:
    """The lines with their ends, one by one. Piece by piece: a text held as a file takes four times its size."""
    return chain.from_iterable(map(_cut, _pieces(text, start)))


def _cut(piece: str) -> Iterable[str]:
    """The lines of a piece. One with a line of millions of characters is not held as a file: see lines_of."""
    if len(piece) <= 4 * _PIECE:
        return StringIO(piece, newline="")
    ends = [0, *(match.end() for match in _LINE_END.finditer(piece)), len(piece)]
    return [piece[start:end] for start, end in pairwise(ends) if start < end]


def _pieces(text: str, start: int) -> Iterator[str]:
    while start < len(text):
        line_end = _LINE_END.search(text, start + _PIECE)
        end = line_end.end() if line_end else len(text)
        yield text[start:end]
        start = end


def find_delimiter(text: str, likely: str = ",") -> str:
    """The delimiter that cuts most rows into the same number of fields, most fields winning.

    One that starts to do so later in the file than another counts half: lists and decimal commas inside the
    cells do so in every row but the heading.
    """
    sample = text if len(text) <= _SAMPLE else text[: text.rfind("\n", 0, _SAMPLE) + 1] or text[:_SAMPLE]
    regularities = {mark: _regularity(sample, mark) for mark in DELIMITERS if mark in sample}
    if len(regularities) < 2:
        return next(iter(regularities), likely)
    first = min((start for _, width, start in regularities.values() if width > 1), default=0)

    def score(mark: str) -> tuple[float, bool]:
        share, width, start = regularities[mark]
        return share * (width - 1) ** 0.5 * (1 if start <= first else 0.5), mark == likely

    return max(regularities, key=score)


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


def _rows(text: str, delimiter: str) -> tuple[list[list[str | None]], list[str]]:
    """All rows, empty fields None, with notes on lines that a quotation mark swallows. Some hundred at a time: one by
    one took a third longer, and all at once would keep every text of a large file as often as it stands there."""
    reader = csv.reader(lines_of(text), delimiter=delimiter)
    once: dict[str, str | None] = {"": None}
    rows: list[list[str | None]] = []
    try:
        while some := list(islice(reader, _AT_ONCE)):
            rows += _equal_texts_once(some, once)
            if len(rows) > limits.ROWS:
                raise Refused(sentences.too_many_rows(limits.ROWS))
    except csv.Error as error:
        raise Refused(sentences.too_long_a_field(limits.FIELD_TEXT)) from error
    if reader.line_num == len(rows):  # no field goes over several lines, as nearly always
        return rows, []
    if odd := swallowing(rows, delimiter, sound=_is_sound(text, delimiter)):
        rows, spans = reread(lines_of(text), delimiter, odd)
        return rows, list(swallowed(spans))
    if any(_LINE_END.search(field) for row in rows[-1:] for field in row if field):
        _refuse_open_quotation(text, delimiter)
    return rows, []


def _is_sound(text: str, delimiter: str) -> bool:
    """Whether every quotation is opened and closed as it should be."""
    try:
        for _ in csv.reader(lines_of(text), delimiter=delimiter, strict=True):
            pass
    except csv.Error:
        return False
    return True


def _refuse_open_quotation(text: str, delimiter: str) -> None:
    """Refuse a text whose last row is one over several lines because a quotation in it is never closed."""
    reader = csv.reader(lines_of(text), delimiter=delimiter)
    before = after = 0
    for _ in reader:
        before, after = after, reader.line_num
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
