"""Which rows of a sheet are the heading rows of a table."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

import numpy as np

from loaders.cells.typed import typed
from loaders.reading.sheets import Sheet
from loaders.vocabulary.vocabulary import Vocabulary
from loaders.vocabulary.words import normalise

_LOOK_AHEAD = 30  # rows of a block in which a heading row is looked for
_MOST = 4  # heading rows that a table may have
_DATE = re.compile(
    r"(?:from|wef|effective(?: from)?|with effect from)?:?\s*"
    r"(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{1,2}(?:st|nd|rd|th)? [a-z]{3,9}\.? \d{2,4})",
    re.IGNORECASE,
)
_DATES_OF_NOTICES = ("served_on", "effective_on")
_IMPORT_ID = re.compile(r"""^\s*\{\s*["']?ImportId["']?\s*:""", re.IGNORECASE)


def heading_row(sheet: Sheet, filled: np.ndarray, top: int, bottom: int, words: Vocabulary) -> int | None:
    """The row between top and bottom (exclusive) that best reads as headings, or None.

    The row with most cells whose wording is known (at least two); failing that, the first row of text that
    is as wide as the rows below it.
    """
    rows = (np.flatnonzero(filled[top:bottom].sum(axis=1) >= 2)[:_LOOK_AHEAD] + top).tolist()
    rows = [row for row in rows if not is_data(sheet, row)]
    if not rows:
        return None
    known = {row: known_headings(sheet, row, words) for row in rows}
    best = max(rows, key=lambda row: (known[row], -row))
    if known[best] >= 2:
        return best
    widest = int(filled[top:bottom].sum(axis=1).max())
    for row in rows:
        texts = [normalise(text) for text in texts_of(sheet, row)]
        wide = len(texts) >= max(2, 0.6 * widest) and len(texts) == int(filled[row].sum())
        if not wide or len(set(texts)) != len(texts) or row + 1 >= bottom:
            continue
        # Red, amber, green over numbers head a summary; over anything else they are somebody's reply.
        if not _answers(texts, words) or is_figures([v for v in sheet.values[row + 1] if v is not None]):
            return row
    return best if known[best] == 1 and filled[best].sum() <= 3 else None


def known_headings(sheet: Sheet, row: int, words: Vocabulary) -> int:
    """How many cells of a row have a wording that heads a column of some kind of table; numbers count as 1, 2, 3."""
    known = sum(1 for text in texts_of(sheet, row) if typed(text).figure is None and words.heads(text))
    codes = sum(1 for text in texts_of(sheet, row) if typed(text).code)
    values = [value for value in sheet.values[row] if value is not None]
    numbers = [number for value in values if (number := typed(value).figure) is not None]
    items = len(numbers) if len(numbers) > 1 and _counting(numbers, len(values)) else 0
    return known + items + (codes if codes > 1 else 0)


def all_heading_rows(
    sheet: Sheet, filled: np.ndarray, row: int, top: int, bottom: int, words: Vocabulary
) -> list[int]:
    """The heading row with those directly above and below that belong to it, top to bottom."""
    imports = _import_ids(sheet, row, bottom)
    if imports is not None:
        return list(range(max(top, imports - 2), imports + 1))
    rows = [row]
    while rows[0] > top and len(rows) < _MOST and _heads_too(sheet, filled, rows[0] - 1, rows[0], words):
        rows.insert(0, rows[0] - 1)
    while (below := rows[-1] + 1) < bottom and len(rows) < _MOST:
        if not _goes_on(sheet, filled, rows[-1], below, words):
            break
        rows.append(below)
    return rows


def column_heading(sheet: Sheet, rows: list[int], col: int) -> list[tuple[int, int]]:
    """The heading cells of a column, top to bottom; a group's heading stands over the columns to its right.

    A group reaches to the right only above a cell of its own in a lower heading row. The label of a row of dates
    ('Effective from' in front of a date for each service) belongs to each of the dates.
    """
    cells = []
    for number, row in enumerate(rows):
        label = _label_of_dates(sheet, row) if number else None
        if label is not None:
            cells += [(row, label), (row, col)] if label < col and sheet.values[row][col] is not None else []
            continue
        at = col
        if sheet.values[row][col] is None and any(
            sheet.values[r][col] is not None for r in rows[number + 1 :]
        ):
            at = _group_at(sheet, rows[number:], col)
        value = sheet.values[row][at] if at >= 0 else None
        if value is not None and not (isinstance(value, str) and _IMPORT_ID.match(value)):
            cells.append((row, at))
    return cells


def texts_of(sheet: Sheet, row: int, cols: slice = slice(None)) -> list[str]:
    """The texts of a row's filled cells, left to right."""
    return [value for value in sheet.values[row][cols] if isinstance(value, str) and value.strip()]


def heading_text(value: Any) -> str:
    """How a heading cell reads: dates as day/month/year, numbers without a needless fraction."""
    if isinstance(value, datetime | date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).split())


def is_data(sheet: Sheet, row: int) -> bool:
    """A row with one ODS code is a practice's row; with more than half its cells numbers, it is figures."""
    values = [value for value in sheet.values[row] if value is not None]
    codes = sum(1 for value in values if isinstance(value, str) and typed(value).code)
    return codes == 1 or is_figures(values)


def is_figures(values: list[Any]) -> bool:
    """Whether more than half of a row's values are numbers; in delimited text they are text ('20%')."""
    numbers = [number for value in values if (number := typed(value).figure) is not None]
    return len(numbers) > max(1, 0.5 * len(values)) and not _counting(numbers, len(values))


def _counting(numbers: list[float], filled: int) -> bool:
    """1, 2, 3 … as headings: item numbers, which are asked about and not taken for figures."""
    return numbers == list(range(1, len(numbers) + 1)) and len(numbers) < filled


def _answers(texts: list[str], words: Vocabulary) -> bool:
    """Whether most of these texts are answers, so that the row is somebody's reply."""
    given = sum(1 for text in texts if typed(text, words).answer)
    return 2 * given >= len(texts)


def _import_ids(sheet: Sheet, row: int, bottom: int) -> int | None:
    """The row of ImportId cells that Qualtrics writes as its third heading row, at or just below a row."""
    for below in range(row, min(row + 3, bottom)):
        texts = texts_of(sheet, below)
        if texts and sum(1 for text in texts if _IMPORT_ID.match(text)) > 0.5 * len(texts):
            return below
    return None


def _heads_too(sheet: Sheet, filled: np.ndarray, above: int, row: int, words: Vocabulary) -> bool:
    """Whether the row above is a heading row as well: it fills a gap in this one, groups its columns, or heads the
    same columns in a tool's own names, as Qualtrics does."""
    if not filled[above].any() or len(texts_of(sheet, above)) < filled[above].sum():
        return False
    texts = texts_of(sheet, above)
    if (filled[above] == filled[row]).all() and 2 * known_headings(sheet, above, words) >= len(texts) > 2:
        return True
    width = np.flatnonzero(filled[row])
    fills_a_gap = bool((filled[above] & ~filled[row])[: width[-1] + 1].any()) and filled[above].sum() >= 2
    groups = any(
        top == above and left < right and (left, right) != (width[0], width[-1]) and right <= width[-1]
        for top, left, _, right in sheet.merged
        if right - left < width[-1] - width[0]
    )
    return fills_a_gap or groups


def _goes_on(sheet: Sheet, filled: np.ndarray, row: int, below: int, words: Vocabulary) -> bool:
    """Whether the row below goes on with the headings: text alone, nothing under the first heading, and under
    gaps of this row, or words that head columns, such as 'RAG' under each action; or dates under services."""
    if _dates_of_services(sheet, filled, row, below, words):
        return True
    texts = texts_of(sheet, below)
    if is_data(sheet, below) or len(texts) < filled[below].sum() or not texts:
        return False
    first = int(np.flatnonzero(filled[row])[0])
    before = texts_of(sheet, below, slice(0, first))
    if before and all(typed(text, words).role() for text in before):
        return True  # 'Practice' below a gap in front of the headings of groups
    last = int(np.flatnonzero(filled[below])[-1])
    under_a_gap = (filled[below] & ~filled[row])[first : last + 1].any()
    grouped = any(top == row and right > left for top, left, _, right in sheet.merged if left > first)
    again = all(words.heads(text) for text in texts) and not any(typed(text, words).answer for text in texts)
    again = again or all(words.key_in(text) for text in texts)
    apart = not filled[below][first] or _heads_rounds(sheet, below, first, words)
    return apart and bool(under_a_gap or grouped or again)


def _heads_rounds(sheet: Sheet, row: int, first: int, words: Vocabulary) -> bool:
    """Whether a row names the column of practices once more ('Practice' | 'Code') and begins its other headings again
    and again: a reply gives no code by that name."""
    text = sheet.values[row][first]
    return (
        isinstance(text, str) and bool(typed(text, words).role()) and len(_round(sheet, row, first + 1)) > 1
    )


def _dates_of_services(sheet: Sheet, filled: np.ndarray, row: int, below: int, words: Vocabulary) -> bool:
    """Whether a row holds nothing but dates, each under the name of a service: from when it stops, or what the
    label in front of them says."""
    cols = np.flatnonzero(filled[below])
    label = _label_of_dates(sheet, below)
    if label is not None and typed(sheet.values[below][label], words).role("notices") in _DATES_OF_NOTICES:
        cols = cols[cols > label]
    heads = [sheet.values[row][col] for col in cols]
    dates = all(_is_date(sheet.values[below][col]) for col in cols)
    if not len(cols) or not dates or not all(isinstance(head, str) for head in heads):
        return False
    return all(match for head in heads for match in typed(head, words).services)


def _label_of_dates(sheet: Sheet, row: int) -> int | None:
    """The column of the text in front of a row that holds nothing but dates besides."""
    filled = [col for col, value in enumerate(sheet.values[row]) if value is not None]
    if len(filled) < 2 or not isinstance(sheet.values[row][filled[0]], str):
        return None
    first, *others = [_is_date(sheet.values[row][col]) for col in filled]
    return filled[0] if not first and all(others) else None


def _is_date(value: Any) -> bool:
    return isinstance(value, datetime | date) or (
        isinstance(value, str) and bool(_DATE.fullmatch(value.strip()))
    )


def _group_at(sheet: Sheet, rows: list[int], col: int) -> int:
    """The column of the heading that a blank one of the first of these rows belongs to: merged with it, the only one
    over its round of headings below ('Green', 'Amber', 'Red' once more), or the next to its left."""
    row = rows[0]
    for top, left, bottom, right in sheet.merged:
        if top <= row <= bottom and left <= col <= right:
            return left if sheet.values[top][left] is not None and top == row else -1
    over = [at for at in _round(sheet, rows[1], col) if sheet.values[row][at] is not None]
    if len(over) == 1:
        return over[0]
    for at in range(col - 1, -1, -1):
        if sheet.values[row][at] is not None:
            return at
    return -1


def _round(sheet: Sheet, row: int, col: int) -> range:
    """The columns of the round that a column is in, where the headings of a row begin again at equal distances; none
    where they do not."""
    texts = [normalise(value) if isinstance(value, str) else "" for value in sheet.values[row]]
    first = next((at for at, text in enumerate(texts) if text and text in texts[at + 1 :]), None)
    if first is None or col < first:
        return range(0)
    size = texts.index(texts[first], first + 1) - first
    last = max(at for at, text in enumerate(texts) if text)
    whole = (last + 1 - first) % size == 0
    if not whole or any(texts[at] != texts[at - size] for at in range(first + size, last + 1)):
        return range(0)
    start = first + (col - first) // size * size
    return range(start, min(start + size, last + 1))
