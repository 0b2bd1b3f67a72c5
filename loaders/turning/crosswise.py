"""A table turned round: what ordinarily heads its columns stands down the side, one practice (or action) a column."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from loaders.cells.typed import typed
from loaders.dates.named_months import month_in
from loaders.reading.sheets import Sheet
from loaders.tables.headings import heading_text, is_figures
from loaders.tables.layout import Layout
from loaders.turning.parts import Area, Cell, Outside, Part, Place, blocks, cell_at, lone_text, text_at
from loaders.vocabulary.headings import OF_PRACTICES
from loaders.vocabulary.vocabulary import Vocabulary

_MOST_ROWS = 300  # services, actions and what else is said of a practice: far fewer than there are practices
_LABELS = 2  # columns of labels in front of the practices: a service, and what is said of it
_STARTS = 4  # blocks in which the table may begin
_BESIDE = {"total", "note", "comment", "aside", "ignore", "practices", "percent"}
_CODES = re.compile(r"\b[A-TV-Z]\d{5}\b", re.IGNORECASE)
_SAYS = "The table on sheet “{}” was read with rows and columns turned round."


def crosswise(
    sheet: Sheet, there: np.ndarray, layout: Layout, words: Vocabulary, _outside: Outside
) -> Iterator[tuple[list[Part], None]]:
    """The table that a sheet holds, turned round, from each row where it may begin."""
    for first in _starts(there):
        rows = _rows(sheet, there, first, words)
        cols = np.flatnonzero(there[rows].any(axis=0)).tolist() if rows else []
        if not 2 <= len(rows) <= _MOST_ROWS or len(cols) < 2 or _practice_a_row(sheet, rows, cols, words):
            continue
        read = {row for table in layout.tables for row in (*table.heading_rows, *table.rows)}
        part = _part(sheet, there, rows, list(range(cols[0], cols[-1] + 1)), read, words)
        if part is not None:
            yield [part], None


def _practice_a_row(sheet: Sheet, rows: list[int], cols: list[int], words: Vocabulary) -> bool:
    """Whether a column is headed as one of practices and holds nothing but codes: nothing is turned round."""
    headed = [col for col in cols if typed(text_at(sheet, (rows[0], col)), words).heads_practices]
    return any(all(typed(text_at(sheet, (row, col))).code for row in rows[1:]) for col in headed)


def _starts(there: np.ndarray) -> list[int]:
    """The first row of each block that has two cells or more."""
    wide = [
        next((row for row in range(top, end) if there[row].sum() >= 2), None) for top, end in blocks(there)
    ]
    return [row for row in wide if row is not None][:_STARTS]


def _rows(sheet: Sheet, there: np.ndarray, first: int, words: Vocabulary) -> list[int]:
    """The rows from the first to the last of two cells, with those next to it that name one thing and say nothing."""
    wide = np.flatnonzero(there.sum(axis=1) >= 2)
    last = int(wide[-1])
    while last + 1 < len(there) and (place := lone_text(sheet, there, last + 1)):
        if not words.heads(text_at(sheet, place)):
            break
        last += 1
    for top, end in blocks(there[: last + 1]):
        if top > first and _begins_again(sheet, first, top, end):
            last = top - 1
            break
    return (np.flatnonzero(there[first : last + 1].any(axis=1)) + first).tolist()


def _begins_again(sheet: Sheet, first: int, top: int, end: int) -> bool:
    """Whether a block below begins with the same label as the table, over figures: 'Action' and what was added up."""
    label, *_ = _filled(sheet, first) or [None]
    return any(
        _filled(sheet, row)[:1] == [label] and is_figures(_filled(sheet, row + 1))
        for row in range(top, min(top + 2, end - 1))
    )


def _filled(sheet: Sheet, row: int) -> list:
    return [value for value in sheet.values[row] if value is not None]


def _part(
    sheet: Sheet, there: np.ndarray, rows: list[int], cols: list[int], read: set[int], words: Vocabulary
) -> Part | None:
    """The rows turned round; None where they are no such table. read: rows that are part of a table as it stands."""
    labels = [text_at(sheet, (row, cols[0])) for row in rows]
    used = [col for col in cols[1:] if there[rows, col].any()]
    who = [row for row in rows if _says_who(sheet, row, cols, words) and there[row, used].all()]
    if not who:
        return _headed(sheet, there, rows, cols, words)
    if not _tell(labels, words):
        return None
    skipped: list[Place] = []
    if not _says_something(labels[0], words):
        skipped, rows = [(rows[0], col) for col in cols if there[rows[0], col]], rows[1:]
    turned = [[cell_at(sheet, row, col) for row in rows] for col in cols]
    return _turned(sheet, turned, rows, cols, plain=who[0] in read, labels=skipped)


def _headed(
    sheet: Sheet, there: np.ndarray, rows: list[int], cols: list[int], words: Vocabulary
) -> Part | None:
    """A table whose first row is what ordinarily stands below one another: practices, or actions."""
    heads = _headings(sheet, rows[0], cols[1:], words)
    if heads is None:
        return None
    corner, records, plain = heads
    if _leaves_out(there, rows, cols, records):
        return None
    before = [cols[0], *(col for col in cols[1:] if col < min(records) and there[rows, col].any())]
    labels = [[text_at(sheet, (row, col)) for row in rows] for col in before]
    if len(before) > _LABELS or not any(_tell(texts, words) for texts in labels):
        return None
    if any(len(_CODES.findall(text_at(sheet, (row, col)))) > 1 for row in rows[1:] for col in records):
        return None  # lists of practices
    if any(
        typed(texts[0], words).heads_practices or any(typed(text).codes for text in texts) for texts in labels
    ):
        return None  # a practice a row
    lines = _heading_lines(sheet, rows, before)
    lines[0][0] = Cell(corner, lines[0][0].place)
    if len(before) == 1 and len(rows) > 2 and _says_who_too(sheet, labels[0][1], rows[1], records):
        lines[0][1] = Cell(_name(sheet, rows[1], records), lines[0][1].place)
    turned = [*lines, *([cell_at(sheet, row, col) for row in rows] for col in records)]
    corners = [(rows[0], col) for col in before[1:] if there[rows[0], col]]
    return _turned(sheet, turned, rows, [*before, *records], plain=plain, labels=corners, heads=len(before))


def _leaves_out(there: np.ndarray, rows: list[int], cols: list[int], records: list[int]) -> bool:
    """Whether cells would be left over: in columns without a heading among those of the practices or right behind them,
    as of a practice over several columns, or in rows without a label below a first one, which may hold names."""
    among = [col for col in cols if min(records) < col <= max(records) + 1 and not there[rows[0], col]]
    before = [col for col in cols if col < min(records)]
    below = rows[2:] if before else []
    bare = ~there[np.ix_(below, before)].any(axis=1) & there[np.ix_(below, records)].any(axis=1)
    return bool(there[np.ix_(rows[1:], among)].any() or bare.any())


def _turned(
    sheet: Sheet,
    turned: list[list[Cell]],
    rows: list[int],
    cols: list[int],
    *,
    plain: bool,
    labels: list[Place],
    heads: int = 1,
) -> Part:
    says = "" if plain else _SAYS.format(sheet.name)
    merged = _merged(sheet, rows, cols)
    return Part(turned, says, heads if heads > 1 else None, plain, merged=merged, labels=labels)


def _heading_lines(sheet: Sheet, rows: list[int], cols: list[int]) -> list[list[Cell]]:
    """The columns of labels as heading lines: in all but the last, a label holds for the blanks below it."""
    lines = []
    for number, col in enumerate(cols):
        line = [cell_at(sheet, row, col) for row in rows]
        if number:
            line[0] = Cell()
        if number + 1 < len(cols):
            for at in range(2, len(line)):
                above = line[at - 1]
                if line[at].value is None and above.value is not None:
                    line[at] = above._replace(lent=True)
        lines.append(line)
    return lines


def _tell(labels: list[str], words: Vocabulary) -> bool:
    """Whether most labels are such as head columns."""
    known = [text for text in labels if _is_known(text, words)]
    return len(known) > 1 and 2 * len(known) >= len([text for text in labels if text])


def _is_known(text: str, words: Vocabulary) -> bool:
    text = text.strip("% ")
    return bool(text) and typed(text).figure is None and (words.heads(text) or typed(text, words).answer)


def _says_who(sheet: Sheet, row: int, cols: list[int], words: Vocabulary) -> bool:
    """Whether a row is 'ODS code' and codes, or 'Practice' and names: its first cell heads what stands beside it."""
    role = typed(text_at(sheet, (row, cols[0])), words).role()
    texts = [text for col in cols[1:] if (text := text_at(sheet, (row, col)))]
    if role not in OF_PRACTICES or not texts:
        return False
    coded = all(typed(text).codes for text in texts)
    return coded or (role != "practice_code" and not any(_is_known(text, words) for text in texts))


def _says_something(text: str, words: Vocabulary) -> bool:
    """Whether a label of a form down the page heads something: 'Question' above the labels does not."""
    role = (
        typed(text, words).role() or typed(text, words).role("survey") or typed(text, words).role("notices")
    )
    return bool(typed(text, words).action) or role not in (None, "action", "service", "answer", "ignore")


def _headings(
    sheet: Sheet, row: int, cols: list[int], words: Vocabulary
) -> tuple[str, list[int], bool] | None:
    """What the headings of a turned table are, the columns that they head, and whether that is plain; None where they
    are no such thing."""
    texts = {col: heading_text(v) for col in cols if (v := sheet.values[row][col]) is not None}
    codes = [col for col, text in texts.items() if typed(text).codes]
    if len(codes) > 1 or len(codes) == len(texts) > 0:
        rows = [col for col in cols if col in codes or _unheaded(texts.get(col), words)]
        return "Practice", rows, len(codes) > 1
    for name, find in (("Action", words.action), ("Region", words.region), ("Service", words.service)):
        naming = [col for col, text in texts.items() if _certainly(find, text)]
        if naming and 2 * len(naming) >= len(texts):
            return name, [col for col in cols if col in naming or _unheaded(texts.get(col), words)], False
    names = [col for col, text in texts.items() if _unheaded(text, words)]
    if any(
        month_in(texts[col]) or typed(texts[col], words).answer or typed(texts[col], words).status
        for col in names
    ):
        return None
    others = [text for col, text in texts.items() if col not in names]
    if len(names) < 2 or any(not _beside(text, words) for text in others):
        return None
    return "Practice", names, False


def _certainly(find, text: str) -> bool:
    return bool(find(text))


def _unheaded(text: str | None, words: Vocabulary) -> bool:
    """Whether a heading is none that a column of an ordinary table has."""
    kinds = ("survey", "notices", "figures")
    known = any(typed(text or "", words).role(kind) for kind in kinds)
    return bool(text) and not known and not typed(text, words).action and not typed(text, words).answer


def _beside(text: str, words: Vocabulary) -> bool:
    """Whether a heading is of a column that stands beside those of the practices: a total, a note."""
    roles = {typed(text, words).role(kind) for kind in ("survey", "notices", "figures")} - {None}
    return bool(roles) and roles <= _BESIDE


def _says_who_too(sheet: Sheet, label: str, row: int, cols: list[int]) -> bool:
    """Whether the second row says whose columns these are as well: nothing stands in front of it, or the label of the
    column ('Action'), and codes are in it."""
    return not label or all(typed(text_at(sheet, (row, col))).code for col in cols)


def _name(sheet: Sheet, row: int, cols: list[int]) -> str:
    """The heading for a second line above the answers: the codes below the names, or the names below the codes."""
    return "ODS code" if any(typed(text_at(sheet, (row, col))).codes for col in cols) else "Practice name"


def _merged(sheet: Sheet, rows: list[int], cols: list[int]) -> list[Area]:
    """The merged areas that lie in the table, as they lie once it is turned."""
    row_at, col_at = ({place: at for at, place in enumerate(places)} for places in (rows, cols))
    return [
        (col_at[left], row_at[top], col_at[right], row_at[bottom])
        for top, left, bottom, right in sheet.merged
        if {top, bottom} <= row_at.keys() and {left, right} <= col_at.keys()
    ]
