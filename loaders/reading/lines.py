"""Lines of a delimited text that do not hold the row that they seem to: a quotation mark that swallows the lines below
it, a line with a field too many or too few."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import islice

_LINE_END = re.compile(r"\r\n|\r|\n")
_SHAPES = ((re.compile(r"[^\W\d_]+"), "a"), (re.compile(r"\d+"), "9"), (re.compile(r"\s+"), " "))
_CODE = re.compile(r"[A-Z]\d{5}")
_LIKE = 0.5  # share of the rows whose first field looks alike: then a row's first field is told by its look
_FEW = 0.25  # share of the rows that may have a fault: more, and it is how the file is written
_USUAL = 0.5  # share of the rows that have the usual number of fields

Row = list[str | None]


def shape(text: str | None) -> str:
    """How a text looks: 'Z99001' → 'a9', 'Elm Surgery' → 'a a'."""
    looks = (text or "").strip()
    for pattern, sign in _SHAPES:
        looks = pattern.sub(sign, looks)
    return looks


def usual_shapes(rows: Sequence[Row]) -> frozenset[str]:
    """The looks that at least half of the first fields have; none where they differ."""
    looks = Counter(shape(row[0]) for row in rows if len(row) > 1 and row[0])
    total = sum(looks.values())
    return frozenset(look for look, often in looks.items() if often >= _LIKE * total)


def usual_width(rows: Sequence[Row]) -> int | None:
    """How many fields most rows have; None where no number is usual, or it is one."""
    widths = Counter(len(row) for row in rows if any(row))
    if not widths:
        return None
    width, often = max(widths.items(), key=lambda item: item[1])
    return width if width > 1 and often > _USUAL * sum(widths.values()) else None


def swallowing(rows: Sequence[Row], delimiter: str, *, sound: bool) -> frozenset[int]:
    """The rows with a field of several lines among which are whole rows: as many delimiters as a row has, and a first
    field that looks like the others.

    sound: every quotation in the file is opened and closed as it should be, so that only lines that begin with the
    code of a practice are rows: a remark may well be of several lines.
    """
    odd = [
        (number, field)
        for number, row in enumerate(rows)
        for field in row
        if field and delimiter in field and _LINE_END.search(field)
    ]
    if not odd:
        return frozenset()
    width, looks = _width_beside(rows, {number for number, _ in odd}), usual_shapes(rows)

    def is_row(line: str) -> bool:
        first, *others = line.split(delimiter)
        alike = _CODE.fullmatch(first) is not None if sound else not looks or shape(first) in looks
        return alike and len(others) + 1 == width

    return frozenset(number for number, field in odd if width and any(map(is_row, _inner(field))))


def _width_beside(rows: Sequence[Row], odd: set[int]) -> int | None:
    """The usual number of fields of the other rows: there may be few of them, as their lines were swallowed."""
    widths = Counter(len(row) for number, row in enumerate(rows) if number not in odd and any(row))
    width = max(widths, key=lambda each: widths[each], default=1)
    return width if width > 1 else None


def _inner(field: str) -> list[str]:
    return _LINE_END.split(field)[1:]


def reread(
    lines: Iterable[str], delimiter: str, odd: frozenset[int]
) -> tuple[list[Row], list[tuple[int, int]]]:
    """The rows once more, the lines of the odd ones each as a row of its own; with the first and last line of each of
    these, counted from 1."""
    kept = list(lines)
    reader = csv.reader(iter(kept), delimiter=delimiter)
    rows: list[Row] = []
    spans: list[tuple[int, int]] = []
    before = 0
    for number, row in enumerate(reader):
        if number in odd:
            spans.append((before + 1, reader.line_num))
            rows += [_alone(line, delimiter) for line in islice(kept, before, reader.line_num)]
        else:
            rows.append([field or None for field in row])
        before = reader.line_num
    return rows, spans


def _alone(line: str, delimiter: str) -> Row:
    """The fields of one line: an open quotation ends with it."""
    fields = next(csv.reader([line.rstrip("\r\n")], delimiter=delimiter), [])
    return [field or None for field in fields]


def faults_of(rows: Sequence[Row]) -> dict[int, str]:
    """By row, what is wrong with its number of fields, as a sentence: its cells may stand under wrong headings.

    A line with more fields than the others is one where something stands in them. One with fewer is one where what it
    holds stands otherwise one place further right, or where the other lines write their blank fields out.
    """
    width = usual_width(rows)
    if width is None:
        return {}
    odd = {n: row for n, row in enumerate(rows) if len(row) != width and sum(map(bool, row)) > 1}
    if not odd or len(odd) > max(1, _FEW * len(rows)):
        return {}
    sound = _SoundRows([row for row in rows if len(row) == width], usual_shapes(rows))
    return {number: _sentence(len(row), width) for number, row in odd.items() if sound.doubt(row, width)}


class _SoundRows:
    """What stands in the columns of the rows that have the usual number of fields. looks: shapes of their first."""

    def __init__(self, rows: Sequence[Row], looks: Container[str]) -> None:
        self.values = [Counter(filter(None, column)) for column in zip(*rows, strict=True)]
        self.writes_blanks = any(not row[-1] for row in rows)
        self.looks = looks

    def doubt(self, row: Row, width: int) -> bool:
        """Whether a row with more or fewer fields may say what it says under wrong headings."""
        if len(row) > width:
            return any(row[width:]) or self.moved(row, 1)
        return self.moved(row, -1) or (self.writes_blanks and shape(row[0]) in self.looks)

    def moved(self, row: Row, by: int) -> bool:
        """Whether something in a row stands in the column beside its own, which holds nothing that its own holds."""
        return any(
            field and field in self._in(at - by) and self._in(at).keys().isdisjoint(self._in(at - by))
            for at, field in enumerate(row)
            if at
        )

    def _in(self, at: int) -> Counter[str | None]:
        return self.values[at] if 0 <= at < len(self.values) else Counter()


def _sentence(fields: int, width: int) -> str:
    return (
        f"This line has {fields} fields and the others have {width}, so what it says may stand under wrong headings: "
        "nothing of it was loaded. Put the line right in the file and load it again."
    )


def swallowed(spans: Sequence[tuple[int, int]]) -> Iterator[str]:
    """A note for each run of lines that a quotation mark would have made one row."""
    for first, last in spans:
        yield (
            f"A quotation mark opens in line {first} of the file and would swallow the lines up to {last}: each of "
            "these lines was read as a row of its own."
        )
